import type { Source } from "../../text/source.ts";
import type { Span } from "../../text/span.ts";

/** Comments of a template that hold an inline suppression: `# …` to the line's end, and `{{/* … *\/}}`. */
export function templateComments({ text }: Source): Span[] {
  const spans: Span[] = [];
  for (
    let hit = text.indexOf("crosswalk:ignore");
    hit >= 0;
    hit = text.indexOf("crosswalk:ignore", hit + 1)
  ) {
    const lineStart = text.lastIndexOf("\n", hit) + 1;
    const newline = text.indexOf("\n", hit);
    const lineEnd = newline < 0 ? text.length : newline;
    const action = text.lastIndexOf("{{", hit);
    const comment =
      action >= lineStart && /^\{\{-?\s{0,4}\/\*/.test(text.slice(action, action + 10)) ? action : -1;
    const hash = text.lastIndexOf("#", hit);
    const start = comment >= 0 ? comment : hash >= lineStart ? hash : -1;
    if (start < 0) continue;
    const close = comment >= 0 ? text.indexOf("}}", hit) : -1;
    spans.push({ start, end: close >= 0 && close < lineEnd ? close + 2 : lineEnd });
  }
  return spans;
}
