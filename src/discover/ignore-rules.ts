import { compilePattern, matches, mayMatchBelow, type Pattern } from "../text/pattern.ts";

/** More lines than this in one ignore file are not read: what they would hide is scanned. */
const mostPatterns = 5000;

/**
 * Ignore rules of one folder on top of those of the folders above it. As in git, a deeper file wins over a higher
 * one, and the last matching line of a file decides.
 */
export class IgnoreRules {
  readonly #above: IgnoreRules | undefined;
  readonly #patterns: readonly Pattern[];
  /** How many segments of a path lead to the folder that holds the rules. */
  readonly #depth: number;

  constructor(text: string, depth: number, above?: IgnoreRules) {
    this.#above = above;
    this.#depth = depth;
    this.#patterns = compileLines(text.split("\n"));
  }

  /** Is the path (its segments) ignored by itself? Folders above it are the walk's concern. */
  ignores(path: readonly string[], folder: boolean): boolean {
    for (let i = this.#patterns.length - 1; i >= 0; i--) {
      const pattern = this.#patterns[i];
      if (pattern && matches(pattern, path, this.#depth, folder)) return !pattern.negated;
    }
    return this.#above?.ignores(path, folder) ?? false;
  }
}

/**
 * The `include` or `exclude` list of crosswalk.yaml: globs counted from the working directory; `!` takes back. A glob
 * that matches a folder covers what lies in it.
 */
export class PathList {
  readonly #patterns: readonly Pattern[];

  constructor(lines: readonly string[]) {
    this.#patterns = compileLines(lines.map((line) => line.replace(/^(!?)(?:\.\/|\/)?/, "$1/")));
  }

  get empty(): boolean {
    return this.#patterns.length === 0;
  }

  /** Does the list name the path, or a folder it lies in? */
  names(path: readonly string[], folder: boolean): boolean {
    let named = false;
    for (let end = 1; end <= path.length; end++) {
      const part = path.slice(0, end);
      for (const pattern of this.#patterns) {
        if (matches(pattern, part, 0, folder || end < path.length)) named = !pattern.negated;
      }
    }
    return named;
  }

  /** May something below the folder be named? */
  reaches(folder: readonly string[]): boolean {
    return this.#patterns.some((pattern) => !pattern.negated && mayMatchBelow(pattern, folder, 0));
  }
}

function compileLines(lines: readonly string[]): Pattern[] {
  const patterns: Pattern[] = [];
  for (const line of lines.slice(0, mostPatterns)) {
    const pattern = compilePattern(line);
    if (pattern) patterns.push(pattern);
  }
  return patterns;
}
