import type { Source } from "../../text/source.ts";
import type { Span } from "../../text/span.ts";
import { endOfAction, endOfLine, isBlank, nextLine, syntaxError } from "../config-syntax.ts";
import type { Command, Dockerfile, Instruction, Word } from "./ast.ts";
import { readHeredocs } from "./heredoc.ts";
import { joinLines } from "./lines.ts";
import { LogicalLine } from "./logical-line.ts";
import { splitCommands } from "./shell.ts";
import { readFlags, readJsonWords, readPairs, skipBlanks, splitWords } from "./words.ts";

const keywords = new Set(
  (
    "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER " +
    "VOLUME WORKDIR"
  ).split(" "),
);
const withPairs = new Set(["ARG", "ENV", "LABEL"]);
const withJson = new Set(["ADD", "CMD", "COPY", "ENTRYPOINT", "RUN", "SHELL", "VOLUME"]);
const withCommands = new Set(["CMD", "ENTRYPOINT", "RUN"]);
const withHeredocs = new Set(["ADD", "COPY", "RUN"]);

/** Here-documents of these programs are commands themselves. */
const shells = new Set(["sh", "bash", "dash", "ash", "zsh", "ksh"]);

interface Reader {
  source: Source;
  text: string;
  file: Dockerfile;
}

/**
 * Reads a Dockerfile as BuildKit does: directives at the top, continuation lines, here-documents, JSON forms, ONBUILD.
 * Never throws: what is no instruction is passed over with a diagnostic, and the rest is still read.
 * Source: Dockerfile reference, https://docs.docker.com/reference/dockerfile/.
 */
export function parseDockerfile(source: Source): Dockerfile {
  const { text } = source;
  const file: Dockerfile = {
    source,
    instructions: [],
    escape: "\\",
    directives: [],
    comments: [],
    diagnostics: [],
  };
  const reader: Reader = { source, text, file };
  let i = readDirectives(reader);
  while (i < text.length) {
    if (isBlank(text[i])) i++;
    else if (text[i] === "\n" || text[i] === "\r") i = nextLine(text, i);
    else if (text[i] === "#") i = readComment(reader, i);
    else i = readLine(reader, i);
  }
  if (file.instructions.length > 0 && !file.instructions.some(({ keyword }) => keyword === "FROM"))
    problem(
      reader,
      file.instructions[0]?.keywordSpan,
      "no FROM begins a stage",
      "Begin the image with FROM.",
    );
  return file;
}

const directive = /^#[ \t]*(syntax|escape|check)[ \t]*=[ \t]*(\S.*?)[ \t]*$/i;

/** Directives count only on the first lines, before any comment, empty line or instruction. */
function readDirectives({ text, file }: Reader): number {
  let i = 0;
  while (i < text.length) {
    const end = endOfLine(text, i);
    const match = directive.exec(text.slice(i, end).slice(0, 1000));
    if (!match?.[1] || !match[2]) return i;
    const name = match[1].toLowerCase();
    file.directives.push({ name, value: match[2], start: i, end });
    file.comments.push({ start: i, end });
    if (name === "escape" && (match[2] === "`" || match[2] === "\\")) file.escape = match[2];
    i = end < text.length ? nextLine(text, end) : end;
  }
  return i;
}

function readComment({ text, file }: Reader, start: number): number {
  const end = endOfLine(text, start);
  file.comments.push({ start, end });
  return end;
}

function readLine(reader: Reader, start: number): number {
  const { text, file } = reader;
  const joined = joinLines(text, start, file.escape, file.comments);
  const instruction = readInstruction(reader, joined.line, 0, joined.span);
  if (!instruction) {
    const templated = endOfAction(text, start) !== undefined;
    problem(
      reader,
      joined.span,
      templated ? "a template fills this line in" : "this line is no instruction",
      templated
        ? "Scan the rendered file too: what the template writes is not known here."
        : "Begin the line with an instruction such as RUN, or continue the line above with a backslash.",
    );
    return joined.next;
  }
  file.instructions.push(instruction);
  return withDocuments(reader, instruction, joined.next);
}

/** Reads an instruction from a joined line, without its here-documents; undefined when none begins there. */
function readInstruction(
  reader: Reader,
  line: LogicalLine,
  from: number,
  whole: Span,
): Instruction | undefined {
  const { text } = line;
  const { escape: mark } = reader.file;
  let stop = from;
  while (stop < text.length && isLetter(text.charCodeAt(stop))) stop++;
  const keyword = text.slice(from, stop).toUpperCase();
  if (!keywords.has(keyword) || (stop < text.length && !isBlank(text[stop]))) return undefined;
  const { flags, end: first } = readFlags(line, stop, mark);
  const last = Math.max(first, text.trimEnd().length);
  const nested = keyword === "HEALTHCHECK" && /^CMD(?:\s|$)/i.test(text.slice(first, first + 4));
  const begin = nested ? skipBlanks(text, first + 3) : first;
  const json = withJson.has(keyword) || nested ? readJsonWords(line, begin) : undefined;
  const shell = (withCommands.has(keyword) || nested) && !json;
  const instruction: Instruction = {
    ...whole,
    keyword,
    keywordSpan: line.span(from, stop),
    flags,
    words: json ?? splitWords(line, begin, mark),
    exec: json !== undefined,
    pairs: withPairs.has(keyword) ? readPairs(line, first, mark, keyword !== "ARG") : [],
    commands: shell ? splitCommands(line, begin) : [],
    heredocs: [],
    rest: line.word(first, last),
  };
  if (keyword === "ONBUILD") {
    // One level only: Docker allows no ONBUILD in an ONBUILD.
    const nestable = !/^ONBUILD\b/i.test(text.slice(first, first + 8));
    const span = { start: instruction.rest.start, end: whole.end };
    const trigger = nestable ? readInstruction(reader, line, first, span) : undefined;
    if (trigger) instruction.trigger = trigger;
    else problem(reader, whole, "ONBUILD names no instruction", "Write the instruction behind ONBUILD.");
  } else if (first >= last && keyword !== "CMD" && keyword !== "ENTRYPOINT")
    problem(reader, whole, `${keyword} has no arguments`, `Write what ${keyword} applies to.`);
  return instruction;
}

/** Reads the here-documents of an instruction, or of the one that it triggers, and what a shell makes of them. */
function withDocuments(reader: Reader, whole: Instruction, from: number): number {
  const instruction = whole.trigger ?? whole;
  if (!withHeredocs.has(instruction.keyword) || instruction.exec || !instruction.rest.text.includes("<<"))
    return from;
  const { heredocs, end, next, open } = readHeredocs(reader.text, instruction.words, from);
  if (heredocs.length === 0) return from;
  if (open)
    problem(reader, open, "this here-document is not ended", `End it with a line ${heredocs.at(-1)?.name}.`);
  instruction.heredocs = heredocs;
  whole.end = Math.max(whole.end, end);
  instruction.end = whole.end;
  if (instruction.keyword === "RUN") instruction.commands = documentCommands(reader, instruction);
  return next;
}

/** A here-document alone is the script itself; behind a shell it is its input; behind any other program it is data. */
function documentCommands({ text }: Reader, instruction: Instruction): Command[] {
  const outer = instruction.commands.filter(({ words }) => !words.every(isOpener));
  if (!outer.every(({ program, words }) => shells.has(program) || !words.some(isOpener))) return outer;
  const inner = instruction.heredocs.flatMap(({ body }) => {
    const line = new LogicalLine();
    line.add(text.slice(body.start, body.end), body.start);
    return splitCommands(line);
  });
  return [...outer, ...inner];
}

function isOpener(word: string): boolean {
  return /^\d*<<-?[^<]/.test(word);
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function problem(reader: Reader, place: Span | Word | undefined, message: string, hint: string): void {
  const { start, end } = place ?? { start: 0, end: 0 };
  reader.file.diagnostics.push(syntaxError(reader.source, start, end, message, hint));
}
