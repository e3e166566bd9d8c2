import type { At } from "../../text/span.ts";
import type { Entry, Value } from "../value.ts";
import { encodeJson } from "./json-encode.ts";
import { readJsonString } from "./json-text.ts";
import { entries, list, text, unknownFrom } from "./values.ts";

type Read = (attribute: string) => Value | undefined;

/**
 * The JSON that the data source aws_iam_policy_document composes from its statement blocks
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document).
 * Source documents come first; a statement replaces one with the same sid, override documents replace last.
 */
export function composePolicyDocument(read: Read, where: At, pretty: boolean): Value {
  const pairs = new Map<string, Entry>();
  const version = given(read("version"));
  pairs.set("Version", { value: version ?? text("2012-10-17", where) });
  const id = given(read("policy_id"));
  if (id) pairs.set("Id", { value: id });
  const statements: Value[] = [];
  for (const document of documents(read("source_policy_documents"), read("source_json")))
    merge(statements, document, true);
  const own = read("statement");
  if (own) merge(statements, own.kind === "list" ? list(own.items.map(statement), own.at) : own, false);
  for (const document of documents(read("override_policy_documents"), read("override_json")))
    if (!overrideOpenly(statements, document)) merge(statements, document, true);
  if (statements.length > 0) {
    const [only] = statements;
    // The data source writes a list also for one statement.
    pairs.set("Statement", { value: list(statements, only?.at ?? where) });
  }
  return encodeJson(entries(pairs, where), where, pretty ? 2 : 0);
}

function given(value: Value | undefined): Value | undefined {
  if (!value || value.kind === "null" || (value.kind === "string" && value.value === "")) return undefined;
  return value;
}

function documents(many: Value | undefined, single: Value | undefined): Value[] {
  const found: Value[] = [];
  for (const value of [single, many]) {
    const present = given(value);
    const many = present?.kind === "unknown" ? present.shape : present;
    if (many?.kind === "list") {
      found.push(...many.items);
      // What else an unknown list holds.
      if (present !== many && present && !many.items.some((item) => item.kind === "unknown"))
        found.push(present);
    } else if (present) found.push(present);
  }
  return found;
}

/** Adds the statements of a document, or of a list of statements, by sid. */
function merge(into: Value[], document: Value, isText: boolean): void {
  let list: Value | undefined = document;
  if (isText) {
    if (document.kind === "null" || (document.kind === "string" && document.value === "")) return;
    const shape =
      document.kind === "string" || document.kind === "unknown"
        ? (document.shape ??
          (document.kind === "string" ? readJsonString(document.value, document.at) : undefined))
        : undefined;
    list = shape?.kind === "object" ? shape.entries.get("Statement")?.value : document;
    if (!list) return;
  }
  for (const one of list.kind === "list" ? list.items : [list]) {
    const sid = sidOf(one);
    const at = sid === undefined ? -1 : into.findIndex((other) => sidOf(other) === sid);
    if (at >= 0) into[at] = one;
    else into.push(one);
  }
}

/** An override document that is not known may replace every statement that has a sid. */
function overrideOpenly(statements: Value[], document: Value): boolean {
  if (document.kind !== "unknown" || document.shape) return false;
  for (const [i, one] of statements.entries()) {
    const sid = one.kind === "object" ? one.entries.get("Sid")?.value : undefined;
    if (sid && !(sid.kind === "string" && sid.value === ""))
      statements[i] = unknownFrom([document, one], one.at, { shape: one });
  }
  statements.push(document);
  return true;
}

function sidOf(statement: Value): string | undefined {
  const sid = statement.kind === "object" ? statement.entries.get("Sid")?.value : undefined;
  return sid?.kind === "string" && sid.value !== "" ? sid.value : undefined;
}

const LISTS: ReadonlyArray<readonly [attribute: string, key: string]> = [
  ["actions", "Action"],
  ["not_actions", "NotAction"],
  ["resources", "Resource"],
  ["not_resources", "NotResource"],
];

function statement(block: Value): Value {
  const shape = block.kind === "unknown" ? block.shape : block;
  if (shape?.kind !== "object") return block;
  const read: Read = (name) => given(shape.entries.get(name)?.value);
  const pairs = new Map<string, Entry>();
  const put = (key: string, value: Value | undefined, from?: string) => {
    if (!value) return;
    const keyAt = from === undefined ? undefined : shape.entries.get(from)?.keyAt;
    pairs.set(key, keyAt ? { value, keyAt } : { value });
  };
  put("Sid", read("sid"), "sid");
  put("Effect", read("effect") ?? text("Allow", shape.at), "effect");
  for (const [attribute, key] of LISTS) put(key, single(read(attribute)), attribute);
  put("Principal", principals(read("principals")), "principals");
  put("NotPrincipal", principals(read("not_principals")), "not_principals");
  put("Condition", conditions(read("condition")), "condition");
  const composed = entries(pairs, shape.at);
  return block.kind === "unknown" ? unknownFrom([block], block.at, { shape: composed }) : composed;
}

/** The data source writes a list of one as its element, and an empty one not at all. */
function single(value: Value | undefined): Value | undefined {
  if (value?.kind !== "list") return value && variables(value);
  const items = value.items.map(variables);
  if (items.length === 0) return undefined;
  return items.length === 1 ? items[0] : list(items, value.at);
}

/** `&{aws:username}` stands for IAM's own `${aws:username}`. */
function variables(value: Value): Value {
  if (value.kind !== "string" || !value.value.includes("&{")) return value;
  return { ...value, value: value.value.replaceAll("&{", "$" + "{") };
}

function principals(blocks: Value | undefined): Value | undefined {
  if (blocks?.kind !== "list") return blocks;
  if (blocks.items.length === 0) return undefined;
  const byType = new Map<string, Value[]>();
  for (const block of blocks.items) {
    const type = block.kind === "object" ? block.entries.get("type")?.value : undefined;
    const identifiers = block.kind === "object" ? block.entries.get("identifiers")?.value : undefined;
    if (type?.kind !== "string" || !identifiers) return unknownFrom([block], block.at);
    const known = byType.get(type.value) ?? [];
    if (identifiers.kind === "list") known.push(...identifiers.items);
    else known.push(identifiers);
    byType.set(type.value, known);
  }
  const everyone = byType.get("*");
  if (byType.size === 1 && everyone?.length === 1 && everyone[0]) return everyone[0];
  const pairs = new Map<string, Entry>();
  for (const [type, items] of byType) {
    const [only] = items;
    pairs.set(type, {
      value: items.length === 1 && only ? variables(only) : list(items.map(variables), blocks.at),
    });
  }
  return entries(pairs, blocks.at);
}

function conditions(blocks: Value | undefined): Value | undefined {
  if (blocks?.kind !== "list") return blocks;
  if (blocks.items.length === 0) return undefined;
  const byTest = new Map<string, Map<string, Entry>>();
  for (const block of blocks.items) {
    const at = (name: string) => (block.kind === "object" ? block.entries.get(name)?.value : undefined);
    const test = at("test");
    const variable = at("variable");
    const values = at("values");
    if (test?.kind !== "string" || variable?.kind !== "string" || !values)
      return unknownFrom([block], block.at);
    const variablesOfTest = byTest.get(test.value) ?? new Map<string, Entry>();
    const known = variablesOfTest.get(variable.value)?.value;
    const items = [
      ...(known ? (known.kind === "list" ? known.items : [known]) : []),
      ...(values.kind === "list" ? values.items : [values]),
    ];
    variablesOfTest.set(variable.value, {
      value: single(list(items, values.at)) ?? list([], values.at),
      keyAt: variable.at,
    });
    byTest.set(test.value, variablesOfTest);
  }
  const pairs = new Map<string, Entry>();
  for (const [test, inner] of byTest) pairs.set(test, { value: entries(inner, blocks.at) });
  return entries(pairs, blocks.at);
}
