import type { Span } from "../../text/span.ts";
import { codePoint, endOfIdentifier, isDigit, isSpace, startsIdentifier } from "./characters.ts";
import { Token } from "./token.ts";

const NORMAL = 0;
const QUOTED = 1;
const HEREDOC = 2;

const LF = 10;
const CR = 13;
const QUOTE = 34;
const DOLLAR = 36;
const PERCENT = 37;
const OPEN = 123;
const TILDE = 126;

/**
 * Scans HCL's native syntax on demand. The current token is `kind`, `start`, `end`; no text is cut out.
 * Templates nest, so the scanner keeps a stack of modes: what a quote means depends on what encloses it.
 * Terms as in "HCL Native Syntax Specification", section Lexical Elements.
 */
export class Lexer {
  readonly text: string;
  readonly length: number;
  kind: number = Token.EndOfFile;
  start = 0;
  end = 0;
  /** Where the last significant token before the current one ended. */
  previousEnd = 0;
  /** Whether `next` passes over newlines: within parentheses, brackets and template sequences. */
  skipNewlines = false;
  /** Whether the current Text token holds escapes, and whether it holds characters outside ASCII. */
  escaped = false;
  wide = false;
  readonly comments: Span[] = [];
  #mode = NORMAL;
  /** Open braces of the current normal mode inside a template. */
  #braces = 0;
  /** Mode and brace count of what encloses the current mode. */
  readonly #stack: number[] = [];
  /** Start and end of the marker of each open heredoc. */
  readonly #markers: number[] = [];
  #commentsEnd = 0;
  #lineStart = false;

  constructor(text: string) {
    this.text = text;
    this.length = text.length;
  }

  /** Goes to an offset outside every template. */
  moveTo(offset: number): void {
    this.end = offset;
    this.#mode = NORMAL;
    this.#braces = 0;
    this.#stack.length = 0;
    this.#markers.length = 0;
  }

  /** Ends the text here: every further token is the end of the file, until `moveTo`. */
  halt(): void {
    this.kind = Token.EndOfFile;
    this.end = this.length;
  }

  /** How many quotes, heredocs and sequences are open. */
  get nesting(): number {
    return this.#stack.length;
  }

  /** Moves to the next token that is neither white space nor a comment. */
  next(): number {
    this.previousEnd = this.end;
    const text = this.text;
    for (;;) {
      if (this.#mode === NORMAL) {
        let i = this.end;
        let code = text.charCodeAt(i);
        while (code === 32 || code === 9) code = text.charCodeAt(++i);
        this.end = i;
      }
      const kind = this.scan();
      if (kind === Token.Comment) {
        this.keepComment();
      } else if (kind !== Token.Newline || !this.skipNewlines) {
        return kind;
      }
    }
  }

  /** Notes the current comment; recovery reads parts of the text twice, but each comment counts once. */
  keepComment(): void {
    if (this.start < this.#commentsEnd) return;
    this.comments.push({ start: this.start, end: this.end });
    this.#commentsEnd = this.end;
  }

  /** Whether `=` or `:` comes next on the line, as after the key of an object. */
  assignFollows(): boolean {
    const text = this.text;
    let i = this.end;
    let code = text.charCodeAt(i);
    while (code === 32 || code === 9) code = text.charCodeAt(++i);
    const after = text.charCodeAt(i + 1);
    return code === 61 ? after !== 61 && after !== 62 : code === 58 && after !== 58;
  }

  /** After a dot: moves to the number of a legacy index if one stands here. */
  numberAfterDot(): boolean {
    let i = this.end;
    while (this.text.charCodeAt(i) === 32 || this.text.charCodeAt(i) === 9) i++;
    if (!isDigit(this.text.charCodeAt(i))) return false;
    this.start = i;
    this.#number();
    return true;
  }

  /** Moves to the next token of any kind; joined, the tokens are the text. */
  scan(): number {
    this.start = this.end;
    if (this.start >= this.length) return this.#emit(Token.EndOfFile, this.length);
    if (this.#mode === NORMAL) return this.#scanNormal();
    return this.#mode === QUOTED ? this.#scanQuoted() : this.#scanHeredoc();
  }

  #emit(kind: number, end: number): number {
    this.kind = kind;
    this.end = end;
    return kind;
  }

  #push(mode: number): void {
    this.#stack.push(this.#mode, this.#braces);
    this.#mode = mode;
    this.#braces = 0;
  }

  #pop(): void {
    this.#braces = this.#stack.pop() ?? 0;
    this.#mode = this.#stack.pop() ?? NORMAL;
  }

  #scanNormal(): number {
    const text = this.text;
    const i = this.start;
    const code = text.charCodeAt(i);
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95) {
      return this.#emit(Token.Identifier, endOfIdentifier(text, i));
    }
    switch (code) {
      case 32:
      case 9: {
        let end = i + 1;
        while (text.charCodeAt(end) === 32 || text.charCodeAt(end) === 9) end++;
        return this.#emit(Token.Space, end);
      }
      case LF:
        return this.#emit(Token.Newline, i + 1);
      case CR:
        if (text.charCodeAt(i + 1) === LF) return this.#emit(Token.Newline, i + 2);
        return this.#emit(Token.Bad, i + 1);
      case QUOTE:
        this.#push(QUOTED);
        return this.#emit(Token.OpenQuote, i + 1);
      case 61:
        if (text.charCodeAt(i + 1) === 61) return this.#emit(Token.Equal, i + 2);
        if (text.charCodeAt(i + 1) === 62) return this.#emit(Token.Arrow, i + 2);
        return this.#emit(Token.Assign, i + 1);
      case 46:
        if (text.charCodeAt(i + 1) === 46 && text.charCodeAt(i + 2) === 46) {
          return this.#emit(Token.Ellipsis, i + 3);
        }
        return this.#emit(Token.Dot, i + 1);
      case OPEN:
        this.#braces++;
        return this.#emit(Token.OpenBrace, i + 1);
      case 125:
        if (this.#braces > 0) this.#braces--;
        else if (this.#stack.length > 0) {
          this.#pop();
          this.#lineStart = false;
          return this.#emit(Token.CloseSequence, i + 1);
        }
        return this.#emit(Token.CloseBrace, i + 1);
      case 91:
        return this.#emit(Token.OpenBracket, i + 1);
      case 93:
        return this.#emit(Token.CloseBracket, i + 1);
      case 40:
        return this.#emit(Token.OpenParenthesis, i + 1);
      case 41:
        return this.#emit(Token.CloseParenthesis, i + 1);
      case 44:
        return this.#emit(Token.Comma, i + 1);
      case 35:
        return this.#lineComment();
      case 47:
        if (text.charCodeAt(i + 1) === 47) return this.#lineComment();
        if (text.charCodeAt(i + 1) === 42) {
          const end = text.indexOf("*/", i + 2);
          return end < 0 ? this.#emit(Token.Bad, this.length) : this.#emit(Token.Comment, end + 2);
        }
        return this.#emit(Token.Slash, i + 1);
      case 58:
        if (text.charCodeAt(i + 1) === 58) return this.#emit(Token.DoubleColon, i + 2);
        return this.#emit(Token.Colon, i + 1);
      case 63:
        return this.#emit(Token.Question, i + 1);
      case 33:
        if (text.charCodeAt(i + 1) === 61) return this.#emit(Token.NotEqual, i + 2);
        return this.#emit(Token.Not, i + 1);
      case 60:
        if (text.charCodeAt(i + 1) === 61) return this.#emit(Token.LessOrEqual, i + 2);
        if (text.charCodeAt(i + 1) === 60) return this.#openHeredoc(i);
        return this.#emit(Token.Less, i + 1);
      case 62:
        if (text.charCodeAt(i + 1) === 61) return this.#emit(Token.GreaterOrEqual, i + 2);
        return this.#emit(Token.Greater, i + 1);
      case 38:
        if (text.charCodeAt(i + 1) === 38) return this.#emit(Token.And, i + 2);
        return this.#emit(Token.Bad, i + 1);
      case 124:
        if (text.charCodeAt(i + 1) === 124) return this.#emit(Token.Or, i + 2);
        return this.#emit(Token.Bad, i + 1);
      case 43:
        return this.#emit(Token.Plus, i + 1);
      case 45:
        return this.#emit(Token.Minus, i + 1);
      case 42:
        return this.#emit(Token.Star, i + 1);
      case PERCENT:
        return this.#emit(Token.Percent, i + 1);
      case TILDE:
        if (text.charCodeAt(i + 1) === 125 && this.#braces === 0 && this.#stack.length > 0) {
          this.#pop();
          this.#lineStart = false;
          return this.#emit(Token.CloseSequence, i + 2);
        }
        return this.#emit(Token.Bad, i + 1);
    }
    if (isDigit(code)) return this.#number();
    if (startsIdentifier(text, i)) return this.#emit(Token.Identifier, endOfIdentifier(text, i));
    return this.#emit(Token.Bad, i + codePoint(text, i).length);
  }

  #lineComment(): number {
    const end = this.text.indexOf("\n", this.start);
    if (end < 0) return this.#emit(Token.Comment, this.length);
    return this.#emit(Token.Comment, this.text.charCodeAt(end - 1) === CR ? end - 1 : end);
  }

  /** HashiCorp's scanner takes all dots and exponents up to the last digit; whether they make a number is asked later. */
  #number(): number {
    const text = this.text;
    let end = this.start + 1;
    for (let i = end; ; i++) {
      const code = text.charCodeAt(i);
      if (isDigit(code)) end = i + 1;
      else if ((code | 32) === 101) {
        const sign = text.charCodeAt(i + 1);
        if (sign === 43 || sign === 45) i++;
        if (!isDigit(text.charCodeAt(i + 1))) break;
      } else if (code !== 46) break;
    }
    return this.#emit(Token.Number, end);
  }

  #openHeredoc(start: number): number {
    const text = this.text;
    const name = text.charCodeAt(start + 2) === 45 ? start + 3 : start + 2;
    if (!startsIdentifier(text, name)) return this.#emit(Token.Less, start + 1);
    const nameEnd = endOfIdentifier(text, name);
    let end = nameEnd;
    if (text.charCodeAt(end) === CR) end++;
    if (text.charCodeAt(end) !== LF) return this.#emit(Token.Less, start + 1);
    this.#push(HEREDOC);
    this.#markers.push(name, nameEnd);
    this.#lineStart = true;
    return this.#emit(Token.OpenHeredoc, end + 1);
  }

  #openSequence(kind: number): number {
    this.#push(NORMAL);
    return this.#emit(kind, this.start + (this.text.charCodeAt(this.start + 2) === TILDE ? 3 : 2));
  }

  #scanQuoted(): number {
    const text = this.text;
    let i = this.start;
    let code = text.charCodeAt(i);
    if (code === QUOTE) {
      this.#pop();
      return this.#emit(Token.CloseQuote, i + 1);
    }
    if (code === DOLLAR && text.charCodeAt(i + 1) === OPEN)
      return this.#openSequence(Token.OpenInterpolation);
    if (code === PERCENT && text.charCodeAt(i + 1) === OPEN) return this.#openSequence(Token.OpenDirective);
    if (code === LF || code === CR) {
      // A quoted template ends with its line: what follows is read as if the quote had been closed.
      this.#pop();
      return this.#mode === NORMAL ? this.#scanNormal() : this.scan();
    }
    this.escaped = false;
    this.wide = false;
    for (; i < this.length; code = text.charCodeAt(i)) {
      if (code === QUOTE || code === LF || code === CR) break;
      if (code === 92) {
        this.escaped = true;
        const after = text.charCodeAt(i + 1);
        i += after === QUOTE || after === 92 ? 2 : 1;
      } else if (code === DOLLAR || code === PERCENT) {
        const after = text.charCodeAt(i + 1);
        if (after === OPEN) break;
        if (after === code && text.charCodeAt(i + 2) === OPEN) {
          this.escaped = true;
          i += 3;
        } else i++;
      } else {
        if (code > 127) this.wide = true;
        i++;
      }
    }
    return this.#emit(Token.Text, i);
  }

  #scanHeredoc(): number {
    const text = this.text;
    let i = this.start;
    if (this.#lineStart) {
      const closing = this.#closing(i);
      if (closing >= 0) {
        this.#markers.length -= 2;
        this.#pop();
        return this.#emit(Token.CloseHeredoc, closing);
      }
      this.#lineStart = false;
    }
    let code = text.charCodeAt(i);
    if (code === DOLLAR && text.charCodeAt(i + 1) === OPEN)
      return this.#openSequence(Token.OpenInterpolation);
    if (code === PERCENT && text.charCodeAt(i + 1) === OPEN) return this.#openSequence(Token.OpenDirective);
    if (code === CR && text.charCodeAt(i + 1) !== LF) return this.#emit(Token.Bad, i + 1);
    this.escaped = false;
    this.wide = false;
    for (; i < this.length; code = text.charCodeAt(i)) {
      if (code === CR && text.charCodeAt(i + 1) !== LF) break;
      if (code === LF) {
        this.#lineStart = true;
        i++;
        break;
      }
      if (code === DOLLAR || code === PERCENT) {
        const after = text.charCodeAt(i + 1);
        if (after === OPEN) break;
        if (after === code && text.charCodeAt(i + 2) === OPEN) {
          this.escaped = true;
          i += 3;
        } else i++;
      } else {
        if (code > 127) this.wide = true;
        i++;
      }
    }
    return this.#emit(Token.Text, i);
  }

  /** The end of the closing marker when the line at `i` holds nothing but it; else -1. */
  #closing(i: number): number {
    const text = this.text;
    const markers = this.#markers;
    const from = markers[markers.length - 2] ?? 0;
    const size = (markers[markers.length - 1] ?? 0) - from;
    const start = this.#behindSpace(i);
    for (let k = 0; k < size; k++) {
      if (text.charCodeAt(start + k) !== text.charCodeAt(from + k)) return -1;
    }
    const end = start + size;
    let rest = this.#behindSpace(end);
    if (text.charCodeAt(rest) === CR && (text.charCodeAt(rest + 1) === LF || rest + 1 >= this.length)) rest++;
    return rest >= this.length || text.charCodeAt(rest) === LF ? end : -1;
  }

  /** Behind the white space of one line; HashiCorp's scanner trims all that Unicode calls so. */
  #behindSpace(offset: number): number {
    let i = offset;
    for (let code = this.text.charCodeAt(i); isSpace(code) && code !== LF && code !== CR; )
      code = this.text.charCodeAt(++i);
    return i;
  }
}

/**
 * All tokens of a text: token `i` is `[ends[i-1] ?? 0, ends[i])`.
 * @internal Used by tests and scripts.
 */
export interface Tokens {
  readonly kinds: Uint8Array;
  readonly ends: Uint32Array;
  readonly count: number;
}

/**
 * Cuts a text into tokens, white space and comments included; joined, they are the text again.
 * @internal For tests: the parser scans on demand.
 */
export function tokenize(text: string): Tokens {
  const lexer = new Lexer(text);
  let kinds = new Uint8Array((text.length >> 2) + 16);
  let ends = new Uint32Array(kinds.length);
  let count = 0;
  while (lexer.scan() !== Token.EndOfFile) {
    if (count === kinds.length) {
      const moreKinds = new Uint8Array(count * 2);
      const moreEnds = new Uint32Array(count * 2);
      moreKinds.set(kinds);
      moreEnds.set(ends);
      kinds = moreKinds;
      ends = moreEnds;
    }
    kinds[count] = lexer.kind;
    ends[count] = lexer.end;
    count++;
  }
  return { kinds: kinds.subarray(0, count), ends: ends.subarray(0, count), count };
}
