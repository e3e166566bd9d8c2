import type { Source } from "../../text/source.ts";

/**
 * A path with `.` and `..` worked out; leading `..` stay, also a leading slash.
 * @internal Used by tests and scripts.
 */
export function normalise(path: string): string {
  const absolute = path.startsWith("/");
  const steps: string[] = [];
  for (const step of path.split("/")) {
    if (step === "" || step === ".") continue;
    if (step === ".." && steps.length > 0 && steps.at(-1) !== "..") steps.pop();
    else if (step !== ".." || !absolute) steps.push(step);
  }
  return `${absolute ? "/" : ""}${steps.join("/")}` || ".";
}

/** A path that a file in `folder` names. */
export function resolveFrom(folder: string, path: string): string {
  return normalise(path.startsWith("/") || folder === "." ? path : `${folder}/${path}`);
}

/** Does a path stay below the scan root of the file that names it? */
export function insideRoot(path: string, from: Source): boolean {
  const root = normalise(from.root);
  if (root === ".") return !path.startsWith("/") && path !== ".." && !path.startsWith("../");
  return path === root || path.startsWith(root === "/" ? "/" : `${root}/`);
}

/**
 * Does a path match a glob with `*`, `?` and `[abc]`, none of which crosses a slash? Works in time proportional to the
 * product of the lengths, whatever the pattern.
 */
export function matchesGlob(path: string, glob: string): boolean {
  const names = path.split("/");
  const patterns = glob.split("/");
  return names.length === patterns.length && names.every((name, i) => matchesName(name, patterns[i] ?? ""));
}

/** A glob's own characters. */
export function isGlob(path: string): boolean {
  return /[*?[]/.test(path);
}

function matchesName(name: string, pattern: string): boolean {
  // A wildcard does not match a leading dot.
  if (name.startsWith(".") && !pattern.startsWith(".")) return false;
  const steps = splitGlob(pattern);
  let at = 0;
  let from = 0;
  let star = -1;
  let retry = 0;
  while (at < name.length) {
    const step = steps[from];
    if (step === "*") {
      star = from++;
      retry = at;
    } else if (step !== undefined && matchesCharacter(name[at] ?? "", step)) {
      at++;
      from++;
    } else if (star >= 0) {
      from = star + 1;
      at = ++retry;
    } else return false;
  }
  while (steps[from] === "*") from++;
  return from === steps.length;
}

function splitGlob(pattern: string): string[] {
  const steps: string[] = [];
  for (let i = 0; i < pattern.length; i++) {
    const close = pattern[i] === "[" ? pattern.indexOf("]", i + 2) : -1;
    steps.push(close < 0 ? (pattern[i] ?? "") : pattern.slice(i, close + 1));
    if (close >= 0) i = close;
  }
  return steps;
}

function matchesCharacter(char: string, step: string): boolean {
  if (step === "?") return true;
  if (step.length < 3) return char === step;
  const negated = step[1] === "!" || step[1] === "^";
  const set = step.slice(negated ? 2 : 1, -1);
  let found = false;
  for (let i = 0; i < set.length; i++) {
    const low = set[i] ?? "";
    const range = set[i + 1] === "-" && i + 2 < set.length;
    const high = range ? (set[i + 2] ?? "") : low;
    if (range) i += 2;
    if (char >= low && char <= high) found = true;
  }
  return found !== negated;
}
