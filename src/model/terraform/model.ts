import type { HclFile } from "../../parse/hcl/ast.ts";
import type { Diagnostic } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";
import { replacedFiles } from "../../text/terraform-files.ts";
import type { Resource, Unit } from "../resource.ts";
import { bodyValue } from "./body.ts";
import { callTagsOf } from "./call-tags.ts";
import type { NamedExpression } from "./definition.ts";
import { aliasOf, type Definition } from "./definition.ts";
import { inEnvironments, offeredFiles, type RootInEnvironment, undeclaredInputs } from "./environments.ts";
import { givenVariables, type Inputs, plainInputs } from "./inputs.ts";
import { ModuleInstance } from "./instance.ts";
import { linkResources } from "./links.ts";
import type { ResourceMember } from "./members.ts";
import { Folders, ModuleLoader } from "./module-loader.ts";
import { defaultTagsOf, providerOf, requirementOf } from "./providers.ts";
import { rootFolders } from "./roots.ts";
import { limits, Run } from "./run-state.ts";
import { placeOf } from "./scope.ts";

export interface TerraformInput {
  /** Parsed .tf files (and .tfvars) of the scan by path. */
  files: Map<string, HclFile>;
  /** Parses a file outside the discovered set but inside the scan root (modules); undefined when there is none. */
  load(path: string): HclFile | undefined;
  /** Names in a folder (folders end with "/"). */
  list(folder: string): string[];
  /** The path of a folder without links; without this function no link is looked through. */
  real?(folder: string): string;
  /** Text of a file for file functions; undefined outside the root. */
  read(path: string): string | undefined;
  /** Paths of the attributes that the provider calls sensitive, by a resource's type. */
  sensitive?(type: string): readonly string[] | undefined;
  /** Parses a text that is not a file of its own: a template of `templatefile`. Without it such calls are unknown. */
  parse?(source: Source): HclFile;
  /** --var-file, already parsed into files or loadable. */
  varFiles: string[];
  /** All that is given from outside; `varFiles` then do not count by themselves. */
  inputs?: Inputs;
  /** Root folders that a plan stands for. */
  planned?: ReadonlySet<string>;
}

/**
 * One Unit a root module and environment, lazily: memory is bounded by the largest.
 * @param from passes over so many units, which were made before
 */
export function* modelTerraform(input: TerraformInput, from = 0): Iterable<Unit> {
  const folders = new Folders(
    input.files,
    (path) => input.load(path),
    (folder) => input.list(folder),
  );
  const inputs = input.inputs ?? plainInputs(input.varFiles);
  const roots = rootFolders(input.files, input);
  const units = inEnvironments(roots, inputs.environments, folders);
  const offered = offeredFiles(input.files, roots);
  const judged = units.filter((one) => !input.planned?.has(one.folder));
  for (const [i, one] of judged.entries()) {
    if (i < from) continue;
    const unit = modelRoot(one, folders, input, inputs);
    if (i === 0) unit.diagnostics.push(...undeclaredInputs(units, inputs, folders), ...replaced(input.files));
    if (!one.environment) unit.variableFiles = offered.get(one.folder) ?? [];
    yield unit;
  }
}

function replaced(files: TerraformInput["files"]): Diagnostic[] {
  return [...replacedFiles(files.keys())].map((path) => ({
    code: "tf-replaced-file",
    severity: "warning",
    message: "The .tofu file of the same name stands in place of this file, which is not judged.",
    hint: "Rename one of the two when both are meant.",
    path,
  }));
}

/**
 * Resolves one root module.
 * @param variables values that come before all others: a plan's
 */
export function modelRoot(
  { folder, environment }: RootInEnvironment,
  folders: Folders,
  input: TerraformInput,
  inputs: Inputs,
  variables?: ReadonlyMap<string, NamedExpression>,
): Unit {
  const run = new Run(input, inputs.workspaces?.get(folder) ?? inputs.workspace);
  const loader = new ModuleLoader(folders, run, folder);
  const unit: Unit = {
    id: `terraform:${folder}`,
    kind: "terraform",
    folder,
    ...(environment && { environment: environment.name }),
    resources: [],
    dangling: new Map(),
    missing: [],
    diagnostics: run.diagnostics,
    notScanned: run.notScanned,
    sources: [],
  };
  const definition = loader.root();
  if (definition) {
    const given = givenVariables(definition, folders, loader, run, inputs, environment);
    if (given.fromEnvironment.length > 0) unit.environmentVariables = given.fromEnvironment;
    const root = new ModuleInstance(
      run,
      loader,
      definition,
      new Map([...given.values, ...(variables ?? [])]),
    );
    new Collector(unit, run).module(root);
    linkResources(unit);
  }
  const { texts, spans } = run.secrets;
  if (texts.size > 0 || spans.length > 0) unit.secrets = { texts, spans };
  unit.sources = [...run.sources].sort();
  return unit;
}

/** Walks a module's instances and turns each block's instances into resources. */
class Collector {
  readonly #unit: Unit;
  readonly #run: Run;
  readonly #keys = new Set<string>();

  constructor(unit: Unit, run: Run) {
    this.#unit = unit;
    this.#run = run;
  }

  module(module: ModuleInstance): void {
    const { definition } = module;
    module.hideSecrets();
    if (!module.call) for (const backend of definition.backends) this.#backend(module, backend);
    for (const provider of definition.providers) this.#provider(module, provider);
    for (const [reference, definitions] of definition.resources) {
      for (const [i, one] of definitions.entries()) {
        const group =
          i === 0 ? module.resources(reference) : module.expandResource(reference, one, `#${i + 1}`);
        if (i > 0) {
          const at = placeOf(module.scopeOf(one), one.block.head);
          const message = `${module.prefix}${reference} is declared more than once.`;
          this.#run.say({ code: "tf-duplicate-address", severity: "warning", message, at });
        }
        for (const member of group?.members.values() ?? []) {
          if (!this.#fits(member as ResourceMember)) return;
          this.#resource(module, one, member as ResourceMember);
        }
      }
    }
    for (const name of definition.calls.keys()) {
      for (const member of module.calls(name)?.members.values() ?? []) {
        if (member instanceof ModuleInstance) this.module(member);
        else this.#unit.missing.push({ what: member.address, cause: "module" });
      }
    }
  }

  #fits(member: ResourceMember): boolean {
    if (this.#unit.resources.length < limits.resources) return true;
    const message = `The unit holds more than ${limits.resources} resources; the rest is not judged.`;
    if (!this.#run.notScanned.some((one) => one.detail === message)) {
      this.#run.notScanned.push({ path: member.head.source.path, cause: "limit", detail: message });
      this.#run.say({ code: "tf-limit", severity: "warning", message, at: member.head });
    }
    return false;
  }

  #resource(module: ModuleInstance, { block, source }: Definition, member: ResourceMember): void {
    const [type = "", name = ""] = block.labels;
    const provider = providerOf(block, module);
    const meta: Record<string, unknown> = {
      ...provider,
      mode: block.type === "resource" ? "managed" : block.type,
    };
    const defaultTags = block.type === "resource" ? defaultTagsOf(provider, module) : undefined;
    if (defaultTags) meta.defaultTags = defaultTags;
    const resource: Resource = {
      key: this.#unique(member.key),
      address: member.address,
      type: block.type === "resource" ? type : `${block.type}.${type}`,
      name,
      folder: this.#unit.folder,
      values: member.values(),
      head: member.head,
      body: { source, start: block.start, end: block.end },
      via: module.via,
      meta,
      links: [],
    };
    if (member.unknownInstance) resource.unknownInstance = member.unknownInstance;
    const callTags = callTagsOf(module);
    if (callTags.length > 0) resource.callTags = callTags;
    this.#unit.resources.push(resource);
  }

  #provider(module: ModuleInstance, { block, source }: Definition): void {
    const [name = ""] = block.labels;
    const alias = aliasOf(block);
    const address = `${module.prefix}provider.${name}${alias === "" ? "" : `.${alias}`}`;
    const { source: providerSource, version } = requirementOf(name, module);
    this.#plain(module, block, source, `provider.${name}`, name, address, {
      provider: name,
      mode: "provider",
      ...(alias === "" ? {} : { providerAlias: alias }),
      ...(providerSource === undefined ? {} : { providerSource }),
      ...(version === undefined ? {} : { providerVersion: version }),
    });
  }

  #backend(module: ModuleInstance, { block, source }: Definition): void {
    const name = block.type === "cloud" ? "cloud" : (block.labels[0] ?? "");
    this.#plain(module, block, source, "terraform.backend", name, "terraform.backend", { mode: "backend" });
  }

  #plain(
    module: ModuleInstance,
    block: Definition["block"],
    source: Source,
    type: string,
    name: string,
    address: string,
    meta: Record<string, unknown>,
  ): void {
    const scope = module.scopeOf({ source });
    const head = placeOf(scope, block.head);
    const key = this.#unique(address);
    if (key !== address) {
      const message = `${address} is declared more than once.`;
      this.#run.say({ code: "tf-duplicate-address", severity: "warning", message, at: head });
    }
    const resource: Resource = {
      key,
      address,
      type,
      name,
      folder: this.#unit.folder,
      values: bodyValue(block.body, scope, module.definition.foreign, head),
      head,
      body: { source, start: block.start, end: block.end },
      via: module.via,
      meta,
      links: [],
    };
    if (module.unknownInstance) resource.unknownInstance = module.unknownInstance;
    this.#unit.resources.push(resource);
  }

  #unique(key: string): string {
    let unique = key;
    for (let n = 2; this.#keys.has(unique); n++) unique = `${key}#${n}`;
    this.#keys.add(unique);
    return unique;
  }
}
