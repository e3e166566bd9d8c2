import { isBlank } from "../config-syntax.ts";
import type { Command } from "./ast.ts";
import type { LogicalLine } from "./logical-line.ts";

/** Words that stand in front of a command and are none. */
const keywords = new Set("if then else elif fi while until do done for case esac in ! { } time".split(" "));
/** Programs that run the one behind them. */
const wrappers = new Set(["sudo", "exec", "env", "command", "nohup", "nice", "gosu", "su-exec"]);

interface Reader {
  line: LogicalLine;
  text: string;
  commands: Command[];
  words: string[];
  start: number;
  end: number;
}

/**
 * The simple commands of a POSIX shell text, split at `;`, `&`, `&&`, `||`, `|`, line ends and brackets outside
 * quotes. Command substitutions stay in the word that holds them. Linear; never fails, since any text is some shell's.
 */
export function splitCommands(line: LogicalLine, from = 0): Command[] {
  const { text } = line;
  const reader: Reader = { line, text, commands: [], words: [], start: -1, end: -1 };
  let i = from;
  while (i < text.length) {
    const char = text[i] ?? "";
    if (isBlank(char) || char === "\r") i++;
    else if (char === "&" && text[i + 1] === ">") i = readWord(reader, i);
    else if (char === "\\" && (text[i + 1] === "\n" || text[i + 1] === "\r")) i += 2;
    else if (char === "#") {
      // To the end of the line; only at the beginning of a word, which this is.
      while (i < text.length && text[i] !== "\n") i++;
    } else if (";&|\n()".includes(char)) {
      const piped = char === "|" && text[i + 1] !== "|";
      finish(reader, piped);
      i += 1 + Number("|&;".includes(char) && text[i + 1] === (piped ? "&" : char));
    } else i = readWord(reader, i);
  }
  finish(reader, false);
  return reader.commands;
}

function finish(reader: Reader, piped: boolean): void {
  const { line, words, start, end } = reader;
  if (words.length > 0 && start >= 0)
    reader.commands.push({ ...line.word(start, end), program: programOf(words), words, piped });
  else if (piped) {
    // `{ a; b; } | sh`: what the group's last command prints is piped too.
    const last = reader.commands.at(-1);
    if (last) last.piped = true;
  }
  reader.words = [];
  reader.start = -1;
}

/** Reads one word, taking quotes away; `&>` and the like stay with their word. */
function readWord(reader: Reader, from: number): number {
  const { text, words } = reader;
  let word = "";
  let i = from;
  scan: while (i < text.length) {
    const char = text[i] ?? "";
    switch (char) {
      case "'": {
        const close = text.indexOf("'", i + 1);
        word += text.slice(i + 1, close < 0 ? text.length : close);
        i = close < 0 ? text.length : close + 1;
        break;
      }
      case '"': {
        const close = endOfDouble(text, i + 1);
        word += text.slice(i + 1, close).replace(/\\(["\\$`\n])/g, "$1");
        i = close + 1;
        break;
      }
      case "\\":
        if (text[i + 1] !== "\n") word += text[i + 1] ?? "";
        i += 2;
        break;
      case "$":
      case "`": {
        const end =
          char === "`" ? endOfBackquote(text, i) : text[i + 1] === "(" ? endOfBrackets(text, i + 1) : i + 1;
        word += text.slice(i, end);
        i = end;
        break;
      }
      case "&":
      case "|":
        // `>&2`, `2>&1`, `>|file`, `&>file` redirect.
        if ((i > from && /[<>]/.test(text[i - 1] ?? "")) || (char === "&" && text[i + 1] === ">")) {
          word += char;
          i++;
          break;
        }
        break scan;
      case ";":
      case "\n":
      case "\r":
      case "(":
      case ")":
        break scan;
      default:
        if (isBlank(char)) break scan;
        word += char;
        i++;
    }
  }
  i = Math.min(i, text.length);
  if (i === from) return from + 1;
  if (words.length === 0 && keywords.has(word)) return i;
  if (reader.start < 0) reader.start = from;
  reader.end = i;
  words.push(word);
  return i;
}

function endOfDouble(text: string, from: number): number {
  let i = from;
  for (; i < text.length && text[i] !== '"'; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === "$" && text[i + 1] === "(") i = endOfBrackets(text, i + 1) - 1;
  }
  return Math.min(i, text.length);
}

function endOfBackquote(text: string, from: number): number {
  let i = from + 1;
  while (i < text.length && text[i] !== "`") i += text[i] === "\\" ? 2 : 1;
  return Math.min(i + 1, text.length);
}

/** Behind the bracket that closes the one at an offset; quotes inside are looked past, not into. */
function endOfBrackets(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const char = text[i];
    if (char === "\\") i++;
    else if (char === "(") depth++;
    else if (char === ")" && --depth === 0) return i + 1;
    else if (char === "'") {
      const close = text.indexOf("'", i + 1);
      if (close < 0) return text.length;
      i = close;
    }
  }
  return text.length;
}

function programOf(words: readonly string[]): string {
  let i = 0;
  let wrapped = false;
  for (; i < words.length; i++) {
    const word = words[i] ?? "";
    if (/^(?:[A-Za-z_]\w*\+?=|\d*<<)/.test(word)) continue;
    if (wrappers.has(word)) {
      wrapped = true;
      continue;
    }
    if (wrapped && word.startsWith("-")) continue;
    return word.slice(word.lastIndexOf("/") + 1);
  }
  return "";
}
