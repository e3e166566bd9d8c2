import { toJson } from "../../../src/evaluate/input.ts";
import type { Resource, Unit } from "../../../src/model/resource.ts";
import { follow, type Step } from "../../../src/model/value.ts";
import { Source, type SourceKind } from "../../../src/text/source.ts";

/** Sources from path → text. */
export function sources(kind: SourceKind, texts: Record<string, string>, root = "."): Source[] {
  return Object.entries(texts).map(([path, text]) => new Source(path, kind, text, root));
}

/** All resources of some units by address. */
export function byAddress(units: readonly Unit[]): Map<string, Resource> {
  return new Map(units.flatMap((unit) => unit.resources).map((resource) => [resource.address, resource]));
}

/** The values of a resource as a policy sees them. */
export function json(resource: Resource | undefined): Record<string, unknown> {
  return resource ? JSON.parse(JSON.stringify(toJson(resource.values))) : {};
}

/** The path of the file and the text that set a value. */
export function written(resource: Resource | undefined, path: readonly Step[]): [string, string] | undefined {
  if (!resource) return undefined;
  const { value, rest } = follow(resource.values, path);
  const { source, start, end } = value.at;
  return rest.length > 0 ? undefined : [source.path, source.text.slice(start, end)];
}

export function cut({ source, start, end }: Resource["head"]): string {
  return source.text.slice(start, end);
}
