import type { Source } from "../../text/source.ts";
import { type Action, actionsOf } from "./actions.ts";

/** A step of a path into a chart's values; `loop` stands for what the nth loop around the line has come to. */
type ValueStep = string | { loop: number };

/** A value that an action names. */
export interface ValueReference {
  path: readonly ValueStep[];
  /** It is named in a template that the action includes. */
  indirect: boolean;
}

/** What `.` or a variable stands for: the root with `.Values`, a path into the values, or nothing that is known. */
type Meaning = "root" | readonly ValueStep[] | undefined;

interface Scope {
  dot: Meaning;
  variables: ReadonlyMap<string, Meaning>;
}

const depthLimit = 4;
/** Actions that are looked at for one template, with all it includes. */
const actionLimit = 20_000;

/** The templates that a chart defines, by name. */
export function definitionsOf(sources: Iterable<Source>): Map<string, readonly Action[]> {
  const found = new Map<string, readonly Action[]>();
  for (const { text } of sources) {
    const actions = actionsOf(text);
    for (const [i, action] of actions.entries()) {
      if (action.control !== "define") continue;
      const name = /^define\s+["`]([^"`]*)["`]/.exec(action.body)?.[1];
      if (name !== undefined) found.set(name, actions.slice(i + 1, endOf(actions, i)));
    }
  }
  return found;
}

/** The place of the `end` that closes a block. */
function endOf(actions: readonly Action[], from: number): number {
  let depth = 0;
  for (let i = from; i < actions.length; i++) {
    const { control } = actions[i] as Action;
    if (control === "end") {
      if (--depth === 0) return i;
    } else if (control && blocks.has(control)) depth++;
  }
  return actions.length;
}

const blocks: ReadonlySet<string> = new Set(["if", "with", "range", "define", "block"]);

/**
 * Which values the actions of each line name, by the line an action begins in: `.Values.a.b`, also through `with`,
 * `range`, variables, `index` and the templates that are included.
 */
export function referencesOf(
  source: Source,
  definitions: ReadonlyMap<string, readonly Action[]>,
): Map<number, ValueReference[]> {
  const found = new Map<number, ValueReference[]>();
  const walk = new Walk(definitions);
  walk.actions(
    actionsOf(source.text),
    { dot: "root", variables: new Map([["$", "root"]]) },
    (action, paths) => {
      const line = source.lines.at(action.start).line;
      found.set(line, [...(found.get(line) ?? []), ...paths]);
    },
  );
  return found;
}

type Visit = (action: Action, references: ValueReference[]) => void;

class Walk {
  readonly #definitions: ReadonlyMap<string, readonly Action[]>;
  #left = actionLimit;

  constructor(definitions: ReadonlyMap<string, readonly Action[]>) {
    this.#definitions = definitions;
  }

  actions(actions: readonly Action[], outer: Scope, visit: Visit, depth = 0): void {
    const open: Array<{ scope: Scope; around: Scope; loops: boolean }> = [];
    let scope = outer;
    let loops = 0;
    for (let i = 0; i < actions.length; i++) {
      const action = actions[i] as Action;
      if (this.#left-- <= 0) return;
      if (action.comment) continue;
      const { control, body } = action;
      if (control === "define") {
        i = endOf(actions, i);
        continue;
      }
      if (control === "end") {
        const closed = open.pop();
        if (closed?.loops) loops--;
        scope = closed?.around ?? outer;
        continue;
      }
      if (control === "else") {
        const last = open.at(-1);
        if (last) scope = last.around;
        continue;
      }
      visit(action, this.#references(body, scope, depth));
      if (control && blocks.has(control)) {
        const inner = control === "range" ? this.#loop(body, scope, loops) : within(control, body, scope);
        open.push({ scope: inner, around: scope, loops: control === "range" });
        if (control === "range") loops++;
        scope = inner;
        continue;
      }
      const declared = /^(\$\w+)\s*:?=\s*([\s\S]*)$/.exec(body);
      if (declared)
        scope = {
          ...scope,
          variables: new Map([...scope.variables, [declared[1] ?? "", firstPath(declared[2] ?? "", scope)]]),
        };
    }
  }

  #loop(body: string, scope: Scope, loops: number): Scope {
    const head = /^range\s+(?:(\$\w*)\s*(?:,\s*(\$\w*)\s*)?:=\s*)?([\s\S]*)$/.exec(body);
    const of = firstPath(head?.[3] ?? "", scope);
    const element: Meaning = Array.isArray(of) ? [...of, { loop: loops }] : undefined;
    const variables = new Map(scope.variables);
    if (head?.[2] !== undefined) {
      variables.set(head[1] ?? "", undefined);
      variables.set(head[2], element);
    } else if (head?.[1] !== undefined) variables.set(head[1], element);
    return { dot: element, variables };
  }

  #references(body: string, scope: Scope, depth: number): ValueReference[] {
    const found: ValueReference[] = [];
    for (const path of pathsIn(body, scope)) found.push({ path, indirect: false });
    if (depth >= depthLimit) return found;
    for (const [, name, argument = ""] of body.matchAll(
      /\b(?:include|template)\s+"([^"]*)"\s*(\$\w*(?:\.\w+)*|\.[\w.]*)?/g,
    )) {
      const inner = this.#definitions.get(name ?? "");
      if (!inner) continue;
      const dot = argument === "" ? undefined : meaningOf(argument, scope);
      this.actions(
        inner,
        { dot, variables: new Map([["$", dot]]) },
        (_, references) => {
          for (const { path } of references) found.push({ path, indirect: true });
        },
        depth + 1,
      );
    }
    return found;
  }
}

function within(control: string, body: string, scope: Scope): Scope {
  const named = /^(?:if|with)\s+(\$\w+)\s*:=\s*([\s\S]*)$/.exec(body);
  const value = firstPath(named?.[2] ?? body.replace(/^\w+\s*/, ""), scope);
  const variables = named ? new Map([...scope.variables, [named[1] ?? "", value] as const]) : scope.variables;
  return { dot: control === "with" ? value : scope.dot, variables };
}

function firstPath(expression: string, scope: Scope): Meaning {
  const chain = /^\s*\(?\s*(\$\w*(?:\.\w+)*|\.[\w.]*)\s*$/.exec(expression)?.[1];
  return (chain === undefined ? undefined : meaningOf(chain, scope)) ?? pathsIn(expression, scope)[0];
}

/** All paths into the values that an expression names; texts in quotes are passed over. */
function pathsIn(expression: string, scope: Scope): Array<readonly ValueStep[]> {
  const found: Array<readonly ValueStep[]> = [];
  const indexed = /\bindex\s+(\$\w*(?:\.\w+)*|(?:\.\w+)+)((?:\s+"[^"\\]*")+)/g;
  let rest = expression.replace(indexed, (_, chain: string, keys: string) => {
    const base = meaningOf(chain, scope);
    const steps = [...keys.matchAll(/"([^"]*)"/g)].map(([, key]) => key ?? "");
    const path = base === "root" ? undefined : base;
    if (path) found.push([...path, ...steps]);
    return " ";
  });
  rest = rest.replace(/"(?:[^"\\]|\\.)*"|`[^`]*`/g, '""');
  for (const [chain] of rest.matchAll(/(?<![\w)"])(?:\$\w*(?:\.\w+)*|(?:\.[A-Za-z_]\w*)+|\.(?![\w.]))/g)) {
    const meaning = meaningOf(chain, scope);
    if (Array.isArray(meaning) && meaning.length > 0) found.push(meaning);
  }
  return found;
}

/** What `.`, `.a.b`, `$`, `$x` or `$x.y` stands for. */
function meaningOf(chain: string, { dot, variables }: Scope): Meaning {
  const [head = "", ...fields] = chain.split(".");
  const base = head === "" ? dot : variables.get(head);
  const names = fields.filter((field) => field !== "");
  if (base !== "root") return base && [...base, ...names];
  if (names.length === 0) return "root";
  return names[0] === "Values" ? names.slice(1) : undefined;
}
