import type { Attribute, Block, Body, Expression, HclFile } from "../../../src/parse/hcl/ast.ts";

/** Strings of these are references or types, without an interpolation around them. */
const asWritten = new Set([
  "provider",
  "depends_on",
  "ignore_changes",
  "replace_triggered_by",
  "iterator",
  "type",
]);
const moves = new Set(["moved", "import", "removed"]);

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * Writes a file of the native syntax in the JSON one, as a generator of Terraform's JSON would: every expression in an
 * interpolation, every block in a list below its labels.
 */
export function toJson(file: HclFile): string {
  return `${JSON.stringify(bodyJson(file.body, file.source.text, ""), null, 2)}\n`;
}

function bodyJson(body: Body, text: string, around: string): { [key: string]: Json } {
  const result: { [key: string]: Json } = {};
  for (const attribute of body.attributes) result[attribute.name] = attributeJson(attribute, text, around);
  for (const block of body.blocks) addBlock(result, block, text);
  return result;
}

function addBlock(into: { [key: string]: Json }, block: Block, text: string): void {
  let here = into;
  const path = [block.type, ...block.labels];
  for (const name of path.slice(0, -1)) {
    here[name] ??= {};
    here = here[name] as { [key: string]: Json };
  }
  const last = path[path.length - 1] ?? "";
  here[last] ??= [];
  (here[last] as Json[]).push(bodyJson(block.body, text, block.type));
}

function attributeJson({ name, value }: Attribute, text: string, around: string): Json {
  const written = (one: Expression): string => text.slice(one.start, one.end);
  const isType = name === "type" && around !== "variable";
  const isBare =
    (asWritten.has(name) && !isType) || (moves.has(around) && name !== "id" && name !== "for_each");
  const bare = (one: Expression): string => written(one).replace(/^"(.*)"$/, "$1");
  if (isBare) return value.kind === "tuple" ? value.items.map(bare) : bare(value);
  if (name === "default" && around === "variable") return literal(value);
  if (name === "providers" && around === "module" && value.kind === "object")
    return Object.fromEntries(value.items.map((item) => [written(item.key), written(item.value)]));
  if (around === "required_providers" && value.kind === "object")
    return Object.fromEntries(
      value.items
        .filter((item) => item.value.kind === "template")
        .map((item) => [written(item.key), literal(item.value)]),
    );
  if (value.kind === "template" || value.kind === "literal") {
    const plain = literal(value);
    if (plain !== undefined && !(typeof plain === "string" && /[$%]\{/.test(plain))) return plain;
  }
  // The marker of a heredoc needs its line to itself.
  return `\${${written(value)}${written(value).includes("<<") ? "\n" : ""}}`;
}

/** A value without references; null where there are some, which Terraform forbids there. */
function literal(value: Expression): Json {
  switch (value.kind) {
    case "literal":
      return value.value;
    case "template": {
      const [part] = value.parts;
      return value.parts.length === 1 && part?.kind === "text" ? part.text : (undefined as unknown as Json);
    }
    case "unary":
      return -Number(literal(value.operand));
    case "parentheses":
      return literal(value.inner);
    case "tuple":
      return value.items.map(literal);
    case "object":
      return Object.fromEntries(
        value.items.map(({ key, value: inner }) => [
          key.kind === "variable" ? key.name : String(literal(key)),
          literal(inner),
        ]),
      );
    default:
      return null;
  }
}
