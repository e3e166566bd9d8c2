import { folderOf } from "../app/config-unit.ts";
import type { Resource } from "../resource.ts";
import { type ObjectValue, step, type Value } from "../value.ts";
import { documentResource, opened } from "./json-documents.ts";

/** Types that a policy judges; all others are passed over: a test server's thousand Patients cost nothing. */
export const judgedTypes: ReadonlySet<string> = new Set(["Subscription", "Endpoint", "CapabilityStatement"]);

/** Bundles may lie in bundles; deeper ones, and more entries, are not looked at. */
const maxDepth = 5;
const maxResources = 10_000;

/**
 * The judged resources of a FHIR value, those of a Bundle's entries and of `contained` included. Address
 * `fhir:path#Type/id`, with a number behind it where ids repeat or are absent.
 * @param names how often each address was given already, over all values of a file
 */
export function fhirResources(value: Value, names: Map<string, number>): { found: Resource[]; cut: boolean } {
  const found: Resource[] = [];
  let looked = 0;
  const visit = (one: Value | undefined, depth: number): void => {
    if (one?.kind !== "object" || depth > maxDepth || ++looked > maxResources) return;
    const type = textOf(step(one, "resourceType"));
    if (type === undefined) return;
    if (judgedTypes.has(type)) found.push(resourceOf(one, type, names));
    for (const item of itemsOf(step(one, "contained"))) visit(item, depth + 1);
    if (type === "Bundle")
      for (const entry of itemsOf(step(one, "entry"))) visit(step(entry, "resource"), depth + 1);
  };
  visit(opened(value), 0);
  return { found, cut: looked > maxResources };
}

function resourceOf(values: ObjectValue, type: string, names: Map<string, number>): Resource {
  const id = textOf(step(values, "id"));
  const section = id === undefined ? type : `${type}/${id}`;
  const count = (names.get(section) ?? 0) + 1;
  names.set(section, count);
  const resource = documentResource(
    `fhir:${type}`,
    "fhir",
    values,
    count === 1 ? section : `${section}:${count}`,
    id ?? type,
  );
  resource.folder = folderOf(values.at.source.path);
  return resource;
}

/** XML does not tell a list of one from the one. */
function itemsOf(value: Value | undefined): readonly Value[] {
  if (value?.kind === "object") return [value];
  return value?.kind === "list" ? value.items : [];
}

function textOf(value: Value | undefined): string | undefined {
  return value?.kind === "string" ? value.value : undefined;
}
