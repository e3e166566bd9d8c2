import type { Resource } from "../model/resource.ts";
import type { ObjectValue, Value } from "../model/value.ts";

/** What labels a resource carries: `unknown` where a value, or the whole set, cannot be known. */
export interface Labels {
  /** By folded key; undefined is a value that is not known. */
  values: Map<string, string | undefined>;
  /** Further keys may be there. */
  open: boolean;
}

/** Keys compare without case and with `-` and `_` alike: `DataClassification` is written in many ways. */
export function foldKey(key: string): string {
  return key.toLowerCase().replace(/[-_]/g, "");
}

/** Attributes that hold tags or labels, in Terraform's providers and Compose. */
const holders = ["tags", "tags_all", "labels", "user_labels", "resource_labels", "effective_labels"];

/**
 * The tags and labels of one resource: of Terraform resources their own and the provider's default ones, of
 * Kubernetes objects their own, their pods' and their namespace's.
 */
export function labelsOf(resource: Resource, byKey: ReadonlyMap<string, Resource>): Labels {
  const labels: Labels = { values: new Map(), open: false };
  addDefaults(resource.meta["defaultTags"], labels);
  for (const link of resource.links) {
    const namespace = link.name === "namespaceObject" ? byKey.get(link.to) : undefined;
    if (namespace) addValue(metadataLabels(namespace.values), labels);
  }
  const podLabels = resource.meta["podLabels"];
  if (podLabels && typeof podLabels === "object")
    for (const [key, value] of Object.entries(podLabels)) labels.values.set(foldKey(key), String(value));
  addValue(metadataLabels(resource.values), labels);
  for (const name of holders) addValue(resource.values.entries.get(name)?.value, labels);
  addTagBlocks(resource.values.entries.get("tag")?.value, labels);
  return labels;
}

/** Labels of values that were handed to a module under a name such as `tags`. */
export function labelsIn(values: readonly Value[]): Labels {
  const labels: Labels = { values: new Map(), open: false };
  for (const value of values) addValue(value, labels);
  return labels;
}

function metadataLabels(values: ObjectValue): Value | undefined {
  const metadata = values.entries.get("metadata")?.value;
  return metadata?.kind === "object" ? metadata.entries.get("labels")?.value : undefined;
}

function addValue(value: Value | undefined, labels: Labels): void {
  if (!value) return;
  if (value.kind === "unknown") {
    labels.open = true;
    addValue(value.shape, labels);
    return;
  }
  if (value.kind === "list") {
    // Compose also writes labels as a list of KEY=value.
    for (const item of value.items) if (item.kind === "string") addPair(item.value, labels);
    return;
  }
  if (value.kind !== "object") return;
  for (const [key, entry] of value.entries) labels.values.set(foldKey(key), scalar(entry.value));
}

function addPair(text: string, labels: Labels): void {
  const cut = text.indexOf("=");
  if (cut > 0) labels.values.set(foldKey(text.slice(0, cut)), text.slice(cut + 1));
}

/** `tag { key = … value = … }` of autoscaling groups. */
function addTagBlocks(value: Value | undefined, labels: Labels): void {
  if (value?.kind !== "list") return;
  for (const block of value.items) {
    if (block.kind === "unknown") labels.open = true;
    if (block.kind !== "object") continue;
    const key = block.entries.get("key")?.value;
    const held = block.entries.get("value")?.value;
    if (key?.kind === "string") labels.values.set(foldKey(key.value), held && scalar(held));
    else if (key?.kind === "unknown") labels.open = true;
  }
}

function addDefaults(tags: unknown, labels: Labels): void {
  if (!tags || typeof tags !== "object") return;
  for (const [key, value] of Object.entries(tags)) {
    if (key === "$unknown") labels.open = true;
    else labels.values.set(foldKey(key), typeof value === "object" ? undefined : String(value));
  }
}

function scalar(value: Value): string | undefined {
  if (value.kind === "string" || value.kind === "number" || value.kind === "bool") return String(value.value);
  return value.kind === "null" ? "" : undefined;
}
