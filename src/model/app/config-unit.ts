import type { Source } from "../../text/source.ts";
import { type At, at, type Span } from "../../text/span.ts";
import type { Unit } from "../resource.ts";

/** An empty unit for a service's configuration; `path` is the file that leads it. */
export function configUnit(path: string, sources: readonly Source[]): Unit {
  return {
    id: `config:${path}`,
    kind: "config",
    folder: folderOf(path),
    resources: [],
    dangling: new Map(),
    missing: [],
    diagnostics: [],
    notScanned: [],
    sources: [...new Set(sources.map((source) => source.path))],
  };
}

/** The folder of a path; "." at the top. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "." : slash === 0 ? "/" : path.slice(0, slash);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

export function place(source: Source, span: Span): At {
  return at(source, span.start, span.end);
}

export function wholeText(source: Source): At {
  return at(source, 0, source.text.length);
}

/** Where a finding about an absent setting lands: the first line of a text, or of a part of it, that is not blank. */
export function firstLine(source: Source, within: Span = wholeText(source)): At {
  const { text } = source;
  let start = within.start;
  while (start < within.end && text.charCodeAt(start) <= 32) start++;
  let end = start;
  while (end < within.end && text[end] !== "\n" && text[end] !== "\r") end++;
  return at(source, start, end);
}

/** Sorts by path, so that the result does not depend on the order in which files were found. */
export function byPath<T extends { source: Source }>(files: readonly T[]): T[] {
  return [...files].sort((a, b) =>
    a.source.path < b.source.path ? -1 : a.source.path > b.source.path ? 1 : 0,
  );
}
