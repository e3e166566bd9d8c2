import type { HclFile } from "../parse/hcl/ast.ts";
import type { Span } from "../text/span.ts";
import { type Plain, plainOf } from "./plain.ts";
import type { Opinion } from "./second-parser.ts";

/** One place where hcl2-parser reads something else. */
interface Divergence extends Span {
  /** A sentence without values: what stands there may be a secret. */
  what: string;
  /** Names and positions from the top of the file to the place; empty for the file as a whole. */
  path: string;
}

export type Comparison =
  /** Both read the same, or both reject. */
  | { kind: "agreed" }
  | { kind: "differs"; divergences: Divergence[] }
  | { kind: "not-compared"; detail: string };

/** What one file may list; a file that differs in more is not read in the same language. */
const MAX_DIVERGENCES = 50;

/** What hcl2-parser's opinion says against our reading of a file: accepted or not, blocks, attributes, values, texts. */
export function compare(file: HclFile, opinion: Opinion): Comparison {
  if (opinion.kind === "gave-up") return { kind: "not-compared", detail: opinion.detail };
  const error = file.diagnostics.find((one) => one.severity === "error");
  if (error) {
    if (opinion.kind === "rejected") return { kind: "agreed" };
    const { start, end } = error.at ?? { start: 0, end: 0 };
    const what = `only hcl2-parser accepts this; crosswalk says ${error.code}`;
    return { kind: "differs", divergences: [{ start, end, path: "", what }] };
  }
  const ours = plainOf(file);
  if (ours === undefined)
    return {
      kind: "not-compared",
      detail: "its output cannot hold blocks of one type with and without labels",
    };
  if (opinion.kind === "rejected") {
    const what = "only crosswalk accepts this";
    return { kind: "differs", divergences: [{ start: 0, end: 0, path: "", what }] };
  }
  const divergences: Divergence[] = [];
  walk(ours, opinion.tree, "", divergences);
  if (divergences.length === 0) return { kind: "agreed" };
  return { kind: "differs", divergences: divergences.sort((a, b) => a.start - b.start || a.end - b.end) };
}

function walk(ours: Plain, theirs: unknown, path: string, found: Divergence[]): void {
  const differs = (what: string, { start, end }: Span = ours): void => {
    if (found.length < MAX_DIVERGENCES) found.push({ start, end, path, what });
  };
  if (ours.kind === "object" && isObject(theirs)) {
    for (const [name, value] of ours.entries) {
      const inner = path === "" ? name : `${path}.${name}`;
      if (Object.hasOwn(theirs, name)) walk(value, theirs[name], inner, found);
      else differs(`only crosswalk reads ${JSON.stringify(name)}`, value);
    }
    for (const name of Object.keys(theirs))
      if (!ours.entries.has(name)) differs(`only hcl2-parser reads ${JSON.stringify(name)}`);
  } else if (ours.kind === "list" && Array.isArray(theirs)) {
    if (theirs.length !== ours.items.length)
      differs(`crosswalk reads ${ours.items.length} items, hcl2-parser ${theirs.length}`);
    else
      for (const [index, item] of ours.items.entries()) walk(item, theirs[index], `${path}[${index}]`, found);
  } else if (ours.kind === "expression" && typeof theirs === "string") {
    if (ours.text !== theirs) differs("crosswalk and hcl2-parser read another expression or template");
  } else {
    const kind = ours.kind === "value" ? kindOf(ours.value) : NAMES[ours.kind];
    if (kind !== kindOf(theirs)) differs(`crosswalk reads ${kind}, hcl2-parser ${kindOf(theirs)}`);
    else if (ours.kind === "value" && ours.value !== theirs)
      differs(`crosswalk and hcl2-parser read another ${typeof theirs}`);
  }
}

const NAMES = { object: "an object", list: "a list", expression: "an expression" };

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
