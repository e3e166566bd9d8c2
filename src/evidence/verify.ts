import { digest, readManifest } from "./manifest.ts";

/** A file of an evidence folder that is not as it was written. */
export interface Problem {
  path: string;
  what: "changed" | "not what manifest.sha256 says" | "missing" | "extra" | "not a file" | "unreadable";
}

/** A file as it lies in the folder; something else than a file has no content. */
export type Found = Uint8Array | "not a file" | "unreadable";

/**
 * Compares what lies in an evidence folder with its manifest, and the manifest with `manifest.sha256`.
 * @param found every entry below the folder by its path in it, with forward slashes
 * @returns what differs, by path; empty when the folder is whole
 */
export function verifyFiles(found: ReadonlyMap<string, Found>): Problem[] {
  const problems: Problem[] = [];
  const [manifest, sums] = [found.get("manifest.json"), found.get("manifest.sha256")];
  const listed = new Map<string, string>();
  if (manifest instanceof Uint8Array) {
    const read = readManifest(textOf(manifest));
    if (!read) problems.push({ path: "manifest.json", what: "changed" });
    for (const { path, sha256 } of read?.files ?? []) listed.set(path, sha256);
  } else problems.push({ path: "manifest.json", what: whatOf(manifest) });
  if (sums instanceof Uint8Array) {
    const stated = readSums(textOf(sums));
    if (!stated) problems.push({ path: "manifest.sha256", what: "changed" });
    else if (manifest instanceof Uint8Array && problems.length === 0) {
      const own = digest(manifest);
      if (stated.get("manifest.json") !== own)
        problems.push({ path: "manifest.json", what: "not what manifest.sha256 says" });
      else if ([...listed].some(([path, sum]) => stated.get(path) !== sum) || stated.size !== listed.size + 1)
        problems.push({ path: "manifest.sha256", what: "changed" });
    }
  } else problems.push({ path: "manifest.sha256", what: whatOf(sums) });
  for (const [path, sum] of listed) {
    const content = found.get(path);
    if (!(content instanceof Uint8Array)) problems.push({ path, what: whatOf(content) });
    else if (digest(content) !== sum) problems.push({ path, what: "changed" });
  }
  // Without a manifest nobody can tell what is extra.
  if (listed.size > 0)
    for (const path of found.keys())
      if (!listed.has(path) && path !== "manifest.json" && path !== "manifest.sha256")
        problems.push({ path, what: "extra" });
  return problems.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function textOf(content: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(content);
}

function whatOf(content: Found | undefined): Problem["what"] {
  return content === undefined || content instanceof Uint8Array ? "missing" : content;
}

/** `digest  path` lines; undefined when a line is no such. */
function readSums(text: string): Map<string, string> | undefined {
  const sums = new Map<string, string>();
  if (!text.endsWith("\n")) return undefined;
  for (const line of text.split("\n").slice(0, -1)) {
    const parts = /^([0-9a-f]{64}) {2}(.+)$/.exec(line);
    if (!parts) return undefined;
    sums.set(parts[2] ?? "", parts[1] ?? "");
  }
  return sums;
}
