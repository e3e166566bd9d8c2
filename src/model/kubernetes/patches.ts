import type { YamlFile } from "../../parse/yaml/yaml.ts";
import type { Resource } from "../resource.ts";
import { yamlValue } from "../yaml-value.ts";
import { folderOf } from "./objects.ts";
import { containerLists, podSpecOf } from "./pod-references.ts";
import { items, objectAt, scalarText, text } from "./read.ts";

/**
 * Files that a kustomization names as patches: parts of objects, which say nothing by themselves.
 * @returns path of the patch → path of the kustomization
 */
export function patchFiles(files: readonly YamlFile[]): Map<string, string> {
  const patches = new Map<string, string>();
  for (const { source, documents } of files) {
    if (!/kustomization/i.test(source.path)) continue;
    for (const document of documents) {
      const value = yamlValue(document.contents, source);
      const named = [
        ...items(value, "patches").map((patch) => text(patch, "path")),
        ...items(value, "patchesJson6902").map((patch) => text(patch, "path")),
        ...items(value, "patchesStrategicMerge").map(scalarText),
      ];
      for (const name of named) {
        const path = name === undefined ? undefined : resolve(folderOf(source.path), name);
        if (path !== undefined) patches.set(path, source.path);
      }
    }
  }
  return patches;
}

/**
 * Is it a part of an object that something else completes, although no kustomization says so? It carries a patch
 * directive, or runs pods without saying which containers; in a place named for patches also without their images.
 */
export function isPartial(resource: Resource): boolean {
  if (resource.values.entries.has("$patch")) return true;
  if (!resource.meta.podSpec || objectAt(resource.values, "spec", "workloadRef")) return false;
  const spec = objectAt(resource.values, ...podSpecOf(resource));
  const containers = containerLists.flatMap((list) => items(spec, list));
  if (containers.length === 0)
    return spec === undefined || !containerLists.some((list) => spec.entries.has(list));
  return (
    patchPlace.test(resource.body.source.path) && containers.some((one) => text(one, "image") === undefined)
  );
}

const patchPlace = /(?:^|[/._-])(?:patch|patches|overlay|overlays)(?:$|[/._-])/i;

/** A relative path from a folder; undefined for what is no path (an inline patch) or leaves the scan. */
function resolve(folder: string, name: string): string | undefined {
  if (name.includes("\n") || name.startsWith("/")) return undefined;
  const segments = folder === "." ? [] : folder.split("/");
  for (const segment of name.split("/")) {
    if (segment === "..") {
      if (segments.pop() === undefined) return undefined;
    } else if (segment !== "." && segment !== "") segments.push(segment);
  }
  return segments.join("/");
}
