import { type Node, type ParseError, parseTree, printParseErrorCode, visit } from "jsonc-parser";
import type { Diagnostic } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";
import type { Span } from "../../text/span.ts";
import { syntaxError } from "../config-syntax.ts";

/** A JSON text as its reader gives it. */
export interface JsonFile {
  source: Source;
  /** Undefined when there is nothing in it that could be read. */
  root: Node | undefined;
  comments: Span[];
  diagnostics: Diagnostic[];
}

/** Deeper texts are not read: no configuration nests so far, and readers recurse. */
const maxDepth = 200;
/** A broken file is told by its first faults. */
const maxFaults = 5;

/**
 * Reads a JSON text with the places of all values. Never throws: what is broken is passed over with a diagnostic, and
 * the rest is read. Comments and trailing commas are read everywhere and told where the program that owns the file would
 * refuse them (RFC 8259).
 * @param comments true where the program takes comments and trailing commas (.NET's configuration, Orthanc)
 */
export function parseJson(source: Source, { comments }: { comments: boolean }): JsonFile {
  const file: JsonFile = { source, root: undefined, comments: [], diagnostics: [] };
  const { text } = source;
  const deep = tooDeep(text);
  if (deep !== undefined) {
    const hint = "Configuration that nests so far is not read.";
    file.diagnostics.push(syntaxError(source, deep, deep + 1, `more than ${maxDepth} levels`, hint));
    return file;
  }
  const faults: ParseError[] = [];
  file.root = parseTree(text, faults, { allowTrailingComma: true, disallowComments: false });
  for (const { offset, length, error } of faults.slice(0, maxFaults)) {
    const message = `this JSON is broken: ${printParseErrorCode(error)}`;
    const hint = "What could be read is judged; the rest is not.";
    file.diagnostics.push(syntaxError(source, offset, offset + Math.max(1, length), message, hint));
  }
  if (/\/[/*]/.test(text)) {
    visit(
      text,
      {
        onComment: (offset, length) => {
          file.comments.push({ start: offset, end: offset + length });
        },
      },
      { allowTrailingComma: true },
    );
    const [first] = file.comments;
    if (first && !comments)
      file.diagnostics.push(
        syntaxError(
          source,
          first.start,
          first.end,
          "JSON has no comments",
          "The program that reads this may refuse it.",
        ),
      );
  }
  return file;
}

/** The offset at which brackets nest deeper than any configuration does; text and comments are passed over. */
export function tooDeep(text: string): number | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) {
      for (i++; i < text.length && text.charCodeAt(i) !== 34; i++) if (text.charCodeAt(i) === 92) i++;
    } else if (code === 47 && text[i + 1] === "/") {
      while (i + 1 < text.length && text[i + 1] !== "\n") i++;
    } else if (code === 47 && text[i + 1] === "*") {
      const end = text.indexOf("*/", i + 2);
      i = end < 0 ? text.length : end + 1;
    } else if (code === 123 || code === 91) {
      if (++depth > maxDepth) return i;
    } else if (code === 125 || code === 93) depth--;
  }
  return undefined;
}
