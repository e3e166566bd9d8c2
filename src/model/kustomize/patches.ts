import type { YamlFile } from "../../parse/yaml/yaml.ts";
import { hosted } from "../../text/hosted.ts";
import { Source } from "../../text/source.ts";
import type { At } from "../../text/span.ts";
import { resolveFrom } from "../app/include-path.ts";
import { text } from "../kubernetes/read.ts";
import { embed } from "../service/embed.ts";
import type { Entry, ObjectValue, Step, StringValue, Value } from "../value.ts";
import { yamlValue } from "../yaml-value.ts";
import { itemsOf, type Kustomization } from "./kustomization.ts";

/** Which objects a patch is for; what is absent does not narrow it. */
interface Target {
  kind?: string;
  name?: string;
}

export interface Patch {
  by: Kustomization;
  /** Where the kustomization names or holds it. */
  entry: At;
  target: Target;
  /**
   * What it sets, laid out as in the object it changes. An operation on a list's element stands under its index as an
   * object's key, `-` for one that is appended.
   */
  tree: ObjectValue;
  /** Paths and markers of what it takes away: the object itself (an empty path), a field, a list's element. */
  removals: Array<{ path: Step[]; at: At }>;
  /** The patch could not be read: it may change anything its target allows. */
  unread: boolean;
}

/** Reads a file that a kustomization names, or a text that stands in it. */
export interface PatchReader {
  file(path: string): YamlFile | undefined;
  parse(source: Source): YamlFile;
}

/**
 * All patches of a kustomization, in the order in which they act: `patches`, `patchesStrategicMerge`,
 * `patchesJson6902` (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/).
 */
export function patchesOf(by: Kustomization, reader: PatchReader): Patch[] {
  const found: Patch[] = [];
  for (const key of ["patchesStrategicMerge", "patches", "patchesJson6902"]) {
    for (const item of itemsOf(by, key)) {
      const target = targetOf(item);
      const written = item.kind === "string" ? item : string(item, "patch");
      const path = item.kind === "string" ? item.value : text(item, "path");
      const inline = key === "patchesStrategicMerge" ? isInline(written) : text(item, "path") === undefined;
      const values = inline
        ? inlineDocuments(written, reader)
        : path === undefined
          ? undefined
          : documents(reader.file(resolveFrom(by.folder, path)));
      if (!values)
        found.push({ by, entry: item.at, target, tree: empty(item.at), removals: [], unread: true });
      for (const value of values ?? []) {
        if (value.kind === "list") found.push(operations(by, item.at, target, value.items));
        else if (value.kind === "object") found.push(merge(by, item.at, target, value));
      }
    }
  }
  return found;
}

function isInline(value: StringValue | undefined): boolean {
  return value !== undefined && /[\n{:]/.test(value.value) && !/^[\w./-]+$/.test(value.value);
}

function string(value: Value, key: string): StringValue | undefined {
  const found = value.kind === "object" ? value.entries.get(key)?.value : undefined;
  return found?.kind === "string" ? found : undefined;
}

function documents(file: YamlFile | undefined): Value[] | undefined {
  if (!file || file.documents.some((document) => document.broken)) return undefined;
  return file.documents.map((document) => yamlValue(document.contents, file.source));
}

function inlineDocuments(value: StringValue | undefined, reader: PatchReader): Value[] | undefined {
  const written = value && embed(value);
  if (!value || !written) return undefined;
  const { path, root } = value.at.source;
  const source = new Source(`${path}#patch`, "kubernetes", written.text, root, written.host);
  return documents(reader.parse(source))?.map(placedInHost);
}

/** The value with its places in the file that holds the text. */
function placedInHost(value: Value): Value {
  const at = hosted(value.at);
  if (value.kind === "list") return { ...value, at, items: value.items.map(placedInHost) };
  if (value.kind !== "object") return { ...value, at };
  const entries = new Map<string, Entry>();
  for (const [key, entry] of value.entries)
    entries.set(key, {
      value: placedInHost(entry.value),
      ...(entry.keyAt && { keyAt: hosted(entry.keyAt) }),
    });
  return { ...value, at, entries };
}

function targetOf(item: Value): Target {
  const kind = text(item, "target", "kind");
  const name = text(item, "target", "name");
  return { ...(kind !== undefined && { kind }), ...(name !== undefined && { name }) };
}

/** A strategic merge patch names its object itself, where no target does. */
function merge(by: Kustomization, entry: At, target: Target, tree: ObjectValue): Patch {
  const kind = text(tree, "kind");
  const name = text(tree, "metadata", "name");
  const own: Target = { ...(kind !== undefined && { kind }), ...(name !== undefined && { name }) };
  const removals: Patch["removals"] = [];
  collectRemovals(tree, [], removals);
  const named = target.kind !== undefined || target.name !== undefined;
  return { by, entry, target: named ? target : own, tree, removals, unread: false };
}

/** `$patch: delete`, `$patch: replace` of a list's element, and null values, which take a field away. */
function collectRemovals(value: Value, path: Step[], into: Patch["removals"]): void {
  if (value.kind === "list")
    for (const [i, item] of value.items.entries()) collectRemovals(item, [...path, i], into);
  if (value.kind !== "object") return;
  const directive = value.entries.get("$patch");
  if (directive?.value.kind === "string" && directive.value.value === "delete")
    into.push({ path, at: directive.value.at });
  for (const [key, entry] of value.entries) {
    if (entry.value.kind === "null") into.push({ path: [...path, key], at: entry.keyAt ?? entry.value.at });
    else collectRemovals(entry.value, [...path, key], into);
  }
}

/** The operations of a JSON patch (RFC 6902), each under the path that it names. */
function operations(by: Kustomization, entry: At, target: Target, list: readonly Value[]): Patch {
  const patch: Patch = { by, entry, target, tree: empty(entry), removals: [], unread: false };
  for (const operation of list) {
    const op = text(operation, "op");
    const pointer = text(operation, "path");
    if (op === undefined || pointer === undefined) continue;
    const path = pointer
      .split("/")
      .slice(1)
      .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
    const value = operation.kind === "object" ? operation.entries.get("value") : undefined;
    if (op === "remove" || op === "move") patch.removals.push({ path, at: operation.at });
    else if (value && (op === "add" || op === "replace")) put(patch.tree, path, value, operation.at);
  }
  return patch;
}

function put(tree: ObjectValue, path: readonly string[], entry: Entry, at: At): void {
  let here = tree;
  for (const [i, key] of path.entries()) {
    if (i === path.length - 1) {
      here.entries.set(key, entry);
      return;
    }
    const next = here.entries.get(key)?.value;
    const inner = next?.kind === "object" ? next : empty(at);
    if (inner !== next) here.entries.set(key, { value: inner });
    here = inner;
  }
}

function empty(at: At): ObjectValue {
  return { kind: "object", entries: new Map(), at };
}

/** May the patch be for an object of that kind, under one of its names (before and after prefixes)? In doubt it is. */
export function isFor({ target, unread }: Patch, kind: string, names: readonly string[]): boolean {
  if (unread && target.kind === undefined && target.name === undefined) return true;
  return (
    (target.kind === undefined || fits(target.kind, kind)) &&
    (target.name === undefined || names.some((name) => fits(target.name ?? "", name)))
  );
}

/** Targets are regular expressions of a whole name; only plain ones are looked at, so that none can hang the scan. */
function fits(pattern: string, name: string): boolean {
  const bare = pattern.replace(/^\^/, "").replace(/\$$/, "");
  return /^[\w.-]*$/.test(bare) && !bare.includes(".*") ? bare === name : true;
}

/** The names a list of `images:` or `replicas:` speaks of, with the entry. */
export function namedItems(by: Kustomization, key: string): Array<{ name: string; value: Value }> {
  return itemsOf(by, key).flatMap((value) => {
    const name = text(value, "name");
    return name === undefined ? [] : [{ name, value }];
  });
}
