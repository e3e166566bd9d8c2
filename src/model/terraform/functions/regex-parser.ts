import type { At } from "../../../text/span.ts";
import { Fault } from "../fault.ts";
import type { Program } from "./regex.ts";

export type Instruction =
  | { op: "char"; test: (char: string) => boolean }
  | { op: "assert"; test: (chars: readonly string[], i: number) => boolean }
  | { op: "save"; slot: number }
  | { op: "jump"; to: number }
  | { op: "split"; first: number; second: number }
  | { op: "match" };

type CharTest = (char: string) => boolean;
type Node =
  | { kind: "char"; test: CharTest }
  | { kind: "assert"; test: (chars: readonly string[], i: number) => boolean }
  | { kind: "sequence"; nodes: Node[] }
  | { kind: "choice"; nodes: Node[] }
  | { kind: "group"; index: number; node: Node }
  | { kind: "repeat"; node: Node; min: number; max: number; greedy: boolean };

const MAX_CODE = 5_000;
const MAX_REPEAT = 1_000;
const MAX_DEPTH = 100;

interface Flags {
  insensitive: boolean;
  multiline: boolean;
  dotAll: boolean;
  ungreedy: boolean;
}

/** Parses RE2 syntax into a program; Fault for what RE2 refuses too (look-around, back references). */
export function parsePattern(pattern: string, at: At): Program {
  const parser = new PatternParser(pattern, at);
  const node = parser.parse();
  const code: Instruction[] = [];
  emit(node, code, at);
  code.push({ op: "match" });
  return { code, names: parser.names };
}

function emit(node: Node, code: Instruction[], at: At): void {
  if (code.length > MAX_CODE) throw new Fault("The pattern is larger than the limit.", at, "tf-limit");
  switch (node.kind) {
    case "char":
      code.push({ op: "char", test: node.test });
      break;
    case "assert":
      code.push({ op: "assert", test: node.test });
      break;
    case "sequence":
      for (const one of node.nodes) emit(one, code, at);
      break;
    case "group":
      code.push({ op: "save", slot: 2 * node.index });
      emit(node.node, code, at);
      code.push({ op: "save", slot: 2 * node.index + 1 });
      break;
    case "choice": {
      const exits: Array<{ op: "jump"; to: number }> = [];
      node.nodes.forEach((one, i) => {
        if (i === node.nodes.length - 1) {
          emit(one, code, at);
          return;
        }
        const split = { op: "split" as const, first: code.length + 1, second: 0 };
        code.push(split);
        emit(one, code, at);
        const exit = { op: "jump" as const, to: 0 };
        exits.push(exit);
        code.push(exit);
        split.second = code.length;
      });
      for (const exit of exits) exit.to = code.length;
      break;
    }
    case "repeat":
      emitRepeat(node, code, at);
      break;
  }
}

function emitRepeat(
  { node, min, max, greedy }: Node & { kind: "repeat" },
  code: Instruction[],
  at: At,
): void {
  for (let i = 0; i < min; i++) emit(node, code, at);
  const splitHere = () => {
    const split = { op: "split" as const, first: 0, second: 0 };
    code.push(split);
    return split;
  };
  const settle = (split: { first: number; second: number }, inside: number, after: number) => {
    split.first = greedy ? inside : after;
    split.second = greedy ? after : inside;
  };
  if (max === Number.POSITIVE_INFINITY) {
    const start = code.length;
    const split = splitHere();
    emit(node, code, at);
    code.push({ op: "jump", to: start });
    settle(split, start + 1, code.length);
    return;
  }
  const splits: Array<{ split: { first: number; second: number }; inside: number }> = [];
  for (let i = min; i < max; i++) {
    const split = splitHere();
    splits.push({ split, inside: code.length });
    emit(node, code, at);
  }
  for (const { split, inside } of splits) settle(split, inside, code.length);
}

const isDigit: CharTest = (char) => char >= "0" && char <= "9";
const isWord: CharTest = (char) => /^[0-9A-Za-z_]$/.test(char);
const isSpace: CharTest = (char) => "\t\n\f\r ".includes(char);
const CLASSES = new Map<string, CharTest>([
  ["alnum", (char) => /^[0-9A-Za-z]$/.test(char)],
  ["alpha", (char) => /^[A-Za-z]$/.test(char)],
  ["ascii", (char) => char <= "\x7f"],
  ["blank", (char) => char === " " || char === "\t"],
  ["cntrl", (char) => char < " " || char === "\x7f"],
  ["digit", isDigit],
  ["graph", (char) => char > " " && char < "\x7f"],
  ["lower", (char) => char >= "a" && char <= "z"],
  ["print", (char) => char >= " " && char < "\x7f"],
  ["punct", (char) => /^[!-/:-@[-`{-~]$/.test(char)],
  ["space", (char) => isSpace(char) || char === "\v"],
  ["upper", (char) => char >= "A" && char <= "Z"],
  ["word", isWord],
  ["xdigit", (char) => /^[0-9A-Fa-f]$/.test(char)],
]);

class PatternParser {
  readonly names: Array<string | undefined> = [];
  readonly #chars: string[];
  readonly #at: At;
  #i = 0;
  #depth = 0;
  #flags: Flags = { insensitive: false, multiline: false, dotAll: false, ungreedy: false };

  constructor(pattern: string, at: At) {
    this.#chars = [...pattern];
    this.#at = at;
    if (this.#chars.length > 2_000) throw new Fault("The pattern is larger than the limit.", at, "tf-limit");
  }

  #refuse(why: string): never {
    throw new Fault(`The regular expression is not valid: ${why}.`, this.#at);
  }

  #ahead(content: string): boolean {
    for (let k = 0; k < content.length; k++) if (this.#chars[this.#i + k] !== content[k]) return false;
    return true;
  }

  parse(): Node {
    const node = this.#choice();
    if (this.#i < this.#chars.length) this.#refuse("a closing parenthesis without its opening one");
    return node;
  }

  #choice(): Node {
    if (++this.#depth > MAX_DEPTH) this.#refuse("it nests too deep");
    const nodes = [this.#sequence()];
    while (this.#chars[this.#i] === "|") {
      this.#i++;
      nodes.push(this.#sequence());
    }
    this.#depth--;
    return nodes.length === 1 && nodes[0] ? nodes[0] : { kind: "choice", nodes };
  }

  #sequence(): Node {
    const nodes: Node[] = [];
    for (;;) {
      const char = this.#chars[this.#i];
      if (char === undefined || char === "|" || char === ")") break;
      const atom = this.#atom(char);
      if (atom) nodes.push(this.#repeated(atom));
    }
    return { kind: "sequence", nodes };
  }

  #repeated(atom: Node): Node {
    let node = atom;
    for (;;) {
      const bounds = this.#bounds();
      if (!bounds) return node;
      let greedy = !this.#flags.ungreedy;
      if (this.#chars[this.#i] === "?") {
        this.#i++;
        greedy = !greedy;
      }
      if (node.kind === "repeat" && bounds.max > 1 && node.max > 1 && node.max !== Number.POSITIVE_INFINITY) {
        if (node.max * Math.min(bounds.max, MAX_REPEAT) > MAX_REPEAT * 4)
          this.#refuse("it repeats too often");
      }
      // An empty loop body would make no progress; the visit table ends it.
      node = { kind: "repeat", node, ...bounds, greedy };
    }
  }

  #bounds(): { min: number; max: number } | undefined {
    const char = this.#chars[this.#i];
    const endless = Number.POSITIVE_INFINITY;
    if (char === "*" || char === "+" || char === "?") {
      this.#i++;
      return { min: char === "+" ? 1 : 0, max: char === "?" ? 1 : endless };
    }
    if (char !== "{") return undefined;
    const match = /^\{(\d{1,4})(?:(,)(\d{1,4})?)?\}/.exec(this.#chars.slice(this.#i, this.#i + 12).join(""));
    if (!match) return undefined;
    this.#i += match[0].length;
    const min = Number(match[1]);
    const max = match[2] === undefined ? min : match[3] === undefined ? endless : Number(match[3]);
    if (min > MAX_REPEAT || (max !== endless && max > MAX_REPEAT) || max < min)
      this.#refuse("a repeat count out of range");
    return { min, max };
  }

  #atom(char: string): Node | undefined {
    this.#i++;
    switch (char) {
      case "(":
        return this.#group();
      case "[":
        return { kind: "char", test: this.#folded(this.#set()) };
      case ".": {
        const { dotAll } = this.#flags;
        return { kind: "char", test: (one) => dotAll || one !== "\n" };
      }
      case "^": {
        const { multiline } = this.#flags;
        return { kind: "assert", test: (chars, i) => i === 0 || (multiline && chars[i - 1] === "\n") };
      }
      case "$": {
        const { multiline } = this.#flags;
        return { kind: "assert", test: (chars, i) => i === chars.length || (multiline && chars[i] === "\n") };
      }
      case "*":
      case "+":
      case "?":
        return this.#refuse("a repeat of nothing");
      case "\\":
        return this.#escape();
      default:
        return { kind: "char", test: this.#folded((one) => one === char) };
    }
  }

  #folded(test: CharTest): CharTest {
    if (!this.#flags.insensitive) return test;
    return (char) => test(char) || test(char.toLowerCase()) || test(char.toUpperCase());
  }

  #group(): Node | undefined {
    let index = 0;
    const outer = { ...this.#flags };
    if (this.#chars[this.#i] === "?") {
      const rest = this.#chars.slice(this.#i + 1, this.#i + 70).join("");
      const name = /^P?<([A-Za-z_]\w{0,63})>/.exec(rest);
      const flags = /^([imsU]*)(?:-([imsU]+))?([:)])/.exec(rest);
      if (name) {
        this.#i += 1 + name[0].length;
        this.names.push(name[1]);
        index = this.names.length;
      } else if (flags) {
        this.#i += 1 + flags[0].length;
        for (const flag of flags[1] ?? "") this.#set1(flag, true);
        for (const flag of flags[2] ?? "") this.#set1(flag, false);
        if (flags[3] === ")") return undefined;
      } else this.#refuse("RE2 has no such group");
    } else {
      this.names.push(undefined);
      index = this.names.length;
    }
    const node = this.#choice();
    if (this.#chars[this.#i] !== ")") this.#refuse("a parenthesis is not closed");
    this.#i++;
    this.#flags = outer;
    return index === 0 ? node : { kind: "group", index, node };
  }

  #set1(flag: string, on: boolean): void {
    if (flag === "i") this.#flags.insensitive = on;
    else if (flag === "m") this.#flags.multiline = on;
    else if (flag === "s") this.#flags.dotAll = on;
    else this.#flags.ungreedy = on;
  }

  #escape(): Node {
    if (this.#ahead("Q")) {
      this.#i++;
      const nodes: Node[] = [];
      while (this.#i < this.#chars.length && !this.#ahead("\\E")) {
        const literal = this.#chars[this.#i++];
        nodes.push({ kind: "char", test: this.#folded((char) => char === literal) });
      }
      this.#i += 2;
      return { kind: "sequence", nodes };
    }
    const char = this.#chars[this.#i];
    const word = (chars: readonly string[], i: number) => {
      const before = chars[i - 1];
      const after = chars[i];
      return (before !== undefined && isWord(before)) !== (after !== undefined && isWord(after));
    };
    if (char === "A" || char === "z" || char === "b" || char === "B") {
      this.#i++;
      if (char === "A") return { kind: "assert", test: (_, i) => i === 0 };
      if (char === "z") return { kind: "assert", test: (chars, i) => i === chars.length };
      return { kind: "assert", test: char === "b" ? word : (chars, i) => !word(chars, i) };
    }
    return { kind: "char", test: this.#folded(this.#escapedClass()) };
  }

  /** What stands behind a backslash, in a set or out of it. */
  #escapedClass(): CharTest {
    const char = this.#chars[this.#i++];
    if (char === undefined) return this.#refuse("it ends with a backslash");
    switch (char) {
      case "d":
        return isDigit;
      case "D":
        return (one) => !isDigit(one);
      case "w":
        return isWord;
      case "W":
        return (one) => !isWord(one);
      case "s":
        return isSpace;
      case "S":
        return (one) => !isSpace(one);
      case "p":
      case "P":
        return this.#property(char === "P");
    }
    const literal = this.#escapedChar(char);
    return (one) => one === literal;
  }

  #property(negated: boolean): CharTest {
    const rest = this.#chars.slice(this.#i, this.#i + 40).join("");
    const match = /^(?:\{(\^?)([A-Za-z_]{1,30})\}|([A-Z]))/.exec(rest);
    if (!match) return this.#refuse("an unknown character property");
    this.#i += match[0].length;
    const name = match[2] ?? match[3] ?? "";
    const isInverse = negated !== (match[1] === "^");
    let test: RegExp;
    try {
      test = new RegExp(name.length <= 2 ? `^\\p{${name}}$` : `^\\p{Script=${name}}$`, "u");
    } catch {
      return this.#refuse("an unknown character property");
    }
    return (char) => test.test(char) !== isInverse;
  }

  #escapedChar(char: string): string {
    const named = { a: "\x07", f: "\f", t: "\t", n: "\n", r: "\r", v: "\v" }[char];
    if (named !== undefined) return named;
    if (char === "x") {
      const match = /^(?:\{([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{2}))/.exec(
        this.#chars.slice(this.#i, this.#i + 8).join(""),
      );
      const code = match ? Number.parseInt(match[1] ?? match[2] ?? "", 16) : Number.NaN;
      if (!match || !(code <= 0x10ffff)) return this.#refuse("a bad escape");
      this.#i += match[0].length;
      return String.fromCodePoint(code);
    }
    if (/^[0-9A-Za-z]$/.test(char)) return this.#refuse(`RE2 has no escape \\${char}`);
    return char;
  }

  #set(): CharTest {
    let negated = false;
    if (this.#chars[this.#i] === "^") {
      negated = true;
      this.#i++;
    }
    const tests: CharTest[] = [];
    for (let first = true; ; first = false) {
      const char = this.#chars[this.#i];
      if (char === undefined) return this.#refuse("a set is not closed");
      if (char === "]" && !first) break;
      tests.push(this.#setItem(char));
    }
    this.#i++;
    return (char) => tests.some((test) => test(char)) !== negated;
  }

  #setItem(char: string): CharTest {
    if (char === "[" && this.#chars[this.#i + 1] === ":") {
      const match = /^\[:(\^?)([a-z]+):\]/.exec(this.#chars.slice(this.#i, this.#i + 12).join(""));
      const test = match && CLASSES.get(match[2] ?? "");
      if (match && test) {
        this.#i += match[0].length;
        return match[1] === "^" ? (one) => !test(one) : test;
      }
    }
    this.#i++;
    let low = char;
    if (char === "\\") {
      const next = this.#chars[this.#i] ?? "";
      if (/^[dDwWsSpP]$/.test(next)) return this.#escapedClass();
      this.#i++;
      low = this.#escapedChar(next);
    }
    const end = this.#chars[this.#i + 1];
    if (this.#chars[this.#i] !== "-" || end === undefined || end === "]") return (one) => one === low;
    this.#i += 2;
    const high = end === "\\" ? this.#escapedChar(this.#chars[this.#i++] ?? "") : end;
    const [from, to] = [low.codePointAt(0) ?? 0, high.codePointAt(0) ?? 0];
    if (to < from) return this.#refuse("a range runs backwards");
    return (one) => {
      const code = one.codePointAt(0) ?? 0;
      return code >= from && code <= to;
    };
  }
}
