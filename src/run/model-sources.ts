import type { ScopeConfig, UnitConfig } from "../config/config.ts";
import type { Discovered } from "../discover/discover.ts";
import type { Unit } from "../model/resource.ts";
import type { ProductDefaults } from "../model/service/defaults.ts";
import type { Inputs } from "../model/terraform/inputs.ts";
import type { Diagnostic, NotScanned } from "../text/diagnostic.ts";
import type { Source, SourceKind } from "../text/source.ts";
import type { Span } from "../text/span.ts";
import { formats } from "./formats.ts";
import { needsServices } from "./needs-services.ts";
import { Reading } from "./reading.ts";
import type { Renderer } from "./renderer.ts";
import type { Services } from "./services.ts";

/** Every resolved unit of the input, one after the other: only one is held at a time. */
export interface Modelled {
  units: () => AsyncGenerator<Unit>;
  /** Comments of the sources that hold `crosswalk:ignore`; complete when the units have been walked. */
  comments: Map<Source, Span[]>;
  /** Where values are written that the providers' schemas call secret; complete when the units have been walked. */
  secrets: Map<Source, Span[]>;
  /** Diagnostics and gaps of parsing that no unit carries; complete when the units have been walked. */
  diagnostics: Diagnostic[];
  notScanned: NotScanned[];
}

/** What the settings and flags say of modelling. */
export interface ModelOptions {
  /** All that is given to Terraform from outside. */
  inputs?: Inputs;
  /** What crosswalk.yaml says of ePHI and the SOC 2 boundary; absent: nothing is known of either. */
  scope?: ScopeConfig;
  /** Plain manifests that are resolved together, apart from all others. */
  units?: readonly UnitConfig[];
  /** Renders charts and overlays; absent: the engines that are installed, if any. */
  renderer?: () => Promise<Renderer>;
}

/**
 * discover → parse → model, for the sources of a scan.
 * Parsers are loaded when a source needs them: start-up pays for what is there.
 */
export function modelSources(discovered: Discovered, given: ModelOptions = {}): Modelled {
  const { inputs, scope } = given;
  const reading = new Reading(discovered.files, given.units, discovered.named, given.renderer);
  const byKind = new Map<SourceKind, Source[]>();
  for (const source of discovered.sources) {
    const list = byKind.get(source.kind);
    if (list) list.push(source);
    else byKind.set(source.kind, [source]);
  }
  const of = (kind: SourceKind): readonly Source[] => byKind.get(kind) ?? [];

  async function* units(): AsyncGenerator<Unit> {
    if (!scope) {
      yield* unscoped();
      return;
    }
    const { decideScope } = await import("../scope/decide.ts");
    for await (const unit of unscoped()) {
      decideScope(unit, scope);
      yield unit;
    }
  }

  let services: Services | undefined;
  /** Files that a container mounts are judged with what it sets. */
  const unclaimed = (source: Source): boolean => services?.claimed.has(source.path) !== true;

  async function* unscoped(): AsyncGenerator<Unit> {
    for await (const unit of resolved()) {
      if (unit.resources.some(needsServices)) {
        if (!services) {
          const { Services } = await import("./services.ts");
          const sources = new Map(discovered.sources.map((source) => [source.path, source]));
          services = new Services(reading, sources, await productDefaults());
        }
        await services.complete(unit);
      }
      yield unit;
    }
  }

  async function* resolved(): AsyncGenerator<Unit> {
    if (of("terraform").length > 0 || of("terraform-plan").length > 0) {
      const { terraformUnits } = await import("./terraform-units.ts");
      yield* terraformUnits(of, reading, inputs);
    }
    for (const { kinds, load } of formats) {
      const sources = kinds.flatMap(of).filter(unclaimed);
      if (sources.length > 0) yield* (await load()).units(sources, reading);
    }
  }

  const { comments, secrets, diagnostics, notScanned } = reading;
  return { units, comments, secrets, diagnostics, notScanned };
}

/** Reads the table of defaults when it is first asked for. */
async function productDefaults(): Promise<() => Record<string, ProductDefaults>> {
  const { readDist } = await import("../evaluate/shards.ts");
  let table: Record<string, ProductDefaults> | undefined;
  return () => {
    table ??= readDist<Record<string, ProductDefaults>>("defaults.json");
    return table;
  };
}
