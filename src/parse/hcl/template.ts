import type { Expression, Template, TemplatePart } from "./ast.ts";
import { isSpace } from "./characters.ts";
import type { ExpressionParser } from "./expression.ts";
import { assemble, type Directive, type Piece, type TextPiece } from "./template-tree.ts";
import { Token } from "./token.ts";

/** Reads quoted and heredoc templates (HCL spec, "Templates" and "Template Expressions"). */
export class TemplateParser {
  readonly #parser: ExpressionParser;
  /** Whether the sequence that was read last ended with a strip marker. */
  #stripped = false;

  constructor(parser: ExpressionParser) {
    this.#parser = parser;
  }

  /** A template in quotes; the current token is the opening one. */
  quoted(): Expression {
    const lex = this.#parser.lex;
    const start = lex.start;
    let first: TextPiece | undefined;
    let kind = lex.scan();
    if (kind === Token.Text) {
      first = this.#piece(true);
      kind = lex.scan();
    }
    if (kind === Token.CloseQuote) {
      const end = lex.end;
      const part: TemplatePart = first
        ? { kind: "text", text: first.text, start: first.start, end: first.end }
        : { kind: "text", text: "", start: start + 1, end: start + 1 };
      lex.next();
      return { kind: "template", parts: [part], heredoc: false, start, end };
    }
    return this.#template(start, start + 1, first, Token.CloseQuote, false);
  }

  /** A heredoc; the current token is its opening marker with the line end. */
  heredoc(): Expression {
    const lex = this.#parser.lex;
    const start = lex.start;
    const flush = lex.text.charCodeAt(start + 2) === 45;
    const open = lex.end;
    lex.scan();
    return this.#template(start, open, undefined, Token.CloseHeredoc, flush);
  }

  /** The text of a bare word or literal part, in Unicode's normal form C as HCL demands of all its strings. */
  text(start: number, end: number): string {
    const text = this.#parser.lex.text.slice(start, end);
    return text.normalize("NFC");
  }

  #template(
    start: number,
    open: number,
    first: TextPiece | undefined,
    close: number,
    flush: boolean,
  ): Expression {
    const parser = this.#parser;
    const lex = parser.lex;
    const heredoc = close === Token.CloseHeredoc;
    const pieces: Piece[] = first ? [first] : [];
    let trim = false;
    let height = 0;
    while (lex.kind !== close) {
      const last = pieces[pieces.length - 1];
      if (lex.kind === Token.Text) {
        const piece = this.#piece(!heredoc);
        if (trim) trimStart(piece);
        trim = false;
        pieces.push(piece);
        lex.scan();
      } else if (lex.kind === Token.OpenInterpolation || lex.kind === Token.OpenDirective) {
        if (lex.end - lex.start === 3 && last?.kind === "text") trimEnd(last);
        pieces.push(lex.kind === Token.OpenDirective ? this.#directive() : this.#interpolation());
        height = Math.max(height, parser.height);
        trim = this.#stripped;
      } else if (heredoc && lex.kind === Token.Bad) {
        return parser.fail("A carriage return stands alone here.", "End lines with \\n or \\r\\n.");
      } else {
        const name = heredoc ? "heredoc" : "string";
        const hint = heredoc
          ? "Put the marker alone on the line behind the text."
          : "Close the quote on its line; longer text needs a heredoc.";
        return parser.fail(`The ${name} is not closed.`, hint, start, heredoc ? open : lex.start);
      }
    }
    const end = lex.end;
    if (flush) removeIndent(pieces);
    const parts = assemble(pieces, parser, open);
    lex.next();
    parser.height = height + 1;
    return { kind: "template", parts, heredoc, start, end } satisfies Template;
  }

  /** Ends a sequence and moves on to the text behind it; gives the offset behind the brace. */
  #endSequence(outer: boolean): number {
    const parser = this.#parser;
    const lex = parser.lex;
    const end = lex.end;
    lex.skipNewlines = outer;
    if (lex.kind !== Token.CloseSequence) {
      parser.fail('"}" must end the template sequence here.', "Write $${ or %%{ when no sequence is meant.");
      return end;
    }
    this.#stripped = end - lex.start === 2;
    lex.scan();
    return end;
  }

  #interpolation(): Piece {
    const parser = this.#parser;
    const lex = parser.lex;
    const start = lex.start;
    const outer = lex.skipNewlines;
    lex.skipNewlines = true;
    lex.next();
    const value = parser.parse();
    return { kind: "interpolation", value, start, end: this.#endSequence(outer) };
  }

  #directive(): Piece {
    const parser = this.#parser;
    const lex = parser.lex;
    const start = lex.start;
    const outer = lex.skipNewlines;
    lex.skipNewlines = true;
    lex.next();
    const node: Directive = { kind: "directive", word: "else", start, end: 0 };
    parser.height = 1;
    if (parser.atWord("if")) {
      lex.next();
      node.word = "if";
      node.subject = parser.parse();
    } else if (parser.atWord("for")) {
      lex.next();
      node.word = "for";
      const first = parser.name();
      node.value = first;
      if (lex.kind === Token.Comma) {
        lex.next();
        node.key = first;
        node.value = parser.name();
      }
      if (parser.atWord("in")) {
        lex.next();
        node.subject = parser.parse();
      } else {
        parser.fail('"in" is missing here.', "Write: %{ for item in collection }.");
      }
    } else {
      if (parser.atWord("endif")) node.word = "endif";
      else if (parser.atWord("endfor")) node.word = "endfor";
      else if (!parser.atWord("else")) {
        parser.fail(
          "This is no template directive.",
          "Use if, else, endif, for or endfor; %%{ stands for itself.",
        );
      }
      lex.next();
    }
    node.end = this.#endSequence(outer);
    return node;
  }

  /** The current Text token as a piece. */
  #piece(quoted: boolean): TextPiece {
    const lex = this.#parser.lex;
    const start = lex.start;
    const end = lex.end;
    let text = lex.text.slice(start, end);
    if (lex.escaped) text = quoted ? this.#unescape(text, start) : unescapeSequences(text);
    if (lex.wide) text = text.normalize("NFC");
    return { kind: "text", text, start, end, raw: !lex.escaped && !lex.wide };
  }

  /** Replaces escapes; a wrong one is reported and stays as it is written. */
  #unescape(raw: string, offset: number): string {
    let out = "";
    let done = 0;
    for (let i = 0; i < raw.length; i++) {
      const code = raw.charCodeAt(i);
      if ((code === 36 || code === 37) && raw.charCodeAt(i + 1) === code && raw.charCodeAt(i + 2) === 123) {
        out += raw.slice(done, i + 1);
        i += 2;
        done = i;
        continue;
      }
      if (code !== 92) continue;
      const letter = raw.charAt(i + 1);
      let size = 2;
      let text = simpleEscapes.get(letter);
      if (letter === "u" || letter === "U") {
        size = letter === "u" ? 6 : 10;
        text = fromHex(raw.slice(i + 2, i + size), size - 2);
      }
      if (text === undefined) {
        const message = "This escape does not exist in HCL.";
        const hint = 'Use \\n, \\r, \\t, \\", \\\\, \\uNNNN or \\UNNNNNNNN; write \\\\ for a backslash.';
        const end = offset + Math.min(i + 2, raw.length);
        this.#parser.problems.add("hcl-syntax", offset + i, end, message, hint);
        continue;
      }
      out += raw.slice(done, i) + text;
      i += size - 1;
      done = i + 1;
    }
    return out + raw.slice(done);
  }
}

const simpleEscapes = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ['"', '"'],
  ["\\", "\\"],
]);

function fromHex(digits: string, size: number): string | undefined {
  if (digits.length !== size || !/^[0-9a-fA-F]+$/.test(digits)) return undefined;
  const point = Number.parseInt(digits, 16);
  const surrogate = point >= 0xd800 && point <= 0xdfff;
  return point <= 0x10ffff && !surrogate ? String.fromCodePoint(point) : undefined;
}

function unescapeSequences(text: string): string {
  return text.replaceAll("$${", "${").replaceAll("%%{", "%{");
}

function trimStart(piece: TextPiece): void {
  let i = 0;
  while (i < piece.text.length && isSpace(piece.text.charCodeAt(i))) i++;
  piece.text = piece.text.slice(i);
  if (piece.raw) piece.start += i;
}

function trimEnd(piece: TextPiece): void {
  let i = piece.text.length;
  while (i > 0 && isSpace(piece.text.charCodeAt(i - 1))) i--;
  if (piece.raw) piece.end -= piece.text.length - i;
  piece.text = piece.text.slice(0, i);
}

/**
 * Takes the smallest indentation of all lines away from each of them (HCL spec, "Template Expressions", flush
 * heredocs). Blank lines do not count and stay; a line that begins with a sequence has no indentation.
 */
function removeIndent(pieces: Piece[]): void {
  let smallest = Number.POSITIVE_INFINITY;
  let lineStart = true;
  const lines: TextPiece[] = [];
  for (const piece of pieces) {
    if (lineStart) {
      let spaces = 0;
      if (piece.kind === "text") {
        const text = piece.text;
        while (spaces < text.length && isSpace(text.charCodeAt(spaces))) spaces++;
        if (spaces === text.length && text.endsWith("\n")) spaces = Number.POSITIVE_INFINITY;
        else lines.push(piece);
      }
      smallest = Math.min(smallest, spaces);
    }
    lineStart = piece.kind === "text" && piece.text.endsWith("\n");
  }
  if (smallest === 0 || smallest === Number.POSITIVE_INFINITY) return;
  for (const piece of lines) {
    piece.text = piece.text.slice(smallest);
    if (piece.raw) piece.start += smallest;
  }
}
