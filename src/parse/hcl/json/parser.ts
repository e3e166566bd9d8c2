import type { Source } from "../../../text/source.ts";
import type { Span } from "../../../text/span.ts";
import type { Block, Body, HclFile } from "../ast.ts";
import { type JsonMember, type JsonNode, type JsonObject, JsonProblems, readJson } from "./document.ts";
import { JsonExpressions } from "./expression.ts";
import {
  type Attributes,
  dynamicBody,
  looksLikeBlock,
  moduleFile,
  openBody,
  type Shape,
  variableFile,
} from "./shape.ts";

/** A provider's schema of a type (`aws_s3_bucket`, `data.aws_ami`); undefined when it is not known. */
export type AttributesOf = (type: string) => Attributes | undefined;

/**
 * Reads a file in Terraform's JSON syntax into the tree of the native one
 * (https://developer.hashicorp.com/terraform/language/syntax/json, hashicorp/hcl "HCL JSON Syntax Specification").
 * Never throws; what is broken gives a diagnostic with its place and the rest is still read.
 * @param source a .tf.json or .tofu.json file, or a variable file (kind `tfvars`)
 * @param attributesOf tells blocks from attributes where a provider's schema is known; elsewhere their form does
 */
export function parseHclJson(source: Source, attributesOf: AttributesOf = () => undefined): HclFile {
  return new BodyReader(source, attributesOf).file();
}

class BodyReader {
  readonly #source: Source;
  readonly #problems: JsonProblems;
  readonly #expressions: JsonExpressions;
  readonly #attributesOf: AttributesOf;
  readonly #comments: Span[] = [];

  constructor(source: Source, attributesOf: AttributesOf) {
    this.#source = source;
    this.#problems = new JsonProblems(source);
    this.#expressions = new JsonExpressions(source, this.#problems);
    this.#attributesOf = attributesOf;
  }

  file(): HclFile {
    const root = readJson(this.#source, this.#problems);
    const body: Body = { attributes: [], blocks: [], start: 0, end: this.#source.text.length };
    const isModule = this.#source.kind !== "tfvars";
    if (root) this.#body(root, body, isModule ? moduleFile : variableFile, undefined, isModule);
    return {
      source: this.#source,
      body,
      diagnostics: this.#problems.diagnostics,
      comments: this.#comments.sort((a, b) => a.start - b.start),
    };
  }

  /** The members of an object, or of all objects in a list; other values are reported. */
  #members(node: JsonNode, what: string): JsonMember[] {
    if (node.kind === "object") return node.members;
    if (node.kind === "array" && node.items.every((item) => item.kind === "object"))
      return (node.items as JsonObject[]).flatMap((item) => item.members);
    if (node.kind !== "invalid")
      this.#problems.add(node, `${what} must be an object.`, "Write { … } here, or a list of objects.");
    return [];
  }

  #body(
    node: JsonNode,
    into: Body,
    shape: Shape,
    attributes: Attributes | undefined,
    isTop = false,
    inOpen = shape.open,
  ): void {
    const names = new Set<string>();
    for (const { key, value } of this.#members(node, "This")) {
      const name = this.#expressions.name(key);
      if (name === "//") {
        if (value.kind === "string") this.#comments.push({ start: value.start + 1, end: value.end - 1 });
        continue;
      }
      const block = shape.blocks.get(name);
      if (block) {
        this.#labelled(name, key, value, block.labels, into, (labels) =>
          this.#inner(name, labels, block.body, attributes),
        );
      } else if (inOpen && name === "dynamic") {
        this.#labelled(name, key, value, 1, into, ([label = ""]) => ({
          shape: dynamicBody,
          attributes: nested(attributes, label),
        }));
      } else if (inOpen && this.#isBlock(name, value, attributes)) {
        this.#labelled(name, key, value, 0, into, () => ({
          shape: openBody,
          attributes: nested(attributes, name),
        }));
      } else if (isTop) {
        const message = `Terraform has no block "${name}".`;
        this.#problems.warn(key, message, 'Check the spelling; a comment is a member named "//".');
      } else if (names.has(name)) {
        const hint = "Keep one of the two; the first one counts.";
        this.#problems.add(key, `The attribute "${name}" is defined twice in this block.`, hint);
      } else {
        names.add(name);
        const expression = this.#expressions.convert(value, shape.readings.get(name) ?? shape.reading);
        into.attributes.push({
          name,
          nameSpan: { start: key.start, end: key.end },
          value: expression,
          start: key.start,
          end: value.end,
        });
      }
    }
  }

  /** What is in the body of a block that the language defines: of a resource, what its type's schema says. */
  #inner(
    name: string,
    labels: readonly string[],
    body: Shape,
    around: Attributes | undefined,
  ): { shape: Shape; attributes: Attributes | undefined } {
    if (name === "content") return { shape: body, attributes: around };
    const [type = ""] = labels;
    if (name === "resource" || name === "ephemeral")
      return { shape: body, attributes: this.#attributesOf(type) };
    if (name === "data") return { shape: body, attributes: this.#attributesOf(`data.${type}`) };
    return { shape: body, attributes: undefined };
  }

  #isBlock(name: string, value: JsonNode, attributes: Attributes | undefined): boolean {
    const isObjects =
      value.kind === "array" && value.items.length > 0 && value.items.every((item) => item.kind === "object");
    if (value.kind !== "object" && !isObjects) return false;
    const known = attributes && Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    // What the schema has under "" is an attribute that holds an object.
    if (known !== undefined) return typeof known !== "string" && !Object.hasOwn(known, "");
    return looksLikeBlock(name, isObjects ? "objects" : "object");
  }

  /** A block type's value: an object for each label, then one body or a list of them. */
  #labelled(
    type: string,
    key: Span,
    value: JsonNode,
    labels: number,
    into: Body,
    inside: (labels: readonly string[]) => { shape: Shape; attributes: Attributes | undefined },
    given: readonly string[] = [],
  ): void {
    if (given.length < labels) {
      for (const member of this.#members(value, `What stands below "${type}"`)) {
        const label = this.#expressions.name(member.key);
        this.#labelled(type, member.key, member.value, labels, into, inside, [...given, label]);
      }
      return;
    }
    // No value: a block that is not there.
    if (value.kind === "null") return;
    const bodies = value.kind === "array" ? value.items : [value];
    for (const one of bodies) {
      if (one.kind !== "object") {
        if (one.kind !== "invalid")
          this.#problems.add(one, `A block "${type}" must be an object.`, "Write { … } here.");
        if (one.kind !== "invalid" || bodies.length > 1) continue;
      }
      const head =
        bodies.length === 1
          ? { start: key.start, end: key.end }
          : { start: one.start, end: Math.min(one.start + 1, one.end) };
      const body: Body = { attributes: [], blocks: [], start: one.start, end: one.end };
      const { shape, attributes } = inside(given);
      const block: Block = { type, labels: [...given], head, body, start: head.start, end: one.end };
      into.blocks.push(block);
      this.#body(one, body, shape, attributes);
    }
  }
}

function nested(attributes: Attributes | undefined, name: string): Attributes | undefined {
  const inner = attributes && Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  return typeof inner === "object" ? inner : undefined;
}
