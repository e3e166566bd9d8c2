import type { Unit } from "../model/resource.ts";
import type { Inputs } from "../model/terraform/inputs.ts";
import type { HclFile } from "../parse/hcl/ast.ts";
import { Source, type SourceKind } from "../text/source.ts";
import type { At } from "../text/span.ts";
import { isModuleFile } from "../text/terraform-files.ts";
import type { Reading } from "./reading.ts";

/** The units of all Terraform sources: plans, then root modules with what they load. */
export async function* terraformUnits(
  of: (kind: SourceKind) => readonly Source[],
  reading: Reading,
  inputs: Inputs | undefined,
): AsyncGenerator<Unit> {
  const { parseHcl } = await import("../parse/hcl/parser.ts");
  const { modelTerraform } = await import("../model/terraform/model.ts");
  const { coercion, schemas, secretPaths } = await import("../model/terraform/schema.ts");
  const { declaresObject } = await import("../model/terraform/kubernetes/types.ts");
  const { readPackaged } = await import("../evaluate/shards.ts");
  const schemaOf = schemas((provider) => readPackaged(`policies/dist/schema-${provider}.txt`));
  const secret = (place: At): void => reading.secret(place);
  const sources = [...of("terraform"), ...of("tfvars")];
  const json = async () => (await import("../parse/hcl/json/parser.ts")).parseHclJson;
  const plans = of("terraform-plan");
  // A plan brings the source beside it, whatever its syntax.
  let parseHclJson = plans.length > 0 || sources.some((source) => isJson(source)) ? await json() : undefined;
  // The unit carries the diagnostics; the gap is told once a file, whatever the roots that load it.
  const read = (source: Source): HclFile => {
    if (isJson(source) && !parseHclJson) throw new JsonReaderNeeded();
    const file =
      parseHclJson && isJson(source) ? parseHclJson(source, (type) => schemaOf(type)) : parseHcl(source);
    reading.gap(file);
    return reading.noted(file);
  };
  const files = new Map<string, HclFile>();
  for (const source of sources) files.set(source.path, read(source));
  const load = (path: string): HclFile | undefined => {
    const known = files.get(path);
    if (known) return known;
    const text = reading.files.read(path);
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
    list: (folder: string) => reading.files.list(folder),
    real: (folder: string) => reading.files.real?.(folder) ?? folder,
    read: (path: string) => reading.files.read(path),
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
  const manifests = new Set(of("kubernetes").map((source) => source.text.trim()));
  const projected = async (unit: Unit): Promise<Unit> => {
    if (!unit.resources.some(({ type }) => declaresObject(type))) return unit;
    const { projectKubernetes } = await import("../model/terraform/kubernetes/project.ts");
    const isYaml = unit.resources.some(({ type }) => type === "kubectl_manifest");
    projectKubernetes(unit, {
      isScanned: (text) => manifests.has(text.trim()),
      ...(isYaml && { parseYaml: (await import("../parse/yaml/yaml.ts")).parseYaml }),
    });
    return unit;
  };
  const planned = new Set<string>();
  if (plans.length > 0) {
    const { parsePlan } = await import("../parse/plan/plan.ts");
    const { modelPlan } = await import("../model/terraform/plan/plan-model.ts");
    const { markedSecrets } = await import("../model/terraform/plan/plan-secrets.ts");
    for (const source of plans) {
      const plan = parsePlan(source);
      reading.gap(plan);
      const { unit, covers } = modelPlan(plan, input);
      if (covers !== undefined) planned.add(covers);
      for (const { values } of unit.resources) markedSecrets(values, secret);
      yield await projected(coerced(unit));
    }
  }
  for (let done = 0; ; ) {
    try {
      for (const unit of modelTerraform({ ...input, planned }, done)) {
        done++;
        for (const at of unit.secrets?.spans ?? []) secret(at);
        yield await projected(coerced(unit));
      }
      return;
    } catch (thrown) {
      if (!(thrown instanceof JsonReaderNeeded)) throw thrown;
      parseHclJson = await json();
    }
  }
}

/** A file in JSON syntax turned up that was not among the sources: its reader is loaded, then the unit begun again. */
class JsonReaderNeeded extends Error {}

function isJson(source: Source): boolean {
  return source.path.endsWith(".json");
}
