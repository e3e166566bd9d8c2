import { isAbsolute, relative, sep } from "node:path";

/** A scan root: where it lies, where that really is when links are followed, and how it is printed. */
export interface Root {
  path: string;
  real: string;
  shown: string;
}

/** A path as everything outside discover sees it: from the working directory, with forward slashes. */
export function shownFrom(cwd: string, path: string): string {
  const short = relative(cwd, path) || ".";
  return sep === "/" ? short : short.replaceAll(sep, "/");
}

/** Does `path` lie in `folder`, or is it the folder itself? Both absolute and normalised. */
export function isWithin(folder: string, path: string): boolean {
  if (path === folder) return true;
  if (path.startsWith(folder) && (folder.endsWith(sep) || path[folder.length] === sep)) return true;
  if (sep === "/") return false;
  const way = relative(folder, path);
  return !way.startsWith("..") && !isAbsolute(way);
}

/** The segments of a shown path; none for ".". */
export function segmentsOf(shown: string): string[] {
  return shown === "." ? [] : shown.split("/");
}

/** Order of code units: the same on every machine, whatever its language. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
