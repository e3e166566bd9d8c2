import { existsSync, realpathSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { discover } from "../discover/discover.ts";
import type { PolicyMetadata } from "../evaluate/catalogue.ts";
import { readCatalogue, readDist, shards } from "../evaluate/shards.ts";
import type { Outcome } from "../evaluate/verdict.ts";
import type { Finding } from "../judge/finding.ts";
import type { Requirements } from "../judge/requirements.ts";
import type { ScanResult } from "../judge/result.ts";
import { run } from "../run.ts";
import { loadConfig } from "./config.ts";
import { type Format, formats, type Output, readOutput, useColor, writeReport } from "./outputs.ts";
import { oneOf, profiles, selectPolicies, severities } from "./select.ts";
import { type InputFlags, readInputs } from "./terraform-inputs.ts";
import { UsageError } from "./usage-error.ts";
import { toolVersion } from "./version.ts";

/** The flags of `crosswalk scan` as commander gives them. */
export interface ScanFlags extends InputFlags {
  format: string;
  output?: string[];
  failOn?: string;
  failOnUnknown?: boolean;
  verdicts?: string[];
  profile?: string;
  policy?: string[];
  control?: string[];
  framework?: string[];
  policyDir?: string[];
  config?: string;
  strict?: boolean;
  quiet?: boolean;
  inlineExceptions?: boolean;
}

const outcomes: readonly Outcome[] = ["fail", "unknown", "pass", "not-applicable"];

/**
 * `crosswalk scan`: prints the report and writes the files asked for.
 * @returns the exit code
 */
export async function scan(paths: readonly string[], flags: ScanFlags): Promise<number> {
  const format = oneOf(formats, flags.format, "--format");
  const outputs = (flags.output ?? []).map(readOutput);
  const verdicts = readVerdicts(flags.verdicts);
  const cwd = process.cwd();
  const { config, diagnostics: configProblems } = await loadConfig(cwd, { explicit: flags.config });
  const failOn = oneOf(
    [...severities, "none"] as const,
    flags.failOn ?? config.failOn ?? "high",
    "--fail-on",
  );
  const profile = oneOf(profiles, flags.profile ?? config.profile ?? "recommended", "--profile");
  const frameworks = flags.framework?.map((one) => oneOf(["hipaa", "soc2"] as const, one, "--framework"));

  const catalogue = readCatalogue();
  const requirements = readDist<Requirements>("requirements.json");
  const custom = await customPolicies(flags.policyDir ?? [], requirements);
  const chosen = selectPolicies([...catalogue.policies, ...custom.policies], {
    profile,
    policy: flags.policy,
    control: flags.control,
  });
  const given = readInputs(cwd, flags, process.env);
  const discovered = await discover({
    cwd,
    paths: paths.length > 0 ? [...paths] : ["."],
    include: config.include ?? [],
    exclude: config.exclude ?? [],
    varFiles: given.files,
  });
  const identityFolder = fromWorkTree(cwd);
  const result = await run(discovered, {
    policies: chosen,
    engine: shards(custom.shards),
    requirements,
    tool: { version: toolVersion(), policies: { version: catalogue.version, digest: catalogue.digest } },
    profile,
    failOn,
    ...(frameworks && { frameworks }),
    varFiles: [],
    inputs: given.inputs,
    declares: config.declares ?? [],
    assume: config.assume ?? [],
    ...(config.scope && { scope: config.scope }),
    include: config.include ?? [],
    known: new Set(
      [...catalogue.policies, ...custom.policies].flatMap((policy) => [policy.id, ...policy.aliases]),
    ),
    ...(identityFolder && { identityFolder }),
    inlineExceptions: flags.inlineExceptions !== false,
    progress: progressPrinter(),
  });
  result.diagnostics.unshift(...configProblems);
  clearProgress();

  const code = exitCode(result, flags, discovered.named);
  const context = { verdicts, flags, code, ...(frameworks && { frameworks }) };
  for (const output of outputs)
    writeReport(output.path, await render(result, output.format, { ...context, output }));
  process.stdout.write(await render(result, format, context));
  return code;
}

/** Folders relative to the top of the git work tree, so that the hook, the pull request and the audit agree. */
function fromWorkTree(cwd: string): ((folder: string) => string) | undefined {
  for (let top = cwd; ; top = dirname(top)) {
    if (existsSync(join(top, ".git"))) {
      return (folder) => relative(top, resolve(cwd, folder)).replaceAll("\\", "/") || ".";
    }
    if (dirname(top) === top) return undefined;
  }
}

function readVerdicts(given: string[] | undefined): ReadonlySet<Outcome> {
  if (!given) return new Set(["fail", "unknown"]);
  if (given.includes("all")) return new Set(outcomes);
  return new Set(given.map((one) => oneOf(outcomes, one, "--verdicts")));
}

async function customPolicies(
  folders: readonly string[],
  requirements: Requirements,
): Promise<{ policies: PolicyMetadata[]; shards: Map<string, Uint8Array<ArrayBuffer>> }> {
  if (folders.length === 0) return { policies: [], shards: new Map() };
  if (folders.length > 1)
    throw new UsageError("--policy-dir may be given once", "Put your policies into one folder.");
  const { loadCustomPolicies } = await import("../evaluate/custom.ts");
  const controls = new Set(requirements.controls.map((control) => control.id));
  try {
    return loadCustomPolicies(folders[0] ?? "", [realpathSync(process.cwd())], controls);
  } catch (thrown) {
    throw new UsageError((thrown as Error).message);
  }
}

interface RenderContext {
  verdicts: ReadonlySet<Outcome>;
  flags: ScanFlags;
  code: number;
  frameworks?: ReadonlyArray<"hipaa" | "soc2">;
  /** Set for a file, absent for standard output. */
  output?: Output;
}

async function render(result: ScanResult, format: Format, context: RenderContext): Promise<string> {
  if (format === "json") {
    const { renderJson } = await import("../report/json.ts");
    return renderJson(result, { verdicts: context.verdicts });
  }
  if (format === "sarif") {
    const { renderSarif } = await import("../report/sarif.ts");
    return renderSarif(result, { verdicts: context.verdicts });
  }
  const { renderText } = await import("../report/text.ts");
  return renderText(result, {
    color: !context.output && useColor(process.stdout),
    width: context.output ? 100 : Math.max(60, Math.min(process.stdout.columns ?? 100, 120)),
    quiet: context.flags.quiet === true,
    verdicts: context.verdicts,
    exitCode: context.code,
    ...(context.frameworks && { frameworks: context.frameworks }),
  });
}

/** Exit codes of design.md: 2 wins over 1, 1 over 3. */
function exitCode(result: ScanResult, flags: ScanFlags, named: ReadonlySet<string>): number {
  const untrusted = result.diagnostics.some(
    (one) => one.code.startsWith("policy-") || one.code === "config-invalid" || one.code === "path-not-found",
  );
  if (untrusted) return 2;
  if (result.gate.failing > 0) return 1;
  // What a comment quiets or lies aside does not gate.
  const open = (one: Finding): boolean => one.verdict === "unknown" && one.status === "open";
  if (flags.failOnUnknown && result.findings.some(open)) return 1;
  const gaps = result.notScanned.filter((one) => one.cause !== "binary");
  if (flags.strict && gaps.length > 0) return 3;
  return gaps.some((one) => named.has(one.path)) ? 3 : 0;
}

const quietFor = 1000;
let progressShown = false;

/** Prints what the run is at on a terminal's standard error, once it has taken a second. */
function progressPrinter(): (what: string) => void {
  if (!process.stderr.isTTY) return () => {};
  const started = performance.now();
  return (what) => {
    if (performance.now() - started < quietFor) return;
    progressShown = true;
    const shown = what.replace(/[^\x20-\x7e]/g, "?").slice(0, 70);
    process.stderr.write(`\r\x1b[Kcrosswalk: ${shown}`);
  };
}

function clearProgress(): void {
  if (progressShown) process.stderr.write("\r\x1b[K");
  progressShown = false;
}
