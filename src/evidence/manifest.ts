import { createHash } from "node:crypto";
import { safeJson } from "../report/escape.ts";
import type { Provenance } from "./evidence.ts";

/** What tells an evidence folder from any other. */
const manifestKind = "crosswalk-evidence";

export interface Manifest {
  kind: typeof manifestKind;
  schemaVersion: "1";
  generatedAt: string;
  tool: Provenance["tool"];
  policies: Provenance["policies"];
  repository?: Provenance["repository"];
  settingsDigest: string;
  settingsFiles: Provenance["settingsFiles"];
  /** One digest over the sorted list of inputs; each of them stands in evidence.json. */
  inputsDigest: string;
  inputs: number;
  files: ManifestEntry[];
}

interface ManifestEntry {
  path: string;
  bytes: number;
  sha256: string;
}

/** SHA-256 of the bytes, or of the text in UTF-8, in hex. */
export function digest(content: Uint8Array | string): string {
  return createHash("sha256").update(content).digest("hex");
}

/**
 * Closes an evidence folder: adds `manifest.json`, which names every other file with its digest, and
 * `manifest.sha256`, which `sha256sum --check` reads.
 */
export function closeWithManifest(
  files: ReadonlyMap<string, string>,
  provenance: Provenance,
): Map<string, string> {
  const entries = [...files]
    .map(([path, text]) => ({ path, bytes: Buffer.byteLength(text), sha256: digest(text) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const { tool, policies, repository, generatedAt, settingsFiles, settings, inputs } = provenance;
  const manifest: Manifest = {
    kind: manifestKind,
    schemaVersion: "1",
    generatedAt,
    tool,
    policies,
    ...(repository && { repository }),
    settingsDigest: digest(JSON.stringify(settings)),
    settingsFiles,
    inputsDigest: digest(inputs.map(({ path, sha256: sum }) => `${sum}  ${path}\n`).join("")),
    inputs: inputs.length,
    files: entries,
  };
  const text = `${safeJson(manifest)}\n`;
  const sums = [...entries, { path: "manifest.json", sha256: digest(text) }]
    .map((entry) => `${entry.sha256}  ${entry.path}\n`)
    .join("");
  return new Map([...files, ["manifest.json", text], ["manifest.sha256", sums]]);
}

/** Reads a manifest; undefined when the text is none. */
export function readManifest(text: string): Manifest | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return undefined;
    const { kind, files } = value as Partial<Manifest>;
    if (kind !== manifestKind || !Array.isArray(files)) return undefined;
    const sound = files.every(
      (entry: unknown) =>
        typeof entry === "object" &&
        entry !== null &&
        typeof (entry as ManifestEntry).path === "string" &&
        typeof (entry as ManifestEntry).sha256 === "string",
    );
    return sound ? (value as Manifest) : undefined;
  } catch {
    return undefined;
  }
}
