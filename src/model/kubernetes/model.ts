import type { YamlFile } from "../../parse/yaml/yaml.ts";
import type { Diagnostic, NotScanned } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";
import type { Resource, Unit } from "../resource.ts";
import { noteCompanions, setLinks } from "./connect.ts";
import { findCopies } from "./copies.ts";
import { relate } from "./links.ts";
import { Nearest } from "./nearest.ts";
import { objectsOf } from "./objects.ts";
import { isPartial, patchFiles } from "./patches.ts";
import { openPlaceholders } from "./placeholders.ts";

/**
 * All plain manifests of a scan → one unit. Lists are expanded, kustomize patches left out (they are no objects),
 * copies of an object judged once (`meta.copies` names the other files), relations resolved.
 * @param name of the unit, where crosswalk.yaml names several
 * Beside design.md's `meta` each workload has `netpolInNamespace`: the nearest folder that holds any network policy
 * for its namespace, or the scan, holds one; and each resource `backupInScan`: the scan holds a backup object.
 */
export function modelKubernetes(files: YamlFile[], name = "."): Unit {
  const diagnostics: Diagnostic[] = [];
  const notScanned: NotScanned[] = [];
  const found: Resource[] = [];
  const patches = patchFiles(files);
  for (const file of files) {
    const { path } = file.source;
    diagnostics.push(...file.diagnostics);
    const broken = file.documents.filter((document) => document.broken).length;
    if (broken > 0)
      notScanned.push({
        path,
        cause: "parse-error",
        detail: gapOf(broken, file),
      });
    const overlay = patches.get(path);
    if (overlay !== undefined)
      notScanned.push({ path, cause: "not-rendered", detail: `a patch of ${overlay}` });
    else {
      for (const resource of objectsOf(file, diagnostics)) {
        if (!isPartial(resource)) found.push(resource);
        else
          notScanned.push({
            path,
            cause: "not-rendered",
            detail: `${resource.address} is a patch, not a whole object`,
          });
      }
    }
  }
  return modelObjects(found, {
    id: `kubernetes:${name}`,
    folder: ".",
    diagnostics,
    notScanned,
    sources: files.map((file) => file.source.path),
  });
}

/** Objects that belong together → one unit: copies of an object are judged once, relations are resolved. */
export function modelObjects(
  found: Resource[],
  unit: Pick<Unit, "id" | "folder" | "diagnostics" | "notScanned" | "sources">,
): Unit {
  found.sort((a, b) => byText(a.body.source.path, b.body.source.path) || a.body.start - b.body.start);
  const nearest = new Nearest(found);
  const related = relate(found, nearest);
  const copies = findCopies(found, related.relations);
  const resources = found.filter((resource) => !copies.has(resource));
  setKeys(resources);
  setLinks(resources, related, copies);
  noteCompanions(found, nearest);
  noteCopies(copies);
  openValues(resources);
  return {
    ...unit,
    kind: "kubernetes",
    resources,
    dangling: new Map(
      [...related.dangling].map(([name, from]) => [
        name,
        [...from].map((one) => (copies.get(one) ?? one).key).sort(byText),
      ]),
    ),
    missing: [],
  };
}

/** What is missing of a file: why, when it is all of it, else how much. */
function gapOf(broken: number, file: YamlFile): string {
  const error = file.diagnostics.find((one) => one.severity === "error");
  if (file.documents.length === 1 && error) return error.message;
  return `${broken} of ${file.documents.length} documents`;
}

/** The address, with `#2`, `#3` where objects with other values share it. */
function setKeys(resources: readonly Resource[]): void {
  const counts = new Map<string, number>();
  for (const resource of resources) {
    const count = (counts.get(resource.address) ?? 0) + 1;
    counts.set(resource.address, count);
    resource.key = count === 1 ? resource.address : `${resource.address}#${count}`;
  }
}

/** Last, because names, selectors and references are matched as written: equal placeholders mean the same thing. */
function openValues(resources: readonly Resource[]): void {
  const open = new Map<Source, boolean>();
  for (const resource of resources) {
    const { source } = resource.body;
    let any = open.get(source);
    if (any === undefined) {
      any = /\$[{A-Z_]|\{\{/.test(source.text);
      open.set(source, any);
    }
    if (!any) continue;
    const values = openPlaceholders(resource.values);
    if (values.kind === "object") resource.values = values;
  }
}

function noteCopies(copies: ReadonlyMap<Resource, Resource>): void {
  const others = new Map<Resource, Resource[]>();
  for (const [copy, kept] of copies) others.set(kept, [...(others.get(kept) ?? []), copy]);
  for (const [kept, list] of others) {
    kept.copies = list;
    kept.meta.copies = [...new Set(list.map(({ body }) => body.source.path))].sort(byText);
  }
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
