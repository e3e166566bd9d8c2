import type { BaselineFile } from "./config/baseline-file.ts";
import type {
  ControlRecord,
  ExceptionRecord,
  NestedSettings,
  Organization,
  ScopeConfig,
  UnitConfig,
} from "./config/config.ts";
import type { Discovered } from "./discover/discover.ts";
import type { PolicyMetadata, Profile, Severity } from "./evaluate/catalogue.ts";
import type { Engine } from "./evaluate/evaluate.ts";
import type { ControlReview } from "./judge/control-reviews.ts";
import type { Assumption, JudgeOptions } from "./judge/judge.ts";
import type { Requirements } from "./judge/requirements.ts";
import type { ScanResult } from "./judge/result.ts";
import type { Unit } from "./model/resource.ts";
import type { Inputs } from "./model/terraform/inputs.ts";
import type { HclFile } from "./parse/hcl/ast.ts";
import type { NginxFile } from "./parse/nginx/ast.ts";
import type { YamlFile } from "./parse/yaml/yaml.ts";
import type { Diagnostic, NotScanned } from "./text/diagnostic.ts";
import type { History } from "./text/history.ts";
import { Source, type SourceKind } from "./text/source.ts";
import type { At, Span } from "./text/span.ts";
import { isModuleFile } from "./text/terraform-files.ts";

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

/** What every parser gives beside its tree. */
interface Parsed {
  source: Source;
  comments: Span[];
  diagnostics: Diagnostic[];
}

/** What the settings and flags say of modelling. */
export interface ModelOptions {
  /** All that is given to Terraform from outside. */
  inputs?: Inputs;
  /** What crosswalk.yaml says of ePHI and the SOC 2 boundary; absent: nothing is known of either. */
  scope?: ScopeConfig;
  /** Plain manifests that are resolved together, apart from all others. */
  units?: readonly UnitConfig[];
}

/** The manifests of each unit of crosswalk.yaml, the first that picks a file wins, then all others. */
async function groups(
  sources: readonly Source[],
  units: readonly UnitConfig[] | undefined,
): Promise<Array<{ name?: string; sources: Source[] }>> {
  if (!units) return [{ sources: [...sources] }];
  const { matchesPath } = await import("./text/glob.ts");
  const named = units.map(({ name }) => ({ name, sources: [] as Source[] }));
  const others: Source[] = [];
  for (const source of sources) {
    const i = units.findIndex((unit) => unit.paths.some((glob) => matchesPath(glob, source.path)));
    (named[i]?.sources ?? others).push(source);
  }
  return [...named, { sources: others }].filter((group) => group.sources.length > 0);
}

/**
 * discover → parse → model, for the sources of a scan.
 * Parsers are loaded when a source needs them: start-up pays for what is there.
 */
export function modelSources(discovered: Discovered, given: ModelOptions = {}): Modelled {
  const { inputs, scope } = given;
  const comments = new Map<Source, Span[]>();
  const secrets = new Map<Source, Span[]>();
  const byKind = new Map<SourceKind, Source[]>();
  for (const source of discovered.sources) {
    const list = byKind.get(source.kind);
    if (list) list.push(source);
    else byKind.set(source.kind, [source]);
  }
  const of = (kind: SourceKind): Source[] => byKind.get(kind) ?? [];
  const diagnostics: Diagnostic[] = [];
  const notScanned: NotScanned[] = [];
  /** For formats whose model carries no diagnostics. */
  const reported = <T extends Parsed>(file: T): T => {
    diagnostics.push(...file.diagnostics);
    gap(file);
    return noted(file);
  };
  /** A file with an error was not read whole: no verdict covers what lies there. */
  const gap = (file: Parsed): void => {
    const error = file.diagnostics.find((one) => one.severity === "error" || one.code === "config-syntax");
    if (error) notScanned.push({ path: file.source.path, cause: "parse-error", detail: error.message });
  };
  const secret = ({ source, start, end }: At): void => {
    const known = secrets.get(source);
    if (!known) secrets.set(source, [{ start, end }]);
    else if (!known.some((one) => one.start === start && one.end === end)) known.push({ start, end });
  };
  const noted = <T extends Parsed>(file: T): T => {
    if (file.comments.length > 0 && file.source.text.includes("crosswalk:ignore"))
      comments.set(file.source, file.comments);
    return file;
  };

  async function* units(): AsyncGenerator<Unit> {
    if (!scope) {
      yield* unscoped();
      return;
    }
    const { decideScope } = await import("./scope/decide.ts");
    for await (const unit of unscoped()) {
      decideScope(unit, scope);
      yield unit;
    }
  }

  async function* unscoped(): AsyncGenerator<Unit> {
    if (of("terraform").length > 0 || of("terraform-plan").length > 0) yield* terraform();
    const yaml = [...of("kubernetes"), ...of("compose"), ...of("spring")].some(
      (source) => !isProperties(source),
    );
    const parseYaml = yaml ? (await import("./parse/yaml/yaml.ts")).parseYaml : undefined;
    const read = (source: Source): YamlFile => {
      if (!parseYaml) throw new Error("the YAML reader was not loaded");
      return noted(parseYaml(source));
    };
    if (of("kubernetes").length > 0) {
      const { modelKubernetes } = await import("./model/kubernetes/model.ts");
      for (const { name, sources } of await groups(of("kubernetes"), given.units))
        yield modelKubernetes(sources.map(read), name);
    }
    if (of("compose").length > 0) {
      const { modelCompose } = await import("./model/app/compose.ts");
      yield* modelCompose(of("compose").map(read));
    }
    if (of("spring").length > 0) yield* spring(read);
    if (of("dotenv").length > 0) {
      const { parseDotenv } = await import("./parse/dotenv/dotenv.ts");
      const { modelDotenv } = await import("./model/app/dotenv.ts");
      yield* modelDotenv(of("dotenv").map((source) => reported(parseDotenv(source))));
    }
    if (of("nginx").length > 0) {
      const { parseNginx } = await import("./parse/nginx/nginx.ts");
      const { modelNginx } = await import("./model/app/nginx.ts");
      const included = new Map<string, NginxFile | undefined>();
      const read = (path: string): NginxFile | undefined => {
        if (!included.has(path)) {
          const text = discovered.files.read(path);
          included.set(
            path,
            text === undefined ? undefined : reported(parseNginx(new Source(path, "nginx", text))),
          );
        }
        return included.get(path);
      };
      const files = of("nginx").map((source) => reported(parseNginx(source)));
      yield* modelNginx(files, { read, list: (folder) => discovered.files.list(folder) });
    }
    if (of("postgresql").length > 0) {
      const { parsePostgresql } = await import("./parse/postgresql/postgresql.ts");
      const { modelPostgresql } = await import("./model/app/postgresql.ts");
      yield* modelPostgresql(of("postgresql").map((source) => reported(parsePostgresql(source))));
    }
    if (of("pg-hba").length > 0) {
      const { parsePgHba } = await import("./parse/postgresql/pg-hba.ts");
      const { modelPgHba } = await import("./model/app/pg-hba.ts");
      yield* modelPgHba(of("pg-hba").map((source) => reported(parsePgHba(source))));
    }
  }

  async function* terraform(): AsyncGenerator<Unit> {
    const { parseHcl } = await import("./parse/hcl/parser.ts");
    const { modelTerraform } = await import("./model/terraform/model.ts");
    const { coercion, schemas, secretPaths } = await import("./model/terraform/schema.ts");
    const { readPackaged } = await import("./evaluate/shards.ts");
    const schemaOf = schemas((provider) => readPackaged(`policies/dist/schema-${provider}.txt`));
    const sources = [...of("terraform"), ...of("tfvars")];
    const json = async () => (await import("./parse/hcl/json/parser.ts")).parseHclJson;
    const plans = of("terraform-plan");
    // A plan brings the source beside it, whatever its syntax.
    let parseHclJson =
      plans.length > 0 || sources.some((source) => isJson(source)) ? await json() : undefined;
    // The unit carries the diagnostics; the gap is told once a file, whatever the roots that load it.
    const read = (source: Source): HclFile => {
      if (isJson(source) && !parseHclJson) throw new JsonReaderNeeded();
      const file =
        parseHclJson && isJson(source) ? parseHclJson(source, (type) => schemaOf(type)) : parseHcl(source);
      gap(file);
      return noted(file);
    };
    const files = new Map<string, HclFile>();
    for (const source of sources) files.set(source.path, read(source));
    const load = (path: string): HclFile | undefined => {
      const known = files.get(path);
      if (known) return known;
      const text = discovered.files.read(path);
      if (text === undefined) return undefined;
      const file = read(new Source(path, isModuleFile(path) ? "terraform" : "tfvars", text));
      files.set(path, file);
      return file;
    };
    const paths = new Map<string, readonly string[]>();
    const input = {
      files: new Map(files),
      parse: parseHcl,
      load,
      list: (folder: string) => discovered.files.list(folder),
      real: (folder: string) => discovered.files.real?.(folder) ?? folder,
      read: (path: string) => discovered.files.read(path),
      sensitive: (type: string) => {
        let found = paths.get(type);
        if (!found) {
          const schema = schemaOf(type);
          found = schema ? secretPaths(schema) : [];
          paths.set(type, found);
        }
        return found;
      },
      varFiles: [],
      ...(inputs && { inputs }),
    };
    const coerce = coercion(schemaOf);
    const coerced = (unit: Unit): Unit => {
      for (const resource of unit.resources) resource.values = coerce(resource.type, resource.values, secret);
      return unit;
    };
    const planned = new Set<string>();
    if (plans.length > 0) {
      const { parsePlan } = await import("./parse/plan/plan.ts");
      const { modelPlan } = await import("./model/terraform/plan/plan-model.ts");
      const { markedSecrets } = await import("./model/terraform/plan/plan-secrets.ts");
      for (const source of plans) {
        const plan = parsePlan(source);
        gap(plan);
        const { unit, covers } = modelPlan(plan, input);
        if (covers !== undefined) planned.add(covers);
        for (const { values } of unit.resources) markedSecrets(values, secret);
        yield coerced(unit);
      }
    }
    for (let done = 0; ; ) {
      try {
        for (const unit of modelTerraform({ ...input, planned }, done)) {
          done++;
          for (const at of unit.secrets?.spans ?? []) secret(at);
          yield coerced(unit);
        }
        return;
      } catch (thrown) {
        if (!(thrown instanceof JsonReaderNeeded)) throw thrown;
        parseHclJson = await json();
      }
    }
  }

  async function* spring(read: (source: Source) => YamlFile): AsyncGenerator<Unit> {
    const { modelSpring } = await import("./model/app/spring.ts");
    const { parseProperties } = await import("./parse/properties/properties.ts");
    const files = of("spring").map((source) =>
      reported(isProperties(source) ? parseProperties(source) : read(source)),
    );
    yield* modelSpring(files);
  }

  return { units, comments, secrets, diagnostics, notScanned };
}

/** A file in JSON syntax turned up that was not among the sources: its reader is loaded, then the unit begun again. */
class JsonReaderNeeded extends Error {}

function isJson(source: Source): boolean {
  return source.path.endsWith(".json");
}

function isProperties(source: Source): boolean {
  return source.path.endsWith(".properties");
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
  for await (const unit of modelled.units()) {
    options.progress?.(unit.id);
    const declares = declaredBy(unit, options);
    const { verdicts, diagnostics } = evaluate(unit, options.policies, options.engine, {
      declares,
      ...(options.parameters && { parameters: options.parameters }),
    });
    judge.add(unit, verdicts, diagnostics);
    for (const path of unit.sources) seen.add(path);
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
