/**
 * Joins path segments with forward slashes and resolves `.` and `..`; leading `..` are kept. "." is the empty path.
 */
export function joinPath(...segments: string[]): string {
  const parts: string[] = [];
  let absolute = false;
  for (const segment of segments) {
    if (segment.startsWith("/")) {
      absolute = true;
      parts.length = 0;
    }
    for (const part of segment.split("/")) {
      if (part === "" || part === ".") continue;
      if (part === ".." && parts.length > 0 && parts[parts.length - 1] !== "..") parts.pop();
      else if (part !== ".." || !absolute) parts.push(part);
    }
  }
  const joined = parts.join("/");
  if (absolute) return `/${joined}`;
  return joined === "" ? "." : joined;
}

/** The folder of a path; "." at the top. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  if (slash < 0) return ".";
  return slash === 0 ? "/" : path.slice(0, slash);
}

/** The last segment of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The way from one folder to another, as Terraform prints `path.module`: `.`, `modules/x`, `../..`. */
export function relativePath(from: string, to: string): string {
  const start = from === "." ? [] : from.split("/");
  const end = to === "." ? [] : to.split("/");
  let common = 0;
  while (common < start.length && common < end.length && start[common] === end[common]) common++;
  const up = start.slice(common).map(() => "..");
  return [...up, ...end.slice(common)].join("/") || ".";
}

/** Is the module source a local path (https://developer.hashicorp.com/terraform/language/modules/sources)? */
export function isLocalSource(source: string): boolean {
  return source === "." || source === ".." || source.startsWith("./") || source.startsWith("../");
}
