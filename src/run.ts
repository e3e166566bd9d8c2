import type { Discovered } from "./discover/discover.ts";
import type { PolicyMetadata, Profile, Severity } from "./evaluate/catalogue.ts";
import type { Engine } from "./evaluate/evaluate.ts";
import type { Assumption, JudgeOptions } from "./judge/judge.ts";
import type { Requirements } from "./judge/requirements.ts";
import type { ScanResult } from "./judge/result.ts";
import type { Unit } from "./model/resource.ts";
import type { HclFile } from "./parse/hcl/ast.ts";
import type { YamlFile } from "./parse/yaml/yaml.ts";
import type { Diagnostic, NotScanned } from "./text/diagnostic.ts";
import type { Source, SourceKind } from "./text/source.ts";
import type { Span } from "./text/span.ts";

/** What one scan needs beside its input. */
export interface RunOptions {
  policies: readonly PolicyMetadata[];
  engine: (shard: string) => Engine;
  requirements: Requirements;
  tool: { version: string; policies: { version: string; digest: string } };
  profile: Profile;
  failOn: Severity | "none";
  frameworks?: ReadonlyArray<"hipaa" | "soc2">;
  varFiles: readonly string[];
  declares: readonly string[];
  assume: readonly Assumption[];
  include: readonly string[];
  /** False for auditors: crosswalk:ignore comments quiet nothing. */
  inlineExceptions: boolean;
  /** Told what the run is at; the CLI prints it when it takes long. */
  progress?: (what: string) => void;
}

/** Every resolved unit of the input, one after the other: only one is held at a time. */
export interface Modelled {
  units: () => AsyncGenerator<Unit>;
  /** Comments of the sources that hold `crosswalk:ignore`; complete when the units have been walked. */
  comments: Map<Source, Span[]>;
  /** Diagnostics and gaps of parsing that belong to no unit. */
  diagnostics: Diagnostic[];
  notScanned: NotScanned[];
}

/**
 * discover → parse → model, for the sources of a scan.
 * Parsers are loaded when a source needs them: start-up pays for what is there.
 */
export function modelSources(discovered: Discovered, varFiles: readonly string[]): Modelled {
  const comments = new Map<Source, Span[]>();
  const byKind = new Map<SourceKind, Source[]>();
  for (const source of discovered.sources) {
    const list = byKind.get(source.kind);
    if (list) list.push(source);
    else byKind.set(source.kind, [source]);
  }
  const of = (kind: SourceKind): Source[] => byKind.get(kind) ?? [];
  const noted = <T extends { source: Source; comments: Span[] }>(file: T): T => {
    if (file.comments.length > 0 && file.source.text.includes("crosswalk:ignore"))
      comments.set(file.source, file.comments);
    return file;
  };

  async function* units(): AsyncGenerator<Unit> {
    if (of("terraform").length > 0) yield* terraform();
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
      yield modelKubernetes(of("kubernetes").map(read));
    }
    if (of("compose").length > 0) {
      const { modelCompose } = await import("./model/app/compose.ts");
      yield* modelCompose(of("compose").map(read));
    }
    if (of("spring").length > 0) yield* spring(read);
    if (of("dotenv").length > 0) {
      const { parseDotenv } = await import("./parse/dotenv/dotenv.ts");
      const { modelDotenv } = await import("./model/app/dotenv.ts");
      yield* modelDotenv(of("dotenv").map((source) => noted(parseDotenv(source))));
    }
    if (of("nginx").length > 0) {
      const { parseNginx } = await import("./parse/nginx/nginx.ts");
      const { modelNginx } = await import("./model/app/nginx.ts");
      yield* modelNginx(of("nginx").map((source) => noted(parseNginx(source))));
    }
    if (of("postgresql").length > 0) {
      const { parsePostgresql } = await import("./parse/postgresql/postgresql.ts");
      const { modelPostgresql } = await import("./model/app/postgresql.ts");
      yield* modelPostgresql(of("postgresql").map((source) => noted(parsePostgresql(source))));
    }
    if (of("pg-hba").length > 0) {
      const { parsePgHba } = await import("./parse/postgresql/pg-hba.ts");
      const { modelPgHba } = await import("./model/app/pg-hba.ts");
      yield* modelPgHba(of("pg-hba").map((source) => noted(parsePgHba(source))));
    }
  }

  async function* terraform(): AsyncGenerator<Unit> {
    const { parseHcl } = await import("./parse/hcl/parser.ts");
    const { modelTerraform } = await import("./model/terraform/model.ts");
    const { Source: SourceClass } = await import("./text/source.ts");
    const files = new Map<string, HclFile>();
    for (const source of [...of("terraform"), ...of("tfvars")])
      files.set(source.path, noted(parseHcl(source)));
    const load = (path: string): HclFile | undefined => {
      const known = files.get(path);
      if (known) return known;
      const text = discovered.files.read(path);
      if (text === undefined) return undefined;
      const file = noted(
        parseHcl(new SourceClass(path, path.endsWith(".tfvars") ? "tfvars" : "terraform", text)),
      );
      files.set(path, file);
      return file;
    };
    yield* modelTerraform({
      files: new Map(files),
      load,
      list: (folder) => discovered.files.list(folder),
      read: (path) => discovered.files.read(path),
      varFiles: [...varFiles],
    });
  }

  async function* spring(read: (source: Source) => YamlFile): AsyncGenerator<Unit> {
    const { modelSpring } = await import("./model/app/spring.ts");
    const { parseProperties } = await import("./parse/properties/properties.ts");
    const files = of("spring").map((source) =>
      isProperties(source) ? noted(parseProperties(source)) : read(source),
    );
    yield* modelSpring(files);
  }

  return { units, comments, diagnostics: [], notScanned: [] };
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
  const modelled = modelSources(discovered, options.varFiles);
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
    comments: options.inlineExceptions ? modelled.comments : new Map(),
    ...(discovered.named.size > 0 && { only: discovered.named }),
    ...(options.frameworks && { frameworks: options.frameworks }),
  };
  const judge = new Judge(judging);
  const seen = new Set(discovered.sources.map((source) => source.path));
  for await (const unit of modelled.units()) {
    options.progress?.(unit.id);
    const { verdicts, diagnostics } = evaluate(unit, options.policies, options.engine, {
      declares: options.declares,
    });
    judge.add(unit, verdicts, diagnostics);
    for (const path of unit.sources) seen.add(path);
  }
  return judge.finish({
    files: seen.size,
    diagnostics: [...discovered.diagnostics, ...modelled.diagnostics],
    notScanned: [...discovered.notScanned, ...modelled.notScanned],
  });
}
