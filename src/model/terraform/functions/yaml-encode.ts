import type { Value } from "../../value.ts";
import { describe } from "../convert.ts";
import { Fault } from "../fault.ts";
import { encodeJson } from "../json-encode.ts";
import { nothing, sortedKeys } from "../values.ts";
import { arg, type CallContext, textResult } from "./built-in.ts";

/** Texts that YAML may hold as a block: printable characters, no space at a line's end. */
const BLOCK = /^(?!.* (?:\n|$))[\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/s;

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\0": "\\0",
  "\x07": "\\a",
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\v": "\\v",
  "\f": "\\f",
  "\r": "\\r",
  "\x1b": "\\e",
  "\x85": "\\N",
  "\u2028": "\\L",
  "\u2029": "\\P",
};

/** In double quotes, with YAML's own escapes for what does not print (YAML 1.2, 5.7). */
function quoted(content: string): string {
  const escaped = content.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be escaped.
    /["\\\0-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|[\u{10000}-\u{10ffff}]/gu,
    (char) => {
      const code = char.codePointAt(0) ?? 0;
      const hex = code.toString(16).toUpperCase();
      if (ESCAPES[char] !== undefined) return ESCAPES[char];
      if (code > 0xffff) return `\\U${hex.padStart(8, "0")}`;
      return code > 0xff ? `\\u${hex.padStart(4, "0")}` : `\\x${hex.padStart(2, "0")}`;
    },
  );
  return `"${escaped}"`;
}

function scalar(value: Value, call: CallContext): string {
  const encoded = encodeJson(value, call.at);
  if (encoded.kind !== "string") throw new Fault(`${describe(value)} cannot be written as YAML.`, call.at);
  return encoded.value;
}

/** As Terraform writes it: keys and texts in double quotes, two spaces a level. */
export function encodeYaml(args: readonly Value[], call: CallContext): Value {
  return textResult(yamlLines(arg(args, 0), 0, call).trimStart(), call);
}

function yamlLines(value: Value, depth: number, call: CallContext): string {
  if (depth > 60) throw new Fault("A value nests deeper than the limit.", call.at, "tf-limit");
  call.scope.module.run.charge(5, call.at);
  const indent = "  ".repeat(depth);
  const isNested = (item: Value) =>
    (item.kind === "list" && item.items.length > 0) || (item.kind === "object" && item.entries.size > 0);
  if (value.kind === "list" && value.items.length > 0) {
    return value.items
      .map((item) => {
        const content = yamlLines(item, depth + 1, call);
        return `${indent}- ${isNested(item) ? content.trimStart() : `${content}\n`}`;
      })
      .join("");
  }
  if (value.kind === "object" && value.entries.size > 0) {
    return sortedKeys(value)
      .map((key) => {
        const item = value.entries.get(key)?.value ?? nothing(call.at);
        const name = `${indent}${quoted(key)}:`;
        if (!isNested(item)) return `${name} ${yamlLines(item, depth + 1, call)}\n`;
        return `${name}\n${yamlLines(item, item.kind === "list" ? depth : depth + 1, call)}`;
      })
      .join("");
  }
  if (value.kind === "string" && value.value.includes("\n") && BLOCK.test(value.value)) {
    // A block scalar; the indicator keeps as many line ends as the text has behind its last line.
    const trimmed = value.value.replace(/\n+$/, "");
    const ends = value.value.length - trimmed.length;
    const hint = /^[ \n]/.test(value.value) ? "2" : "";
    const indicator = `|${hint}${ends === 0 ? "-" : ends === 1 ? "" : "+"}`;
    const body = (ends > 1 ? value.value.slice(0, -1) : trimmed)
      .split("\n")
      .map((line) => (line === "" ? "" : (indent || "  ") + line));
    return `${indicator}\n${body.join("\n")}${depth === 0 ? "\n" : ""}`;
  }
  const content = value.kind === "string" ? quoted(value.value) : scalar(value, call);
  if (depth > 0) return content;
  // A document that is one plain scalar gets an end, or a reader could take it for an unfinished one.
  const isPlain = value.kind === "number" || value.kind === "bool" || value.kind === "null";
  return isPlain ? `${content}\n...\n` : `${content}\n`;
}
