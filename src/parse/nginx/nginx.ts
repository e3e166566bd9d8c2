import type { Source } from "../../text/source.ts";
import { endOfAction, endOfLine, syntaxError } from "../config-syntax.ts";
import type { NginxDirective, NginxFile, NginxWord } from "./ast.ts";
import { endOfLua } from "./lua.ts";

/** Blocks may nest this deep; nginx itself needs five or six. */
const maxDepth = 64;

interface Frame {
  directive: NginxDirective | undefined;
  list: NginxDirective[];
}

interface Reader {
  source: Source;
  text: string;
  file: NginxFile;
  stack: Frame[];
  /** Words of the directive that is being read. */
  words: NginxWord[];
  /** Quotes that are known to have no partner in the rest of the text. */
  open: Set<string>;
}

/**
 * Reads an nginx configuration by the rules of ngx_conf_read_token: words, quotes that open a word, backslash
 * escapes, `${name}` inside words, `;` and blocks. Template placeholders (`{{ }}`, `<% %>`, `${VAR}`) count as part of
 * a word. Never throws: a directive that breaks the grammar is reported, and what follows is still read.
 */
export function parseNginx(source: Source): NginxFile {
  const file: NginxFile = { source, directives: [], diagnostics: [], comments: [], actions: [] };
  const reader: Reader = {
    source,
    text: source.text,
    file,
    stack: [{ directive: undefined, list: file.directives }],
    words: [],
    open: new Set(),
  };
  let i = 0;
  while (i < reader.text.length) i = readToken(reader, i);
  finish(reader);
  return file;
}

function readToken(reader: Reader, i: number): number {
  const { text, file, words } = reader;
  switch (text[i]) {
    case " ":
    case "\t":
    case "\r":
    case "\n":
      return i + 1;
    case "#": {
      const end = endOfLine(text, i);
      file.comments.push({ start: i, end });
      return end;
    }
    case ";":
      if (words.length > 0) add(reader, i + 1);
      return i + 1;
    case "}":
      return closeBlock(reader, i);
    case "{":
      return openBrace(reader, i);
    case '"':
    case "'":
      return readQuoted(reader, i) ?? readBare(reader, i);
    default:
      return readBare(reader, i);
  }
}

/** `{` begins a block behind words; else it may begin a template action. */
function openBrace(reader: Reader, i: number): number {
  const { text, file, words } = reader;
  const action = endOfAction(text, i);
  if (action !== undefined) {
    if (words.length > 0 || !isStatement(text, i, action)) return readBare(reader, i);
    file.actions.push({ start: i, end: action });
    return action;
  }
  if (words.length === 0) {
    report(
      reader,
      i,
      i + 1,
      "a block needs a name before {",
      "Remove the brace or write the directive's name.",
    );
  }
  return openBlock(reader, i);
}

const statementWords =
  /^[{<][{%#][-~+]?\s*[#/]?(?:if|else|elsif|elif|end|endif|endfor|range|for|with|define|block|each|unless|set)\b/;

/** A template statement stands for no word: it is a control word, a comment, or alone on its line. */
function isStatement(text: string, start: number, end: number): boolean {
  if (text[start + 1] !== "{" || statementWords.test(text.slice(start, start + 40))) return true;
  return text.slice(end, endOfLine(text, end)).trim() === "";
}

function openBlock(reader: Reader, brace: number): number {
  const { text, stack, words } = reader;
  const name = words[0]?.text ?? "";
  if (name.endsWith("_by_lua_block")) {
    const end = endOfLua(text, brace + 1);
    if (end === undefined) {
      report(reader, brace, brace + 1, `the Lua code of ${name} is not closed`, "Close the block with }.");
      words.length = 0;
      return text.length;
    }
    const directive = add(reader, end);
    if (directive) directive.block = [];
    return end;
  }
  const directive = add(reader, brace + 1);
  // Without a name, what is inside counts for the block around it.
  const list: NginxDirective[] = directive ? [] : (stack.at(-1)?.list ?? []);
  if (directive) directive.block = list;
  if (stack.length === maxDepth) {
    report(reader, brace, brace + 1, `blocks nest deeper than ${maxDepth}`, "What lies deeper is not read.");
  }
  // Deeper blocks are still matched, so that the braces behind them are not taken for others.
  if (stack.length >= maxDepth && directive) directive.block = [];
  stack.push({ directive, list });
  return brace + 1;
}

function closeBlock(reader: Reader, brace: number): number {
  const { stack } = reader;
  endUnfinished(reader);
  if (stack.length === 1) {
    report(
      reader,
      brace,
      brace + 1,
      "this } closes no block",
      "Remove it, or find the block that lost its {.",
    );
    return brace + 1;
  }
  const frame = stack.pop();
  if (frame?.directive) (frame.directive as { end: number }).end = brace + 1;
  return brace + 1;
}

/** Words that no `;` ends still count: a lost semicolon must not hide what was written. */
function endUnfinished(reader: Reader): void {
  const last = reader.words.at(-1);
  const first = reader.words[0];
  if (!last || !first) return;
  const end = endOf(last);
  const name = first.text.slice(0, 60);
  report(reader, first.span.start, end, `the directive ${name} is not ended`, "End it with a semicolon.");
  add(reader, end);
}

/** Behind a word, its closing quote included. */
function endOf(word: NginxWord): number {
  return word.span.end + (word.quoted ? 1 : 0);
}

function finish(reader: Reader): void {
  const { stack, text } = reader;
  endUnfinished(reader);
  const innermost = stack.at(-1)?.directive;
  if (innermost) {
    const { start, end } = innermost.head;
    report(
      reader,
      start,
      end,
      `the block ${innermost.name.slice(0, 60)} is not closed`,
      "Close the block with }.",
    );
  }
  while (stack.length > 1) {
    const directive = stack.pop()?.directive;
    if (directive) (directive as { end: number }).end = text.length;
  }
}

/** Turns the words read so far into a directive of the innermost block. */
function add(reader: Reader, end: number): NginxDirective | undefined {
  const { words, stack } = reader;
  const [name, ...args] = words;
  if (!name) return undefined;
  reader.words = [];
  const last = args.at(-1) ?? name;
  const start = name.span.start - (name.quoted ? 1 : 0);
  const directive: NginxDirective = {
    name: name.text,
    nameSpan: name.span,
    args,
    head: { start, end: endOf(last) },
    start,
    end,
  };
  stack.at(-1)?.list.push(directive);
  return directive;
}

/** A word up to a blank, `;`, or a `{` that belongs to no `${`. */
function readBare(reader: Reader, start: number): number {
  const { text, words } = reader;
  let i = start;
  let escaped = false;
  while (i < text.length) {
    const char = text[i];
    if (char === "\\") {
      escaped = true;
      i += 2;
    } else if (char === "$" && text[i + 1] === "{") i += 2;
    else if (char === "{" || char === "<") {
      const action = endOfAction(text, i);
      if (action === undefined && char === "{") break;
      i = action ?? i + 1;
    } else if (char === ";" || char === " " || char === "\t" || char === "\n" || char === "\r") break;
    else i++;
  }
  const end = Math.min(i, text.length);
  if (end === start) return start + 1;
  const raw = text.slice(start, end);
  words.push({ text: escaped ? unescaped(raw) : raw, span: { start, end }, quoted: false });
  return end;
}

function readQuoted(reader: Reader, start: number): number | undefined {
  const { text, words, open } = reader;
  const quote = text[start] ?? "";
  if (open.has(quote)) return undefined;
  let i = start + 1;
  while (i < text.length && text[i] !== quote) i += text[i] === "\\" ? 2 : 1;
  if (i >= text.length) {
    open.add(quote);
    report(reader, start, start + 1, "this quote is not closed", `Close the word with ${quote}.`);
    return undefined;
  }
  words.push({ text: unescaped(text.slice(start + 1, i)), span: { start: start + 1, end: i }, quoted: true });
  return i + 1;
}

const escapes: Record<string, string> = { '"': '"', "'": "'", "\\": "\\", t: "\t", r: "\r", n: "\n" };

/** nginx undoes these six escapes and keeps every other backslash. */
function unescaped(raw: string): string {
  if (!raw.includes("\\")) return raw;
  return raw.replace(/\\([\s\S])/g, (written, char: string) =>
    Object.hasOwn(escapes, char) ? (escapes[char] ?? written) : written,
  );
}

function report(reader: Reader, start: number, end: number, message: string, hint: string): void {
  reader.file.diagnostics.push(syntaxError(reader.source, start, end, message, hint));
}
