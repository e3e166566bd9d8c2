import type { At } from "../../text/span.ts";
import type { Resource, Unit } from "../resource.ts";
import { type Entry, step, unknown, type Value } from "../value.ts";
import type { Container } from "./container.ts";

/**
 * What sets variables in a GitHub workflow: each job (with the workflow's own), each step that adds some, and each service
 * container of a job. None stands for a whole service: runners and images bring more.
 */
export function workflowContainers(unit: Unit): Container[] {
  return unit.resources.filter(({ type }) => type === "github:workflow").flatMap(containersOf);
}

/** The names that a workflow sets anywhere, for a first look. */
export function* workflowVariables(owner: Resource): Generator<string> {
  for (const { environment } of containersOf(owner)) yield* environment.keys();
}

function containersOf(owner: Resource): Container[] {
  const shared = entriesOf(step(owner.values, "env"));
  const found: Container[] = [];
  const add = (
    name: string,
    head: At,
    own: Value | undefined,
    image?: Value,
    below?: Map<string, Entry>,
  ): void => {
    const environment = new Map([...(below ?? []), ...entriesOf(own)]);
    if (environment.size > 0 || image) found.push(container(owner, name, head, environment, image));
  };
  for (const [name, { value, keyAt }] of entriesOf(step(owner.values, "jobs"))) {
    const head = keyAt ?? value.at;
    add(`job.${name}`, head, step(value, "env"), undefined, shared);
    for (const [service, entry] of entriesOf(step(value, "services")))
      add(
        `job.${name}/${service}`,
        entry.keyAt ?? entry.value.at,
        step(entry.value, "env"),
        step(entry.value, "image"),
      );
    const steps = step(value, "steps");
    if (steps?.kind !== "list") continue;
    steps.items.forEach((one, i) => {
      const id = step(one, "id") ?? step(one, "name");
      add(`job.${name}/${id?.kind === "string" ? id.value : i}`, one.at, step(one, "env"));
    });
  }
  return found;
}

function container(
  owner: Resource,
  name: string,
  head: At,
  environment: Map<string, Entry>,
  image: Value | undefined,
): Container {
  return {
    carrier: "workflow",
    owner,
    name,
    head,
    body: owner.body,
    image,
    environment,
    openEnvironment: true,
    words: [unknown("outside-scan", head, { detail: "arguments of the run" })],
    mounts: [],
  };
}

function entriesOf(value: Value | undefined): Map<string, Entry> {
  return value?.kind === "object" ? value.entries : new Map();
}
