import type { YamlFile } from "../../parse/yaml/yaml.ts";
import { type At, at } from "../../text/span.ts";
import type { Resource, Unit } from "../resource.ts";
import { type ObjectValue, object, step, type Value } from "../value.ts";
import { yamlValue } from "../yaml-value.ts";
import { type ReadCompose, withNamedFiles } from "./compose-files.ts";
import { interpolate } from "./compose-interpolate.ts";
import { mergeObjects, untagged } from "./compose-merge.ts";
import { normalise } from "./compose-service.ts";

/** A file's services, variables replaced and normalised. */
type Services = Map<string, { value: ObjectValue; keyAt: At }>;

/**
 * Compose files → one unit a project: a folder's compose file with its override file merged over it, as `docker
 * compose` does without `-f`; any other `docker-compose.NAME.yml` is a unit of its own, and so is each file that an
 * `include` names, since Compose resolves it by itself before it is added. `extends` is followed within these, and
 * into files that it names.
 * @param read a file inside the scan root that was not recognised by its name
 */
export function modelCompose(files: YamlFile[], read: ReadCompose = () => undefined): Unit[] {
  const all = withNamedFiles(files, read);
  const services = new Map(
    [...all.projects, ...all.extended].map((file) => [file.source.path, servicesOf(file)]),
  );
  const units = projects(all.projects).map((project) => modelProject(project, services));
  for (const gap of all.notScanned)
    (units.find(({ sources }) => sources.includes(gap.path)) ?? units[0])?.notScanned.push(gap);
  return units;
}

const main = /^((?:docker-)?compose)\.ya?ml$/;
const override = /^((?:docker-)?compose)\.override\.ya?ml$/;

/** The files of each project, in the order in which they are merged. */
function projects(files: readonly YamlFile[]): YamlFile[][] {
  const sorted = [...files].sort((a, b) => (a.source.path < b.source.path ? -1 : 1));
  const bases = new Map<string, YamlFile[]>();
  const result: YamlFile[][] = [];
  for (const file of sorted) {
    const stem = main.exec(baseName(file.source.path))?.[1];
    const key = stem && `${folderOf(file.source.path)}/${stem}`;
    if (override.test(baseName(file.source.path)) || (key && bases.has(key))) continue;
    const project = [file];
    if (key) bases.set(key, project);
    result.push(project);
  }
  for (const file of sorted) {
    const stem = override.exec(baseName(file.source.path))?.[1];
    if (!stem) continue;
    const folder = folderOf(file.source.path);
    const other = stem === "compose" ? "docker-compose" : "compose";
    const base = bases.get(`${folder}/${stem}`) ?? bases.get(`${folder}/${other}`);
    if (base) base.push(file);
    else result.push([file]);
  }
  return result;
}

function modelProject(project: readonly YamlFile[], services: ReadonlyMap<string, Services>): Unit {
  const path = project[0]?.source.path ?? "";
  const unit: Unit = {
    id: `config:${path}`,
    kind: "config",
    folder: folderOf(path),
    resources: [],
    dangling: new Map(),
    missing: [],
    diagnostics: project.flatMap((file) => file.diagnostics),
    notScanned: [],
    sources: project.map((file) => file.source.path),
  };
  for (const { source, documents } of project) {
    if (documents.some((document) => document.broken))
      unit.notScanned.push({
        path: source.path,
        cause: "parse-error",
        detail: "the file breaks YAML's grammar",
      });
  }
  const merged: Services = new Map();
  for (const { source } of project) {
    for (const [name, service] of services.get(source.path) ?? []) {
      const full = extended(source.path, name, services, unit) ?? service.value;
      const base = merged.get(name);
      if (!base) merged.set(name, { ...service, value: full });
      else merged.set(name, { ...base, value: { ...mergeObjects(base.value, full), at: base.value.at } });
    }
  }
  for (const [name, { value, keyAt }] of merged)
    unit.resources.push(resourceOf(name, value, keyAt, unit.folder));
  for (const config of configsOf(project, unit.folder)) unit.resources.push(config);
  return unit;
}

/** Top-level `configs`, whose files services see; a later file's entry replaces an earlier one's. */
function configsOf(project: readonly YamlFile[], folder: string): Resource[] {
  const found = new Map<string, Resource>();
  for (const { source, documents } of project) {
    const configs = step(yamlValue(documents[0]?.contents, source), "configs");
    if (configs?.kind !== "object") continue;
    for (const [name, { value, keyAt }] of configs.entries) {
      const interpolated = interpolate(value);
      if (interpolated.kind !== "object") continue;
      const address = `config.${name}`;
      const head = keyAt ?? value.at;
      found.set(name, {
        key: address,
        address,
        type: "compose:config",
        name,
        folder,
        values: interpolated,
        head,
        body: at(head.source, head.start, Math.max(head.end, value.at.end)),
        via: [],
        meta: {},
        links: [],
      });
    }
  }
  return [...found.values()];
}

function resourceOf(name: string, value: ObjectValue, keyAt: At, folder: string): Resource {
  const address = `service.${name}`;
  const clean = untagged(value);
  const end = value.at.source === keyAt.source ? Math.max(keyAt.end, value.at.end) : keyAt.end;
  return {
    key: address,
    address,
    type: "compose:service",
    name,
    folder,
    values: clean,
    head: keyAt,
    body: at(keyAt.source, keyAt.start, end),
    via: [],
    meta: { envFiles: envFiles(step(clean, "env_file")) },
    links: [],
  };
}

/** `env_file` in its three forms: a path, a list of paths, a list of `{path}`. */
function envFiles(value: Value | undefined): string[] {
  if (value?.kind === "string") return [value.value];
  if (value?.kind !== "list") return [];
  return value.items.flatMap((item) => {
    const path = item.kind === "object" ? step(item, "path") : item;
    return path?.kind === "string" ? [path.value] : [];
  });
}

function servicesOf(file: YamlFile): Services {
  const found: Services = new Map();
  const root = yamlValue(file.documents[0]?.contents, file.source);
  const services = step(root, "services");
  if (services?.kind !== "object") return found;
  for (const [name, { value, keyAt }] of services.entries) {
    const where = keyAt ?? value.at;
    if (value.kind === "null") found.set(name, { value: object(value.at), keyAt: where });
    if (value.kind !== "object") continue;
    const interpolated = interpolate(value);
    if (interpolated.kind === "object") found.set(name, { value: normalise(interpolated), keyAt: where });
  }
  return found;
}

/** Longest chain of `extends` that is followed. */
const maxChain = 50;

/** A service with all that it extends merged below it; `depends_on` is not inherited. */
function extended(
  path: string,
  name: string,
  services: ReadonlyMap<string, Services>,
  unit: Unit,
): ObjectValue | undefined {
  const chain: ObjectValue[] = [];
  const seen = new Set<string>();
  let here = { path, name };
  while (!seen.has(`${here.path}\n${here.name}`) && chain.length < maxChain) {
    seen.add(`${here.path}\n${here.name}`);
    const value = services.get(here.path)?.get(here.name)?.value;
    if (!value) break;
    chain.push(value);
    const next = step(value, "extends");
    if (!next) return merge(chain);
    const file = textOf(step(next, "file"));
    here = {
      path: file === undefined ? here.path : resolvePath(folderOf(here.path), file),
      name: textOf(next) ?? textOf(step(next, "service")) ?? "",
    };
  }
  const from = chain.at(-1);
  const what = `service ${here.name} of ${here.path}`;
  unit.diagnostics.push({
    code: "compose-extends",
    severity: "warning",
    message: `${what} cannot be extended: it is not in the scan or extends itself`,
    ...(from ? { at: step(from, "extends")?.at ?? from.at } : {}),
  });
  unit.missing.push({ what, cause: "outside-scan" });
  return chain.length > 0 ? merge(chain) : undefined;
}

/** The first wins over those after it. */
function merge(chain: readonly ObjectValue[]): ObjectValue | undefined {
  return chain.reduceRight<ObjectValue | undefined>((base, over) => {
    const own = without(over, "extends");
    return base ? { ...mergeObjects(without(base, "depends_on"), own), at: over.at } : own;
  }, undefined);
}

function without(service: ObjectValue, key: string): ObjectValue {
  if (!service.entries.has(key)) return service;
  const entries = new Map(service.entries);
  entries.delete(key);
  return { ...service, entries };
}

function textOf(value: Value | undefined): string | undefined {
  return value?.kind === "string" ? value.value : undefined;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "." : path.slice(0, slash);
}

/** A path in a file of a folder, in the terms of the scan. */
function resolvePath(folder: string, path: string): string {
  const segments = folder === "." ? [] : folder.split("/");
  for (const segment of path.split("/")) {
    if (segment === ".." && segments.length > 0 && segments.at(-1) !== "..") segments.pop();
    else if (segment !== "." && segment !== "") segments.push(segment);
  }
  return segments.join("/");
}
