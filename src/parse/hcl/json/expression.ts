import { Source } from "../../../text/source.ts";
import type { Span } from "../../../text/span.ts";
import type { Expression, ObjectItem, Template } from "../ast.ts";
import { ExpressionParser } from "../expression.ts";
import { Lexer } from "../lexer.ts";
import { Problems } from "../problems.ts";
import { Token } from "../token.ts";
import type { JsonNode, JsonProblems } from "./document.ts";
import { decode, type JsonText } from "./text.ts";

/**
 * How the strings of a value are read: as templates (`"${var.a}-x"`); as the literal text (defaults of variables,
 * variable files); or as an expression without quotes (`"aws_s3_bucket.a"` in depends_on, `"list(string)"` in type).
 */
export type Reading = "template" | "literal" | "expression";

/** Turns JSON values into HCL expressions whose spans lie in the JSON text. */
export class JsonExpressions {
  readonly #source: Source;
  readonly #problems: JsonProblems;

  constructor(source: Source, problems: JsonProblems) {
    this.#source = source;
    this.#problems = problems;
  }

  /** The name that a member's key says. */
  name(key: Span): string {
    return decode(this.#source, key).value.normalize("NFC");
  }

  /** https://github.com/hashicorp/hcl/blob/main/json/spec.md#expressions */
  convert(node: JsonNode, reading: Reading): Expression {
    const { start, end } = node;
    switch (node.kind) {
      case "true":
      case "false":
        return { kind: "literal", value: node.kind === "true", start, end };
      case "null":
        return { kind: "literal", value: null, start, end };
      case "number":
        return { kind: "literal", value: Number(this.#source.text.slice(start, end)), start, end };
      case "string":
        return this.#string(node, reading);
      case "array":
        return { kind: "tuple", items: node.items.map((item) => this.convert(item, reading)), start, end };
      case "object": {
        const keys = reading === "template" ? "template" : "literal";
        const items = node.members.map(
          ({ key, value }): ObjectItem => ({
            key: this.#string(key, keys),
            value: this.convert(value, reading),
          }),
        );
        return { kind: "object", items, start, end };
      }
      case "invalid":
        return { kind: "invalid", start, end };
    }
  }

  #string(span: Span, reading: Reading): Expression {
    const text = decode(this.#source, span);
    if (reading === "expression") return this.#expression(text, span);
    const isPlain = reading === "literal" || !/[$%]\{/.test(text.value);
    return isPlain ? plain(text, span) : this.#template(text, span);
  }

  /**
   * A template without quotes around it. To the lexer it is the body of a heredoc whose end no text can hold; the
   * line end before that end is taken away again.
   */
  #template(text: JsonText, span: Span): Expression {
    let marker = "END";
    while (text.value.includes(marker)) marker += "_";
    const head = `<<${marker}\n`;
    const found = this.#parse(`${head}${text.value}\n${marker}\n`, (offset) => text.at(offset - head.length));
    if (found?.kind !== "template") return { kind: "invalid", start: span.start, end: span.end };
    const parts = found.parts;
    const last = parts[parts.length - 1];
    if (last?.kind === "text" && last.text.endsWith("\n")) {
      if (last.text === "\n" && parts.length > 1) parts.pop();
      else parts[parts.length - 1] = { ...last, text: last.text.slice(0, -1) };
    }
    return { ...found, heredoc: false, start: span.start, end: span.end };
  }

  #expression(text: JsonText, span: Span): Expression {
    const found = this.#parse(text.value, (offset) => text.at(offset));
    return found ?? { kind: "invalid", start: span.start, end: span.end };
  }

  #parse(text: string, place: (offset: number) => number): Expression | undefined {
    const lexer = new Lexer(text);
    const problems = new Problems(new Source("", "terraform", text));
    const parser = new ExpressionParser(lexer, problems);
    lexer.next();
    const found = parser.parse();
    while (!problems.failed && lexer.kind === Token.Newline) lexer.next();
    if (!problems.failed && lexer.kind !== Token.EndOfFile)
      parser.fail("The expression must end here.", "Remove what follows, or join it with an operator.");
    for (const { message, hint, code, at } of problems.diagnostics) {
      const where = { start: place(at?.start ?? 0), end: place(at?.end ?? 0) };
      this.#problems.add(where, message, hint ?? "", code);
    }
    if (problems.diagnostics.length > 0) return undefined;
    move(found, place);
    return found;
  }
}

function plain(text: JsonText, { start, end }: Span): Template {
  const part = { kind: "text" as const, text: text.value.normalize("NFC"), start: start + 1, end: end - 1 };
  return { kind: "template", parts: [part], heredoc: false, start, end };
}

/** Moves every span of a tree to where its text was written; the parser bounds how high the tree is. */
function move(node: object, place: (offset: number) => number): void {
  if (Array.isArray(node)) {
    for (const item of node) if (typeof item === "object" && item !== null) move(item, place);
    return;
  }
  const span = node as { start?: unknown; end?: unknown };
  if (typeof span.start === "number" && typeof span.end === "number") {
    span.start = place(span.start);
    span.end = place(span.end);
  }
  for (const value of Object.values(node))
    if (typeof value === "object" && value !== null) move(value, place);
}
