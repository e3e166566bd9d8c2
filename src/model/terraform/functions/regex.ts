import type { At } from "../../../text/span.ts";
import { Fault } from "../fault.ts";
import { type Instruction, parsePattern } from "./regex-parser.ts";

/** A compiled RE2 pattern: linear in pattern times text, whatever the pattern. */
export interface Program {
  code: readonly Instruction[];
  /** Names of the groups from the first on; undefined for one without. */
  names: ReadonlyArray<string | undefined>;
}

export interface Match {
  start: number;
  end: number;
  text: string;
  groups: Array<string | undefined>;
}

const compiled = new Map<string, Program>();

/** Compiles RE2 syntax (https://github.com/google/re2/wiki/Syntax), which Terraform's regular expressions use. */
export function compile(pattern: string, at: At): Program {
  let program = compiled.get(pattern);
  if (!program) {
    program = parsePattern(pattern, at);
    if (compiled.size > 200) compiled.clear();
    compiled.set(pattern, program);
  }
  return program;
}

/** Bytes of the table of tried places, and steps of one search for all matches. */
const MAX_VISITS = 20_000_000;
const MAX_STEPS = 5_000_000;

/** How far the tries have looked, so that only that much is forgotten after a match, and what is left of the steps. */
interface Progress {
  reached: number;
  steps: number;
}

/**
 * All matches from left to right, the first alternative winning, as Go's regexp finds them. Each pair of
 * instruction and place is tried once, so no pattern can run away.
 */
export function findAll(program: Program, content: string, at: At, limit = 10_000): Match[] {
  const chars = [...content];
  const width = program.code.length;
  if (width * (chars.length + 1) > MAX_VISITS)
    throw new Fault("The text is too long for this pattern.", at, "tf-limit");
  const offsets: number[] = [0];
  for (const char of chars) offsets.push((offsets[offsets.length - 1] ?? 0) + char.length);
  const matches: Match[] = [];
  let from = 0;
  let lastEnd = -1;
  // Places tried without success stay fruitless for later starts of the same search.
  const visited = new Uint8Array(width * (chars.length + 1));
  const progress: Progress = { reached: 0, steps: MAX_STEPS };
  while (from <= chars.length && matches.length < limit) {
    const slots = attempt(program, chars, from, visited, progress);
    if (progress.steps < 0)
      throw new Fault("The pattern takes more steps on this text than the limit.", at, "tf-limit");
    if (!slots) {
      from++;
      continue;
    }
    const [start = from, end = from] = slots;
    visited.fill(0, start * width, (progress.reached + 1) * width);
    progress.steps -= progress.reached - start;
    progress.reached = end;
    if (!(end === start && end === lastEnd)) {
      const slice = (a: number | undefined, b: number | undefined) =>
        a === undefined || b === undefined ? undefined : content.slice(offsets[a], offsets[b]);
      matches.push({
        start: offsets[start] ?? 0,
        end: offsets[end] ?? 0,
        text: slice(start, end) ?? "",
        groups: program.names.map((_, i) => slice(slots[2 * i + 2], slots[2 * i + 3])),
      });
      lastEnd = end;
    }
    from = end > start ? end : end + 1;
  }
  return matches;
}

type Slots = Array<number | undefined>;

/** One search from a fixed start: the places of the groups, or undefined. */
function attempt(
  program: Program,
  chars: readonly string[],
  start: number,
  visited: Uint8Array,
  progress: Progress,
): Slots | undefined {
  const { code } = program;
  const stack: Array<{ pc: number; i: number; slots: Slots }> = [
    { pc: 0, i: start, slots: [start, undefined] },
  ];
  for (let job = stack.pop(); job; job = stack.pop()) {
    let { pc, i, slots } = job;
    for (;;) {
      const mark = i * code.length + pc;
      if (visited[mark]) break;
      visited[mark] = 1;
      if (--progress.steps < 0) return undefined;
      if (i > progress.reached) progress.reached = i;
      const step = code[pc];
      if (!step) break;
      if (step.op === "match") {
        const result = [...slots];
        result[1] = i;
        return result;
      }
      if (step.op === "char") {
        const char = chars[i];
        if (char === undefined || !step.test(char)) break;
        i++;
        pc++;
      } else if (step.op === "assert") {
        if (!step.test(chars, i)) break;
        pc++;
      } else if (step.op === "save") {
        slots = [...slots];
        slots[step.slot] = i;
        pc++;
      } else if (step.op === "jump") {
        pc = step.to;
      } else {
        stack.push({ pc: step.second, i, slots });
        pc = step.first;
      }
    }
  }
  return undefined;
}

/** `$1`, `${1}`, `$name` of a replacement, as Go's Expand reads them. */
export function expandReplacement(replacement: string, match: Match, program: Program): string {
  return replacement.replace(
    /\$(?:\$|\{(\w{1,64})\}|(\w{1,64}))/g,
    (whole, braced?: string, bare?: string) => {
      if (whole === "$$") return "$";
      const name = braced ?? bare ?? "";
      if (/^\d+$/.test(name)) return Number(name) === 0 ? match.text : (match.groups[Number(name) - 1] ?? "");
      const index = program.names.indexOf(name);
      return index < 0 ? "" : (match.groups[index] ?? "");
    },
  );
}
