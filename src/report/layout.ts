/** Measuring, cutting and wrapping text for a terminal. Input is already safe to print (escape.ts). */

/** Ranges that most terminals draw two columns wide: East Asian wide and fullwidth forms, emoji. */
const WIDE: ReadonlyArray<readonly [number, number]> = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

function columns(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (/^\p{Mark}$/u.test(character)) return 0;
  return WIDE.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}

/** Columns a text takes on a terminal. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += columns(character);
  return width;
}

/** The text, padded with spaces on the right to that many columns. */
export function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

/** The text from a column on, at most `width` columns of it; `…` stands for what was cut on either side. */
export function cut(text: string, width: number, from = 0): string {
  if (from === 0 && text.length <= width && widthOf(text) <= width) return text;
  let out = from > 0 ? "…" : "";
  let used = out.length;
  let column = 0;
  let rest = false;
  for (const character of text) {
    const size = columns(character);
    column += size;
    if (column <= from + (from > 0 ? 1 : 0)) continue;
    if (used + size > width) {
      rest = true;
      break;
    }
    out += character;
    used += size;
  }
  if (!rest) return out;
  const kept = [...out];
  let dropped = 0;
  while (kept.length > 0 && used - dropped + 1 > width) dropped += columns(kept.pop() ?? "");
  return `${kept.join("")}…`;
}

/** The end of a path that fits; `…` stands for the folders that were cut. */
export function cutPath(path: string, width: number): string {
  const total = widthOf(path);
  return total <= width ? path : cut(path, width, total - width);
}

/** Packs pieces into lines, breaking only between pieces; a piece longer than a line is broken at its words. */
export function pack(pieces: readonly string[], separator: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces) {
    const joined = line === "" ? piece : line + separator + piece;
    if (line === "" || widthOf(joined) <= width) {
      line = joined;
      continue;
    }
    lines.push(line + (separator.startsWith(",") ? "," : ""));
    line = piece;
  }
  if (line !== "") lines.push(line);
  if (separator === " ") return lines.flatMap((one) => breakWord(one, width));
  return lines.flatMap((one) => (widthOf(one) <= width ? [one] : wrap(one, width)));
}

/** Wraps prose at its spaces; a word longer than a line is broken. */
export function wrap(text: string, width: number): string[] {
  return pack(
    text.split(/\s+/).filter((word) => word !== ""),
    " ",
    Math.max(10, width),
  );
}

function breakWord(word: string, width: number): string[] {
  // A broken URL cannot be opened.
  if (/^https?:\/\//.test(word)) return [word];
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const character of word) {
    const size = columns(character);
    if (used + size > width && line !== "") {
      lines.push(line);
      line = "";
      used = 0;
    }
    line += character;
    used += size;
  }
  if (line !== "") lines.push(line);
  return lines;
}

/** `1 finding`, `2 findings`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
