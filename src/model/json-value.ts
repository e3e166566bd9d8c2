import type { Node } from "jsonc-parser";
import type { Source } from "../text/source.ts";
import { at } from "../text/span.ts";
import type { Entry, Value } from "./value.ts";

/**
 * The value of a JSON node as `parseJson` gives it. Every value's `at` is its text as written, quotes included, and each
 * entry has its key's place; of a repeated key the last one counts, as in every JSON reader. What a broken text leaves
 * open is null.
 */
export function jsonValue(node: Node | undefined, source: Source): Value {
  if (!node) return { kind: "null", at: at(source, 0, 0) };
  const where = at(source, node.offset, node.offset + node.length);
  switch (node.type) {
    case "object": {
      const entries = new Map<string, Entry>();
      for (const property of node.children ?? []) {
        const [key, value] = property.children ?? [];
        if (!key || !value) continue;
        const keyAt = at(source, key.offset, key.offset + key.length);
        entries.set(String(key.value), { value: jsonValue(value, source), keyAt });
      }
      return { kind: "object", entries, at: where };
    }
    case "array":
      return {
        kind: "list",
        items: (node.children ?? []).map((child) => jsonValue(child, source)),
        at: where,
      };
    case "string":
      return { kind: "string", value: String(node.value), at: where };
    case "number":
      return Number.isFinite(node.value)
        ? { kind: "number", value: node.value as number, at: where }
        : { kind: "string", value: source.text.slice(where.start, where.end), at: where };
    case "boolean":
      return { kind: "bool", value: node.value === true, at: where };
    default:
      return { kind: "null", at: where };
  }
}
