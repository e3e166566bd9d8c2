import type { ParameterValue, ScopeConfig } from "../../src/config/config.ts";
import { discover } from "../../src/discover/discover.ts";
import type { PolicyMetadata, Severity } from "../../src/evaluate/catalogue.ts";
import { readCatalogue, readDist, shards } from "../../src/evaluate/shards.ts";
import type { Requirements } from "../../src/judge/requirements.ts";
import type { ScanResult } from "../../src/judge/result.ts";
import type { Unit } from "../../src/model/resource.ts";
import { modelSources } from "../../src/run/model-sources.ts";
import type { Renderer } from "../../src/run/renderer.ts";
import { run } from "../../src/run.ts";

export const catalogue = readCatalogue();
export const engine = shards();
export const requirements = readDist<Requirements>("requirements.json");

export interface ScanSettings {
  policies?: readonly PolicyMetadata[];
  paths?: string[];
  failOn?: Severity | "none";
  declares?: string[];
  include?: string[];
  scope?: ScopeConfig;
  parameters?: Record<string, Record<string, ParameterValue>>;
  /** Absent: the engines that are installed. */
  renderer?: () => Promise<Renderer>;
}

/** Runs the real line over a folder, with every policy unless told otherwise. */
export async function scanFolder(cwd: string, settings: ScanSettings = {}): Promise<ScanResult> {
  const discovered = await discover({
    cwd,
    paths: settings.paths ?? ["."],
    include: settings.include ?? [],
    exclude: [],
    varFiles: [],
  });
  return run(discovered, {
    policies: settings.policies ?? catalogue.policies,
    engine,
    requirements,
    tool: { version: "0.0.0-test", policies: { version: catalogue.version, digest: catalogue.digest } },
    profile: "all",
    failOn: settings.failOn ?? "none",
    declares: settings.declares ?? [],
    assume: [],
    ...(settings.scope && { scope: settings.scope }),
    ...(settings.renderer && { renderer: settings.renderer }),
    ...(settings.parameters && { parameters: settings.parameters }),
    include: settings.include ?? [],
    known: new Set(catalogue.policies.map((policy) => policy.id)),
    inlineExceptions: true,
  });
}

/** The resolved units of a folder. */
export async function unitsOf(cwd: string, paths: string[] = ["."]): Promise<Unit[]> {
  const discovered = await discover({ cwd, paths, include: [], exclude: [], varFiles: [] });
  const units: Unit[] = [];
  for await (const unit of modelSources(discovered).units()) units.push(unit);
  return units;
}
