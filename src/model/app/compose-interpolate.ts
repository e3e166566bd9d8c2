import { unknown, type Value } from "../value.ts";

/** Defaults inside defaults; deeper ones are taken as not known. */
const maxNesting = 20;

/** A piece of a text: literal, or the name of a variable whose value the files do not tell. */
type Piece = { literal: string } | { variable: string };

/**
 * Replaces Compose's variables in all texts of a value: `${VAR:-x}` and `${VAR-x}` by their default, `$$` by `$`;
 * any other variable makes the text unknown, with its literal parts kept. Keys are left alone.
 * Source: Compose file reference, Interpolation.
 */
export function interpolate(value: Value): Value {
  switch (value.kind) {
    case "string":
      return value.value.includes("$") ? interpolateText(value.value, value) : value;
    case "list":
      return { ...value, items: value.items.map(interpolate) };
    case "object": {
      const entries = [...value.entries].map(
        ([key, entry]) => [key, { ...entry, value: interpolate(entry.value) }] as const,
      );
      return { ...value, entries: new Map(entries) };
    }
    case "unknown":
      return value.shape ? { ...value, shape: interpolate(value.shape) } : value;
    default:
      return value;
  }
}

function interpolateText(text: string, { at }: Value): Value {
  const pieces = joined(piecesOf(text, 0));
  const first = pieces.find((piece) => "variable" in piece);
  if (!first || !("variable" in first))
    return {
      kind: "string",
      value: pieces.map((piece) => ("literal" in piece ? piece.literal : "")).join(""),
      at,
    };
  const detail = first.variable;
  if (pieces.length === 1) return unknown("variable", at, { detail });
  const parts = pieces.map(
    (piece): Value =>
      "literal" in piece
        ? { kind: "string", value: piece.literal, at }
        : unknown("variable", at, { detail: piece.variable }),
  );
  return unknown("variable", at, { detail, parts });
}

const name = /[A-Za-z_][A-Za-z0-9_]*/y;

function piecesOf(text: string, depth: number): Piece[] {
  const pieces: Piece[] = [];
  const closings = closingsOf(text);
  let i = 0;
  while (i < text.length) {
    const dollar = text.indexOf("$", i);
    if (dollar < 0) break;
    if (dollar > i) pieces.push({ literal: text.slice(i, dollar) });
    if (text[dollar + 1] === "$") {
      pieces.push({ literal: "$" });
      i = dollar + 2;
      continue;
    }
    const braced = text[dollar + 1] === "{";
    name.lastIndex = dollar + (braced ? 2 : 1);
    const variable = name.exec(text)?.[0];
    const close = braced ? (closings.get(dollar + 2) ?? -1) : -1;
    if (variable === undefined || (braced && close < 0)) {
      pieces.push({ literal: "$" });
      i = dollar + 1;
    } else if (!braced) {
      pieces.push({ variable });
      i = dollar + 1 + variable.length;
    } else {
      pieces.push(...substitute(variable, text.slice(dollar + 2 + variable.length, close), depth));
      i = close + 1;
    }
  }
  if (i < text.length) pieces.push({ literal: text.slice(i) });
  return pieces;
}

/** What stands for `${variable<rest>}`: only a default tells anything. */
function substitute(variable: string, rest: string, depth: number): Piece[] {
  const fallback = /^:?-/.exec(rest);
  if (!fallback || depth >= maxNesting) return [{ variable }];
  return piecesOf(rest.slice(fallback[0].length), depth + 1);
}

/** Where the braces of `${` close, by the offset behind the opening one; unclosed ones are not in it. */
function closingsOf(text: string): Map<number, number> {
  const closings = new Map<number, number>();
  const open: number[] = [];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "{" && text[i - 1] === "$") open.push(i + 1);
    else if (text[i] === "}") {
      const from = open.pop();
      if (from !== undefined) closings.set(from, i);
    }
  }
  return closings;
}

/** Literals side by side become one; empty ones vanish. */
function joined(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if ("literal" in piece && last && "literal" in last) last.literal += piece.literal;
    else if ("variable" in piece || piece.literal !== "") out.push({ ...piece });
  }
  return out;
}
