/**
 * One line of an ignore file, compiled.
 * Own matcher instead of regular expressions: an ignore file comes with the scanned repository, and a pattern such
 * as `*a*a*a*a*b` must not be able to hang the scan. Matching takes at most pattern × path steps.
 * Syntax: https://git-scm.com/docs/gitignore#_pattern_format
 */
export interface Pattern {
  negated: boolean;
  folderOnly: boolean;
  /** The pattern holds a slash before its end: it counts from the ignore file's folder. */
  anchored: boolean;
  segments: readonly Segment[];
}

type Segment = "**" | string | readonly Token[];
type Token = "?" | "*" | { char: string } | { accepts: (char: string) => boolean };

const longest = 1024;

/** Compiles one line; undefined for blank lines, comments and what no path can match. */
export function compilePattern(line: string): Pattern | undefined {
  let text = line.replace(/\r$/, "");
  if (text.length > longest || text.startsWith("#")) return undefined;
  text = withoutTrailingSpaces(text);
  const negated = text.startsWith("!");
  if (negated) text = text.slice(1);
  const folderOnly = text.endsWith("/");
  if (folderOnly) text = text.slice(0, -1);
  if (text === "" || text === "/") return undefined;
  const anchored = text.includes("/");
  const parts = text.replace(/^\//, "").split("/");
  const segments: Segment[] = anchored ? [] : ["**"];
  for (const part of parts) {
    if (part === "**") {
      if (segments.at(-1) !== "**") segments.push("**");
      continue;
    }
    const segment = compileSegment(part);
    if (segment === undefined) return undefined;
    segments.push(segment);
  }
  return { negated, folderOnly, anchored, segments };
}

/** Does the pattern match the path, given as its segments from `from` on? */
export function matches(pattern: Pattern, path: readonly string[], from: number, folder: boolean): boolean {
  if (pattern.folderOnly && !folder) return false;
  const { segments } = pattern;
  let s = 0;
  let p = from;
  let star = -1;
  let retry = 0;
  while (p < path.length) {
    const segment = segments[s];
    if (segment === "**") {
      if (s === segments.length - 1) return true;
      star = s++;
      retry = p;
    } else if (segment !== undefined && matchesSegment(segment, path[p] ?? "")) {
      s++;
      p++;
    } else if (star >= 0) {
      s = star + 1;
      p = ++retry;
    } else return false;
  }
  return s === segments.length;
}

/** May something below the folder match? A pattern without a slash says nothing of where; the answer is no. */
export function mayMatchBelow(pattern: Pattern, path: readonly string[], from: number): boolean {
  if (!pattern.anchored) return false;
  for (let i = 0; i + from < path.length; i++) {
    const segment = pattern.segments[i];
    if (segment === "**") return true;
    if (segment === undefined || !matchesSegment(segment, path[i + from] ?? "")) return false;
  }
  return true;
}

function withoutTrailingSpaces(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === " " && text[end - 2] !== "\\") end--;
  return text.slice(0, end);
}

function compileSegment(text: string): Segment | undefined {
  if (!/[*?[\\]/.test(text)) return text;
  const tokens: Token[] = [];
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? "";
    if (char === "\\") {
      if (i + 1 >= text.length) return undefined;
      tokens.push({ char: text[++i] ?? "" });
    } else if (char === "*") {
      if (tokens.at(-1) !== "*") tokens.push("*");
    } else if (char === "?") tokens.push("?");
    else if (char === "[") {
      const set = compileClass(text, i);
      if (!set) return undefined;
      tokens.push({ accepts: set.accepts });
      i = set.end;
    } else tokens.push({ char });
  }
  return tokens;
}

const named: Record<string, (char: string) => boolean> = {
  alnum: (char) => /^[0-9A-Za-z]$/.test(char),
  alpha: (char) => /^[A-Za-z]$/.test(char),
  digit: (char) => /^[0-9]$/.test(char),
  lower: (char) => /^[a-z]$/.test(char),
  upper: (char) => /^[A-Z]$/.test(char),
  space: (char) => /^\s$/.test(char),
  punct: (char) => /^[!-/:-@[-`{-~]$/.test(char),
  xdigit: (char) => /^[0-9A-Fa-f]$/.test(char),
};

/** A bracket expression that starts at `start`; undefined when it is not closed, which matches nothing. */
function compileClass(
  text: string,
  start: number,
): { accepts: (char: string) => boolean; end: number } | undefined {
  let i = start + 1;
  const inverted = text[i] === "!" || text[i] === "^";
  if (inverted) i++;
  const tests: Array<(char: string) => boolean> = [];
  for (let first = true; i < text.length; first = false, i++) {
    if (text[i] === "]" && !first)
      return { accepts: (char) => tests.some((one) => one(char)) !== inverted, end: i };
    const close = text.startsWith("[:", i) ? text.indexOf(":]", i) : -1;
    if (close > 0) {
      const test = named[text.slice(i + 2, close)];
      if (!test) return undefined;
      tests.push(test);
      i = close + 1;
      continue;
    }
    if (text[i] === "\\") i++;
    const low = text[i] ?? "";
    if (text[i + 1] === "-" && i + 2 < text.length && text[i + 2] !== "]") {
      i += text[i + 2] === "\\" ? 3 : 2;
      const high = text[i] ?? "";
      tests.push((char) => char >= low && char <= high);
    } else tests.push((char) => char === low);
  }
  return undefined;
}

function matchesSegment(segment: Segment, name: string): boolean {
  if (typeof segment === "string") return segment === name;
  let t = 0;
  let n = 0;
  let star = -1;
  let retry = 0;
  while (n < name.length) {
    const token = segment[t];
    if (token === "*") {
      star = t++;
      retry = n;
    } else if (token !== undefined && acceptsOne(token, name[n] ?? "")) {
      t++;
      n++;
    } else if (star >= 0) {
      t = star + 1;
      n = ++retry;
    } else return false;
  }
  while (segment[t] === "*") t++;
  return t === segment.length;
}

function acceptsOne(token: Token, char: string): boolean {
  if (token === "?") return true;
  if (token === "*") return false;
  return "char" in token ? token.char === char : token.accepts(char);
}
