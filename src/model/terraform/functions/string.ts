import type { Value } from "../../value.ts";
import { characters, describe, needText, scalarText } from "../convert.ts";
import { Fault } from "../fault.ts";
import { assemble } from "../template.ts";
import { STRING, type Type } from "../types.ts";
import { list, text, unknownFrom } from "../values.ts";
import {
  ANY_NUMBER,
  type BuiltIn,
  boolResult,
  builtIn,
  type CallContext,
  listArg,
  listResult,
  ofText,
  textArg,
  textResult,
  wholeArg,
} from "./built-in.ts";
import { format, formatList } from "./format.ts";
import { compile, expandReplacement, findAll, type Match } from "./regex.ts";

function join(args: readonly Value[], call: CallContext): Value {
  const separator = args[0];
  if (!separator || separator.kind === "unknown") return unknownFrom(args, call.at);
  const between = text(needText(separator, call.at), call.at);
  const pieces: Array<{ value: Value }> = [];
  for (let i = 1; i < args.length; i++) {
    const value = args[i];
    if (value?.kind === "unknown") return unknownFrom(args, call.at);
    for (const item of listArg(args, i, call).items) {
      if (pieces.length > 0) pieces.push({ value: between });
      if (item.kind === "unknown") pieces.push({ value: item });
      else {
        const content = scalarText(item);
        if (content === undefined)
          throw new Fault(`A list of strings is required, not ${describe(item)} in it.`, call.at);
        pieces.push({ value: text(content, item.at, item.refs) });
      }
    }
  }
  return pieces.length === 0 ? text("", call.at) : assemble(pieces, call.at);
}

/** Character by character, as Go has it: what has no single upper case letter stays. */
function upper(char: string): string {
  const mapped = char.toUpperCase();
  return [...mapped].length === 1 ? mapped : char;
}

/** Letters whose capital at the start of a word is none of an upper case word. */
const DIGRAPHS = new Map([
  ["ǆ", "ǅ"],
  ["ǉ", "ǈ"],
  ["ǌ", "ǋ"],
  ["ǳ", "ǲ"],
]);

/** As Go's strings.Title, which the function is: every letter behind a character that is none. */
function title(value: string): string {
  return value.replace(
    /(^|[^\p{L}\p{N}_])(\p{L})/gu,
    (_, before: string, letter: string) => before + (DIGRAPHS.get(letter) ?? letter.toUpperCase()),
  );
}

function trimSet(value: string, cutset: string, start: boolean, end: boolean): string {
  const cut = new Set(cutset);
  const chars = [...value];
  let from = 0;
  let to = chars.length;
  while (start && from < to && cut.has(chars[from] ?? "")) from++;
  while (end && to > from && cut.has(chars[to - 1] ?? "")) to--;
  return chars.slice(from, to).join("");
}

/** Go's white space: U+0085 is in, U+FEFF is not, unlike in JavaScript's trim. */
function trimSpace(value: string): string {
  const isSpace = (i: number) => /\p{White_Space}/u.test(value.charAt(i));
  let from = 0;
  let to = value.length;
  while (from < to && isSpace(from)) from++;
  while (to > from && isSpace(to - 1)) to--;
  return value.slice(from, to);
}

function substring(args: readonly Value[], call: CallContext): Value {
  const chars = characters(textArg(args, 0, call));
  let offset = wholeArg(args, 1, call);
  const length = wholeArg(args, 2, call);
  if (offset < 0) offset = Math.max(0, offset + chars.length);
  if (offset > chars.length) return textResult("", call);
  return textResult(chars.slice(offset, length < 0 ? undefined : offset + length).join(""), call);
}

function replace(args: readonly Value[], call: CallContext): Value {
  const [subject] = args;
  // Literal parts of a template are replaced; the unknown ones stay.
  if (subject?.kind === "unknown" && args[1]?.kind === "string" && args[2])
    return replaceInShape(subject, args[1].value, args[2], call);
  if (args.some((value) => value.kind === "unknown")) {
    if (
      subject?.kind === "string" &&
      args[1]?.kind === "string" &&
      !subject.value.includes(args[1].value) &&
      !isPattern(args[1].value)
    )
      return subject;
    return unknownFrom(args, call.at);
  }
  const content = textArg(args, 0, call);
  const search = textArg(args, 1, call);
  const replacement = textArg(args, 2, call);
  if (!isPattern(search))
    return textResult(
      content.replaceAll(search, () => replacement),
      call,
    );
  const program = compile(search.slice(1, -1), call.at);
  let result = "";
  let last = 0;
  for (const match of findAll(program, content, call.at)) {
    result += content.slice(last, match.start) + expandReplacement(replacement, match, program);
    last = match.end;
  }
  return textResult(result + content.slice(last), call);
}

function isPattern(search: string): boolean {
  return search.length > 1 && search.startsWith("/") && search.endsWith("/");
}

/** A document with unknown leaves keeps its structure: the text is replaced in all that is known of it. */
function replaceInShape(
  subject: Value & { kind: "unknown" },
  search: string,
  by: Value,
  call: CallContext,
): Value {
  const base = unknownFrom([subject, by], call.at);
  if (isPattern(search) || !subject.shape) return base;
  let budget = 20_000;
  const within = (value: Value): Value => {
    if (--budget < 0) throw new Fault("A value is larger than the limit.", call.at, "tf-limit");
    if (value.kind === "string") {
      if (!value.value.includes(search)) return value;
      if (by.kind === "string") return { ...value, value: value.value.replaceAll(search, () => by.value) };
      const parts = value.value.split(search).flatMap((part, i) => (i === 0 ? [part] : [null, part]));
      return assemble(
        parts.map((part) => ({ value: part === null ? by : text(part, value.at) })),
        value.at,
      );
    }
    if (value.kind === "list") return { ...value, items: value.items.map(within) };
    if (value.kind === "object") {
      const pairs = new Map(
        [...value.entries].map(([key, entry]) => [key, { ...entry, value: within(entry.value) }]),
      );
      return { ...value, entries: pairs };
    }
    // A match may span a literal part and what is not known beside it: no part is sure any more.
    if (value.kind === "unknown") return unknownFrom([value], value.at);
    return value;
  };
  const result = { ...base };
  if (subject.shape) result.shape = within(subject.shape);
  return result;
}

/** A match as `regex` gives it: the text, the groups as a list, or the named groups as an object. */
function matchValue(match: Match, names: readonly (string | undefined)[], call: CallContext): Value {
  if (match.groups.length === 0) return text(match.text, call.at);
  const value = (group: string | undefined): Value =>
    group === undefined ? { kind: "null", at: call.at } : text(group, call.at);
  if (names.every((name) => name === undefined)) return list(match.groups.map(value), call.at);
  return {
    kind: "object",
    at: call.at,
    entries: new Map(names.map((name, i) => [name ?? String(i), { value: value(match.groups[i]) }])),
  };
}

/** The type of what matchValue gives. */
function matchType(names: readonly (string | undefined)[]): Type {
  if (names.length === 0) return STRING;
  if (names.every((name) => name === undefined)) return { kind: "tuple", items: names.map(() => STRING) };
  return {
    kind: "object",
    attributes: new Map(names.map((name, i) => [name ?? String(i), { type: STRING, optional: false }])),
  };
}

function split(args: readonly Value[], call: CallContext): Value {
  const separator = textArg(args, 0, call);
  const content = textArg(args, 1, call);
  if (content === "") return listResult([text("", call.at)], call, STRING);
  return listResult(
    (separator === "" ? [...content] : content.split(separator)).map((part) => text(part, call.at)),
    call,
    STRING,
  );
}

/** startswith and endswith answer also of an unknown whose first or last literal part decides. */
function affix(isStart: boolean): BuiltIn {
  return builtIn(
    2,
    (args, call) => {
      const [whole, wanted] = args;
      if (wanted?.kind === "string" && whole?.kind === "unknown" && whole.parts) {
        const part = isStart ? whole.parts[0] : whole.parts[whole.parts.length - 1];
        if (part?.kind === "string") {
          if (isStart ? part.value.startsWith(wanted.value) : part.value.endsWith(wanted.value))
            return boolResult(true, call);
          const overlap = Math.min(part.value.length, wanted.value.length);
          const differs = isStart
            ? part.value.slice(0, overlap) !== wanted.value.slice(0, overlap)
            : part.value.slice(part.value.length - overlap) !==
              wanted.value.slice(wanted.value.length - overlap);
          if (differs) return boolResult(false, call);
        }
      }
      if (args.some((value) => value.kind === "unknown")) return unknownFrom(args, call.at);
      const content = textArg(args, 0, call);
      const piece = textArg(args, 1, call);
      return boolResult(isStart ? content.startsWith(piece) : content.endsWith(piece), call);
    },
    { unknown: "own" },
  );
}

export const string: ReadonlyMap<string, BuiltIn> = new Map([
  ["chomp", ofText((value) => value.replace(/(?:\r\n?|\n)+$/, ""))],
  ["endswith", affix(false)],
  ["startswith", affix(true)],
  ["format", builtIn(1, format, { max: ANY_NUMBER, unknown: "own", nulls: true })],
  ["formatlist", builtIn(1, formatList, { max: ANY_NUMBER, unknown: "own", nulls: true })],
  [
    "indent",
    builtIn(2, (args, call) => {
      const spaces = wholeArg(args, 0, call);
      if (spaces < 0 || spaces > 1000) throw new Fault("The indentation is out of range.", call.at);
      return textResult(textArg(args, 1, call).replaceAll("\n", `\n${" ".repeat(spaces)}`), call);
    }),
  ],
  ["join", builtIn(2, join, { max: ANY_NUMBER, unknown: "own" })],
  ["lower", ofText((value) => value.toLowerCase())],
  ["upper", ofText((value) => [...value].map(upper).join(""))],
  ["title", ofText(title)],
  [
    "regex",
    builtIn(2, (args, call) => {
      const program = compile(textArg(args, 0, call), call.at);
      const [first] = findAll(program, textArg(args, 1, call), call.at, 1);
      if (!first) throw new Fault("The pattern matches nothing.", call.at);
      return matchValue(first, program.names, call);
    }),
  ],
  [
    "regexall",
    builtIn(2, (args, call) => {
      const program = compile(textArg(args, 0, call), call.at);
      return listResult(
        findAll(program, textArg(args, 1, call), call.at).map((match) =>
          matchValue(match, program.names, call),
        ),
        call,
        matchType(program.names),
      );
    }),
  ],
  ["replace", builtIn(3, replace, { unknown: "own" })],
  ["split", builtIn(2, split)],
  [
    "strcontains",
    builtIn(2, (args, call) => boolResult(textArg(args, 0, call).includes(textArg(args, 1, call)), call)),
  ],
  ["strrev", ofText((value) => characters(value).reverse().join(""))],
  ["substr", builtIn(3, substring)],
  ["trim", ofText((value, cutset = "") => trimSet(value, cutset, true, true), 2)],
  [
    "trimprefix",
    ofText(
      (value, prefix = "") =>
        prefix !== "" && value.startsWith(prefix) ? value.slice(prefix.length) : value,
      2,
    ),
  ],
  [
    "trimsuffix",
    ofText(
      (value, suffix = "") =>
        suffix !== "" && value.endsWith(suffix) ? value.slice(0, -suffix.length) : value,
      2,
    ),
  ],
  ["trimspace", ofText(trimSpace)],
]);
