import type { At } from "../../text/span.ts";
import type { StringValue, UnknownValue, Value } from "../value.ts";
import { formatNumber } from "./convert.ts";
import { Fault } from "./fault.ts";
import { limits } from "./run-state.ts";
import { deepRefs, firstUnknown, openCause, sortedKeys, text, unknownFrom } from "./values.ts";

/**
 * `jsonencode` (https://developer.hashicorp.com/terraform/language/functions/jsonencode): the text, with its
 * structure in `shape`; an unknown with `shape` when any part is unknown.
 */
export function encodeJson(value: Value, where: At, indent = 0): StringValue | UnknownValue {
  if (firstUnknown(value) || openCause(value)) return unknownFrom([value], where, { shape: value });
  const writer = { length: 0 };
  const compact = write(value, writer, 0, where);
  const content = indent > 0 ? JSON.stringify(JSON.parse(compact), null, indent) : compact;
  const result = text(content, where, deepRefs(value));
  return value.kind === "object" || value.kind === "list" ? { ...result, shape: value } : result;
}

function write(value: Value, writer: { length: number }, depth: number, where: At): string {
  if (depth > 200) throw new Fault("A value nests deeper than the limit.", where, "tf-limit");
  const isNested = value.kind === "list" || value.kind === "object";
  if (isNested) writer.length += 2;
  if (writer.length > limits.text) throw new Fault("A text is larger than the limit.", where, "tf-limit");
  const out = writeKind(value, writer, depth, where);
  if (!isNested) writer.length += out.length;
  return out;
}

function writeKind(value: Value, writer: { length: number }, depth: number, where: At): string {
  switch (value.kind) {
    case "null":
    case "unknown":
      return "null";
    case "bool":
      return String(value.value);
    case "number":
      return formatNumber(value.value);
    case "string":
      return quoteJson(value.value);
    case "list":
      return `[${value.items.map((item) => write(item, writer, depth + 1, where)).join(",")}]`;
    case "object": {
      const parts: string[] = [];
      for (const key of sortedKeys(value)) {
        const entry = value.entries.get(key);
        if (entry) parts.push(`${quoteJson(key)}:${write(entry.value, writer, depth + 1, where)}`);
      }
      return `{${parts.join(",")}}`;
    }
  }
}

/** As Go's encoder does, which escapes what could end a script element. */
export function quoteJson(content: string): string {
  return JSON.stringify(content).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
