import type { Attribute, Block, Body, Expression } from "../../../src/parse/hcl/ast.ts";
import type { Span } from "../../../src/text/span.ts";
import { type Constant, constant, type Scope } from "./constant.ts";

/** What a body holds according to a specification. */
interface Decoded {
  value: Constant;
  /** In hcldec's words: `bool`, `map(object({ … }))`; object attributes sorted. */
  type: string;
  /** Where something stands that the specification does not name. */
  unexpected: Span[];
}

/**
 * Reads a body by a `.hcldec` specification (hashicorp/hcl, cmd/hcldec/spec-format.md), as far as the conformance
 * suite uses them: literal, object, attr, block, block_list, block_map and variables.
 */
export function decode(specification: Body, body: Body): Decoded {
  const { blocks } = specification;
  const variables = blocks.find((one) => one.type === "variables");
  const scope: Scope = {};
  for (const one of variables?.body.attributes ?? []) scope[one.name] = constant(one.value);
  const spec = blocks.find((one) => one !== variables);
  if (!spec) throw new Error("no specification");
  return decodeBody(spec, body, scope);
}

/** A type as hcldec writes it, object attributes sorted. */
export function typeText(node: Expression): string {
  if (node.kind === "call") return `${node.name}(${node.args.map(typeText).join(", ")})`;
  if (node.kind === "object")
    return braces(node.items.map((item) => [String(constant(item.key)), typeText(item.value)]));
  if (node.kind === "variable") return node.name;
  throw new Error(`no type: ${node.kind}`);
}

function decodeBody(spec: Block, body: Body, scope: Scope): Decoded {
  const named = new Set<string>();
  const done = decodeSpec(spec, body, scope, named);
  const others = spec.type === "literal" ? [] : body.attributes.filter((one) => !named.has(one.name));
  const otherBlocks = spec.type === "literal" ? [] : body.blocks.filter((one) => !named.has(one.type));
  done.unexpected.push(...others.map((one) => one.nameSpan), ...otherBlocks.map((one) => one.head));
  done.unexpected.sort((a, b) => a.start - b.start);
  return done;
}

function decodeSpec(spec: Block, body: Body, scope: Scope, named: Set<string>): Decoded {
  if (spec.type === "literal") {
    const value = constant(attribute(spec, "value").value);
    return { value, type: typeOf(value), unexpected: [] };
  }
  if (spec.type === "object") {
    const parts = spec.body.blocks.map((one): [string, Decoded] => [
      one.labels[0] ?? "",
      decodeSpec(one, body, scope, named),
    ]);
    return {
      value: Object.fromEntries(parts.map(([name, part]) => [name, part.value])),
      type: `object(${braces(parts.map(([name, part]) => [name, part.type]))})`,
      unexpected: parts.flatMap(([, part]) => part.unexpected),
    };
  }
  if (spec.type === "attr") {
    const name = spec.labels[0] ?? "";
    named.add(name);
    const found = body.attributes.find((one) => one.name === name);
    const value = found ? constant(found.value, scope) : null;
    const type = typeText(attribute(spec, "type").value);
    return { value, type: type === "any" ? typeOf(value) : type, unexpected: [] };
  }
  return decodeBlocks(spec, body, scope, named);
}

function decodeBlocks(spec: Block, body: Body, scope: Scope, named: Set<string>): Decoded {
  const given = spec.body.attributes.find((one) => one.name === "block_type");
  const type = given ? String(constant(given.value)) : (spec.labels[0] ?? "");
  named.add(type);
  const inner = spec.body.blocks[0];
  if (!inner) throw new Error(`${spec.type} without a specification`);
  const blocks = body.blocks.filter((one) => one.type === type);
  const parts = blocks.map((one) => decodeBody(inner, one.body, scope));
  const unexpected = parts.flatMap((one) => one.unexpected);
  const [first] = parts;
  const element = first?.type ?? "any";
  const values = parts.map((one) => one.value);
  switch (spec.type) {
    case "block":
      return { value: first?.value ?? null, type: element, unexpected };
    case "block_list":
      return { value: values, type: `list(${element})`, unexpected };
    case "block_map":
      return {
        value: Object.fromEntries(blocks.map((one, i) => [one.labels[0] ?? "", values[i] ?? null])),
        type: `map(${element})`,
        unexpected,
      };
    default:
      throw new Error(`${spec.type} is not read here`);
  }
}

function attribute(block: Block, name: string): Attribute {
  const found = block.body.attributes.find((one) => one.name === name);
  if (!found) throw new Error(`${block.type} without ${name}`);
  return found;
}

function typeOf(value: Constant): string {
  if (value === null) return "any";
  if (typeof value === "boolean") return "bool";
  return typeof value === "object" ? "any" : typeof value;
}

function braces(entries: ReadonlyArray<readonly [string, string]>): string {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
  return `{ ${sorted.map(([name, type]) => `${name} = ${type}`).join(", ")} }`;
}
