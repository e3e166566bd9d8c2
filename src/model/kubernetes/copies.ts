import type { Resource, Unit } from "../resource.ts";
import type { Value } from "../value.ts";
import type { KubernetesLink, Relations } from "./links.ts";
import { containerLists, podSpecOf } from "./pod-references.ts";
import { canonical, items, objectAt } from "./read.ts";

/** Folders that hold what a build wrote. */
const generatedFolders = new Set(["release", "releases", "dist", "rendered", "generated"]);

function isGenerated(resource: Resource): boolean {
  return resource.body.source.path
    .split("/")
    .slice(0, -1)
    .some((segment) => generatedFolders.has(segment));
}

/**
 * Finds objects that are written down several times and keeps one of each, so that each is judged once.
 * Copies are objects of the same address with equal values; the images of a source that a build fills in (a bare
 * name without registry and tag, as Skaffold wants it) equal what all its renderings put there. Kept is the copy with
 * the fewest companions, so that a copy without a network policy is never covered by one that has it; then one
 * outside generated folders; then the first by path.
 * @returns each left-out copy → the object that is judged for it
 */
export function findCopies(resources: readonly Resource[], relations: Relations): Map<Resource, Resource> {
  const replaced = new Map<Resource, Resource>();
  const companions = (resource: Resource): number => {
    let count = 0;
    for (const [name, targets] of relations.get(resource) ?? [])
      if (vouching.has(name)) count += targets.size;
    return count;
  };
  for (const copies of copiesOf(resources)) {
    const ranked = copies.sort((a, b) => compare(rank(a, companions(a)), rank(b, companions(b))));
    const kept = ranked[0];
    if (!kept) continue;
    for (const copy of ranked.slice(1)) replaced.set(copy, kept);
  }
  return replaced;
}

/**
 * Finds the same object in several units (overlays that list the same base, a generated file beside them) and has it
 * judged in one of them: `copyOf` of all others names it, and they stay in their units as companions of what is there.
 * @param last units whose objects are only judged where no other unit has them: tests, examples
 */
export function shareCopies(units: readonly Unit[], last: (unit: Unit) => boolean): void {
  const home = new Map<Resource, Unit>();
  for (const unit of units) for (const resource of unit.resources) home.set(resource, unit);
  const order = (resource: Resource): Rank => {
    const unit = home.get(resource);
    const companions = resource.links.filter(({ name }) => vouching.has(name as KubernetesLink)).length;
    const [rest, ...more] = rank(resource, companions);
    return [(unit && last(unit) ? 1_000_000 : 0) + rest, ...more];
  };
  for (const copies of copiesOf([...home.keys()])) {
    const ranked = copies.sort((a, b) => compare(order(a), order(b)) || (a.folder < b.folder ? -1 : 1));
    const kept = ranked[0];
    if (!kept) continue;
    for (const copy of ranked.slice(1)) {
      copy.copyOf = kept;
      kept.copies = [...(kept.copies ?? []), copy, ...(copy.copies ?? [])];
    }
  }
}

/** Objects of one address with equal values, two or more. */
function copiesOf(resources: readonly Resource[]): Resource[][] {
  const found: Resource[][] = [];
  for (const twins of groupBy(
    resources,
    ({ address, unknownInstance = "" }) => `${address} ${unknownInstance}`,
  ).values()) {
    if (twins.length < 2) continue;
    for (const group of groupBy(twins, withoutImages).values())
      found.push(...byImages(group).filter((copies) => copies.length > 1));
  }
  return found;
}

/** The group in sets with the same images; bare ones join when all others agree. */
function byImages(group: readonly Resource[]): Resource[][] {
  const sets = [...groupBy(group, (resource) => imagesOf(resource).join(" ")).values()];
  if (sets.length !== 2) return sets;
  const [one = [], other = []] = sets;
  const a = one[0];
  const b = other[0];
  return a && b && (fillsIn(a, b) || fillsIn(b, a)) ? [[...one, ...other]] : sets;
}

/** Are the images of the one those of the other, or bare names that stand for them? */
function fillsIn(source: Resource, rendering: Resource): boolean {
  const rendered = imagesOf(rendering);
  return imagesOf(source).every((image, i) => image === rendered[i] || isBare(image));
}

function isBare(image: string): boolean {
  return !/[/:@]/.test(image);
}

function imageValues(resource: Resource): Value[] {
  if (!resource.meta.podSpec) return [];
  const spec = objectAt(resource.values, ...podSpecOf(resource));
  return containerLists.flatMap((list) =>
    items(spec, list).flatMap((container) => {
      const image = container.kind === "object" ? container.entries.get("image")?.value : undefined;
      return image?.kind === "string" ? [image] : [];
    }),
  );
}

function imagesOf(resource: Resource): string[] {
  return imageValues(resource).map((image) => (image.kind === "string" ? image.value : ""));
}

/** The values as text, images by the last part of their name: `registry/team/app:v1` is `app`. */
function withoutImages(resource: Resource): string {
  const images = new Set(imageValues(resource));
  return canonical(resource.values, (value) => {
    if (!images.has(value) || value.kind !== "string") return undefined;
    const name = value.value.replace(/@.*$/, "");
    return JSON.stringify(name.slice(name.lastIndexOf("/") + 1).replace(/:.*$/, ""));
  });
}

type Rank = readonly [companions: number, generated: number, path: string, start: number];

function rank(resource: Resource, companions: number): Rank {
  return [companions, isGenerated(resource) ? 1 : 0, resource.body.source.path, resource.body.start];
}

/** Links whose targets speak for an object. */
const vouching: ReadonlySet<KubernetesLink> = new Set(["networkPolicies", "backups"]);

function compare(a: Rank, b: Rank): number {
  return a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0) || a[3] - b[3];
}

function groupBy(
  resources: readonly Resource[],
  key: (resource: Resource) => string,
): Map<string, Resource[]> {
  const groups = new Map<string, Resource[]>();
  for (const resource of resources) {
    const name = key(resource);
    const group = groups.get(name);
    if (group) group.push(resource);
    else groups.set(name, [resource]);
  }
  return groups;
}
