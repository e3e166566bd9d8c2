import { isUtf8 } from "node:buffer";
import { gzipSync } from "node:zlib";
import { parse } from "yaml";
import type { At } from "../../../text/span.ts";
import type { Entry, Value } from "../../value.ts";
import { Fault } from "../fault.ts";
import { encodeJson } from "../json-encode.ts";
import { readJsonString } from "../json-text.ts";
import { STRING } from "../types.ts";
import { bool, entries, list, nothing, number, text, unknownFrom } from "../values.ts";
import { arg, type BuiltIn, builtIn, type CallContext, listResult, textArg, textResult } from "./built-in.ts";
import { characterEncoding } from "./character-encoding.ts";
import { encodeYaml } from "./yaml-encode.ts";

/** Undoes jsonencode, also of an unknown whose structure is known. */
function decodeJson(args: readonly Value[], call: CallContext): Value {
  const value = arg(args, 0);
  if (value.kind === "unknown") return value.shape ? { ...value.shape } : unknownFrom(args, call.at);
  if (value.kind === "string" && value.shape) return value.shape;
  const decoded = readJsonString(textArg(args, 0, call), call.at);
  if (!decoded) throw new Fault("The text is no JSON.", call.at);
  return decoded;
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

function decodeBase64(args: readonly Value[], call: CallContext): Value {
  const content = textArg(args, 0, call);
  if (!BASE64.test(content) || content.length % 4 !== 0) throw new Fault("The text is no base64.", call.at);
  const bytes = Buffer.from(content, "base64");
  if (!isUtf8(bytes)) throw new Fault("What the base64 holds is no UTF-8 text.", call.at);
  return textResult(bytes.toString("utf8"), call);
}

/** A template with unknown parts stays as it is known: what is encoded can be read back by policies. */
function encodeBase64(args: readonly Value[], call: CallContext): Value {
  return textResult(Buffer.from(textArg(args, 0, call), "utf8").toString("base64"), call);
}

function urlEncode(args: readonly Value[], call: CallContext): Value {
  const encoded = encodeURIComponent(textArg(args, 0, call).replace(/\p{Surrogate}/gu, "\uFFFD"));
  return textResult(
    encoded
      .replace(/%20/g, "+")
      .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`),
    call,
  );
}

/** https://developer.hashicorp.com/terraform/language/functions/csvdecode (RFC 4180) */
function decodeCsv(args: readonly Value[], call: CallContext): Value {
  const rows = readCsv(textArg(args, 0, call), call.at);
  const [head, ...body] = rows;
  if (!head) throw new Fault("The CSV text has no header.", call.at);
  if (new Set(head).size !== head.length) throw new Fault("The CSV text has a column twice.", call.at);
  return listResult(
    body.map((row) => {
      if (row.length !== head.length)
        throw new Fault("A CSV row differs in length from the header.", call.at);
      return entries(new Map(head.map((name, i) => [name, { value: text(row[i] ?? "", call.at) }])), call.at);
    }),
    call,
    { kind: "object", attributes: new Map(head.map((name) => [name, { type: STRING, optional: false }])) },
  );
}

function readCsv(content: string, at: At): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let i = 0;
  while (i < content.length) {
    let field = "";
    if (content[i] === '"') {
      i++;
      for (;;) {
        if (i >= content.length) throw new Fault("A quoted CSV field has no end.", at);
        if (content[i] === '"') {
          if (content[i + 1] !== '"') break;
          i++;
        }
        field += content[i++];
      }
      i++;
      if (i < content.length && !/[,\r\n]/.test(content.charAt(i)))
        throw new Fault("A quoted CSV field ends before its text.", at);
    } else {
      const from = i;
      while (i < content.length && content[i] !== "," && content[i] !== "\n") i++;
      field = content.slice(from, i).replace(/\r$/, "");
      if (field.includes('"')) throw new Fault("A CSV field with quotes must be quoted itself.", at);
    }
    row.push(field);
    if (content[i] === "\r") i++;
    if (i >= content.length || content[i] === "\n") {
      if (row.length > 1 || row[0] !== "") rows.push(row);
      row = [];
    } else if (content[i] === "," && i === content.length - 1) {
      row.push("");
      rows.push(row);
      row = [];
    }
    i++;
  }
  return rows;
}

function decodeYaml(args: readonly Value[], call: CallContext): Value {
  const value = arg(args, 0);
  if (value.kind === "unknown") return value.shape ?? unknownFrom(args, call.at);
  const content = textArg(args, 0, call);
  if (content.trim() === "") throw new Fault("The text holds no YAML document.", call.at);
  let parsed: unknown;
  try {
    parsed = parse(content, {
      version: "1.1",
      maxAliasCount: 100,
      logLevel: "error",
      uniqueKeys: false,
      // Terraform reads the octal numbers of both versions.
      customTags: (tags) => [...tags, "intOct"],
    });
  } catch {
    throw new Fault("The text is no YAML.", call.at);
  }
  return fromPlain(parsed, call.at, 0);
}

function fromPlain(value: unknown, at: At, depth: number): Value {
  if (depth > 100) throw new Fault("A value nests deeper than the limit.", at, "tf-limit");
  if (typeof value === "string") return text(value, at);
  if (typeof value === "number" && Number.isFinite(value)) return number(value, at);
  if (typeof value === "boolean") return bool(value, at);
  if (value instanceof Date) return text(value.toISOString().replace(".000Z", "Z"), at);
  if (Array.isArray(value))
    return list(
      value.map((item) => fromPlain(item, at, depth + 1)),
      at,
    );
  if (value !== null && typeof value === "object") {
    const pairs = new Map<string, Entry>();
    for (const [key, item] of Object.entries(value))
      pairs.set(key, { value: fromPlain(item, at, depth + 1) });
    return entries(pairs, at);
  }
  return value === null || value === undefined ? nothing(at) : text(String(value), at);
}

export const encoding: ReadonlyMap<string, BuiltIn> = new Map([
  [
    "jsonencode",
    builtIn(1, (args, call) => encodeJson(arg(args, 0), call.at), { nulls: true, unknown: "own" }),
  ],
  ["jsondecode", builtIn(1, decodeJson, { unknown: "own" })],
  ["base64encode", builtIn(1, encodeBase64)],
  ["base64decode", builtIn(1, decodeBase64)],
  [
    "base64gzip",
    builtIn(1, (args, call) => textResult(gzipSync(textArg(args, 0, call)).toString("base64"), call)),
  ],
  [
    "textencodebase64",
    builtIn(2, (args, call) => {
      const encoding = characterEncoding(textArg(args, 1, call));
      const content = textArg(args, 0, call);
      return encoding
        ? textResult(encoding.encode(content, call.at).toString("base64"), call)
        : unsupported(call);
    }),
  ],
  [
    "textdecodebase64",
    builtIn(2, (args, call) => {
      const encoding = characterEncoding(textArg(args, 1, call));
      const content = textArg(args, 0, call);
      if (!BASE64.test(content) || content.length % 4 !== 0)
        throw new Fault("The text is no base64.", call.at);
      return encoding
        ? textResult(encoding.decode(Buffer.from(content, "base64"), call.at), call)
        : unsupported(call);
    }),
  ],
  ["urlencode", builtIn(1, urlEncode)],
  ["csvdecode", builtIn(1, decodeCsv)],
  ["yamldecode", builtIn(1, decodeYaml, { unknown: "own" })],
  ["yamlencode", builtIn(1, encodeYaml, { nulls: true, unknown: "deep" })],
]);

function unsupported(call: CallContext): Value {
  return { kind: "unknown", cause: "function", at: call.at, detail: "character encoding" };
}
