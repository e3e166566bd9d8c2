import { resolveFrom } from "../app/include-path.ts";
import type { Resource, Unit } from "../resource.ts";
import { type Entry, step, type Value } from "../value.ts";
import type { Container, Mount } from "./container.ts";
import { commandWords, split } from "./words.ts";

/** Reads the variables of an `env_file`; undefined when the file is not in the scan. */
export type ReadVariables = (path: string) => ReadonlyMap<string, Entry> | undefined;

/** The services of a Compose unit as containers. Source: Compose file reference, Services, Configs, Secrets. */
export function composeContainers(unit: Unit, readVariables: ReadVariables): Container[] {
  const configs = new Map(
    unit.resources.filter(({ type }) => type === "compose:config").map((one) => [one.name, one]),
  );
  return unit.resources
    .filter(({ type }) => type === "compose:service")
    .map((owner) => containerOf(owner, configs, readVariables));
}

function containerOf(
  owner: Resource,
  configs: ReadonlyMap<string, Resource>,
  readVariables: ReadVariables,
): Container {
  const environment = new Map<string, Entry>();
  let open = false;
  const files = Array.isArray(owner.meta.envFiles) ? owner.meta.envFiles.map(String) : [];
  for (const file of files) {
    const found = readVariables(resolveFrom(owner.folder, file));
    if (!found) open = true;
    for (const [name, entry] of found ?? []) environment.set(name, entry);
  }
  const own = step(owner.values, "environment");
  if (own?.kind === "object") for (const [name, entry] of own.entries) environment.set(name, entry);
  else if (own && own.kind !== "null") open = true;
  return {
    carrier: "compose",
    owner,
    name: `service.${owner.name}`,
    head: owner.head,
    body: owner.body,
    image: step(owner.values, "image"),
    environment,
    openEnvironment: open,
    words: wordsOf(owner, environment),
    mounts: [...volumes(owner), ...configMounts(owner, configs)],
  };
}

function wordsOf(owner: Resource, environment: ReadonlyMap<string, Entry>): Value[] | undefined {
  const given = [step(owner.values, "entrypoint"), step(owner.values, "command")].filter(
    (value) => value !== undefined && value.kind !== "null",
  ) as Value[];
  if (given.length === 0) return undefined;
  return commandWords(
    given.flatMap((value) => (value.kind === "list" ? value.items : split(value))),
    environment,
  );
}

function volumes(owner: Resource): Mount[] {
  const list = step(owner.values, "volumes");
  if (list?.kind !== "list") return [];
  return list.items.flatMap((item): Mount[] => {
    const target = textOf(item.kind === "object" ? step(item, "target") : undefined);
    if (target !== undefined) {
      const path = textOf(step(item, "source"));
      return textOf(step(item, "type")) === "bind" && path !== undefined
        ? [{ target, path: resolveFrom(owner.folder, path) }]
        : [{ target }];
    }
    const [source = "", inside] = textOf(item)?.split(":") ?? [];
    if (inside === undefined) return [];
    return /^[./~]/.test(source)
      ? [{ target: inside, path: resolveFrom(owner.folder, source) }]
      : [{ target: inside }];
  });
}

function configMounts(owner: Resource, configs: ReadonlyMap<string, Resource>): Mount[] {
  const list = step(owner.values, "configs");
  if (list?.kind !== "list") return [];
  return list.items.flatMap((item): Mount[] => {
    const name = textOf(item) ?? textOf(step(item, "source"));
    if (name === undefined) return [];
    const target = textOf(step(item, "target")) ?? `/${name}`;
    const config = configs.get(name);
    const content = config && step(config.values, "content");
    if (content) {
      const way = `config.${name}/${target.slice(target.lastIndexOf("/") + 1)}`;
      return [{ target, content: { value: content, way } }];
    }
    const file = config && textOf(step(config.values, "file"));
    return [{ target, ...(file !== undefined && { path: resolveFrom(owner.folder, file) }) }];
  });
}

function textOf(value: Value | undefined): string | undefined {
  return value?.kind === "string" ? value.value : undefined;
}
