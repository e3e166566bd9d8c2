import type { At } from "../../../text/span.ts";
import { type Entry, unknown, type Value } from "../../value.ts";
import type { Product, Settings } from "../product.ts";

/** Longer texts are no settings that somebody wrote by hand. */
const maxText = 100_000;
const maxDepth = 20;

/**
 * The image of the Orthanc team makes settings of `ORTHANC__DICOM_AET` (DicomAet) and `ORTHANC__DICOM_WEB__ROOT`
 * (DicomWeb.Root), their values read as JSON where they are JSON, and of the document in `ORTHANC_JSON`; all win over
 * files. A name that ends in `_SECRET` names a file with the value (Orthanc Book, "orthancteam/orthanc Docker images").
 */
export const orthanc: Product = {
  type: "orthanc",
  configuration: /^\/etc\/orthanc(?:\/|$)|^\/run\/secrets\/[^/]+\.json$|\/orthanc\.json$/,
  variables(environment) {
    let settings: Settings = new Map();
    for (const [name, { value }] of environment) {
      if (name === "ORTHANC_JSON") {
        const whole = value.kind === "string" ? readJson(value.value, value.at) : undefined;
        if (whole?.kind === "object") settings = overlay(settings, whole.entries);
      } else if (name.startsWith("ORTHANC__")) {
        const [key = "", ...below] = name
          .slice(9)
          .replace(/_SECRET$/, "")
          .split("__")
          .map(camelCase);
        let set: Value = name.endsWith("_SECRET")
          ? unknown("outside-scan", value.at, { detail: name })
          : value.kind === "string"
            ? (readJson(value.value, value.at) ?? value)
            : value;
        for (const step of below.reverse())
          set = { kind: "object", entries: new Map([[step, { value: set }]]), at: value.at };
        settings = overlay(settings, new Map([[key, { value: set }]]));
      }
    }
    return settings;
  },
  overlay,
};

/** Settings with parts are joined part by part, as the image does. */
function overlay(weaker: Settings, stronger: ReadonlyMap<string, Entry>): Settings {
  const joined = new Map(weaker);
  for (const [key, entry] of stronger) {
    const below = joined.get(key)?.value;
    if (below?.kind === "object" && entry.value.kind === "object")
      joined.set(key, {
        ...entry,
        value: { ...entry.value, entries: new Map([...below.entries, ...entry.value.entries]) },
      });
    else joined.set(key, entry);
  }
  return joined;
}

/** `DICOM_AET` → `DicomAet`. */
function camelCase(word: string): string {
  return word
    .split("_")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase())
    .join("");
}

/** The value of a JSON text, all of it at the text's place; undefined when it is none. */
function readJson(text: string, where: At): Value | undefined {
  if (text.length > maxText) return undefined;
  try {
    return plainValue(JSON.parse(text), where, 0);
  } catch {
    return undefined;
  }
}

function plainValue(json: unknown, where: At, depth: number): Value {
  if (depth > maxDepth) return unknown("not-supported", where);
  if (typeof json === "string") return { kind: "string", value: json, at: where };
  if (typeof json === "number") return { kind: "number", value: json, at: where };
  if (typeof json === "boolean") return { kind: "bool", value: json, at: where };
  if (Array.isArray(json))
    return { kind: "list", items: json.map((one) => plainValue(one, where, depth + 1)), at: where };
  if (json === null || typeof json !== "object") return { kind: "null", at: where };
  const entries = Object.entries(json).map(([key, one]): [string, Entry] => [
    key,
    { value: plainValue(one, where, depth + 1) },
  ]);
  return { kind: "object", entries: new Map(entries), at: where };
}
