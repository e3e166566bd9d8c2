import type { Body, Expression, HclFile, TemplatePart } from "../parse/hcl/ast.ts";
import type { Span } from "../text/span.ts";

/**
 * A tree in the form that hcl2-parser gives (tmccombs/hcl2json, convert): blocks are lists under their type and
 * labels, literals are themselves, templates are text, everything else is its own text in `${…}`.
 */
export type Plain = Span &
  (
    | { kind: "value"; value: null | boolean | number | string }
    /** Text in which expressions stand as they are written. */
    | { kind: "expression"; text: string }
    | { kind: "list"; items: Plain[] }
    | { kind: "object"; entries: Map<string, Plain> }
  );

type PlainObject = Extract<Plain, { kind: "object" }>;

/**
 * Converts a file that was read without errors.
 * @returns undefined where two blocks cannot stand in one object, as `a "b" {}` beside `a {}`: hcl2-parser cannot
 * convert them either
 */
export function plainOf(file: HclFile): PlainObject | undefined {
  try {
    return new Converter(file.source.text).body(file.body);
  } catch (thrown) {
    if (thrown instanceof BlocksCollide) return undefined;
    throw thrown;
  }
}

class BlocksCollide extends Error {}

class Converter {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  body(body: Body): PlainObject {
    const entries = new Map<string, Plain>();
    for (const block of body.blocks) {
      let target = entries;
      const path = [block.type, ...block.labels];
      const last = path.pop() ?? "";
      for (const name of path) {
        let inner = target.get(name);
        if (inner === undefined) {
          inner = { kind: "object", entries: new Map(), start: block.start, end: block.end };
          target.set(name, inner);
        }
        if (inner.kind !== "object") throw new BlocksCollide();
        target = inner.entries;
      }
      const value = this.body(block.body);
      const list = target.get(last);
      if (list === undefined) {
        target.set(last, { kind: "list", items: [value], start: block.start, end: block.end });
      } else if (list.kind === "list") list.items.push(value);
      else throw new BlocksCollide();
    }
    for (const one of body.attributes) entries.set(one.name, this.#expression(one.value));
    return { kind: "object", entries, start: body.start, end: body.end };
  }

  #expression(node: Expression): Plain {
    const { start, end } = node;
    switch (node.kind) {
      case "literal":
        return { kind: "value", value: node.value, start, end };
      case "tuple":
        return { kind: "list", items: node.items.map((item) => this.#expression(item)), start, end };
      case "object": {
        const entries = new Map<string, Plain>();
        for (const { key, value } of node.items) entries.set(this.#key(key), this.#expression(value));
        return { kind: "object", entries, start, end };
      }
      case "template": {
        const only = node.parts[0];
        if (node.parts.length === 1 && only?.kind === "interpolation") return this.#expression(only.value);
        if (node.parts.length === 1 && only?.kind === "text")
          return { kind: "value", value: only.text, start, end };
        return { kind: "expression", text: this.#parts(node.parts), start, end };
      }
      case "unary": {
        // The one operation that hcl2-parser works out.
        const { operator, operand } = node;
        if (operand.kind === "literal" && operator === "-" && typeof operand.value === "number")
          return { kind: "value", value: -operand.value, start, end };
        if (operand.kind === "literal" && operator === "!" && typeof operand.value === "boolean")
          return { kind: "value", value: !operand.value, start, end };
        return { kind: "expression", text: this.#wrapped(node), start, end };
      }
      default:
        return { kind: "expression", text: this.#wrapped(node), start, end };
    }
  }

  /** A key that only names something stands as it is written. */
  #key(node: Expression): string {
    return isTraversal(node) ? this.#source(node) : this.#part(node);
  }

  #parts(parts: readonly TemplatePart[]): string {
    return parts.map((part) => this.#templatePart(part)).join("");
  }

  #templatePart(part: TemplatePart): string {
    switch (part.kind) {
      case "text":
        return part.text;
      case "interpolation":
        return this.#part(part.value);
      case "if":
        return conditional(this.#source(part.condition), this.#parts(part.then), this.#parts(part.else));
      case "for": {
        const names = part.key === undefined ? part.value : `${part.key}, ${part.value}`;
        return `%{for ${names} in ${this.#source(part.collection)}}${this.#parts(part.body)}%{endfor}`;
      }
    }
  }

  /** An expression inside a text. */
  #part(node: Expression): string {
    if (node.kind === "literal") return String(node.value);
    if (node.kind === "template") return this.#parts(node.parts);
    if (node.kind === "conditional")
      return conditional(this.#source(node.condition), this.#part(node.then), this.#part(node.else));
    return this.#wrapped(node);
  }

  #wrapped(node: Expression): string {
    return `\${${this.#source(node)}}`;
  }

  #source(span: Span): string {
    return this.#text.slice(span.start, span.end);
  }
}

/** A name with attributes and literal indexes. */
function isTraversal(node: Expression): boolean {
  let step = node;
  for (;;) {
    if (step.kind === "variable") return true;
    if (step.kind === "get") step = step.object;
    else if (step.kind === "index" && isConstant(step.key)) step = step.object;
    else return false;
  }
}

function isConstant(node: Expression): boolean {
  if (node.kind === "literal") return typeof node.value === "number";
  return node.kind === "template" && node.parts.every((part) => part.kind === "text");
}

function conditional(condition: string, then: string, otherwise: string): string {
  return `%{if ${condition}}${then}${otherwise === "" ? "" : `%{else}${otherwise}`}%{endif}`;
}
