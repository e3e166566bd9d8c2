import { compare } from "../../../src/cross-check/compare.ts";
import { readSecond } from "../../../src/cross-check/second-parser.ts";
import { parseHcl } from "../../../src/parse/hcl/parser.ts";
import { Source } from "../../../src/text/source.ts";
import { DIFFERENCES, NOT_COMPARED } from "./differences.ts";

export interface Opinions {
  /** Texts on which both gave an opinion. */
  compared: number;
  /** Of these, how many hcl2-parser accepts; their structure was compared too. */
  accepted: number;
  /** Differences that are listed, by id, and texts that are not compared, by reason. */
  listed: Map<string, number[]>;
  notCompared: Map<string, number[]>;
  /** Everything else: which text, and what differs. */
  unlisted: Array<{ text: number; what: string }>;
}

/** Compares our reading of each text with hcl2-parser's: accepted or not, blocks, labels, literals, expressions. */
export function secondOpinions(texts: readonly string[], progress?: (done: number) => void): Opinions {
  const done: Opinions = {
    compared: 0,
    accepted: 0,
    listed: new Map(),
    notCompared: new Map(),
    unlisted: [],
  };
  const differing: number[] = [];
  const reasons = new Map<number, string>();
  const theirs = readSecond(texts, progress ? { progress } : {});
  for (const [i, text] of texts.entries()) {
    const opinion = theirs[i] ?? { kind: "rejected" };
    const file = parseHcl(new Source("main.tf", "terraform", text));
    const found = compare(file, opinion);
    if (found.kind === "not-compared") {
      if (NOT_COMPARED.has(found.detail)) add(done.notCompared, found.detail, i);
      else done.unlisted.push({ text: i, what: `not compared: ${found.detail}` });
      continue;
    }
    done.compared++;
    if (opinion.kind === "read") done.accepted++;
    if (found.kind === "differs") {
      differing.push(i);
      const lines = found.divergences.map(({ start, path, what }) => {
        return `${file.source.lines.at(start).line} ${path}: ${what}`;
      });
      reasons.set(i, lines.join("\n"));
    }
    const misplaced = file.diagnostics.find(({ at }) => !at || at.end > file.source.text.length);
    if (misplaced) done.unlisted.push({ text: i, what: `${misplaced.code} has no place` });
  }
  for (const [i, id] of explained(texts, differing)) add(done.listed, id, i);
  const known = new Set([...done.listed.values()].flat());
  for (const i of differing) if (!known.has(i)) done.unlisted.push({ text: i, what: reasons.get(i) ?? "" });
  return done;
}

/** For each text that differs the listed difference without which it would not. */
function explained(texts: readonly string[], differing: readonly number[]): Map<number, string> {
  const tries = differing
    .flatMap((i) => DIFFERENCES.map(({ id, rewritten }) => ({ i, id, text: rewritten(texts[i] ?? "") })))
    .filter(({ i, text }) => text !== texts[i]);
  const theirs = readSecond(tries.map((one) => one.text));
  const found = new Map<number, string>();
  for (const [n, { i, id, text }] of tries.entries()) {
    const opinion = theirs[n];
    const file = parseHcl(new Source("main.tf", "terraform", text));
    if (opinion && !found.has(i) && compare(file, opinion).kind === "agreed") found.set(i, id);
  }
  return found;
}

function add(map: Map<string, number[]>, key: string, i: number): void {
  const list = map.get(key);
  if (list) list.push(i);
  else map.set(key, [i]);
}
