import { Source } from "../../text/source.ts";
import type { StringValue } from "../value.ts";

/**
 * The text of a YAML scalar as a source whose offsets are those of the file that holds it: everything around the
 * scalar is blanked, so a place found in it lies at the same place in the file. A literal block keeps its indentation,
 * which YAML allows at the top as well. Undefined where the text does not stand there as it is (folded, escaped).
 */
export function inlineSource({ value, at }: StringValue): Source | undefined {
  const { text, path, root } = at.source;
  const written = text.slice(at.start, at.end);
  const header = /^[|][-+\d]{0,3}[ \t]*(?:#[^\r\n]*)?\r?\n/.exec(written);
  let before = at.start;
  let body = written;
  if (header) {
    before += header[0].length;
    body = written.slice(header[0].length);
    if (withoutBlanks(body) !== withoutBlanks(value)) return undefined;
  } else {
    const quoted = /^(["'])([\s\S]*)\1$/.exec(written);
    if (quoted) {
      before++;
      body = quoted[2] ?? "";
    }
    if (body !== value) return undefined;
  }
  return new Source(path, "kubernetes", blank(text.slice(0, before)) + body, root);
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}

function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, "");
}
