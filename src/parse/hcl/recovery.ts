import { endOfIdentifier, isSpace, startsIdentifier } from "./characters.ts";
import type { Lexer } from "./lexer.ts";
import { Token } from "./token.ts";

/** Deeper indentation is all the same; it also bounds the work on very long lines. */
const MAX_COLUMN = 200;

/** Finds the place behind a broken attribute or block at which reading can go on. */
export class Recovery {
  /** Where the broken text ends, without the white space behind it. */
  contentEnd = 0;
  readonly #lex: Lexer;
  /** Unclosed heredocs and comments make the scanner run to the end; so many characters it may do that. */
  #budget: number;

  constructor(lex: Lexer) {
    this.#lex = lex;
    this.#budget = 4 * lex.length + 100_000;
  }

  /**
   * Reads the broken item again from its start, now only to match brackets. It ends at the first line end outside
   * them, or before a line that is indented no deeper and looks like the next attribute or block, or like the brace
   * that closes the enclosing one. The current token is then a newline, closing brace, name or the end.
   */
  resume(start: number): void {
    const lex = this.#lex;
    const indent = this.column(start);
    const nothing = -1;
    let swallowing = nothing;
    let depth = 0;
    lex.moveTo(start);
    scanning: for (;;) {
      switch (lex.scan()) {
        case Token.OpenBrace:
        case Token.OpenBracket:
        case Token.OpenParenthesis:
          depth++;
          break;
        case Token.CloseBrace:
          if (depth === 0 && lex.nesting === 0 && lex.start > start) break scanning;
          if (depth > 0) depth--;
          break;
        case Token.CloseBracket:
        case Token.CloseParenthesis:
          if (depth > 0) depth--;
          break;
        case Token.OpenHeredoc:
          if (lex.nesting === 2) swallowing = lex.end;
          break;
        case Token.CloseHeredoc:
          if (lex.nesting === 0) swallowing = nothing;
          break;
        case Token.Comment:
          lex.keepComment();
          break;
        case Token.Bad:
          if (lex.end === lex.length && lex.text.startsWith("/*", lex.start)) swallowing = lex.start;
          break;
        case Token.Newline:
          if (depth === 0 && lex.nesting === 0) break scanning;
          if (this.#beginsItem(lex.end, indent)) {
            this.#settle(lex.end);
            lex.moveTo(lex.end);
            lex.next();
            return;
          }
          break;
        case Token.EndOfFile:
          if (swallowing !== nothing) this.#afterSwallowed(swallowing, indent);
          break scanning;
      }
    }
    this.#settle(lex.start);
  }

  /** With an opening brace as current token: moves to the one that closes it, or to the end. */
  skipBlock(): void {
    const lex = this.#lex;
    let depth = 1;
    while (depth > 0 && lex.next() !== Token.EndOfFile) {
      if (lex.kind === Token.OpenBrace) depth++;
      else if (lex.kind === Token.CloseBrace) depth--;
    }
  }

  /** How far a character stands from the start of its line. */
  column(offset: number): number {
    const text = this.#lex.text;
    let i = offset;
    while (i > 0 && offset - i < MAX_COLUMN && text.charCodeAt(i - 1) !== 10) i--;
    return offset - i;
  }

  /** Whether only white space stands before a character on its line. */
  firstOnLine(offset: number): boolean {
    const text = this.#lex.text;
    let i = offset;
    while (i > 0 && (text.charCodeAt(i - 1) === 32 || text.charCodeAt(i - 1) === 9)) i--;
    return i === 0 || text.charCodeAt(i - 1) === 10;
  }

  #settle(offset: number): void {
    let i = offset;
    while (i > 0 && isSpace(this.#lex.text.charCodeAt(i - 1))) i--;
    this.contentEnd = i;
  }

  /** What was never closed took all text behind it: looks in there for the next item. */
  #afterSwallowed(from: number, indent: number): void {
    const lex = this.#lex;
    this.#budget -= lex.length - from;
    if (this.#budget < 0) return;
    let line = from;
    if (lex.text.charCodeAt(from - 1) !== 10) line = lex.text.indexOf("\n", from) + 1;
    while (line > 0 && line < lex.length) {
      if (this.#beginsItem(line, indent)) {
        lex.moveTo(line);
        lex.next();
        return;
      }
      line = lex.text.indexOf("\n", line) + 1;
    }
  }

  #beginsItem(line: number, indent: number): boolean {
    const text = this.#lex.text;
    let i = line;
    while (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9) i++;
    if (i - line > indent) return false;
    if (text.charCodeAt(i) === 125) return i - line < indent;
    if (!startsIdentifier(text, i)) return false;
    i = endOfIdentifier(text, i);
    while (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9) i++;
    const code = text.charCodeAt(i);
    if (code === 61) return text.charCodeAt(i + 1) !== 61 && text.charCodeAt(i + 1) !== 62;
    return code === 123 || code === 34;
  }
}
