import type { Recogniser } from "./recogniser.ts";

/** FHIR resources: JSON with a resourceType, one a line in NDJSON, or XML in FHIR's namespace (HL7 FHIR, Formats). */
export const fhir: Recogniser = ({ base, head, jsonKeys }) => {
  if (base.endsWith(".json")) return jsonKeys().has("resourceType") ? "fhir" : undefined;
  if (base.endsWith(".ndjson"))
    return /^\s{0,64}\{[^\n]{0,4096}"resourceType"\s*:/.test(head) ? "fhir" : undefined;
  if (!base.endsWith(".xml")) return undefined;
  return /^\s{0,64}<(?:\?xml[^>]{0,200}>\s{0,64})?(?:<!--[^>]{0,1000}-->\s{0,64})?<?[A-Z]\w+\s[^>]{0,400}xmlns\s*=\s*["']http:\/\/hl7\.org\/fhir["']/.test(
    head.slice(0, 4096),
  )
    ? "fhir"
    : undefined;
};
