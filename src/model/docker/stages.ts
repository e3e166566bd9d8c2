import type { Dockerfile, Instruction, Pair, Word } from "../../parse/dockerfile/ast.ts";
import { type At, at } from "../../text/span.ts";
import { type ListValue, type ObjectValue, object, unknown, type Value } from "../value.ts";
import { expand } from "./expand.ts";

/** More stages than this are told, not read. */
const maxStages = 1000;

/** What BuildKit sets by itself before the first stage. Source: Dockerfile reference, "Automatic platform ARGs". */
const platform = /^(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT|OSVERSION)$/;

/** One `FROM` and what follows it, as it was built up so far. */
export interface Stage {
  name: string;
  /** An earlier stage that this one begins with. */
  parent?: Stage;
  /** The image outside the file that its chain of stages begins with. */
  base: Value;
  env: Map<string, Value>;
  args: Map<string, Value | undefined>;
  user?: Value;
  values: ObjectValue;
}

export interface Stages {
  /** ARGs in front of the first FROM. */
  args: ListValue;
  stages: Stage[];
  /** The FROM behind the last stage that was read. */
  cut?: Instruction;
}

/** The stages of a Dockerfile with variables replaced and users and environments handed on along `FROM stage`. */
export function readStages(file: Dockerfile): Stages {
  const globals = new Map<string, Value | undefined>();
  const args: ListValue = { kind: "list", items: [], at: head(file) };
  const stages: Stage[] = [];
  let stage: Stage | undefined;
  for (const instruction of file.instructions) {
    if (instruction.keyword === "FROM") {
      if (stages.length >= maxStages) return { args, stages, cut: instruction };
      stage = begin(file, instruction, globals, stages);
      stages.push(stage);
    } else if (stage) apply(file, stage, instruction, globals);
    else if (instruction.keyword === "ARG") {
      const values = instruction.pairs.map(
        ({ value }) => value && expandIn(file, value, (name) => global(globals, name, file)),
      );
      instruction.pairs.forEach((pair, i) => {
        globals.set(pair.name, values[i]);
        args.items.push(named(file, pair, values[i]));
      });
    }
  }
  return { args, stages };
}

function begin(
  file: Dockerfile,
  from: Instruction,
  globals: Map<string, Value | undefined>,
  stages: readonly Stage[],
): Stage {
  const where = at(file.source, from.start, from.end);
  const values = object(where);
  const lookup = (name: string): Value | undefined => global(globals, name, file);
  const word = from.words[0];
  const image: Value = word ? expandIn(file, word, lookup) : { kind: "null", at: where };
  const alias = from.words[1]?.text.toLowerCase() === "as" ? from.words[2] : undefined;
  // Docker compares the names of stages without case.
  const wanted = image.kind === "string" ? image.value.toLowerCase() : "";
  const parent = stages.findLast(({ name }) => name === wanted);
  const name = alias?.text.toLowerCase() ?? String(stages.length);
  set(values, "name", { kind: "string", value: name, at: alias ? place(file, alias) : where });
  set(values, parent ? "stage" : "image", image);
  const given = from.flags.find((flag) => flag.name === "platform")?.value;
  if (given) set(values, "platform", expandIn(file, given, lookup));
  const base = parent?.base ?? image;
  set(values, "base", base);
  return {
    name,
    base,
    values,
    env: new Map(),
    args: new Map(),
    ...(parent && { parent }),
    ...(parent?.user && { user: parent.user }),
  };
}

/** What an instruction adds to its stage; what ONBUILD keeps for later is listed too, but changes nothing here. */
function apply(
  file: Dockerfile,
  stage: Stage,
  whole: Instruction,
  globals: Map<string, Value | undefined>,
): void {
  const instruction = whole.trigger ?? whole;
  const now = instruction === whole;
  const { keyword, words } = instruction;
  const where = at(file.source, instruction.start, instruction.end);
  const text = (word: Word): Value => expandIn(file, word, (name) => visible(file, stage, name));
  switch (keyword) {
    case "ARG":
    case "ENV":
      declared(file, stage, instruction, globals, now);
      return;
    case "USER":
      // The last one counts, also where it says nothing.
      if (now && words[0]) stage.user = text(words[0]);
      return;
    case "EXPOSE":
      for (const word of words) push(stage, "expose", text(word));
      return;
    case "COPY":
    case "ADD":
      push(stage, "copies", copied(file, instruction, text, where));
      return;
    case "RUN":
      push(stage, "runs", ran(file, instruction, text, where));
      return;
    case "HEALTHCHECK":
    case "ENTRYPOINT":
    case "CMD":
      if (now) set(stage.values, keyword.toLowerCase(), started(file, instruction, where));
      return;
  }
}

/** Variables that ARG or ENV name. All see what was there before the instruction, so they are set after the last. */
function declared(
  file: Dockerfile,
  stage: Stage,
  { keyword, pairs, start, end }: Instruction,
  globals: Map<string, Value | undefined>,
  now: boolean,
): void {
  const values = pairs.map(
    ({ value }) => value && expandIn(file, value, (name) => visible(file, stage, name)),
  );
  pairs.forEach((pair, i) => {
    const empty: Value = { kind: "string", value: "", at: at(file.source, start, end) };
    if (keyword === "ENV") {
      const value = values[i] ?? empty;
      if (now) stage.env.set(pair.name, value);
      push(stage, "env", named(file, pair, value));
    } else {
      if (now) stage.args.set(pair.name, values[i] ?? globals.get(pair.name));
      push(stage, "args", named(file, pair, values[i]));
    }
  });
}

function copied(file: Dockerfile, instruction: Instruction, text: (word: Word) => Value, where: At): Value {
  const { keyword, words, flags, exec } = instruction;
  const entry = object(where);
  const items = words.map((word) => (exec ? literal(file, word) : text(word)));
  const to = items.pop();
  set(entry, "instruction", { kind: "string", value: keyword, at: where });
  set(entry, "sources", { kind: "list", items, at: where });
  if (to) set(entry, "destination", to);
  for (const flag of flags) if (flag.value) set(entry, flag.name, text(flag.value));
  return entry;
}

function ran(file: Dockerfile, instruction: Instruction, text: (word: Word) => Value, where: At): Value {
  const entry = started(file, instruction, where);
  const mounts = instruction.flags.flatMap(({ name, value }) =>
    name === "mount" && value ? [text(value)] : [],
  );
  if (mounts.length > 0) set(entry, "mounts", { kind: "list", items: mounts, at: where });
  return entry;
}

/** A command line as a list of simple commands, each with its words; one command in the JSON form. */
function started(file: Dockerfile, instruction: Instruction, where: At): ObjectValue {
  const entry = object(where);
  const { commands, words, exec, keyword } = instruction;
  if (keyword === "HEALTHCHECK" && !exec && words[0]?.text.toLowerCase() === "none") {
    set(entry, "none", { kind: "bool", value: true, at: where });
    return entry;
  }
  const first = words[0]?.text ?? "";
  const lines = exec
    ? [
        {
          program: first.slice(first.lastIndexOf("/") + 1),
          words: words.map((word) => word.text),
          piped: false,
          place: where,
        },
      ]
    : commands.map((command) => ({ ...command, place: at(file.source, command.start, command.end) }));
  const items = lines.map(({ program, words: texts, piped, place: line }): Value => {
    const command = object(line, [
      ["program", { kind: "string", value: program, at: line }],
      ["words", { kind: "list", items: texts.map((text, i) => wordOf(text, texts[i - 1], line)), at: line }],
    ]);
    if (piped) set(command, "piped", { kind: "bool", value: true, at: line });
    return command;
  });
  set(entry, "commands", { kind: "list", items, at: where });
  return entry;
}

/** Words that may hold a password are marked, so that nothing prints them or makes a digest of them. */
function wordOf(value: string, before: string | undefined, where: At): Value {
  const sensitive = /[=:@$]/.test(value) || before?.startsWith("-") === true;
  return { kind: "string", value, at: where, ...(sensitive && { sensitive }) };
}

/** An element of a list that is named by its `name`. */
function named(file: Dockerfile, pair: Pair, value: Value | undefined): ObjectValue {
  const entry = object(at(file.source, pair.start, pair.end), [
    ["name", { kind: "string", value: pair.name, at: place(file, pair.nameSpan) }],
  ]);
  if (value) set(entry, "value", value);
  return entry;
}

function global(globals: Map<string, Value | undefined>, name: string, file: Dockerfile): Value | undefined {
  if (globals.has(name)) return globals.get(name) ?? open(file, name);
  return platform.test(name) ? open(file, name) : undefined;
}

/** What a stage's instruction sees under a name. ENV wins over ARG; a base image outside the file may set any name. */
function visible(file: Dockerfile, stage: Stage, name: string): Value | undefined {
  for (let one: Stage | undefined = stage; one; one = one.parent) {
    const set = one.env.get(name);
    if (set) return set;
  }
  // Stages hand on their ARGs along FROM too (BuildKit).
  for (let one: Stage | undefined = stage; one; one = one.parent)
    if (one.args.has(name)) return one.args.get(name) ?? open(file, name);
  const { base } = stage;
  if (base.kind === "string" && base.value === "scratch") return undefined;
  return unknown("outside-scan", base.at, { detail: `${name} may be set by the base image` });
}

/** An ARG without a default: the build says what it is. */
function open(file: Dockerfile, name: string): Value {
  return unknown("variable", head(file), { detail: name });
}

function expandIn(file: Dockerfile, word: Word, lookup: (name: string) => Value | undefined): Value {
  return expand(word, file.source, file.escape, lookup);
}

function literal(file: Dockerfile, word: Word): Value {
  return { kind: "string", value: word.text, at: place(file, word) };
}

function push(stage: Stage, key: string, value: Value): void {
  const entry = stage.values.entries.get(key)?.value;
  if (entry?.kind === "list") entry.items.push(value);
  else set(stage.values, key, { kind: "list", items: [value], at: stage.values.at });
}

function set(values: ObjectValue, key: string, value: Value): void {
  values.entries.set(key, { value });
}

function place(file: Dockerfile, { start, end }: { start: number; end: number }): At {
  return at(file.source, start, end);
}

function head(file: Dockerfile): At {
  return at(file.source, 0, 0);
}
