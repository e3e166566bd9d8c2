import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Attributes } from "./provider-bindings.ts";
import { readSchemas } from "./provider-schema.ts";
import { root } from "./root.ts";

/** policies/schema/providers/overlay.yaml: what the bindings do not tell, each entry with its source. */
export interface Overlay {
  /** Attributes that hold secrets, dotted from the top of the type. */
  sensitive: Array<{ type: string; attribute: string; source: string }>;
  /** Names of texts that hold a secret in every type of every provider. */
  sensitive_names: string[];
  /** What an absent attribute means; `versions` where that changed. */
  defaults: Array<{
    type: string;
    attribute: string;
    value: string | number | boolean;
    versions?: string;
    note?: string;
    source: string;
  }>;
  removed: Array<{ type: string; attribute?: string; in: string; instead?: string; source: string }>;
  /** Types of the catalogue that no binding has, with the reason. */
  unbound: Array<{ type: string; reason: string; source?: string }>;
}

export function readOverlay(): Overlay {
  return parse(readFileSync(join(root, "policies/schema/providers/overlay.yaml"), "utf8")) as Overlay;
}

/**
 * What the tool loads at run time, from the committed schemas and the overlay: one line a type, so that a scan parses
 * no more than its own types: `TYPE {"ATTRIBUTE": code}`. A code is `s`, `b` or `n` for a text, boolean or number, `[s`
 * for a list or map of them, `!` behind it for a secret; an object for blocks, and `{"": {…}}` for what is no block
 * and holds attributes all the same.
 * @returns texts by file name in policies/dist
 */
export function renderSchemas(): Record<string, string> {
  const overlay = readOverlay();
  const sensitive = new Set(overlay.sensitive.map(({ type, attribute }) => `${type}.${attribute}`));
  const names = new Set(overlay.sensitive_names);
  const files: Record<string, string> = {};
  for (const [provider, schema] of readSchemas()) {
    const lines = Object.entries(schema.types).map(
      ([type, { attributes }]) => `${type} ${JSON.stringify(compact(attributes, type))}\n`,
    );
    files[`schema-${provider}.txt`] = `\n${lines.sort().join("")}`;
  }
  return files;

  function compact(attributes: Attributes, path: string): Record<string, unknown> {
    const short: Record<string, unknown> = {};
    for (const [name, { type, items, in: inner }] of Object.entries(attributes)) {
      const here = `${path}.${name}`;
      const secret = sensitive.has(here) || names.has(name) ? "!" : "";
      if (inner) {
        const below = compact(inner, here);
        if (Object.keys(below).length > 0) short[name] = type === "map" ? { "": below } : below;
      } else if (items) short[name] = `[${items.charAt(0)}${secret}`;
      else if (type === "string" || type === "bool" || type === "number")
        short[name] = `${type.charAt(0)}${secret}`;
      else if (secret) short[name] = secret;
    }
    return short;
  }
}
