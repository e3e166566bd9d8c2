import type { JsonNode } from "../../../parse/plan/json-node.ts";
import type { PlanFile } from "../../../parse/plan/plan.ts";
import type { Frame, Resource, Unit } from "../../resource.ts";
import type { Reference, Value } from "../../value.ts";
import { linkResources } from "../links.ts";
import type { TerraformInput } from "../model.ts";
import { Folders } from "../module-loader.ts";
import { folderOf } from "../paths.ts";
import { limits } from "../run-state.ts";
import { prefixOf, withoutIndexes } from "./address.ts";
import { PlannedModule } from "./configuration.ts";
import { overlayResource } from "./overlay.ts";
import { declaredBlocks, PlanProviders } from "./plan-provider.ts";
import { PlanReferences } from "./plan-references.ts";
import { malformed, type PlannedInstance, plannedInstances } from "./planned-instance.ts";
import { plannedValues } from "./planned-value.ts";
import { type SourceUnit, sourceBeside } from "./source-unit.ts";

/** A plan's unit, and the root folder that need not be judged from its source any more. */
export interface PlannedUnit {
  unit: Unit;
  covers: string | undefined;
}

/** The unit of a plan or state. Values are the plan's; places are in the source where it lies beside the plan. */
export function modelPlan({ source, root, diagnostics }: PlanFile, input: TerraformInput): PlannedUnit {
  const folders = new Folders(
    input.files,
    (path) => input.load(path),
    (folder) => input.list(folder),
  );
  const unit: Unit = {
    id: `plan:${source.path}`,
    kind: "terraform",
    folder: folderOf(source.path),
    resources: [],
    dangling: new Map(),
    missing: [],
    diagnostics: [...diagnostics],
    notScanned: [],
    sources: [source.path],
  };
  const covers = root && new PlanModel(unit, root, folders, input).model();
  return { unit, covers };
}

const topLevel: ReadonlyArray<readonly [key: string, kind: JsonNode["kind"]]> = [
  ["resource_changes", "array"],
  ["deferred_changes", "array"],
  ["planned_values", "object"],
  ["prior_state", "object"],
  ["values", "object"],
  ["configuration", "object"],
  ["variables", "object"],
];

class PlanModel {
  readonly #unit: Unit;
  readonly #root: JsonNode;
  readonly #folders: Folders;
  readonly #input: TerraformInput;
  readonly #isState: boolean;
  readonly #configured: PlannedModule | undefined;
  readonly #providers: PlanProviders;

  constructor(unit: Unit, root: JsonNode, folders: Folders, input: TerraformInput) {
    this.#unit = unit;
    this.#root = root;
    this.#folders = folders;
    this.#input = input;
    this.#isState =
      root.get("values") !== undefined && !root.get("planned_values") && !root.get("resource_changes");
    const configured = root.find("configuration", "root_module");
    this.#configured = configured?.kind === "object" ? new PlannedModule(configured) : undefined;
    this.#providers = new PlanProviders(root.find("configuration", "provider_config"));
  }

  /** @returns the folder of the root module that the plan stands for */
  model(): string | undefined {
    const unit = this.#unit;
    for (const [key, kind] of topLevel) {
      const node = this.#root.get(key);
      if (node && node.kind !== kind && node.kind !== "null")
        unit.diagnostics.push(malformed(node, `The plan's ${key} is no ${kind}.`));
    }
    const { instances, tooMany } = plannedInstances(this.#root, (one) => {
      if (unit.diagnostics.length < 100) unit.diagnostics.push(one);
    });
    if (tooMany) this.#tooMany();
    this.#completeness();
    const source = sourceBeside(
      unit.folder,
      this.#folders,
      this.#input,
      this.#configured,
      this.#declared(instances),
      this.#root,
    );
    this.#fill(instances, source);
    if (source) this.#adopt(source, instances);
    else unit.resources.push(...this.#providers.resources(unit.folder));
    distinctKeys(unit.resources);
    linkResources(unit);
    return source && !this.#isState ? unit.folder : undefined;
  }

  #tooMany(): void {
    const message = `The plan holds more than ${limits.resources} resources; the rest is not judged.`;
    const path = this.#root.source.path;
    this.#unit.notScanned.push({ path, cause: "limit", detail: message });
    this.#unit.diagnostics.push({ code: "plan-limit", severity: "warning", message, path });
  }

  /** A plan that failed, or that Terraform calls incomplete (targets, deferred changes), does not show everything. */
  #completeness(): void {
    const failed = this.#root.get("errored")?.bool === true;
    const partial = this.#root.get("complete")?.bool === false;
    if (!failed && !partial) return;
    const { path } = this.#root.source;
    const detail = failed ? "the plan failed, so it does not hold all resources" : "the plan is incomplete";
    this.#unit.notScanned.push({ path, cause: "limit", detail });
    this.#unit.diagnostics.push({
      code: "plan-incomplete",
      severity: "warning",
      message: `${detail[0]?.toUpperCase()}${detail.slice(1)}.`,
      hint: "Plan without -target and without errors, and write the file anew.",
      path,
    });
  }

  /** What the plan's root module declares: `type.name`, `data.type.name`, `module.name`. */
  #declared(instances: readonly PlannedInstance[]): Set<string> {
    const declared = new Set<string>();
    if (this.#configured) {
      for (const reference of this.#configured.resources().keys()) declared.add(reference);
      for (const name of this.#configured.calls()) declared.add(`module.${name}`);
      return declared;
    }
    for (const { address } of instances) {
      const [head, ...rest] = withoutIndexes(address).split(".");
      declared.add(head === "module" ? `module.${rest[0]}` : withoutIndexes(address));
    }
    return declared;
  }

  #fill(instances: readonly PlannedInstance[], source: SourceUnit | undefined): void {
    const known = new Set(instances.map((one) => one.address));
    const kept = source?.unit.resources.filter((one) => !known.has(one.address)).map((one) => one.key) ?? [];
    const references = new PlanReferences([...known]);
    const keys = new Set([...known, ...kept]);
    for (const instance of instances) {
      const calls = instance.calls;
      const module = this.#configured?.below(calls);
      const reference = `${instance.mode === "data" ? "data." : ""}${instance.type}.${instance.name}`;
      const configured = module?.resource(reference);
      const head = this.#headOf(instance);
      const scope = module && { module, calls, index: instance.index, block: configured };
      const values = plannedValues(
        { value: instance.values, unknown: instance.unknown, sensitive: instance.sensitive },
        head,
        instance.wholly ?? (instance.mode === "data" ? "data" : "computed"),
        configured && (configured.get("expressions") ?? "none"),
        (expression) => (scope ? references.of(expression, scope) : []),
      );
      const found = source?.find(instance.address);
      const type = instance.mode === "data" ? `data.${instance.type}` : instance.type;
      const resource: Resource = found
        ? this.#placed(instance, values, found.resource, (ref) =>
            references.settle(ref, instance.address, keys),
          )
        : {
            key: instance.address,
            address: instance.address,
            type,
            name: instance.name,
            folder: this.#unit.folder,
            values,
            head,
            body: instance.node.at,
            via: this.#viaOf(instance, source),
            meta: this.#metaOf(instance, configured),
            planned: this.#root.source.path,
            links: [],
          };
      if (instance.wholly) resource.unknownInstance = instance.wholly;
      this.#unit.resources.push(resource);
    }
  }

  /** Where a finding lands that no attribute holds: the address, in the entry of the plan. */
  #headOf({ node }: PlannedInstance): Resource["head"] {
    const member = node.members().get("address");
    return member
      ? { source: node.source, start: member.keyAt.start, end: member.value.end }
      : { source: node.source, start: node.start, end: node.start + 1 };
  }

  #metaOf(instance: PlannedInstance, configured: JsonNode | undefined): Record<string, unknown> {
    const meta: Record<string, unknown> = {
      ...this.#providers.of(instance, configured),
      mode: instance.mode,
    };
    const tags = instance.mode === "managed" ? this.#providers.defaultTags(configured) : undefined;
    if (tags) meta.defaultTags = tags;
    return meta;
  }

  /** A resource of the source with the plan's values. */
  #placed(
    instance: PlannedInstance,
    planned: Resource["values"],
    from: Resource,
    settle: (reference: Reference) => readonly Reference[],
  ): Resource {
    const whole = instance.unknown?.bool === true;
    const planning = (name: string): "known" | "unknown" | undefined => {
      if (whole || instance.unknown?.get(name)?.bool === true) return "unknown";
      return instance.values?.get(name) ? "known" : undefined;
    };
    const cause = instance.mode === "data" ? "data" : "computed";
    const values = overlayResource(from.values, planned, planning, cause);
    const { unknownInstance: _, ...rest } = from;
    return {
      ...rest,
      key: instance.address,
      address: instance.address,
      values: withSettledRefs(values, settle),
      planned: this.#root.source.path,
      links: [],
    };
  }

  /** The calls that the source shows, for an instance whose module is not on disk. */
  #viaOf(instance: PlannedInstance, source: SourceUnit | undefined): Frame[] {
    if (!source || instance.calls.length === 0) return [];
    for (let n = instance.calls.length; n > 0; n--) {
      const prefix = withoutIndexes(prefixOf(instance.calls.slice(0, n)));
      const sibling = source.unit.resources.find((one) => withoutIndexes(one.address).startsWith(prefix));
      if (sibling) return sibling.via.slice(0, n);
    }
    return [];
  }

  /** What only the source has: providers, the backend, what the plan does not know of. */
  #adopt(source: SourceUnit, instances: readonly PlannedInstance[]): void {
    const unit = this.#unit;
    const { path } = this.#root.source;
    const covered = new Set<string>();
    for (const { address } of instances) covered.add(withoutIndexes(address));
    const planned = this.#configured && declaredBlocks(this.#configured);
    const partial = this.#root.get("complete")?.bool === false || this.#root.get("errored")?.bool === true;
    const newer = new Set<string>();
    for (const resource of source.unit.resources) {
      const block = withoutIndexes(resource.address);
      if (resource.meta["mode"] !== "managed") {
        if (!covered.has(block)) unit.resources.push({ ...resource, planned: path, links: [] });
        continue;
      }
      if (covered.has(block) || this.#isState) continue;
      if (planned?.has(block) && !partial) continue;
      if (planned && !planned.has(block)) newer.add(block);
      unit.resources.push({ ...resource, planned: path, links: [] });
    }
    const sourceSees = (block: string): boolean =>
      source.holds(block) ||
      source.unit.missing.some(({ what }) => block.startsWith(`${withoutIndexes(what)}.`));
    const older = [...covered].filter((block) => !sourceSees(block));
    unit.diagnostics.push(...source.unit.diagnostics.filter((one) => one.code !== "tf-module-not-found"));
    unit.notScanned.push(...source.unit.notScanned.filter((one) => one.cause !== "module-not-found"));
    unit.sources = [...new Set([...unit.sources, ...source.unit.sources])].sort();
    if (this.#isState) return;
    unit.diagnostics.push({
      code: "plan-used",
      severity: "warning",
      message: `The root module in ${unit.folder} was judged by its plan ${path}, not by its source alone.`,
      hint: "Exclude the plan to judge the source.",
      path,
    });
    if (newer.size > 0 || older.length > 0)
      unit.diagnostics.push({
        code: "plan-stale",
        severity: "warning",
        message: `The plan and the source beside it differ: ${[
          ...(newer.size > 0 ? [`only the source declares ${few([...newer])}`] : []),
          ...(older.length > 0 ? [`only the plan holds ${few(older)}`] : []),
        ].join("; ")}.`,
        hint: "Plan anew and write the file again.",
        path,
      });
  }
}

function few(names: readonly string[]): string {
  const sorted = [...names].sort();
  return sorted.length <= 3
    ? sorted.join(", ")
    : `${sorted.slice(0, 3).join(", ")} and ${sorted.length - 3} more`;
}

function distinctKeys(resources: Resource[]): void {
  const keys = new Set<string>();
  for (const resource of resources) {
    const { key } = resource;
    for (let n = 2; keys.has(resource.key); n++) resource.key = `${key}#${n}`;
    keys.add(resource.key);
  }
}

/** References of a value of the source, in the plan's terms; the same value where none changes. */
function withSettledRefs<V extends Value>(
  value: V,
  settle: (reference: Reference) => readonly Reference[],
): V {
  const refs = value.refs?.flatMap(settle);
  const changed: Value = refs?.some((ref, i) => ref !== value.refs?.[i]) ? { ...value, refs } : value;
  const inner = (one: Value): Value => withSettledRefs(one, settle);
  switch (changed.kind) {
    case "list": {
      const items = changed.items.map(inner);
      return (items.some((one, i) => one !== changed.items[i]) ? { ...changed, items } : changed) as V;
    }
    case "object": {
      let entries: typeof changed.entries | undefined;
      for (const [key, entry] of changed.entries) {
        const next = inner(entry.value);
        if (next === entry.value) continue;
        entries ??= new Map(changed.entries);
        entries.set(key, { ...entry, value: next });
      }
      return (entries ? { ...changed, entries } : changed) as V;
    }
    case "string":
    case "unknown": {
      const shape = changed.shape && inner(changed.shape);
      return (shape !== changed.shape && shape ? { ...changed, shape } : changed) as V;
    }
    default:
      return changed as V;
  }
}
