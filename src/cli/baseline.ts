import { writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { type BaselineEntry, type BaselineFile, writeBaseline } from "../config/baseline-file.ts";
import { shownFrom } from "../discover/paths.ts";
import type { Finding } from "../judge/finding.ts";
import { type BaselineUse, baselinePath, loadBaseline } from "./baseline-use.ts";
import { Git } from "./git.ts";
import { useColor } from "./outputs.ts";
import { type RunFlags, runScan, type ScanRun } from "./run-scan.ts";
import { UsageError } from "./usage-error.ts";

/** `crosswalk baseline create`: all open violations become known ones; those that were known keep their date. */
export async function createBaseline(paths: readonly string[], flags: RunFlags): Promise<void> {
  const { use, scanned } = await judged(paths, flags);
  const old = new Map(use.file.entries.map((entry) => [entry.fingerprint, entry]));
  const entries = entriesOf(scanned, use, (finding) => {
    const before = old.get(finding.fingerprint);
    const since = finding.baseline && !finding.baseline.lapsed ? finding.baseline.since : undefined;
    return since ?? (before && !finding.baseline?.lapsed ? before.since : scanned.today);
  });
  write(use, entries);
  process.stdout.write(
    `${use.path}: ${plural(entries.length)}, ${entries.filter((one) => one.since === scanned.today).length} of today\n`,
  );
}

/** `crosswalk baseline prune`: takes out what is fixed, and adds nothing. */
export async function pruneBaseline(paths: readonly string[], flags: RunFlags): Promise<void> {
  const { use, scanned } = await judged(paths, flags, true);
  const entries = entriesOf(scanned, use, ({ baseline }) => (baseline?.lapsed ? undefined : baseline?.since));
  write(use, entries);
  process.stdout.write(
    `${use.path}: ${plural(entries.length)} left, ${use.file.entries.length - entries.length} removed\n`,
  );
}

/** `crosswalk baseline show`: the entries with their ages. */
export async function showBaseline(paths: readonly string[], flags: RunFlags): Promise<void> {
  const { use, scanned } = await judged(paths, flags, true);
  const states = new Map<string, "known" | "lapsed">();
  for (const { fingerprint, former, baseline, verdict } of scanned.result.findings)
    if (baseline && verdict === "fail")
      states.set(former ?? fingerprint, baseline.lapsed ? "lapsed" : "known");
  const { renderBaseline } = await import("../report/baseline.ts");
  const now = Date.parse(`${scanned.today}T00:00:00Z`);
  const shown = use.file.entries
    .map((entry) => ({
      entry,
      state: states.get(entry.fingerprint) ?? ("gone" as const),
      days: Math.round((now - Date.parse(`${entry.since}T00:00:00Z`)) / 86_400_000),
    }))
    .sort((a, b) => b.days - a.days);
  process.stdout.write(
    renderBaseline(shown, { color: useColor(process.stdout), width: process.stdout.columns ?? 100 }),
  );
}

async function judged(
  paths: readonly string[],
  flags: RunFlags,
  mustExist = false,
): Promise<{ use: BaselineUse; scanned: ScanRun }> {
  const cwd = process.cwd();
  const { loadConfig } = await import("./config.ts");
  const { path: config } = await loadConfig(cwd, { explicit: flags.config, organization: flags.orgConfig });
  const named = typeof flags.baseline === "string" ? flags.baseline : undefined;
  const known = mustExist || named === undefined ? await loadBaseline(cwd, config, undefined) : undefined;
  const use =
    (named === undefined ? known : await loadNamed(cwd, config, named, mustExist)) ??
    (mustExist ? undefined : fresh(shownFrom(cwd, baselinePath(cwd, config, named))));
  if (!use) throw new UsageError("there is no baseline", "`crosswalk baseline create` writes one.");
  const scanned = await runScan(paths, flags, { baseline: use });
  const broken = scanned.result.diagnostics.find(
    (one) => one.code.startsWith("policy-") || one.code === "config-invalid" || one.code === "path-not-found",
  );
  if (broken)
    throw new UsageError(`no trustworthy result: ${broken.message}`, "The baseline was left as it is.");
  return { use, scanned };
}

async function loadNamed(
  cwd: string,
  config: string | undefined,
  named: string,
  mustExist: boolean,
): Promise<BaselineUse | undefined> {
  const { existsSync } = await import("node:fs");
  return mustExist || existsSync(resolve(cwd, named)) ? loadBaseline(cwd, config, named) : undefined;
}

function fresh(path: string): BaselineUse {
  return {
    path,
    file: {
      schemaVersion: "1",
      salt: Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("hex"),
      entries: [],
    },
  };
}

/** @param since when a finding was first known; undefined leaves it out */
function entriesOf(
  { result }: ScanRun,
  use: BaselineUse,
  since: (finding: Finding) => string | undefined,
): BaselineEntry[] {
  const folder = dirname(resolve(process.cwd(), use.path));
  const entries = new Map<string, BaselineEntry>();
  for (const finding of result.findings) {
    const { verdict, status, policy, resource, severity, fingerprint, valueDigest } = finding;
    if (verdict !== "fail" || policy.control === "" || (status !== "open" && status !== "baselined"))
      continue;
    const date = since(finding);
    if (date === undefined) continue;
    const path = relative(folder, resolve(process.cwd(), finding.at.source.path)).replaceAll("\\", "/");
    entries.set(fingerprint, {
      fingerprint,
      policy: policy.id,
      path,
      address: resource.address,
      severity,
      since: date,
      ...(valueDigest !== undefined && { value: valueDigest }),
    });
  }
  return [...entries.values()];
}

function write(use: BaselineUse, entries: BaselineEntry[]): void {
  const commit = Git.around(process.cwd())?.head();
  const file: BaselineFile = {
    schemaVersion: "1",
    salt: use.file.salt,
    ...(commit !== undefined && { commit }),
    entries,
  };
  try {
    writeFileSync(use.path, writeBaseline(file));
  } catch (thrown) {
    throw new UsageError(`${use.path} cannot be written: ${(thrown as Error).message}`);
  }
}

function plural(n: number): string {
  return n === 1 ? "1 entry" : `${n} entries`;
}
