import { diffEvidence } from "../evidence/diff/diff.ts";
import { diffCsv, diffText } from "../evidence/diff/diff-text.ts";
import type { Evidence } from "../evidence/evidence.ts";
import { verifyFiles } from "../evidence/verify.ts";
import { safeJson } from "../report/escape.ts";
import { readFolder } from "./evidence-folder.ts";
import { oneOf } from "./select.ts";
import { UsageError } from "./usage-error.ts";

/**
 * `crosswalk evidence diff`: what changed between bodies of evidence.
 * @throws UsageError when a folder is no evidence, or not whole: changed evidence is not compared
 */
export function diffFolders(folders: readonly string[], flags: { format: string }): void {
  const format = oneOf(["text", "json", "csv"] as const, flags.format, "--format");
  if (folders.length < 2) throw new UsageError("evidence diff compares two or more folders");
  const diff = diffEvidence(folders.map(readEvidence));
  process.stdout.write(
    format === "json" ? `${safeJson(diff)}\n` : format === "csv" ? diffCsv(diff) : diffText(diff),
  );
}

function readEvidence(folder: string): Evidence {
  const found = readFolder(folder);
  if (!found.has("manifest.json"))
    throw new UsageError(`${folder} holds no manifest.json: it is no evidence`);
  const [problem] = verifyFiles(found);
  if (problem)
    throw new UsageError(
      `${folder}: ${problem.path}: ${problem.what}`,
      "Evidence that is not as it was written is not compared; crosswalk evidence verify names every such file.",
    );
  const bytes = found.get("evidence.json");
  const value = bytes instanceof Uint8Array ? parsed(Buffer.from(bytes).toString("utf8")) : undefined;
  if (!isEvidence(value)) throw new UsageError(`${folder}/evidence.json is not of schema version 1`);
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the comparison reads; a folder from elsewhere need not hold what its manifest promises. */
function isEvidence(value: unknown): value is Evidence {
  const { schemaVersion, provenance, requirements, ...rest } = (value ?? {}) as Partial<Evidence>;
  const lists = [
    rest.population,
    rest.policies,
    rest.exceptions,
    rest.notScanned,
    requirements?.hipaa,
    requirements?.soc2,
  ];
  return (
    schemaVersion === "1" &&
    lists.every(Array.isArray) &&
    lists.flat().every((one) => typeof one === "object" && one !== null) &&
    typeof provenance?.tool?.version === "string" &&
    typeof provenance.policies?.digest === "string" &&
    typeof provenance.settings === "object" &&
    Array.isArray(provenance.settingsFiles) &&
    !Number.isNaN(Date.parse(provenance.generatedAt))
  );
}
