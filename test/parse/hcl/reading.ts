import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Attribute, Expression, HclFile, TemplatePart } from "../../../src/parse/hcl/ast.ts";
import { parseHcl } from "../../../src/parse/hcl/parser.ts";
import { Source } from "../../../src/text/source.ts";
import { shared } from "../../support/paths.ts";

export function read(text: string): HclFile {
  return parseHcl(new Source("test.tf", "terraform", text));
}

/** The value of `a` in a text that must be free of errors. */
export function expressionOf(text: string): Expression {
  const file = read(text);
  if (file.diagnostics.length > 0) throw new Error(file.diagnostics.map((one) => one.message).join("; "));
  return attribute(file, "a").value;
}

function attribute(file: HclFile, name: string): Attribute {
  const found = file.body.attributes.find((one) => one.name === name);
  if (!found) throw new Error(`there is no attribute ${name}`);
  return found;
}

/** Each diagnostic as the text it points at, with its code. */
export function pointed(file: HclFile): string[] {
  return file.diagnostics.map((one) => {
    return `${one.code} ${JSON.stringify(file.source.text.slice(one.at?.start ?? 0, one.at?.end ?? 0))}`;
  });
}

/**
 * An expression in short, each node as `(kind "its own text" …)`: equal only when shape and spans are right.
 */
export function sketch(text: string, node: Expression): string {
  const own = text.slice(node.start, node.end);
  const inner = childrenOf(node).map((child) => sketch(text, child));
  return inner.length === 0 ? `${node.kind}<${own}>` : `${node.kind}<${own}>(${inner.join(" ")})`;
}

export function childrenOf(node: Expression): Expression[] {
  switch (node.kind) {
    case "template":
      return node.parts.flatMap(ofPart);
    case "get":
      return [node.object];
    case "index":
      return [node.object, node.key];
    case "splat":
      return [node.collection, ...node.steps.filter((step) => typeof step !== "string")];
    case "call":
      return node.args;
    case "tuple":
      return node.items;
    case "object":
      return node.items.flatMap((item) => [item.key, item.value]);
    case "for":
      return [node.collection, node.key, node.value, node.condition].filter((one) => one !== undefined);
    case "conditional":
      return [node.condition, node.then, node.else];
    case "binary":
      return [node.left, node.right];
    case "unary":
      return [node.operand];
    case "parentheses":
      return [node.inner];
    default:
      return [];
  }
}

function ofPart(part: TemplatePart): Expression[] {
  switch (part.kind) {
    case "text":
      return [];
    case "interpolation":
      return [part.value];
    case "if":
      return [part.condition, ...part.then.flatMap(ofPart), ...part.else.flatMap(ofPart)];
    case "for":
      return [part.collection, ...part.body.flatMap(ofPart)];
  }
}

export interface CorpusFile {
  path: string;
  text: string;
}

/** Every HCL file of the corpus, in the order of their paths. */
export function corpusFiles(): CorpusFile[] {
  const folder = resolve(shared, "corpus");
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  return names
    .filter((one) => one.isFile() && /\.(tf|tfvars|hcl)$/.test(one.name))
    .map((one) => join(one.parentPath, one.name))
    .sort()
    .map((path) => ({ path: path.slice(folder.length + 1), text: readFileSync(path, "utf8") }));
}
