import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { insertException, type Skeleton } from "../config/insert-exception.ts";
import { shownFrom } from "../discover/paths.ts";
import { gitTop } from "../discover/walk.ts";
import type { Finding } from "../judge/finding.ts";
import { type RunFlags, runScan } from "./run-scan.ts";
import { UsageError } from "./usage-error.ts";

/** `crosswalk except <fingerprint>`: writes the skeleton of a record for one finding into crosswalk.yaml, in place. */
export async function except(
  fingerprint: string,
  paths: readonly string[],
  flags: RunFlags & { id?: string },
): Promise<void> {
  if (!/^[0-9a-f]{8,64}$/.test(fingerprint))
    throw new UsageError(
      `"${fingerprint}" is no fingerprint, nor its first 8 or more characters`,
      "`crosswalk scan --format json` prints them.",
    );
  const { result, loaded, today, requirements } = await runScan(paths, {
    ...flags,
    profile: flags.profile ?? "all",
  });
  const broken = result.diagnostics.find((one) => one.code === "config-invalid");
  if (broken) throw new UsageError(`crosswalk.yaml is broken: ${broken.message}`);
  const found = result.findings.filter(
    (one) => one.fingerprint.startsWith(fingerprint) && (one.verdict === "fail" || one.verdict === "unknown"),
  );
  if (found.length === 0)
    throw new UsageError(`no finding has a fingerprint that begins with ${fingerprint}`);
  const finding = found[0] as Finding;
  if (found.some((one) => one.fingerprint !== finding.fingerprint))
    throw new UsageError(`${fingerprint} begins several fingerprints`, "Give more of its characters.");
  if (finding.policy.control === "")
    throw new UsageError(`${finding.policy.id} is about crosswalk.yaml itself and takes no exceptions`);

  const cwd = process.cwd();
  const path =
    loaded.path === undefined ? join(gitTop(cwd) ?? cwd, "crosswalk.yaml") : resolve(cwd, loaded.path);
  const before = existsSync(path) ? readFileSync(path, "utf8") : "";
  const skeleton: Skeleton = {
    id:
      flags.id ??
      nextId(
        result.exceptions.map((one) => one.record.id),
        today,
      ),
    policy: finding.policy.id,
    resources: [...new Set(found.flatMap((one) => one.addresses))].sort(),
    fingerprints: [finding.fingerprint.slice(0, 16)],
    citations: [
      ...finding.requirements.hipaa.map((one) => one.citation),
      ...finding.requirements.soc2.map((one) => one.criterion),
    ],
    hints: hintsOf(finding, (ref) => requirements.hipaa.some((one) => one.parent === ref)),
    today,
  };
  if (result.exceptions.some((one) => one.record.id === skeleton.id))
    throw new UsageError(`there is a record ${skeleton.id} already; an id is never used again`);
  const { text, line } = insertException(before, skeleton);
  try {
    writeFileSync(path, text);
  } catch (thrown) {
    throw new UsageError(`${shownFrom(cwd, path)} cannot be written: ${(thrown as Error).message}`);
  }
  process.stdout.write(
    `${shownFrom(cwd, path)}:${line}: wrote ${skeleton.id}; fill in what stands behind #\n`,
  );
}

/** EX-<year>-<number>, one after the highest of the year. */
function nextId(ids: readonly string[], today: string): string {
  const year = today.slice(0, 4);
  const numbers = ids.flatMap((id) => {
    const hit = new RegExp(`^EX-${year}-(\\d{1,6})$`).exec(id);
    return hit ? [Number(hit[1])] : [];
  });
  return `EX-${year}-${String(Math.max(0, ...numbers) + 1).padStart(3, "0")}`;
}

/** What each citation lets a record do, so that the type is chosen with open eyes. */
function hintsOf({ requirements }: Finding, hasParts: (ref: string) => boolean): string[] {
  return requirements.hipaa.map(({ citation, designation }) => {
    if (designation === "addressable")
      return `${citation} is addressable: an alternative may stand in its place`;
    const what = designation === "standard" ? "a standard" : designation;
    return hasParts(citation) && designation === "standard"
      ? `${citation} is ${what}: excepted only together with its addressable specifications`
      : `${citation} is ${what}: only risk-acceptance, and it stays contradicted`;
  });
}
