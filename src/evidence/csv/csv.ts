import { visible } from "../../report/escape.ts";

type Cell = string | number | boolean | undefined | readonly string[];

/** A column: its heading, and what stands in it. */
export type Column<Row> = readonly [heading: string, cell: (row: Row) => Cell];

/**
 * A table as RFC 4180 has it: CRLF, quotes doubled, a heading line, also when there are no rows. Lists are joined by
 * `; `. Scanned text is hostile: a cell never starts a formula in a spreadsheet, and holds no control characters.
 */
export function csv<Row>(columns: ReadonlyArray<Column<Row>>, rows: readonly Row[]): string {
  const lines = [
    columns.map(([heading]) => heading),
    ...rows.map((row) => columns.map(([, cell]) => cell(row))),
  ];
  return lines.map((line) => `${line.map(field).join(",")}\r\n`).join("");
}

/**
 * What a spreadsheet takes for a formula when it opens the file: also behind blanks, and in full width, which some
 * locales read as the plain sign. An apostrophe in front makes it text.
 */
const formula = /^\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/;

function field(cell: Cell): string {
  if (cell === undefined) return "";
  if (typeof cell === "number" || typeof cell === "boolean") return String(cell);
  const text = visible(typeof cell === "string" ? cell : cell.join("; "));
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
