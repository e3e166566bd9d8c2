import { existsSync, realpathSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type { Config } from "../config/config.ts";
import { type Discovered, discover } from "../discover/discover.ts";
import { isWithin } from "../discover/paths.ts";
import type { Catalogue, PolicyMetadata, Profile, Severity } from "../evaluate/catalogue.ts";
import { readCatalogue, readDist, shards } from "../evaluate/shards.ts";
import type { Requirements } from "../judge/requirements.ts";
import type { ScanResult } from "../judge/result.ts";
import { run } from "../run.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import type { BaselineUse } from "./baseline-use.ts";
import { type LoadedConfig, loadConfig } from "./config.ts";
import { declaredFolders, modelOptions, strayRoots } from "./model-options.ts";
import { clearProgress, progressPrinter } from "./progress.ts";
import { readDay } from "./read-day.ts";
import { oneOf, profiles, selectPolicies, severities } from "./select.ts";
import { type InputFlags, readInputs } from "./terraform-inputs.ts";
import { UsageError } from "./usage-error.ts";
import { toolVersion } from "./version.ts";

/** The flags that decide what is scanned and judged, as commander gives them; every command that scans has them. */
export interface RunFlags extends InputFlags {
  failOn?: string;
  failOnUnknown?: boolean;
  profile?: string;
  policy?: string[];
  control?: string[];
  framework?: string[];
  policyDir?: string[];
  config?: string;
  orgConfig?: string;
  inlineExceptions?: boolean;
  /** YYYY-MM-DD */
  asOf?: string;
  /** A path; false with --no-baseline. */
  baseline?: string | boolean;
}

/** A scan with all that went into it. */
export interface ScanRun {
  result: ScanResult;
  discovered: Discovered;
  loaded: LoadedConfig;
  /** The policies that ran, as the configuration changed them. */
  policies: readonly PolicyMetadata[];
  catalogue: Catalogue;
  requirements: Requirements;
  profile: Profile;
  failOn: Severity | "none";
  failOnUnknown: boolean;
  /** The day on which dates were judged, YYYY-MM-DD. */
  today: string;
  frameworks?: ReadonlyArray<"hipaa" | "soc2">;
}

/**
 * Loads the settings, finds the files, and runs the whole line over them.
 * @param known a baseline to use instead of the file
 * @throws UsageError for a flag that cannot be followed
 */
export async function runScan(
  paths: readonly string[],
  flags: RunFlags,
  known: { baseline?: BaselineUse } = {},
): Promise<ScanRun> {
  const cwd = process.cwd();
  const sources = { explicit: flags.config, organization: flags.orgConfig };
  let loaded = await loadConfig(cwd, sources);
  const given = readInputs(cwd, flags, process.env);
  const find = ({ include, exclude }: Config): Promise<Discovered> =>
    discover({
      cwd,
      paths: paths.length > 0 ? [...paths] : ["."],
      include: include ?? [],
      exclude: exclude ?? [],
      varFiles: given.files,
    });
  let discovered = await find(loaded.config);
  const scanned = discovered.sources.map((source) => source.path);
  const nested = await loadConfig(cwd, { ...sources, scanned });
  if (nested.files.length > loaded.files.length) {
    const globs = ({ config }: LoadedConfig): string => JSON.stringify([config.include, config.exclude]);
    // Only when a nested file hides or adds something does the walk have to be done again.
    if (globs(nested) !== globs(loaded)) discovered = await find(nested.config);
    loaded = nested;
  }
  const { config } = loaded;
  const diagnostics: Diagnostic[] = [...loaded.diagnostics];

  const wanted = {
    profile: oneOf(profiles, flags.profile ?? config.profile ?? "recommended", "--profile"),
    failOn: oneOf([...severities, "none"] as const, flags.failOn ?? config.failOn ?? "high", "--fail-on"),
    failOnUnknown: flags.failOnUnknown ?? config.failOnUnknown ?? false,
    inlineExceptions: flags.inlineExceptions !== false,
    baseline: flags.baseline !== false,
  };
  const today = readDay(flags.asOf);
  let limited = wanted;
  if (config.enforced) {
    const { enforce } = await import("../config/enforce.ts");
    const held = enforce(wanted, config.enforced);
    limited = held.limited;
    for (const message of held.refused)
      diagnostics.push({ code: "config-enforced", severity: "warning", message });
  }
  const frameworks = flags.framework?.map((one) => oneOf(["hipaa", "soc2"] as const, one, "--framework"));

  const catalogue = readCatalogue();
  const requirements = readDist<Requirements>("requirements.json");
  const custom = await customPolicies(flags.policyDir ?? [], requirements);
  const all = [...catalogue.policies, ...custom.policies];
  let chosen: readonly PolicyMetadata[] = selectPolicies(all, {
    profile: limited.profile,
    policy: flags.policy,
    control: flags.control,
  });
  let adjusted: import("../config/adjust.ts").Adjusted | undefined;
  if (config.policies || config.nested || config.controls) {
    const { adjust } = await import("../config/adjust.ts");
    const controls = requirements.controls.map((control) => control.id);
    adjusted = adjust(chosen, config, { all, controls, named: flags.policy ?? [], path: loaded.path ?? "" });
    chosen = adjusted.policies;
    diagnostics.push(...adjusted.diagnostics);
  }
  diagnostics.push(...strayRoots(config, discovered.sources, loaded.path ?? ""));
  const identityFolder = fromWorkTree(cwd);
  const named = typeof flags.baseline === "string" ? flags.baseline : undefined;
  const baseline = limited.baseline
    ? (known.baseline ?? (await (await import("./baseline-use.ts")).loadBaseline(cwd, loaded.path, named)))
    : undefined;
  const history = config.exceptions ? (await import("./git.ts")).Git.around(cwd) : undefined;
  const result = await run(discovered, {
    policies: chosen,
    engine: shards(custom.shards),
    requirements,
    tool: { version: toolVersion(), policies: { version: catalogue.version, digest: catalogue.digest } },
    profile: limited.profile,
    failOn: limited.failOn,
    ...(frameworks && { frameworks }),
    ...modelOptions(config, given.inputs),
    declares: config.declares ?? [],
    assume: config.assume ?? [],
    nested: declaredFolders(config),
    ...(adjusted && { parameters: adjusted.parameters }),
    include: config.include ?? [],
    known: new Set(all.flatMap((policy) => [policy.id, ...policy.aliases])),
    ...(identityFolder && { identityFolder }),
    inlineExceptions: limited.inlineExceptions,
    today,
    whole: coversConfig(cwd, paths, loaded.path),
    ...(config.exceptions && { exceptions: config.exceptions }),
    ...(config.enforced?.exceptionDays !== undefined && { exceptionDays: config.enforced.exceptionDays }),
    ...(history && { history }),
    ...(config.controls && { controls: config.controls }),
    ...(config.organization && { organization: config.organization }),
    ...(baseline && { baseline }),
    progress: progressPrinter(),
  });
  clearProgress();
  result.diagnostics.unshift(...diagnostics);
  if (adjusted) result.adjustments = adjusted.adjustments;
  return {
    result,
    discovered,
    loaded,
    policies: chosen,
    catalogue,
    requirements,
    profile: limited.profile,
    failOn: limited.failOn,
    failOnUnknown: limited.failOnUnknown,
    today,
    ...(frameworks && { frameworks }),
  };
}

/** Does the scan cover the folder of crosswalk.yaml, or more? */
function coversConfig(cwd: string, paths: readonly string[], config: string | undefined): boolean {
  if (config === undefined) return true;
  const folder = dirname(resolve(cwd, config));
  return (paths.length > 0 ? paths : ["."]).some((path) => isWithin(resolve(cwd, path), folder));
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
