import type { YamlFile } from "../../parse/yaml/yaml.ts";
import type { At } from "../../text/span.ts";
import { resolveFrom } from "../app/include-path.ts";
import { objectAt, text } from "../kubernetes/read.ts";
import type { Frame, Resource } from "../resource.ts";
import type { Entry, ObjectValue, Step, Value } from "../value.ts";
import { generatorOf } from "./generators.ts";
import type { Build } from "./graph.ts";
import { type Layer, locate } from "./locate.ts";
import { namespaceOf } from "./namespace.ts";
import { isFor, namedItems, type Patch } from "./patches.ts";
import { imageName } from "./unbuilt.ts";

const origin = "config.kubernetes.io/origin";
const annotations = [origin, "alpha.config.kubernetes.io/transformations"];

interface Built {
  build: Build;
  /** Patches of all steps, in the order in which they act. */
  patches: readonly Patch[];
  /** The objects of the files that are listed. */
  originals: readonly Resource[];
  /** A file that a generator names. */
  read: (path: string) => YamlFile | undefined;
}

/**
 * Gives the objects of a built overlay the places that set their values: patches, transformers' entries, the files
 * they come from, generators. The annotations that tell the origin are taken out again.
 * @param objects as read from the built text, whose places nobody can edit
 */
export function builtObjects(objects: readonly Resource[], built: Built): Resource[] {
  return objects.map((object) => {
    const path = originOf(object, built.build);
    const values = withoutOrigin(object.values);
    const sameFile = built.originals.filter(
      (one) => one.body.source.path === path && one.type === object.type,
    );
    const base = sameFile.find(({ name }) => name === object.name) ?? longestIn(sameFile, object.name);
    return base ? fromFile(object, values, base, built) : generated(object, values, built);
  });
}

/** Kustomize puts prefixes and suffixes around names. */
function longestIn(candidates: readonly Resource[], name: string): Resource | undefined {
  return candidates
    .filter((one) => name.includes(one.name))
    .reduce<Resource | undefined>(
      (best, one) => (best && best.name.length >= one.name.length ? best : one),
      undefined,
    );
}

function fromFile(object: Resource, values: ObjectValue, base: Resource, built: Built): Resource {
  const kind = text(values, "kind") ?? object.type;
  const declared: Frame[] = [{ at: base.head, what: "base" }];
  const layers: Layer[] = built.patches
    .filter((patch) => isFor(patch, kind, [object.name, base.name]))
    .map((patch) => ({ tree: patch.tree, through: declared }))
    .reverse();
  layers.push({ tree: base.values, through: [] });
  return {
    ...object,
    values: locate(values, layers, transformers(built.build, base), base.head),
    head: base.head,
    body: base.body,
    folder: base.folder,
  };
}

/** Where images, replicas and namespaces are set that no patch and no file holds. */
function transformers(
  { steps }: Build,
  base: Resource,
): (path: readonly Step[], value: Value) => At | undefined {
  return (path, value) => {
    const last = path.at(-1);
    if (last === "namespace") return namespaceOf(steps)?.at;
    if (last === "replicas") return entryOf(steps, "replicas", base.name, ["count"]);
    if (last !== "image" || value.kind !== "string") return undefined;
    for (const step of [...steps].reverse()) {
      for (const { name, value: entry } of namedItems(step, "images")) {
        const renamed = text(entry, "newName") ?? name;
        if (imageName(value.value) !== renamed) continue;
        for (const key of ["digest", "newTag", "newName"])
          if (entry.kind === "object" && entry.entries.has(key)) return placeIn(entry, key);
      }
    }
    return undefined;
  };
}

function entryOf(steps: Build["steps"], list: string, name: string, keys: readonly string[]): At | undefined {
  for (const step of [...steps].reverse())
    for (const item of namedItems(step, list))
      if (item.name === name && item.value.kind === "object")
        for (const key of keys) if (item.value.entries.has(key)) return placeIn(item.value, key);
  return undefined;
}

function placeIn(value: ObjectValue, key: string): At | undefined {
  return value.entries.get(key)?.value.at;
}

/** A ConfigMap or Secret that a generator made: its data lies where the generator says. */
function generated(object: Resource, values: ObjectValue, built: Built): Resource {
  const { steps, overlay } = built.build;
  const item = [...steps].reverse().flatMap((step) => generatorOf(step, object) ?? [])[0];
  const head = item?.head ?? overlay.head;
  const data = new Map<string, Entry>(item?.data(built.read));
  const place = (value: Value, path: readonly Step[]): Value => {
    const at = (path[0] === "data" && data.get(String(path[1]))?.value.at) || head;
    if (value.kind === "list")
      return { ...value, at, items: value.items.map((one, i) => place(one, [...path, i])) };
    if (value.kind !== "object") return { ...value, at };
    const entries = new Map<string, Entry>();
    for (const [key, entry] of value.entries) entries.set(key, { value: place(entry.value, [...path, key]) });
    return { ...value, at, entries };
  };
  return {
    ...object,
    values: place(values, []) as ObjectValue,
    head,
    body: head,
    folder: overlay.folder,
  };
}

/** The file an object comes from, as the annotation tells it; undefined for what was generated. */
function originOf(object: Resource, { overlay }: Build): string | undefined {
  const written = text(object.values, "metadata", "annotations", origin);
  const path = written === undefined ? undefined : /^path: (.+)$/m.exec(written)?.[1];
  return path === undefined ? undefined : resolveFrom(overlay.folder, path.replace(/^(["'])(.*)\1$/, "$2"));
}

function withoutOrigin(values: ObjectValue): ObjectValue {
  const metadata = objectAt(values, "metadata");
  const own = objectAt(metadata, "annotations");
  if (!metadata || !own || !annotations.some((name) => own.entries.has(name))) return values;
  const kept = new Map([...own.entries].filter(([key]) => !annotations.includes(key)));
  const inner = new Map(metadata.entries);
  if (kept.size === 0) inner.delete("annotations");
  else inner.set("annotations", { value: { ...own, entries: kept } });
  return {
    ...values,
    entries: new Map([...values.entries, ["metadata", { value: { ...metadata, entries: inner } }]]),
  };
}
