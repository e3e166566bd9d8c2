import { parseHcl } from "../../../src/parse/hcl/parser.ts";
import { Source } from "../../../src/text/source.ts";
import type { Judgement } from "./judge.ts";
import { type Short, shortForm } from "./short-form.ts";

/** How our reading of a text differs from HashiCorp's; undefined when it does not. */
export function differenceOf(text: string, theirs: Judgement): string | undefined {
  const file = parseHcl(new Source("main.tf", "terraform", text));
  // A byte order mark is no part of our text; HashiCorp's offsets count it.
  const mark = text.startsWith("\ufeff") && !file.source.text.startsWith("\ufeff") ? 3 : 0;
  const first = file.diagnostics[0];
  if (theirs.error !== undefined) return first ? undefined : `only we accept: ${theirs.error}`;
  if (first) return `only we reject: ${first.message} at ${first.at?.start}`;
  return differs(shortForm(file, mark), theirs.tree ?? null, "");
}

function differs(ours: Short, theirs: Short, path: string): string | undefined {
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    if (ours[0] === "n" && theirs[0] === "n")
      return Number(ours[1]) === Number(String(theirs[1]).replace("+Inf", "Infinity"))
        ? undefined
        : `${path}: ${ours[1]}, theirs ${theirs[1]}`;
    if (ours.length === theirs.length) {
      for (let i = 0; i < ours.length; i++) {
        const found = differs(ours[i] ?? null, theirs[i] ?? null, `${path}/${i}`);
        if (found) return found;
      }
      return undefined;
    }
  }
  if (ours === theirs) return undefined;
  return `${path}: ${JSON.stringify(ours)}, theirs ${JSON.stringify(theirs)}`;
}
