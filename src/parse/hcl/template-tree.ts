import type { Expression, TemplatePart } from "./ast.ts";
import { endAt } from "./end-at.ts";
import type { ExpressionParser } from "./expression.ts";

/** Directives inside directives. */
const MAX_DIRECTIVES = 200;

/** Literal text; `raw` when the source's own characters between the offsets are the text. */
export interface TextPiece {
  kind: "text";
  text: string;
  start: number;
  end: number;
  raw: boolean;
}

/** One `%{ … }`, before the directives are matched with each other. */
export interface Directive {
  kind: "directive";
  word: "if" | "else" | "endif" | "for" | "endfor";
  subject?: Expression;
  key?: string;
  value?: string;
  start: number;
  end: number;
}

export type Piece = TextPiece | Directive | Extract<TemplatePart, { kind: "interpolation" }>;

type Nested = Extract<TemplatePart, { kind: "if" } | { kind: "for" }>;

/** A directive whose end was not seen yet, and where its parts go. */
interface Open {
  node: Nested;
  elseSeen: boolean;
  outer: TemplatePart[];
}

/** Melds the pieces of a template into parts and nests what stands between directives. */
export function assemble(pieces: Piece[], parser: ExpressionParser, start: number): TemplatePart[] {
  const root: TemplatePart[] = [];
  const open: Open[] = [];
  let target = root;
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i];
    if (piece === undefined) break;
    if (piece.kind === "interpolation") {
      target.push(piece);
      continue;
    }
    if (piece.kind === "text") {
      i = meld(pieces, i, piece, target, parser.lex.text);
      continue;
    }
    const last = open[open.length - 1];
    if (piece.word === "if" || piece.word === "for") {
      const node = nodeOf(piece);
      target.push(node);
      open.push({ node, elseSeen: false, outer: target });
      target = node.kind === "if" ? node.then : node.body;
      if (open.length > MAX_DIRECTIVES) parser.tooDeep(piece.start, piece.end);
    } else if (piece.word === "else" && last?.node.kind === "if" && !last.elseSeen) {
      last.elseSeen = true;
      target = last.node.else;
    } else if (last && piece.word === `end${last.node.kind}`) {
      open.pop();
      endAt(last.node, piece.end);
      target = last.outer;
    } else {
      const hint = "Each if or for ends with its own endif or endfor; an if may hold one else.";
      parser.fail(`Nothing is open here that "${piece.word}" belongs to.`, hint, piece.start, piece.end);
    }
    if (parser.problems.failed) return root;
  }
  const unclosed = open[open.length - 1]?.node;
  if (unclosed) {
    const hint = `Add %{ end${unclosed.kind} }.`;
    parser.fail("The template directive is not closed.", hint, unclosed.start, unclosed.end);
  }
  // An interpolation alone keeps its type; what was stripped beside it makes it text all the same.
  if (root.length === 1 && root[0]?.kind === "interpolation" && pieces.length > 1) {
    const { end } = root[0];
    root.push({ kind: "text", text: "", start: end, end });
  }
  if (root.length === 0) root.push({ kind: "text", text: "", start, end: start });
  return root;
}

function nodeOf(piece: Directive): Nested {
  const { start, end } = piece;
  const subject: Expression = piece.subject ?? { kind: "invalid", start, end };
  // biome-ignore lint/suspicious/noThenProperty: the AST's name; no node is ever awaited
  if (piece.word === "if") return { kind: "if", condition: subject, then: [], else: [], start, end };
  const node: Nested = { kind: "for", value: piece.value ?? "", collection: subject, body: [], start, end };
  if (piece.key !== undefined) node.key = piece.key;
  return node;
}

/** Joins a row of text pieces to one part; gives the index of the row's last piece. */
function meld(
  pieces: Piece[],
  from: number,
  first: TextPiece,
  target: TemplatePart[],
  source: string,
): number {
  let text = "";
  let runStart = first.start;
  let runEnd = first.start;
  let end = first.end;
  let i = from;
  for (; i < pieces.length; i++) {
    const piece = pieces[i];
    if (piece?.kind !== "text") break;
    end = piece.end;
    if (piece.raw && piece.start === runEnd) {
      runEnd = piece.end;
      continue;
    }
    text += source.slice(runStart, runEnd);
    if (!piece.raw) text += piece.text;
    runStart = piece.raw ? piece.start : piece.end;
    runEnd = piece.end;
  }
  text += source.slice(runStart, runEnd);
  if (text !== "") target.push({ kind: "text", text, start: first.start, end });
  return i - 1;
}
