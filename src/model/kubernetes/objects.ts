import type { YamlFile } from "../../parse/yaml/yaml.ts";
import type { Diagnostic } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";
import { type At, at } from "../../text/span.ts";
import type { Resource } from "../resource.ts";
import type { ObjectValue, Value } from "../value.ts";
import { yamlValue } from "../yaml-value.ts";
import { podMetadataPath, podSpecPath, typeOf } from "./kinds.ts";
import { items, text, texts } from "./read.ts";

/** The objects of a file, lists expanded; keys are still the addresses. */
export function objectsOf(file: YamlFile, diagnostics: Diagnostic[]): Resource[] {
  const resources: Resource[] = [];
  for (const document of file.documents) {
    const value = yamlValue(document.contents, file.source);
    if (value.kind === "object") collect(value, file.source, undefined, resources, diagnostics);
  }
  return resources;
}

/** What a typed list (`kind: RoleList`) says about the items that leave it out. */
interface Inherited {
  apiVersion: string;
  kind: string;
}

function collect(
  value: ObjectValue,
  source: Source,
  inherited: Inherited | undefined,
  resources: Resource[],
  diagnostics: Diagnostic[],
): void {
  const kustomization = isKustomization(source.path);
  const apiVersion =
    text(value, "apiVersion") ??
    inherited?.apiVersion ??
    (kustomization ? "kustomize.config.k8s.io/v1beta1" : undefined);
  const kind = text(value, "kind") ?? inherited?.kind ?? (kustomization ? "Kustomization" : undefined);
  if (apiVersion === undefined || kind === undefined) {
    if (value.entries.has("apiVersion") || value.entries.has("kind")) {
      const absent = apiVersion === undefined ? "apiVersion" : "kind";
      diagnostics.push({
        code: "kubernetes-object",
        severity: "warning",
        message: `this looks like a Kubernetes object, but its ${absent} is missing or no text; it is not judged`,
        hint: "Set both apiVersion and kind.",
        at: headOf(value),
      });
    }
    return;
  }
  if (kind.endsWith("List") && value.entries.get("items")?.value.kind === "list") {
    const single = kind.slice(0, -4);
    const passed = single === "" ? undefined : { apiVersion, kind: single };
    for (const item of items(value, "items")) {
      if (item.kind === "object") collect(item, source, passed, resources, diagnostics);
    }
    return;
  }
  // An OpenShift template holds the objects that it makes; what its parameters fill in is a placeholder.
  if (kind === "Template" && value.entries.get("objects")?.value.kind === "list") {
    for (const item of items(value, "objects")) {
      if (item.kind === "object") collect(item, source, undefined, resources, diagnostics);
    }
    return;
  }
  resources.push(resourceOf(value, kind, apiVersion, source));
}

function resourceOf(value: ObjectValue, kind: string, apiVersion: string, source: Source): Resource {
  const type = typeOf(kind, apiVersion);
  const namespace = text(value, "metadata", "namespace") || "default";
  const name = nameOf(value, source.path);
  const address = `${type}.${namespace}.${name}`;
  const podSpec = podSpecPath(type);
  const meta: Record<string, unknown> = {
    apiVersion,
    namespace,
    labels: Object.fromEntries(texts(value, "metadata", "labels")),
  };
  if (podSpec) {
    meta.podSpec = [...podSpec];
    meta.podLabels = Object.fromEntries(texts(value, ...podMetadataPath(podSpec), "labels"));
  }
  return {
    key: address,
    address,
    type,
    name,
    folder: folderOf(source.path),
    values: value,
    head: headOf(value),
    body: value.at,
    via: [],
    meta,
    links: [],
  };
}

/** Names made by the server get a star; a configuration file without metadata goes by its file's name. */
function nameOf(value: ObjectValue, path: string): string {
  const name = text(value, "metadata", "name");
  if (name) return name;
  const prefix = text(value, "metadata", "generateName");
  if (prefix) return `${prefix}*`;
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]*$/, "");
}

/** The object's first line: its first key, with the value when that is a scalar. */
function headOf(value: ObjectValue): At {
  for (const { keyAt, value: first } of value.entries.values()) {
    if (!keyAt || keyAt.start !== value.at.start) continue;
    const end = isContainer(first) || first.at.start < keyAt.end ? keyAt.end : first.at.end;
    return at(keyAt.source, keyAt.start, end);
  }
  for (const { keyAt } of value.entries.values()) if (keyAt) return keyAt;
  return at(value.at.source, value.at.start, value.at.start);
}

function isContainer(value: Value): boolean {
  return value.kind === "object" || value.kind === "list";
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "." : path.slice(0, slash);
}

/** kustomize reads these names also without apiVersion and kind. */
function isKustomization(path: string): boolean {
  return /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(path);
}
