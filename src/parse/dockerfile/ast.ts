import type { Diagnostic } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";
import type { Span } from "../../text/span.ts";

/** A Dockerfile or Containerfile: its instructions in order, those that could not be read left out. */
export interface Dockerfile {
  source: Source;
  instructions: Instruction[];
  /** The character that continues lines and escapes: the backslash unless a directive at the top says the backtick. */
  escape: "\\" | "`";
  /** `# syntax=`, `# escape=` and `# check=` of the first lines, names in lower case. */
  directives: Directive[];
  comments: Span[];
  diagnostics: Diagnostic[];
}

interface Directive extends Span {
  name: string;
  value: string;
}

/** One instruction; the span runs from its keyword to the end of its last line, here-documents included. */
export interface Instruction {
  start: number;
  end: number;
  /** In upper case. */
  keyword: string;
  keywordSpan: Span;
  /** `--name=value` in front of the arguments. */
  flags: Flag[];
  /** The arguments in the JSON form; else split at blanks outside quotes, quotes and escapes left as written. */
  words: Word[];
  /** The arguments are a JSON array of texts, so no shell sees them. */
  exec: boolean;
  /** Of ENV, ARG and LABEL: the names with what they are set to. */
  pairs: Pair[];
  /** Of RUN, CMD, ENTRYPOINT, HEALTHCHECK in the shell form: the simple commands, also those of a here-document. */
  commands: Command[];
  heredocs: Heredoc[];
  /** All arguments behind the flags, continuation lines joined. */
  rest: Word;
  /** Of ONBUILD: what the build of an image on top of this one will run. */
  trigger?: Instruction;
}

/** A piece of an instruction as written, continuations taken out. */
export interface Word extends Span {
  text: string;
}

export interface Flag extends Span {
  name: string;
  /** Absent where none is written: `--link`. */
  value?: Word;
}

export interface Pair extends Span {
  name: string;
  nameSpan: Span;
  /** Quotes and escapes are left as written; absent in `ARG NAME`. */
  value?: Word;
}

/** One simple command of a shell text. */
export interface Command extends Word {
  /** The program, without folders, assignments before it, `sudo` and `exec`; empty for an assignment alone. */
  program: string;
  /** All words, quotes taken away, variables left as written. */
  words: string[];
  /** What it prints goes to the next command. */
  piped: boolean;
}

/** `<<EOF` and the lines up to its end. */
export interface Heredoc {
  name: string;
  /** Its lines, without the last one that ends it. */
  body: Span;
  /** Variables in it are replaced: its name is written without quotes. */
  expands: boolean;
}
