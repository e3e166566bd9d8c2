import { type At, at } from "../../text/span.ts";
import { type Entry, unknown, type Value } from "../value.ts";

const shells = /(?:^|\/)(?:ba|da|a|z|k)?sh$/;

/**
 * The words of a command line: lists as they are, a text split as a shell splits it, the script of `sh -c` in its place.
 * `$(NAME)` (Kubernetes) and `$NAME`, `${NAME}` (a shell) are replaced by what the environment holds; else the word is
 * unknown. Each word's place is its text where that stands in the source as it is, else the value it came from.
 */
export function commandWords(values: readonly Value[], environment: ReadonlyMap<string, Entry>): Value[] {
  const flat = values.flatMap((value) => (value.kind === "list" ? value.items : [value]));
  const [first, second, script] = flat;
  if (
    first?.kind === "string" &&
    shells.test(first.value) &&
    second?.kind === "string" &&
    /^-\w*c$/.test(second.value)
  )
    return script === undefined ? [] : filled(split(script), environment, true);
  return filled(flat, environment, false);
}

/**
 * A text as a shell splits it: quotes and backslashes taken away, operators and comments end a command. A text of which
 * parts are not known is split where it is known; a word that such a part belongs to is unknown.
 */
export function split(value: Value): Value[] {
  if (value.kind === "unknown" && value.parts) return splitParts(value.at, value.parts);
  return value.kind === "string" ? splitParts(value.at, [value]) : [value];
}

function splitParts(whole: At, given: readonly Value[]): Value[] {
  const words: Value[] = [];
  let parts: Value[] = [];
  let word = "";
  let quote = "";
  let open = false;
  /** Where the word began in the source; undefined where it cannot be told. */
  let from: number | undefined;
  const finish = (to: number | undefined): void => {
    if (!open) return;
    const { source } = whole;
    const place = from === undefined || to === undefined ? whole : at(source, from, to);
    const hole = parts.find((part) => part.kind === "unknown");
    if (hole?.kind !== "unknown") words.push({ kind: "string", value: word, at: place });
    else {
      if (word) parts.push({ kind: "string", value: word, at: place });
      const detail = hole.detail !== undefined && { detail: hole.detail };
      words.push(unknown(hole.cause, place, { parts, ...detail }));
    }
    parts = [];
    word = "";
    open = false;
  };
  for (const part of given) {
    if (part.kind !== "string") {
      if (!open) from = part.at.start;
      open = true;
      if (word) parts.push({ kind: "string", value: word, at: part.at });
      word = "";
      parts.push(part);
      continue;
    }
    const { value: text } = part;
    const { source, start, end } = part.at;
    const found = text.includes("\n") ? -1 : source.text.slice(start, end).indexOf(text);
    const offset = (i: number): number | undefined => (found < 0 ? undefined : start + found + i);
    const begin = (i: number): void => {
      if (!open) from = offset(i);
      open = true;
    };
    for (let i = 0; i < text.length; i++) {
      const char = text[i] as string;
      if (quote) {
        if (char === quote) quote = "";
        else if (char === "\\" && quote === '"' && i + 1 < text.length) word += text[++i];
        else word += char;
      } else if (char === "'" || char === '"') {
        quote = char;
        begin(i);
      } else if (char === "\\" && i + 1 < text.length) {
        if (text[i + 1] !== "\n") {
          begin(i);
          word += text[i + 1];
        }
        i++;
      } else if (/[\s;&|]/.test(char)) finish(offset(i));
      else {
        begin(i);
        word += char;
      }
    }
    if (part === given.at(-1)) finish(offset(text.length));
  }
  finish(undefined);
  return words;
}

const kubernetesVariable = /\$\(([A-Za-z_][\w.-]*)\)/g;
const shellVariable = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g;

function filled(words: readonly Value[], environment: ReadonlyMap<string, Entry>, shell: boolean): Value[] {
  return words.map((word) => {
    if (word.kind === "number" || word.kind === "bool")
      return { kind: "string", value: String(word.value), at: word.at };
    if (word.kind !== "string" || !word.value.includes("$")) return word;
    const parts: Value[] = [];
    let open: string | undefined;
    let from = 0;
    let text = "";
    for (const match of word.value.matchAll(shell ? shellVariable : kubernetesVariable)) {
      const name = match[1] ?? match[2] ?? "";
      const known = environment.get(name)?.value;
      text += word.value.slice(from, match.index);
      from = match.index + match[0].length;
      if (known?.kind === "string") text += known.value;
      else if (known?.kind === "number" || known?.kind === "bool") text += String(known.value);
      else {
        if (text) parts.push({ kind: "string", value: text, at: word.at });
        text = "";
        open ??= name;
        parts.push(known?.kind === "unknown" ? known : unknown("variable", word.at, { detail: name }));
      }
    }
    text += word.value.slice(from);
    if (open === undefined) return text === word.value ? word : { ...word, value: text };
    if (text) parts.push({ kind: "string", value: text, at: word.at });
    return unknown("variable", word.at, { parts, detail: open });
  });
}

/** The name of the program a command line starts: its first word without folders; `exec`, `env` and the like passed over. */
export function programOf(words: readonly Value[] | undefined): string | undefined {
  for (const word of words ?? []) {
    if (word.kind !== "string") return undefined;
    if (
      /^(?:exec|env|nohup|tini|dumb-init|gosu|su-exec|--|docker-entrypoint\.sh|[A-Za-z_]\w*=.*)$/.test(
        base(word.value),
      )
    )
      continue;
    return base(word.value);
  }
  return undefined;
}

function base(word: string): string {
  return word.slice(word.lastIndexOf("/") + 1);
}

/**
 * Options of a command line as settings: `--name=value`, `--name value`, `-c name=value`, a bare `--name`.
 * @param rules `assign`: options whose value is itself `name=value` (`-c` of postgres); `flag`: the value of a bare option
 */
export function optionsOf(
  words: readonly Value[],
  rules: { assign?: readonly string[]; flag?: string } = {},
): Map<string, Entry> {
  const found = new Map<string, Entry>();
  const set = (name: string, value: Value): void => {
    found.delete(name);
    found.set(name, { value });
  };
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as Value;
    const text = word.kind === "string" ? word.value : leading(word);
    if (text === undefined || !text.startsWith("-")) continue;
    const next = words[i + 1];
    const assign = rules.assign?.find((one) => text === one || (one.length === 2 && text.startsWith(one)));
    if (assign !== undefined) {
      const pair = text === assign ? next : { ...word, value: text.slice(assign.length) };
      if (text === assign) i++;
      if (pair) assigned(pair as Value, set);
      continue;
    }
    if (text.includes("=")) {
      assigned(word, (name, value) => set(name.replace(/^-+/, ""), value));
      continue;
    }
    const name = text.replace(/^-+/, "");
    if (next && !(next.kind === "string" && /^-\D/.test(next.value))) {
      set(name, next);
      i++;
    } else set(name, { kind: "string", value: rules.flag ?? "true", at: word.at });
  }
  return found;
}

function leading(value: Value): string | undefined {
  const first = value.kind === "unknown" ? value.parts?.[0] : undefined;
  return first?.kind === "string" ? first.value : undefined;
}

/** `name=value`, where the value may hold unknown parts. */
function assigned(pair: Value, set: (name: string, value: Value) => void): void {
  const text = pair.kind === "string" ? pair.value : leading(pair);
  const equals = text?.indexOf("=") ?? -1;
  if (text === undefined || equals < 0) return;
  const name = text.slice(0, equals);
  if (pair.kind === "string") {
    const { source, start, end } = pair.at;
    const offset = source.text.slice(start, end).lastIndexOf(text);
    const place =
      offset < 0 ? pair.at : at(source, start + offset + equals + 1, start + offset + text.length);
    set(name, { kind: "string", value: text.slice(equals + 1), at: place });
  } else if (pair.kind === "unknown") {
    const [first, ...rest] = pair.parts ?? [];
    const literal = text.slice(equals + 1);
    const parts = literal && first ? [{ ...first, value: literal } as Value, ...rest] : rest;
    set(
      name,
      unknown(pair.cause, pair.at, { parts, ...(pair.detail !== undefined && { detail: pair.detail }) }),
    );
  }
}
