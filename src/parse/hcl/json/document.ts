import { createScanner, type JSONScanner } from "jsonc-parser";
import type { Code } from "../../../text/codes.ts";
import type { Diagnostic } from "../../../text/diagnostic.ts";
import type { Source } from "../../../text/source.ts";
import { at, type Span } from "../../../text/span.ts";

export type JsonNode = JsonObject | JsonArray | JsonScalar;

export interface JsonObject extends Span {
  kind: "object";
  members: JsonMember[];
}
interface JsonArray extends Span {
  kind: "array";
  items: JsonNode[];
}
/** A text's span includes its quotes; `invalid` stands where no value could be read. */
interface JsonScalar extends Span {
  kind: "string" | "number" | "true" | "false" | "null" | "invalid";
}
export interface JsonMember {
  /** With its quotes. */
  key: Span;
  value: JsonNode;
}

/** Objects and lists inside each other. */
const MAX_DEPTH = 200;
const MAX_DIAGNOSTICS = 100;

/** Collects what is wrong with a document; a long list is cut. */
export class JsonProblems {
  readonly diagnostics: Diagnostic[] = [];
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  add(span: Span, message: string, hint: string, code: Code = "json-syntax"): void {
    this.#push({ code, severity: "error", message, hint, at: at(this.#source, span.start, span.end) });
  }

  warn(span: Span, message: string, hint: string): void {
    const where = at(this.#source, span.start, span.end);
    this.#push({ code: "json-syntax", severity: "warning", message, hint, at: where });
  }

  #push(diagnostic: Diagnostic): void {
    if (this.diagnostics.length > MAX_DIAGNOSTICS) return;
    if (this.diagnostics.length === MAX_DIAGNOSTICS) {
      diagnostic.message = "There are more problems in this file than are listed.";
      diagnostic.hint = "Correct the ones above first.";
    }
    this.diagnostics.push(diagnostic);
  }
}

/**
 * Reads a JSON text (RFC 8259) with the place of every part. Never throws: what is broken is reported, and the members
 * around it are still there.
 * @returns undefined for a text without any value
 */
export function readJson(source: Source, problems: JsonProblems): JsonNode | undefined {
  return new Reader(source.text, problems).document();
}

/** The scanner's token kinds and faults: it declares them as enums that exist for its own compilation only. */
const SyntaxKind = {
  OpenBraceToken: 1,
  CloseBraceToken: 2,
  OpenBracketToken: 3,
  CloseBracketToken: 4,
  CommaToken: 5,
  ColonToken: 6,
  NullKeyword: 7,
  TrueKeyword: 8,
  FalseKeyword: 9,
  StringLiteral: 10,
  NumericLiteral: 11,
  LineCommentTrivia: 12,
  BlockCommentTrivia: 13,
  LineBreakTrivia: 14,
  Trivia: 15,
  Unknown: 16,
  EOF: 17,
};
const ScanError = { None: 0, UnexpectedEndOfString: 2, InvalidCharacter: 6 };

const brackets: ReadonlySet<number> = new Set([SyntaxKind.OpenBraceToken, SyntaxKind.OpenBracketToken]);
const closers: ReadonlySet<number> = new Set([SyntaxKind.CloseBraceToken, SyntaxKind.CloseBracketToken]);

class Reader {
  readonly #scanner: JSONScanner;
  readonly #problems: JsonProblems;
  readonly #text: string;
  #kind: number = SyntaxKind.Unknown;
  #start = 0;
  #end = 0;
  #depth = 0;
  /** The end of the text was told once; every bracket that it leaves open is the same fault. */
  #endTold = false;

  constructor(text: string, problems: JsonProblems) {
    this.#text = text;
    this.#problems = problems;
    this.#scanner = createScanner(text, false);
  }

  document(): JsonNode | undefined {
    this.#next();
    if (this.#kind === SyntaxKind.EOF) {
      this.#problems.add({ start: 0, end: 0 }, "The file holds no JSON value.", "Write at least {}.");
      return undefined;
    }
    const value = this.#value();
    if (this.#kind !== SyntaxKind.EOF) this.#fail("Something stands behind the end of the document.");
    return value;
  }

  #next(): void {
    const scanner = this.#scanner;
    for (;;) {
      this.#kind = scanner.scan();
      this.#start = scanner.getTokenOffset();
      this.#end = this.#start + scanner.getTokenLength();
      if (this.#kind === SyntaxKind.LineCommentTrivia || this.#kind === SyntaxKind.BlockCommentTrivia)
        this.#fail("JSON has no comments.", 'Write a member named "//" in their place.');
      else if (this.#kind !== SyntaxKind.Trivia && this.#kind !== SyntaxKind.LineBreakTrivia) return;
    }
  }

  #fail(message: string, hint = "Check the commas, quotes and brackets around this place."): void {
    if (this.#kind === SyntaxKind.EOF) {
      if (this.#endTold) return;
      this.#endTold = true;
    }
    this.#problems.add({ start: this.#start, end: this.#end }, message, hint);
  }

  #value(): JsonNode {
    const start = this.#start;
    const end = this.#end;
    switch (this.#kind) {
      case SyntaxKind.OpenBraceToken:
        return this.#nested(() => this.#object());
      case SyntaxKind.OpenBracketToken:
        return this.#nested(() => this.#array());
      case SyntaxKind.StringLiteral: {
        const fine = this.#checkString();
        this.#next();
        return { kind: fine ? "string" : "invalid", start, end };
      }
      case SyntaxKind.NumericLiteral: {
        const fine = this.#scanner.getTokenError() === ScanError.None;
        if (!fine) this.#fail("This is no number.");
        this.#next();
        return { kind: fine ? "number" : "invalid", start, end };
      }
      case SyntaxKind.TrueKeyword:
      case SyntaxKind.FalseKeyword:
      case SyntaxKind.NullKeyword: {
        const kind = this.#kind;
        this.#next();
        if (kind === SyntaxKind.NullKeyword) return { kind: "null", start, end };
        return { kind: kind === SyntaxKind.TrueKeyword ? "true" : "false", start, end };
      }
      default:
        this.#fail("A value must stand here.");
        if (this.#kind === SyntaxKind.Unknown || this.#kind === SyntaxKind.ColonToken) this.#next();
        return { kind: "invalid", start, end: Math.max(start, this.#start === start ? end : this.#start) };
    }
  }

  #checkString(): boolean {
    const error = this.#scanner.getTokenError();
    if (error === ScanError.None) return true;
    if (error === ScanError.UnexpectedEndOfString)
      this.#fail("The string is not closed.", "Close the quote on its line; a line end is written \\n.");
    else if (error === ScanError.InvalidCharacter)
      this.#fail("The string holds a control character.", "Write it as an escape: \\n, \\t or \\u00XX.");
    else this.#fail("The string holds an escape that JSON does not know.", "Write \\\\ for a backslash.");
    // What can be read of it stands for nothing certain.
    return false;
  }

  #nested(read: () => JsonNode): JsonNode {
    if (this.#depth < MAX_DEPTH) {
      this.#depth++;
      const node = read();
      this.#depth--;
      return node;
    }
    const start = this.#start;
    const hint = "Nothing real nests so deep.";
    this.#problems.add(
      { start, end: this.#end },
      "Objects and lists are nested too deep here.",
      hint,
      "hcl-depth",
    );
    let open = 0;
    do {
      if (brackets.has(this.#kind)) open++;
      else if (closers.has(this.#kind)) open--;
      this.#next();
    } while (open > 0 && this.#kind !== SyntaxKind.EOF);
    return { kind: "invalid", start, end: this.#start };
  }

  #object(): JsonNode {
    const start = this.#start;
    const members: JsonMember[] = [];
    this.#next();
    while (!this.#closes(SyntaxKind.CloseBraceToken)) {
      if (this.#kind !== SyntaxKind.StringLiteral) {
        this.#fail('A name in quotes must stand here, or the closing "}".');
        this.#skip();
        continue;
      }
      const key = { start: this.#start, end: this.#end };
      const named = this.#checkString();
      this.#next();
      if (this.#kind === SyntaxKind.ColonToken) this.#next();
      else this.#fail('":" must follow the name.');
      const value = this.#value();
      if (named) members.push({ key, value });
      this.#separator(SyntaxKind.CloseBraceToken);
    }
    return { kind: "object", members, start, end: this.#close() };
  }

  #array(): JsonNode {
    const start = this.#start;
    const items: JsonNode[] = [];
    this.#next();
    while (!this.#closes(SyntaxKind.CloseBracketToken)) {
      items.push(this.#value());
      this.#separator(SyntaxKind.CloseBracketToken);
    }
    return { kind: "array", items, start, end: this.#close() };
  }

  /** At a closing bracket, the right one or one of an outer level, or at the end. */
  #closes(wanted: number): boolean {
    if (this.#kind === wanted) return true;
    if (this.#kind === SyntaxKind.EOF) this.#fail("The file ends before everything is closed.");
    else if (closers.has(this.#kind)) this.#fail("This bracket does not close the one that is open.");
    else return false;
    return true;
  }

  #close(): number {
    const end = this.#kind === SyntaxKind.EOF ? this.#text.length : this.#end;
    this.#next();
    return end;
  }

  #separator(closer: number): void {
    if (this.#kind === SyntaxKind.CommaToken) {
      this.#next();
      if (this.#kind === closer) this.#fail("A comma must not stand before the closing bracket.");
    } else if (!closers.has(this.#kind) && this.#kind !== SyntaxKind.EOF) {
      this.#fail("A comma or the closing bracket must stand here.");
      if (this.#kind !== SyntaxKind.StringLiteral) this.#skip();
    }
  }

  /** Moves behind the next comma of this level, or to what closes it. */
  #skip(): void {
    let open = 0;
    for (;;) {
      if (this.#kind === SyntaxKind.EOF) return;
      if (open === 0 && (closers.has(this.#kind) || this.#kind === SyntaxKind.CommaToken)) break;
      if (brackets.has(this.#kind)) open++;
      else if (closers.has(this.#kind)) open--;
      this.#next();
    }
    if (this.#kind === SyntaxKind.CommaToken) this.#next();
  }
}
