import { compilePattern, matches } from "./pattern.ts";

/** `*` for any run of characters and `?` for one, in a text that is no path; at most length × length steps. */
export function matchesGlob(glob: string, text: string): boolean {
  let g = 0;
  let star = -1;
  let mark = 0;
  for (let t = 0; t < text.length; ) {
    // The star first: a text may hold one, too.
    if (glob[g] === "*") {
      star = g++;
      mark = t;
    } else if (g < glob.length && (glob[g] === "?" || glob[g] === text[t])) {
      g++;
      t++;
    } else if (star >= 0) {
      g = star + 1;
      t = ++mark;
    } else return false;
  }
  while (glob[g] === "*") g++;
  return g === glob.length;
}

/**
 * Does a glob as .gitignore has them (`**` over folders, a name without a slash at any depth) pick the path, or a
 * folder that holds it?
 * @param path with forward slashes
 */
export function matchesPath(glob: string, path: string): boolean {
  const pattern = compilePattern(glob.replace(/^\.\//, ""));
  if (!pattern) return false;
  const parts = path.split("/");
  for (let n = 1; n <= parts.length; n++)
    if (matches(pattern, parts.slice(0, n), 0, n < parts.length)) return true;
  return false;
}
