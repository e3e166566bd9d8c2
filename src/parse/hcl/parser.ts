import type { Source } from "../../text/source.ts";
import type { Attribute, Block, Body, Expression, HclFile } from "./ast.ts";
import { endAt } from "./end-at.ts";
import { ExpressionParser } from "./expression.ts";
import { Lexer } from "./lexer.ts";
import { Problems } from "./problems.ts";
import { Recovery } from "./recovery.ts";
import { Token } from "./token.ts";

/** Blocks inside blocks. */
const MAX_DEPTH = 200;
/** From so many attributes on, a set finds the ones defined twice. */
const MANY_ATTRIBUTES = 8;

/**
 * Reads a file in HCL's native syntax (hashicorp/hcl, "HCL Native Syntax Specification").
 * Never throws: what cannot be read gives a diagnostic, the attributes and blocks around it are still there. An
 * attribute whose value is broken keeps its name and has an `invalid` value, which no one may take for a known one.
 */
export function parseHcl(source: Source): HclFile {
  return new BodyParser(source).file();
}

class BodyParser {
  readonly #source: Source;
  readonly #text: string;
  readonly #lex: Lexer;
  readonly #problems: Problems;
  readonly #expressions: ExpressionParser;
  readonly #recovery: Recovery;
  #depth = 0;
  /** The outermost block that the end of the file left open. */
  #unclosed: number | undefined;
  /** Second reading: a block ends where a line is indented no deeper than its own. */
  #byIndent = false;
  /** Whether the innermost open block began as one on a single line. */
  #oneLine = false;

  constructor(source: Source) {
    this.#source = source;
    this.#text = source.text;
    this.#lex = new Lexer(source.text);
    this.#problems = new Problems(source);
    this.#expressions = new ExpressionParser(this.#lex, this.#problems);
    this.#recovery = new Recovery(this.#lex);
  }

  file(): HclFile {
    const body: Body = { attributes: [], blocks: [], start: 0, end: this.#text.length };
    this.#lex.next();
    this.#items(body, -1);
    if (this.#unclosed !== undefined) this.#readAgain(body, this.#unclosed);
    const diagnostics = this.#problems.diagnostics;
    return { source: this.#source, body, diagnostics, comments: this.#lex.comments };
  }

  /** A block without its end swallowed what follows it; indentation tells what was meant. */
  #readAgain(body: Body, from: number): void {
    while ((body.blocks[body.blocks.length - 1]?.start ?? -1) >= from) body.blocks.pop();
    const kept = this.#problems.diagnostics.filter((one) => (one.at?.start ?? 0) < from);
    this.#problems.diagnostics.splice(0, Number.POSITIVE_INFINITY, ...kept);
    this.#byIndent = true;
    this.#lex.moveTo(from);
    this.#lex.next();
    this.#items(body, -1);
  }

  /** Reads attributes and blocks up to the brace that closes the body, or the end of the file. */
  #items(body: Body, column: number): void {
    const lex = this.#lex;
    let names: Set<string> | undefined;
    for (;;) {
      this.#problems.failed = false;
      lex.skipNewlines = false;
      switch (lex.kind) {
        case Token.Newline:
          lex.next();
          continue;
        case Token.EndOfFile:
          return;
        case Token.CloseBrace:
          if (column >= 0) return;
          if (!this.#byIndent) this.#problem("Nothing is open here that this brace closes.", "Remove it.");
          lex.next();
          continue;
        case Token.Identifier:
          if (this.#byIndent && this.#endsByIndent(column)) return;
          names = this.#item(body, names);
          continue;
        default:
          this.#stray();
      }
    }
  }

  /** Whether the current name is indented as if the block at this column had ended. */
  #endsByIndent(column: number): boolean {
    const lex = this.#lex;
    if (column < 0 || !this.#recovery.firstOnLine(lex.start)) return false;
    if (this.#recovery.column(lex.start) > column) return false;
    // In text without any indentation an attribute says nothing about where it belongs.
    return column > 0 || !lex.assignFollows();
  }

  #problem(message: string, hint: string, start = this.#lex.start, end = this.#lex.end): void {
    this.#problems.add("hcl-syntax", start, end, message, hint);
  }

  #stray(): void {
    const lex = this.#lex;
    if (lex.kind === Token.OpenQuote) {
      this.#problem("An attribute or block must begin with a name.", "Remove the quotes around the name.");
    } else if (lex.kind === Token.Bad && this.#text.startsWith("/*", lex.start)) {
      this.#problem("The comment is not closed.", "End it with */.", lex.start, lex.start + 2);
    } else {
      this.#problem("An attribute or block must begin with a name.", "Remove what does not belong here.");
    }
    this.#recovery.resume(lex.start);
  }

  #item(body: Body, names: Set<string> | undefined): Set<string> | undefined {
    const lex = this.#lex;
    const start = lex.start;
    const end = lex.end;
    const kind = lex.next();
    if (kind === Token.Assign) return this.#attribute(body, names, start, end);
    if (kind === Token.OpenBrace || kind === Token.OpenQuote || kind === Token.Identifier) {
      this.#block(body, start, end);
      return names;
    }
    const hint =
      kind === Token.Colon
        ? "Write = in place of the colon."
        : "Write name = value, or name { … } for a block.";
    this.#problem("A value or block must follow this name.", hint, start, end);
    this.#recovery.resume(start);
    return names;
  }

  #attribute(
    body: Body,
    known: Set<string> | undefined,
    start: number,
    nameEnd: number,
  ): Set<string> | undefined {
    const lex = this.#lex;
    const attributes = body.attributes;
    const name = this.#text.slice(start, nameEnd);
    lex.next();
    const valueStart = lex.start;
    let value: Expression = this.#expressions.parse();
    let end = value.end;
    if (this.#problems.failed) {
      this.#recovery.resume(start);
      end = Math.max(valueStart, this.#recovery.contentEnd);
      value = { kind: "invalid", start: valueStart, end };
    } else if (lex.kind !== Token.Newline && lex.kind !== Token.EndOfFile) {
      this.#behindAttribute(start);
    }
    let names = known;
    let again = false;
    if (names === undefined && attributes.length < MANY_ATTRIBUTES) {
      for (let i = 0; i < attributes.length && !again; i++) again = attributes[i]?.name === name;
    } else {
      names ??= new Set(attributes.map((one) => one.name));
      again = names.has(name);
      names.add(name);
    }
    if (again) {
      this.#problems.failed = false;
      const hint = "Keep one of the two; the first one counts.";
      this.#problem(`The attribute "${name}" is defined twice in this block.`, hint, start, nameEnd);
      return names;
    }
    const attribute: Attribute = { name, nameSpan: { start, end: nameEnd }, value, start, end };
    attributes.push(attribute);
    return names;
  }

  /** Something stands behind an attribute on its line. */
  #behindAttribute(start: number): void {
    const lex = this.#lex;
    if (lex.kind === Token.CloseBrace) {
      if (this.#oneLine) return;
      this.#problem(
        "A new line must begin behind the value.",
        "Move the closing brace to a line of its own.",
      );
      return;
    }
    this.#problem("A new line must begin behind the value.", "Give each attribute a line of its own.");
    if (lex.kind === Token.Comma) lex.next();
    else this.#recovery.resume(start);
  }

  #block(body: Body, start: number, typeEnd: number): void {
    const lex = this.#lex;
    const labels: string[] = [];
    let headEnd = typeEnd;
    while (lex.kind !== Token.OpenBrace) {
      if (lex.kind === Token.Identifier) {
        labels.push(this.#text.slice(lex.start, lex.end).normalize("NFC"));
        lex.next();
      } else if (lex.kind === Token.OpenQuote) {
        labels.push(this.#label());
      } else {
        this.#expressions.fail(
          "A label or { must stand here.",
          "Write type, then labels, then { on one line.",
        );
      }
      if (this.#problems.failed) {
        this.#recovery.resume(start);
        return;
      }
      headEnd = lex.previousEnd;
    }
    const type = this.#text.slice(start, typeEnd);
    const open = lex.start;
    const inner: Body = { attributes: [], blocks: [], start: open, end: open + 1 };
    const block: Block = { type, labels, head: { start, end: headEnd }, body: inner, start, end: open + 1 };
    body.blocks.push(block);
    if (this.#depth >= MAX_DEPTH) {
      const message = "Blocks are nested too deep here.";
      this.#problems.add(
        "hcl-depth",
        start,
        lex.end,
        message,
        "Nothing real nests so deep; check the braces.",
      );
      this.#recovery.skipBlock();
    } else {
      this.#depth++;
      this.#inside(inner, start);
      this.#depth--;
    }
    this.#closeBlock(block);
  }

  #label(): string {
    const value = this.#expressions.quoted();
    if (value.kind !== "template") return "";
    const part = value.parts[0];
    if (value.parts.length === 1 && part?.kind === "text") return part.text;
    const hint = "Write the label out; $${ and %%{ stand for themselves.";
    this.#expressions.fail("A label cannot hold template sequences.", hint, value.start, value.end);
    return "";
  }

  #inside(body: Body, start: number): void {
    const lex = this.#lex;
    const outer = this.#oneLine;
    this.#oneLine = lex.next() !== Token.Newline;
    if (this.#oneLine && lex.kind === Token.Identifier) {
      const errors = this.#problems.diagnostics.length;
      this.#item(body, undefined);
      const block = body.blocks[0];
      const more = this.#problems.diagnostics.length > errors;
      if (block && !more) {
        const hint = "Give the inner block lines of its own.";
        this.#problem(
          "A block on one line cannot hold another block.",
          hint,
          block.start,
          block.body.start + 1,
        );
      } else if (lex.kind === Token.Newline && !more) {
        const hint = "Begin a new line behind the opening brace, or close the block on its line.";
        this.#problem("A block that begins on one line must end on it.", hint);
      }
    } else if (lex.kind === Token.EndOfFile) {
      this.#oneLine = false;
    }
    this.#items(body, this.#recovery.column(start));
    this.#oneLine = outer;
  }

  /** Ends a block, with its brace if that is there. */
  #closeBlock(block: Block): void {
    const lex = this.#lex;
    const body = block.body;
    const first = this.#byIndent && this.#recovery.firstOnLine(lex.start);
    const missing = first && this.#recovery.column(lex.start) < this.#recovery.column(block.start);
    if (lex.kind !== Token.CloseBrace || missing) {
      if (!this.#byIndent) this.#unclosed = block.start;
      endAt(body, lex.previousEnd);
      endAt(block, lex.previousEnd);
      this.#problem("This block is not closed.", "Add its closing brace.", body.start, body.start + 1);
      return;
    }
    endAt(body, lex.end);
    endAt(block, lex.end);
    const kind = lex.next();
    if (kind === Token.Newline || kind === Token.EndOfFile) return;
    // One brace too many gets its own diagnostic at the top of the file.
    if (this.#oneLine || (kind === Token.CloseBrace && this.#depth === 0)) return;
    this.#problem("A new line must begin behind the block.", "Give what follows a line of its own.");
  }
}
