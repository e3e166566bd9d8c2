import type { BaselineFile } from "./config/baseline-file.ts";
import type { ControlRecord, ExceptionRecord, NestedSettings, Organization } from "./config/config.ts";
import type { Discovered } from "./discover/discover.ts";
import type { PolicyMetadata, Profile, Severity } from "./evaluate/catalogue.ts";
import type { Engine, Evaluation } from "./evaluate/evaluate.ts";
import type { ControlReview } from "./judge/control-reviews.ts";
import type { Assumption, JudgeOptions } from "./judge/judge.ts";
import type { Requirements } from "./judge/requirements.ts";
import type { ScanResult } from "./judge/result.ts";
import type { Unit } from "./model/resource.ts";
import { apart, groups, joined } from "./run/groups.ts";
import { type ModelOptions, modelSources } from "./run/model-sources.ts";
import type { History } from "./text/history.ts";

/** What one scan needs beside its input. */
export interface RunOptions extends ModelOptions {
  policies: readonly PolicyMetadata[];
  engine: (shard: string) => Engine;
  requirements: Requirements;
  tool: { version: string; policies: { version: string; digest: string } };
  profile: Profile;
  failOn: Severity | "none";
  frameworks?: ReadonlyArray<"hipaa" | "soc2">;
  declares: readonly string[];
  assume: readonly Assumption[];
  /** What crosswalk.yaml files in folders say of those folders. */
  nested?: readonly NestedSettings[];
  /** Values of policies' parameters: policy id → name → value. */
  parameters?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  include: readonly string[];
  /** The day on which expiry and review dates are judged, YYYY-MM-DD; today when absent. */
  today?: string;
  exceptions?: readonly ExceptionRecord[];
  /** Longest time from an exception's approval to its expiry that the organization allows, in days. */
  exceptionDays?: number;
  /** The scan covers all that crosswalk.yaml may speak of: a record that matches nothing is then left over. */
  whole?: boolean;
  /** Tells the authors of records; without it their approvers are not checked. */
  history?: History;
  controls?: Readonly<Record<string, ControlRecord>>;
  organization?: Organization;
  /** Violations that are known, with the files that were renamed since (present path → path then). */
  baseline?: { file: BaselineFile; path: string; renamed?: ReadonlyMap<string, string> };
  /** False for auditors: crosswalk:ignore comments quiet nothing. */
  inlineExceptions: boolean;
  /** Ids and aliases of every policy there is, for comments that name one of another profile. */
  known: ReadonlySet<string>;
  /** A folder as identities have it: relative to the top of the git work tree, where there is one. */
  identityFolder?: (folder: string) => string;
  /** Told what the run is at; the CLI prints it when it takes long. */
  progress?: (what: string) => void;
}

/**
 * The whole line: models what was discovered, evaluates each unit, judges the verdicts.
 * @returns everything a report prints
 */
export async function run(discovered: Discovered, options: RunOptions): Promise<ScanResult> {
  const { evaluate } = await import("./evaluate/evaluate.ts");
  const { Judge } = await import("./judge/judge.ts");
  const modelled = modelSources(discovered, options);
  const judging: JudgeOptions = {
    policies: options.policies,
    requirements: options.requirements,
    tool: {
      name: "crosswalk",
      version: options.tool.version,
      policies: { ...options.tool.policies, profile: options.profile },
    },
    failOn: options.failOn,
    declares: options.declares,
    assume: options.assume,
    include: options.include,
    known: options.known,
    ...(options.identityFolder && { identityFolder: options.identityFolder }),
    comments: options.inlineExceptions ? modelled.comments : new Map(),
    ...(discovered.named.size > 0 && { only: discovered.named }),
    ...(options.nested && { nested: options.nested }),
    ...(options.frameworks && { frameworks: options.frameworks }),
  };
  const categories = options.scope?.soc2?.categories;
  const judge = new Judge({
    ...judging,
    ...(options.organization && { organization: options.organization }),
    ...(categories && { categories }),
    ...(await records(options, discovered.named)),
  });
  const seen = new Set(discovered.sources.map((source) => source.path));
  const evaluated = (unit: Unit): Evaluation =>
    evaluate(unit, options.policies, options.engine, {
      declares: declaredBy(unit, options),
      ...(options.parameters && { parameters: options.parameters }),
    });
  const tag = (unit: Unit): string => declaredBy(unit, options).join(" ");
  for await (const group of groups(modelled.units(), options.policies, tag)) {
    options.progress?.(group[0]?.id ?? "");
    const whole = group.length > 1 ? joined(group) : undefined;
    const parts = whole && apart(group, whole, evaluated(whole));
    for (const [i, unit] of group.entries()) {
      const { verdicts, diagnostics } = parts?.[i] ?? evaluated(unit);
      judge.add(unit, verdicts, diagnostics);
      for (const path of unit.sources) seen.add(path);
    }
  }
  const result = judge.finish({
    files: seen.size,
    diagnostics: [...discovered.diagnostics, ...modelled.diagnostics],
    notScanned: [...discovered.notScanned, ...modelled.notScanned],
  });
  return { ...result, secrets: modelled.secrets, sources: [...seen].sort() };
}

/** Baselines that the unit's root owns: of the whole run, of the folders it lies in, and its own as crosswalk.yaml names it. */
function declaredBy(unit: Unit, { declares, nested = [], units = [] }: RunOptions): readonly string[] {
  const { folder, id } = unit;
  const own = [
    ...nested.filter((one) => folder === one.folder || folder.startsWith(`${one.folder}/`)),
    ...units.filter((one) => id === `kubernetes:${one.name}`),
  ].flatMap((one) => one.declares ?? []);
  return own.length === 0 ? declares : [...new Set([...declares, ...own])];
}

/** What crosswalk.yaml and the baseline say of findings; loaded when there is any of it. */
async function records(
  options: RunOptions,
  named: ReadonlySet<string>,
): Promise<Pick<JudgeOptions, "exceptions" | "baseline" | "builtInFindings">> {
  const found: Pick<JudgeOptions, "exceptions" | "baseline" | "builtInFindings"> = {};
  const { exceptions = [], controls = {}, baseline, requirements, history, exceptionDays } = options;
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  const canonical = new Map([...options.known].map((name) => [name, name]));
  for (const { id, aliases } of options.policies) for (const name of aliases) canonical.set(name, id);
  if (exceptions.length > 0) {
    const { Exceptions } = await import("./judge/exceptions/exceptions.ts");
    const { builtInPolicies } = await import("./evaluate/built-in.ts");
    found.exceptions = new Exceptions({
      records: exceptions,
      today,
      requirements,
      chosen: new Map(options.policies.map((policy) => [policy.id, policy])),
      canonical: (name) => canonical.get(name),
      builtIn: builtInPolicies,
      whole: options.whole === true && named.size === 0,
      ...(named.size > 0 && { only: named }),
      ...(history && { history }),
      ...(exceptionDays !== undefined && { mostDays: exceptionDays }),
    });
  }
  if (Object.keys(controls).length > 0 && named.size === 0) {
    const { reviewFindings } = await import("./judge/control-reviews.ts");
    const { builtInPolicies } = await import("./evaluate/built-in.ts");
    found.builtInFindings = reviewFindings(
      await controlRegister(requirements, controls, today),
      builtInPolicies,
    );
  }
  if (baseline) {
    const { Baseline } = await import("./judge/baseline/baseline.ts");
    const { relativeFolder } = await import("./judge/fingerprint.ts");
    found.baseline = new Baseline({
      ...baseline,
      folder: ({ head }, folder) =>
        options.identityFolder?.(folder) ?? relativeFolder(folder, head.source.root),
    });
  }
  return found;
}

/** The control register as crosswalk.yaml has it: owners, last reviews, and when the next ones are due. */
export async function controlRegister(
  requirements: Requirements,
  controls: Readonly<Record<string, ControlRecord>>,
  today: string,
): Promise<ControlReview[]> {
  const { controlReviews } = await import("./judge/control-reviews.ts");
  return controlReviews(requirements.controls, controls, today);
}
