import { verifyFiles } from "../evidence/verify.ts";
import { visible } from "../report/escape.ts";
import { readFolder } from "./evidence-folder.ts";
import { UsageError } from "./usage-error.ts";

/**
 * `crosswalk evidence verify`: is every file as it was written?
 * @returns 1 when one was changed, is missing or was added, each named; 0 when the folder is whole
 * @throws UsageError when the folder is no evidence at all
 */
export function verifyEvidence(folder: string): number {
  const found = readFolder(folder);
  if (!found.has("manifest.json") && !found.has("manifest.sha256"))
    throw new UsageError(`${folder} holds no manifest.json: it is no evidence`);
  const problems = verifyFiles(found);
  for (const { path, what } of problems) process.stdout.write(`${visible(path)}: ${what}\n`);
  process.stdout.write(
    problems.length === 0
      ? `${found.size} files are as they were written\n`
      : `${problems.length} of ${found.size} files are not as they were written\n`,
  );
  return problems.length === 0 ? 0 : 1;
}
