import type { At } from "../../text/span.ts";
import type { Resource, Unit } from "../resource.ts";
import { type Entry, step, unknown, type Value } from "../value.ts";
import type { Container } from "./container.ts";
import { commandWords } from "./words.ts";

/** Terraform resources that run containers or functions with an environment. */
export const terraformCarriers: ReadonlySet<string> = new Set([
  "aws_ecs_task_definition",
  "aws_lambda_function",
]);

/**
 * The containers of ECS task definitions and the environments of Lambda functions. A variable that a secret store
 * fills in is unknown. Sources: Amazon ECS API reference, ContainerDefinition; aws_lambda_function, environment.
 */
export function terraformContainers(unit: Unit): Container[] {
  return unit.resources.flatMap((owner) => {
    if (owner.type === "aws_ecs_task_definition") return taskContainers(owner);
    return owner.type === "aws_lambda_function" ? [functionOf(owner)] : [];
  });
}

function taskContainers(owner: Resource): Container[] {
  const definitions = step(owner.values, "container_definitions");
  const list = definitions && "shape" in definitions ? definitions.shape : definitions;
  if (list?.kind !== "list") return [];
  return list.items.flatMap((item, i): Container[] => {
    const value = item.kind === "unknown" ? item.shape : item;
    if (value?.kind !== "object") return [];
    const name = step(value, "name");
    const environment = new Map<string, Entry>();
    const { open } = named(step(value, "environment"), "value", environment);
    for (const [key, entry] of secretsOf(step(value, "secrets"))) environment.set(key, entry);
    const given = [...itemsOf(step(value, "entryPoint")), ...itemsOf(step(value, "command"))];
    return [
      {
        ...placed(owner, value.at),
        name: `${owner.address}/${name?.kind === "string" ? name.value : i}`,
        image: step(value, "image"),
        environment,
        openEnvironment: open || itemsOf(step(value, "environmentFiles")).length > 0,
        words: given.length > 0 ? commandWords(given, environment) : undefined,
        mounts: itemsOf(step(value, "mountPoints")).flatMap((mount) => {
          const target = step(mount, "containerPath");
          return target?.kind === "string" ? [{ target: target.value }] : [];
        }),
      },
    ];
  });
}

function functionOf(owner: Resource): Container {
  const variables = step(itemsOf(step(owner.values, "environment"))[0] ?? owner.values, "variables");
  const known =
    variables?.kind === "object" ? variables : variables?.kind === "unknown" ? variables.shape : undefined;
  const environment = known?.kind === "object" ? known.entries : new Map<string, Entry>();
  return {
    ...placed(owner, variables?.at ?? owner.body),
    name: owner.address,
    image: step(owner.values, "image_uri"),
    environment,
    openEnvironment: variables?.kind === "unknown",
    words: undefined,
    mounts: [],
  };
}

/** Places in the file of the resource; a definition that came through a variable keeps the resource's own. */
function placed(owner: Resource, where: At): Pick<Container, "carrier" | "owner" | "head" | "body"> {
  const own = where.source === owner.body.source;
  return { carrier: "terraform", owner, head: owner.head, body: own ? where : owner.body };
}

function named(list: Value | undefined, field: string, into: Map<string, Entry>): { open: boolean } {
  for (const item of itemsOf(list)) {
    const name = step(item, "name");
    const value = step(item, field);
    if (name?.kind === "string" && value) into.set(name.value, { value, keyAt: name.at });
  }
  return { open: list?.kind === "unknown" };
}

/** Filled in when the task starts, from Secrets Manager or Parameter Store. */
function secretsOf(list: Value | undefined): Map<string, Entry> {
  const found = new Map<string, Entry>();
  named(list, "valueFrom", found);
  for (const [key, entry] of found)
    found.set(key, { ...entry, value: unknown("outside-scan", entry.value.at, { detail: key }) });
  return found;
}

function itemsOf(value: Value | undefined): readonly Value[] {
  if (value?.kind === "list") return value.items;
  return value?.kind === "unknown" && value.shape?.kind === "list" ? value.shape.items : [];
}
