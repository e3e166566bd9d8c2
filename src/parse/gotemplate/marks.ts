import type { LineMap } from "../../text/line-map.ts";
import type { Source } from "../../text/source.ts";
import { type Action, actionsOf } from "./actions.ts";

/** Where a line of a rendered text comes from. */
export interface Origin {
  /** The line of the template, from 1. */
  line: number;
  /** Keys or indexes of the `range` loops around it, outermost first. */
  steps: Array<string | number>;
}

const mark = / ?#@cw(\d+)((?::(?:\d+|"(?:[^"\\\n]|\\.)*"))*)@/g;

/**
 * The template with a mark at the end of each line that prints something: a YAML comment with the line's number and
 * what the loops around it have come to. Rendered, it tells of each line which one of the template made it. Lines of
 * `define`d templates stay as they are, because what they print is often used as a value.
 */
export function markLines(source: Source): string {
  const { text, lines } = source;
  const actions = actionsOf(text);
  let result = "";
  let from = 0;
  const loops = new Loops();
  const state = { pending: 0, trimmed: false };
  const copy = (to: number): void => {
    result += loops.defining ? text.slice(from, to) : markText(text, from, to, lines, loops, state);
    from = to;
  };
  for (const action of actions) {
    copy(action.start);
    result += loops.enter(action, text);
    from = action.end;
    if (prints(action) && !loops.defining && state.pending === 0) state.pending = lines.at(action.start).line;
    state.trimmed = action.trimsRight;
  }
  copy(text.length);
  if (state.pending > 0 && !state.trimmed && !loops.defining) result += markOf(state.pending, loops);
  return result;
}

/** Literal text: a mark goes before each line end that follows something printed. */
function markText(
  text: string,
  from: number,
  to: number,
  lines: LineMap,
  loops: Loops,
  state: { pending: number; trimmed: boolean },
): string {
  let result = "";
  let at = from;
  while (at < to) {
    const newline = text.indexOf("\n", at);
    const stop = newline < 0 || newline >= to ? to : newline;
    const piece = text.slice(at, stop);
    // Helm cuts what was rendered at lines of three hyphens and nothing else.
    if (piece.trim() === "---") state.pending = 0;
    else if (piece.trim() !== "") {
      if (state.pending === 0) state.pending = lines.at(at).line;
      state.trimmed = false;
    }
    result += piece;
    if (stop === to) break;
    // Behind `-}}` the line end is eaten, and a mark in front of it would keep it alive.
    if (state.pending > 0 && !state.trimmed) {
      const carriage = result.endsWith("\r");
      if (carriage) result = result.slice(0, -1);
      result += markOf(state.pending, loops) + (carriage ? "\r" : "");
      state.pending = 0;
    }
    result += "\n";
    at = stop + 1;
  }
  return result;
}

function markOf(line: number, loops: Loops): string {
  return ` #@cw${line}${loops.names.map((name) => `:{{ ${name} | toJson }}`).join("")}@`;
}

function prints({ control, comment, body }: Action): boolean {
  if (comment) return false;
  if (control !== undefined) return control === "template" || control === "block";
  return !/^\$\w*\s*:?=/.test(body);
}

/** The blocks around a place; loops get a variable for what they have come to. */
class Loops {
  readonly #open: Array<{ defines: boolean; name: string | undefined }> = [];
  #count = 0;

  get defining(): boolean {
    return this.#open.some((block) => block.defines);
  }

  get names(): string[] {
    return this.#open.flatMap(({ name }) => (name === undefined ? [] : [name]));
  }

  /** The action as it goes into the marked template. */
  enter(action: Action, text: string): string {
    const written = text.slice(action.start, action.end);
    const { control, body } = action;
    if (control === "end") this.#open.pop();
    else if (control === "range") {
      const loop = this.#loop(body);
      this.#open.push({ defines: false, name: loop?.name });
      if (loop)
        return (
          text.slice(action.start, action.bodyStart) +
          loop.body +
          text.slice(action.bodyStart + body.length, action.end)
        );
    } else if (control === "if" || control === "with") this.#open.push({ defines: false, name: undefined });
    else if (control === "define" || control === "block") this.#open.push({ defines: true, name: undefined });
    return written;
  }

  /** A loop with a variable for its key: its own where it has one. */
  #loop(body: string): { name: string; body: string } | undefined {
    const head = /^range\s+(?:(\$\w*)\s*(?:,\s*(\$\w*)\s*)?:=\s*)?/.exec(body);
    if (!head) return undefined;
    const [all, first, second] = head;
    const own = `$cwkey${++this.#count}`;
    if (first !== undefined && second !== undefined && first !== "$_") return { name: first, body };
    const element = second ?? first ?? `$cwvalue${this.#count}`;
    return { name: own, body: `range ${own}, ${element} := ${body.slice(all.length)}` };
  }
}

/**
 * Reads the marks of a rendered text and takes them out.
 * @returns the text as it is without marks, and each line's origin (from 1); a line without a mark belongs to the
 * next one below that has one, because an action may print several
 */
export function readMarks(rendered: string): { text: string; origins: Array<Origin | undefined> } {
  const lines = rendered.split("\n");
  const origins: Array<Origin | undefined> = new Array(lines.length + 1).fill(undefined);
  const bare = lines.map((line, i) => {
    if (!line.includes("#@cw")) return line;
    return line.replace(mark, (_, number: string, steps: string) => {
      origins[i + 1] = { line: Number(number), steps: stepsOf(steps) };
      return "";
    });
  });
  let next: Origin | undefined;
  for (let i = lines.length; i > 0; i--) {
    if (origins[i]) next = origins[i];
    else if (!/^\s*(?:---\s*)?$/.test(bare[i - 1] ?? "")) origins[i] = next;
  }
  return { text: bare.join("\n"), origins };
}

function stepsOf(text: string): Array<string | number> {
  const steps: Array<string | number> = [];
  for (const [, number, quoted] of text.matchAll(/:(?:(\d+)|("(?:[^"\\]|\\.)*"))/g)) {
    if (number !== undefined) steps.push(Number(number));
    else
      try {
        steps.push(String(JSON.parse(quoted ?? '""')));
      } catch {
        steps.push(0);
      }
  }
  return steps;
}
