import type { Source } from "../../text/source.ts";
import type { Origin } from "./marks.ts";

/**
 * Origins of rendered lines where no marks tell them: each line is the next one of the template that reads the same, or
 * begins with the same literal text in front of an action; lines between two such belong to the one before.
 */
export function alignLines(rendered: string, template: Source): Array<Origin | undefined> {
  const known = new Map<string, number[]>();
  const begun: Array<{ line: number; prefix: string }> = [];
  for (let line = 1; line <= template.lines.count; line++) {
    const text = template.lines.line(line).trim();
    const action = text.indexOf("{{");
    if (action > 0) begun.push({ line, prefix: text.slice(0, action).trim() });
    else if (text !== "" && action < 0) known.set(text, [...(known.get(text) ?? []), line]);
  }
  let last = 0;
  return [
    undefined,
    ...rendered.split("\n").map((written): Origin | undefined => {
      const text = written.trim();
      if (text === "" || text === "---") return undefined;
      const same = known.get(text);
      const next = same?.find((line) => line > last) ?? same?.[0];
      const line =
        next ??
        begun.find((one) => one.line > last && one.prefix !== "-" && text.startsWith(one.prefix))?.line ??
        last;
      if (line > 0) last = line;
      return line > 0 ? { line, steps: [] } : undefined;
    }),
  ];
}
