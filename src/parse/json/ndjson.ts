import { type Node, type ParseError, parseTree } from "jsonc-parser";
import type { Source } from "../../text/source.ts";
import { syntaxError } from "../config-syntax.ts";
import { type JsonFile, tooDeep } from "./json.ts";

/** So many lines of one file are read: an export of a server has millions, and each is judged alike. */
const maxLines = 1000;

/**
 * The lines of a newline-delimited JSON text that hold what is wanted, each a document with places in the whole text.
 * @param wanted lines that do not match are not parsed
 * @returns the documents, and how many wanted lines were left out for their number
 */
export function ndjsonLines(source: Source, wanted: RegExp): { lines: JsonFile[]; rest: number } {
  const { text } = source;
  const lines: JsonFile[] = [];
  let rest = 0;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    if (wanted.test(line)) {
      if (lines.length < maxLines) lines.push(lineFile(source, start, line));
      else rest++;
    }
    start = end + 1;
  }
  return { lines, rest };
}

function lineFile(source: Source, offset: number, line: string): JsonFile {
  const faults: ParseError[] = [];
  const root = tooDeep(line) !== undefined ? undefined : parseTree(line, faults, { disallowComments: true });
  const [fault] = faults;
  const diagnostics = fault
    ? [
        syntaxError(
          source,
          offset + fault.offset,
          offset + fault.offset + Math.max(1, fault.length),
          "this line is no JSON document",
          "Each line of NDJSON is a document of its own; the other lines are judged.",
        ),
      ]
    : [];
  return { source, root: root && moved(root, offset), comments: [], diagnostics };
}

function moved(node: Node, by: number): Node {
  return {
    ...node,
    offset: node.offset + by,
    ...(node.children && { children: node.children.map((child) => moved(child, by)) }),
  };
}
