import type { HclFile } from "../../parse/hcl/ast.ts";
import { installedModules, readInstalledModules } from "../../text/installed-modules.ts";
import { moduleFiles } from "../../text/terraform-files.ts";
import { type Definition, defineModule, literalOf, type ModuleDefinition } from "./definition.ts";
import type { ModuleInstance } from "./instance.ts";
import { folderOf, isLocalSource, joinPath, nameOf } from "./paths.ts";
import type { Run } from "./run-state.ts";
import { placeOf } from "./scope.ts";

/** A called module's declarations, or why there are none. */
export type FoundModule = { definition: ModuleDefinition } | { missing: string };

/** All folders of a scan: their files and, once needed, their index. Shared by all roots. */
export class Folders {
  readonly #files: ReadonlyMap<string, HclFile>;
  readonly #load: (path: string) => HclFile | undefined;
  readonly #list: (folder: string) => string[];
  readonly #discovered = new Map<string, string[]>();
  readonly #byFolder = new Map<string, HclFile[]>();
  readonly #definitions = new Map<string, ModuleDefinition>();

  constructor(
    files: ReadonlyMap<string, HclFile>,
    load: (path: string) => HclFile | undefined,
    list: (folder: string) => string[],
  ) {
    this.#files = files;
    this.#load = load;
    this.#list = list;
    for (const path of files.keys()) {
      const folder = folderOf(path);
      const known = this.#discovered.get(folder);
      if (known) known.push(nameOf(path));
      else this.#discovered.set(folder, [nameOf(path)]);
    }
  }

  file(path: string): HclFile | undefined {
    return this.#files.get(path) ?? this.#load(path);
  }

  /** Names of the files in a folder, discovered or not. */
  names(folder: string): Set<string> {
    const names = new Set(this.#list(folder));
    for (const name of this.#discovered.get(folder) ?? []) names.add(name);
    return names;
  }

  /** The files of a folder's module, also those the scan did not discover. */
  files(folder: string): HclFile[] {
    let files = this.#byFolder.get(folder);
    if (!files) {
      files = [];
      for (const name of moduleFiles(this.names(folder))) {
        const file = this.file(joinPath(folder, name));
        if (file) files.push(file);
      }
      this.#byFolder.set(folder, files);
    }
    return files;
  }

  definition(folder: string): ModuleDefinition | undefined {
    let definition = this.#definitions.get(folder);
    if (!definition) {
      const files = this.files(folder);
      if (files.length === 0) return undefined;
      definition = defineModule(folder, files);
      this.#definitions.set(folder, definition);
    }
    return definition;
  }
}

/** Finds the module behind a call: a local folder, or what `terraform init` has put under .terraform. */
export class ModuleLoader {
  readonly #folders: Folders;
  readonly #run: Run;
  readonly #rootFolder: string;
  #manifest: Map<string, string> | undefined;

  constructor(folders: Folders, run: Run, rootFolder: string) {
    this.#folders = folders;
    this.#run = run;
    this.#rootFolder = rootFolder;
  }

  find(caller: ModuleInstance, name: string, call: Definition): FoundModule {
    const at = placeOf(caller.scopeOf(call), call.block.head);
    const source = literalOf(call.block, "source");
    const address = `${caller.prefix}module.${name}`;
    if (source === undefined)
      return this.#missing(address, at.source.path, "its source is not a plain string");
    if (isLocalSource(source)) {
      const found = this.#open(joinPath(caller.folder, source));
      if (found) return found;
      const message = `The source "${source}" of ${address} holds no .tf file.`;
      this.#run.say({ code: "tf-module-not-found", severity: "warning", message, at });
      return this.#missing(address, at.source.path, `source "${source}" is not in the scan root`);
    }
    const folder = this.#installed([...caller.path, name].join("."));
    const found = folder === undefined ? undefined : this.#open(folder);
    return (
      found ??
      this.#missing(address, at.source.path, `source "${source}" is not installed; run terraform init`)
    );
  }

  #missing(address: string, path: string, detail: string): FoundModule {
    this.#run.notScanned.push({ path, cause: "module-not-found", detail: `${address}: ${detail}` });
    return { missing: detail };
  }

  #open(written: string): FoundModule | undefined {
    // A link leads to the folder that other calls may name as it is.
    const folder = this.#run.outside.real?.(written) ?? written;
    const definition = this.#folders.definition(folder);
    if (!definition) return undefined;
    for (const file of this.#folders.files(folder)) this.#read(file);
    return { definition };
  }

  #read(file: HclFile): void {
    if (this.#run.sources.has(file.source.path)) return;
    this.#run.sources.add(file.source.path);
    this.#run.diagnostics.push(...file.diagnostics);
  }

  /** The root module's own declarations; undefined for a folder without .tf files. */
  root(): ModuleDefinition | undefined {
    const found = this.#open(this.#rootFolder);
    return found && "definition" in found ? found.definition : undefined;
  }

  /** A file of the root that is not Terraform code proper: variable values. */
  values(path: string): HclFile | undefined {
    const file = this.#folders.file(path);
    if (file) this.#read(file);
    return file;
  }

  /** Where .terraform/modules/modules.json says that a call's module lies. */
  #installed(key: string): string | undefined {
    if (!this.#manifest) {
      const text = this.#run.outside.read(joinPath(this.#rootFolder, installedModules));
      this.#manifest = readInstalledModules(text ?? "");
    }
    const folder = this.#manifest.get(key);
    return folder === undefined ? undefined : joinPath(this.#rootFolder, folder);
  }
}
