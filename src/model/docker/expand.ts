import type { Word } from "../../parse/dockerfile/ast.ts";
import type { Source } from "../../text/source.ts";
import { type At, at } from "../../text/span.ts";
import { unknown, type Value } from "../value.ts";

/** Defaults inside defaults; deeper ones are taken as not known. */
const maxNesting = 20;

/** A longer text, or one of more parts, is taken as not known: `ENV A=$A$A` doubles with each line. */
const maxLength = 65_536;
const maxParts = 200;

/** What a variable stands for; undefined when nothing sets it, so that it is the empty text. */
export type Lookup = (name: string) => Value | undefined;

interface Reader {
  where: At;
  mark: string;
  lookup: Lookup;
  depth: number;
}

const template = /\.(?:template|tmpl|tpl|j2|erb|in)$/;
const action = /\{\{|\{%|<%/;

/**
 * A word as Docker takes it: quotes and escapes away, variables replaced. Unknown as soon as one of them is, with its
 * literal parts kept. Source: Dockerfile reference, "Environment replacement".
 */
export function expand(word: Word, source: Source, mark: string, lookup: Lookup): Value {
  const where = at(source, word.start, word.end);
  if (template.test(source.path) && action.test(word.text))
    return unknown("not-rendered", where, { detail: word.text.slice(0, 80) });
  return joined(piecesOf(word.text, { where, mark, lookup, depth: 0 }), where);
}

function joined(pieces: readonly Value[], where: At): Value {
  const parts: Value[] = [];
  let length = 0;
  // A part that is known in part brings its own parts.
  for (const piece of pieces.flatMap((one) => (one.kind === "unknown" && one.parts ? one.parts : [one]))) {
    const last = parts.at(-1);
    if (piece.kind === "string") length += piece.value.length;
    if (length > maxLength || parts.length > maxParts)
      return unknown("not-supported", where, { detail: "a text built from variables is too long" });
    if (piece.kind === "string" && last?.kind === "string")
      parts[parts.length - 1] = { ...last, value: last.value + piece.value };
    else if (piece.kind !== "string" || piece.value !== "") parts.push(piece);
  }
  const [only] = parts;
  if (!only) return { kind: "string", value: "", at: where };
  if (parts.length === 1 && (only.kind === "string" || only.kind === "unknown"))
    return { ...only, at: where, ...(only.at !== where && { origin: only.origin ?? only.at }) };
  const open = parts.find((part) => part.kind === "unknown");
  if (open?.kind !== "unknown") return only;
  return unknown(open.cause, where, { parts, ...(open.detail !== undefined && { detail: open.detail }) });
}

function piecesOf(text: string, reader: Reader): Value[] {
  const { where, mark } = reader;
  const pieces: Value[] = [];
  let literal = "";
  const flush = (): void => {
    if (literal !== "") pieces.push({ kind: "string", value: literal, at: where });
    literal = "";
  };
  const closings = closingsOf(text);
  let quote = "";
  let i = 0;
  while (i < text.length) {
    const char = text[i] ?? "";
    if (quote === "'") {
      if (char === "'") quote = "";
      else literal += char;
      i++;
    } else if (char === mark) {
      const next = text[i + 1] ?? "";
      // Between double quotes an escape stays where it escapes nothing.
      literal += quote === '"' && !['"', "$", mark].includes(next) ? char + next : next;
      i += 2;
    } else if (char === '"' || (char === "'" && !quote)) {
      quote = quote ? "" : char;
      i++;
    } else if (char === "$") {
      const { values, end } = variable(text, i, closings, reader);
      if (values) {
        flush();
        pieces.push(...values);
      } else literal += text.slice(i, end);
      i = end;
    } else {
      literal += char;
      i++;
    }
  }
  flush();
  return pieces;
}

const name = /[A-Za-z_][A-Za-z0-9_]*/y;

/** `$NAME`, `${NAME}`, `${NAME:-word}` and its like; no values for a `$` that stands for itself. */
function variable(
  text: string,
  from: number,
  closings: ReadonlyMap<number, number>,
  reader: Reader,
): { values?: Value[]; end: number } {
  const braced = text[from + 1] === "{";
  name.lastIndex = from + (braced ? 2 : 1);
  const found = name.exec(text)?.[0];
  if (found === undefined) return { end: from + 1 };
  const behind = name.lastIndex;
  if (!braced) return { values: [standing(found, reader)], end: behind };
  const close = closings.get(from + 1);
  if (close === undefined) return { end: from + 1 };
  const values = modified(found, text.slice(behind, close), reader);
  return { values, end: close + 1 };
}

function modified(found: string, rest: string, reader: Reader): Value[] {
  const { where, lookup, depth } = reader;
  if (rest === "") return [standing(found, reader)];
  const [modifier, colon] = /^(:?)[-+?]/.exec(rest) ?? [];
  // `${name#pattern}` and `${name/pattern/text}` take pieces of the text away.
  if (modifier === undefined || depth >= maxNesting)
    return [unknown("function", where, { detail: `\${${found}${rest}}`.slice(0, 80) })];
  const value = lookup(found);
  const kind = modifier.at(-1);
  if (kind === "?") return [standing(found, reader)];
  const given = value?.kind === "string" && (value.value !== "" || !colon);
  const word = (): Value[] => piecesOf(rest.slice(modifier.length), { ...reader, depth: depth + 1 });
  if (kind === "-") return given ? [value] : word();
  if (value?.kind === "unknown") return [value];
  return given ? word() : [];
}

function standing(found: string, { lookup, where }: Reader): Value {
  return lookup(found) ?? { kind: "string", value: "", at: where };
}

/** Where each opening brace is closed, by its offset; unclosed ones are not in it. */
function closingsOf(text: string): Map<number, number> {
  const closings = new Map<number, number>();
  const open: number[] = [];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "{") open.push(i);
    else if (text[i] === "}") {
      const from = open.pop();
      if (from !== undefined) closings.set(from, i);
    }
  }
  return closings;
}
