import type { PolicyMetadata, Severity } from "../evaluate/catalogue.ts";
import { Source } from "../text/source.ts";
import { type At, at } from "../text/span.ts";
import type { Finding } from "./finding.ts";
import { fingerprintOf } from "./fingerprint.ts";

/** What a built-in policy finds in crosswalk.yaml. */
export interface BuiltInSite {
  subject: string;
  /** The record's id, or the control's. */
  name: string;
  at: At | undefined;
  severity: Severity;
  facts: Record<string, string>;
}

/** A violation of a built-in policy: it belongs to no control, cites nothing, and has no scope. */
export function builtInFinding(policy: PolicyMetadata, site: BuiltInSite): Finding {
  const address = `${site.subject}.${site.name}`;
  return {
    policy,
    safeguard: "",
    severity: site.severity,
    grade: "default",
    verdict: "fail",
    status: "open",
    unit: "config:crosswalk.yaml",
    resource: { type: site.subject, address },
    addresses: [address],
    at: site.at ? entryOf(site.at) : at(new Source("crosswalk.yaml", "crosswalk", ""), 0, 0),
    via: [],
    message: policy.message.replace(
      /\{(\w+)\}/g,
      (placeholder, key: string) => site.facts[key] ?? placeholder,
    ),
    phi: "unknown",
    soc2Boundary: "unknown",
    requirements: { hipaa: [], soc2: [] },
    fingerprint: fingerprintOf([policy.id, address]),
  };
}

/** The span of an item in a list reaches over the blank lines behind it. */
function entryOf({ source, start, end }: At): At {
  return at(source, start, start + source.text.slice(start, end).trimEnd().length);
}
