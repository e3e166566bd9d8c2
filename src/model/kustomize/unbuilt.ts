import { containerLists, podSpecOf } from "../kubernetes/pod-references.ts";
import { items, objectAt, text } from "../kubernetes/read.ts";
import type { Resource } from "../resource.ts";
import { unknown } from "../value.ts";
import type { Kustomization } from "./kustomization.ts";
import { isFor, namedItems, type Patch } from "./patches.ts";

/** Fields that change no object in a way that this module does not know of. */
const plain: ReadonlySet<string> = new Set([
  "apiVersion",
  "kind",
  "metadata",
  "resources",
  "bases",
  "components",
  "buildMetadata",
  "sortOptions",
]);
/** Fields that only change names, labels and annotations. */
const naming: ReadonlySet<string> = new Set([
  "namePrefix",
  "nameSuffix",
  "labels",
  "commonLabels",
  "commonAnnotations",
]);
const patching: ReadonlySet<string> = new Set(["patches", "patchesStrategicMerge", "patchesJson6902"]);
const generating: ReadonlySet<string> = new Set([
  "configMapGenerator",
  "secretGenerator",
  "generatorOptions",
]);

/** The fields of a kustomization that say something beside what it lists. */
export function effectsOf({ values }: Kustomization): string[] {
  return [...values.entries]
    .filter(([key, { value }]) => !plain.has(key) && value.kind !== "null" && !isEmpty(value))
    .map(([key]) => key);
}

function isEmpty(value: { kind: string; items?: unknown; entries?: unknown }): boolean {
  if (value.kind === "list") return (value.items as unknown[]).length === 0;
  return value.kind === "object" && (value.entries as Map<string, unknown>).size === 0;
}

/**
 * Where an overlay could not be built, its objects are those of the files it lists, and all that the build might
 * change in them is unknown: an object that a patch may be for as a whole, images and replicas that are set, every
 * object where a field is used that this module does not know.
 * @returns the objects that are unknown as a whole
 */
export function leaveOpen(
  objects: readonly Resource[],
  steps: readonly Kustomization[],
  patches: readonly Patch[],
): Set<Resource> {
  const known = (key: string): boolean =>
    naming.has(key) ||
    patching.has(key) ||
    generating.has(key) ||
    key === "images" ||
    key === "replicas" ||
    key === "namespace";
  const anything = steps.some((step) => step.broken || effectsOf(step).some((key) => !known(key)));
  const open = new Set<Resource>();
  for (const object of objects) {
    const kind = text(object.values, "kind") ?? object.type;
    if (anything || patches.some((patch) => isFor(patch, kind, [object.name]))) {
      object.unknownInstance = "not-rendered";
      open.add(object);
      continue;
    }
    for (const step of steps) {
      for (const { name } of namedItems(step, "images")) openImages(object, name);
      for (const { name, value } of namedItems(step, "replicas")) {
        const spec = objectAt(object.values, "spec");
        if (name === object.name && spec?.entries.has("replicas"))
          spec.entries.set("replicas", { value: unknown("not-rendered", value.at, { detail: step.path }) });
      }
    }
  }
  return open;
}

/** Kustomize compares the name without tag and digest. */
function openImages(object: Resource, name: string): void {
  if (!object.meta.podSpec) return;
  const spec = objectAt(object.values, ...podSpecOf(object));
  for (const list of containerLists) {
    for (const container of items(spec, list)) {
      const entry = container.kind === "object" ? container.entries.get("image") : undefined;
      if (entry?.value.kind === "string" && imageName(entry.value.value) === name)
        entry.value = unknown("not-rendered", entry.value.at, { detail: name });
    }
  }
}

/** `registry:5000/team/app:v1@sha256:…` without tag and digest. */
export function imageName(image: string): string {
  return image.replace(/@.*$/, "").replace(/:[^:/]*$/, "");
}
