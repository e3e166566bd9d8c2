import type { At } from "../../text/span.ts";
import type { Entry, Value } from "../value.ts";
import type { Piece } from "./template.ts";
import { bool, entries, list, nothing, number, text, unknownFrom } from "./values.ts";

const HOLE = "\uE000";
const MAX_DEPTH = 100;

/**
 * Reads text that was put together from pieces as JSON; unknown pieces stay as unknown values or as parts of
 * strings. Positions lead to the literal text where it is at hand. Undefined when it is no JSON.
 */
export function readJson(pieces: readonly Piece[], where: At): Value | undefined {
  const reader = new JsonText(pieces, where);
  return reader.read();
}

/** The same for a known string that is not from a template here. */
export function readJsonString(content: string, where: At): Value | undefined {
  return readJson([{ value: text(content, where) }], where);
}

class JsonText {
  readonly #content: string;
  readonly #starts: number[] = [];
  readonly #pieces: readonly Piece[];
  readonly #where: At;
  #i = 0;
  #maps = new Map<number, Int32Array | null>();

  constructor(pieces: readonly Piece[], where: At) {
    this.#pieces = pieces;
    this.#where = where;
    let content = "";
    for (const piece of pieces) {
      this.#starts.push(content.length);
      // A text that holds the hole's own character cannot be told apart from a hole.
      if (piece.value.kind === "string") content += piece.value.value.replaceAll(HOLE, "\uFFFD");
      else content += HOLE;
    }
    this.#content = content;
  }

  read(): Value | undefined {
    try {
      this.#space();
      const value = this.#value(0);
      this.#space();
      return this.#i === this.#content.length ? value : undefined;
    } catch (error) {
      if (error instanceof NotJson) return undefined;
      throw error;
    }
  }

  #space(): void {
    for (;;) {
      const code = this.#content.charCodeAt(this.#i);
      if (code === 32 || code === 10 || code === 13 || code === 9) this.#i++;
      else return;
    }
  }

  #value(depth: number): Value {
    if (depth > MAX_DEPTH) throw new NotJson();
    const start = this.#i;
    const char = this.#content[start];
    if (char === "{") return this.#object(depth);
    if (char === "[") return this.#array(depth);
    if (char === '"') return this.#string();
    if (char === HOLE) {
      this.#i++;
      const value = this.#pieces[this.#pieceAt(start)]?.value;
      if (!value) throw new NotJson();
      return value;
    }
    const match = /[-+.0-9A-Za-z]{1,400}/y;
    match.lastIndex = start;
    const word = match.exec(this.#content)?.[0];
    if (word === undefined) throw new NotJson();
    this.#i += word.length;
    const at = this.#at(start, this.#i);
    if (word === "true" || word === "false") return bool(word === "true", at);
    if (word === "null") return nothing(at);
    if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(word)) throw new NotJson();
    return number(Number(word), at);
  }

  #object(depth: number): Value {
    const start = this.#i++;
    const pairs = new Map<string, Entry>();
    this.#space();
    if (this.#content[this.#i] === "}") this.#i++;
    else {
      for (;;) {
        this.#space();
        if (this.#content[this.#i] !== '"') throw new NotJson();
        const key = this.#string();
        // A key that is not known: the structure is not known either.
        if (key.kind !== "string") throw new NotJson();
        this.#space();
        if (this.#content[this.#i++] !== ":") throw new NotJson();
        this.#space();
        pairs.set(key.value, { value: this.#value(depth + 1), keyAt: key.at });
        this.#space();
        const next = this.#content[this.#i++];
        if (next === "}") break;
        if (next !== ",") throw new NotJson();
      }
    }
    return entries(pairs, this.#at(start, this.#i));
  }

  #array(depth: number): Value {
    const start = this.#i++;
    const items: Value[] = [];
    this.#space();
    if (this.#content[this.#i] === "]") this.#i++;
    else {
      for (;;) {
        this.#space();
        items.push(this.#value(depth + 1));
        this.#space();
        const next = this.#content[this.#i++];
        if (next === "]") break;
        if (next !== ",") throw new NotJson();
      }
    }
    return list(items, this.#at(start, this.#i));
  }

  #string(): Value {
    const start = this.#i++;
    const parts: Value[] = [];
    let content = "";
    const flush = () => {
      if (content !== "") parts.push(text(content, this.#at(start, this.#i)));
      content = "";
    };
    for (;;) {
      const char = this.#content[this.#i];
      if (char === undefined || char === "\n") throw new NotJson();
      if (char === '"') break;
      if (char === HOLE) {
        flush();
        const value = this.#pieces[this.#pieceAt(this.#i)]?.value;
        if (value?.kind === "unknown" && value.parts) parts.push(...value.parts);
        else if (value) parts.push(value);
        this.#i++;
      } else if (char === "\\") {
        content += this.#escape();
      } else {
        content += char;
        this.#i++;
      }
    }
    this.#i++;
    const at = this.#at(start, this.#i);
    if (!parts.some((part) => part.kind === "unknown")) {
      return text(parts.map((part) => (part.kind === "string" ? part.value : "")).join("") + content, at);
    }
    flush();
    const only = parts.length === 1 ? parts[0] : undefined;
    return only?.kind === "unknown" ? only : unknownFrom(parts, at, { parts });
  }

  #escape(): string {
    const char = this.#content[this.#i + 1] ?? "";
    this.#i += 2;
    if (char === "u") {
      const digits = this.#content.slice(this.#i, this.#i + 4);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new NotJson();
      this.#i += 4;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const plain = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" }[char];
    if (plain === undefined) throw new NotJson();
    return plain;
  }

  #pieceAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #at(start: number, end: number): At {
    const from = this.#offset(start);
    const last = this.#offset(end - 1);
    if (!from || !last || from.source !== last.source || last.offset < from.offset) return this.#where;
    return { source: from.source, start: from.offset, end: last.offset + 1 };
  }

  /** Where a character of the whole text was written. */
  #offset(offset: number): { source: At["source"]; offset: number } | undefined {
    const index = this.#pieceAt(offset);
    const piece = this.#pieces[index];
    if (!piece) return undefined;
    if (!piece.literal) return { source: piece.value.at.source, offset: piece.value.at.start };
    let map = this.#maps.get(index);
    if (map === undefined) {
      map = piece.value.kind === "string" ? align(piece.value.value, piece.literal) : null;
      this.#maps.set(index, map);
    }
    const found = map?.[offset - (this.#starts[index] ?? 0)];
    return found === undefined ? undefined : { source: piece.literal.source, offset: found };
  }
}

class NotJson {}

/**
 * For each character of a template's literal text, the offset at which it was written: escapes take more
 * characters, a flush heredoc's indentation is gone. Null when the two cannot be matched.
 */
function align(content: string, literal: NonNullable<Piece["literal"]>): Int32Array | null {
  const raw = literal.source.text;
  const map = new Int32Array(content.length);
  let at = literal.start;
  for (let i = 0; i < content.length; i++) {
    const char = content[i];
    for (;;) {
      if (at >= literal.end) return null;
      const here = raw[at];
      if (here === char) break;
      const next = raw[at + 1];
      if (
        here === "\\" &&
        ((char === "\n" && next === "n") ||
          (char === "\t" && next === "t") ||
          (char === "\r" && next === "r"))
      )
        break;
      if (here !== " " && here !== "\t" && here !== "\r" && here !== "\\" && here !== "$" && here !== "%")
        return null;
      at++;
    }
    map[i] = at;
    at += raw[at] === "\\" && char !== "\\" ? 2 : 1;
  }
  return map;
}
