import { visible } from "./escape.ts";
import { pack, pad, wrap } from "./layout.ts";
import { type Style, styleOf } from "./style.ts";

export interface TableOptions {
  color: boolean;
  /** Columns for prose and lists; 100 when absent. */
  width?: number;
}

/** Columns of the labels on the left. */
const LABEL = 10;

export interface Page {
  style: Style;
  width: number;
}

/** The page that the options ask for. */
export function pageOf(options: TableOptions): Page {
  return { style: styleOf(options.color), width: Math.max(60, options.width ?? 100) };
}

/** A label and its values: packed by a separator, or one a line when it is a line break. */
export function row(
  label: string,
  values: readonly string[],
  separator: string,
  page: Page,
  none?: string,
): string[] {
  const room = page.width - LABEL;
  const given = values.length > 0 || none === undefined ? values.map(visible) : [none];
  const lines =
    separator === "\n" ? given.flatMap((value) => wrap(value, room)) : pack(given, separator, room);
  return lines.map((line, i) => `${page.style.dim(pad(i === 0 ? label : "", LABEL))}${line}`);
}

/** A blank line in the metadata parts paragraphs; single line breaks are those of the file. */
export function paragraphs(prose: string, width: number): string[] {
  const parts = prose.trim().split(/\n\s*\n/);
  return parts.flatMap((part, i) => [...(i === 0 ? [] : [""]), ...wrap(visible(part), width)]);
}

/** Lines of an example, indented. */
export function code(example: string): string[] {
  return example
    .trimEnd()
    .split("\n")
    .map((line) => `    ${visible(line.replaceAll("\t", "  "))}`.trimEnd());
}

/** Blocks of lines with a blank line between them; empty blocks are left out. */
export function text(blocks: readonly (readonly string[])[]): string {
  const shown = blocks.filter((block) => block.length > 0);
  return `${shown.map((block) => block.join("\n")).join("\n\n")}\n`;
}
