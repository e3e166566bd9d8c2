import type { Resource, Unit } from "../resource.ts";
import { type Entry, step, unknown, type Value } from "../value.ts";
import type { Container } from "./container.ts";

/**
 * The image that a Dockerfile builds, as a container: the environment of its last stage with what that begins with, and its
 * entrypoint and command. Whoever runs the image may set more of both, so it never stands for a whole service.
 */
export function dockerfileContainers(unit: Unit): Container[] {
  return unit.resources.flatMap((owner) => {
    if (owner.type !== "dockerfile") return [];
    const stages = step(owner.values, "stages");
    const all = stages?.kind === "list" ? stages.items : [];
    const last = all.at(-1);
    if (!last) return [];
    const chain = chainOf(last, all);
    return [
      {
        carrier: "dockerfile" as const,
        owner,
        name: `stage.${textOf(step(last, "name")) ?? "0"}`,
        head: owner.head,
        body: owner.body,
        image: step(last, "base"),
        environment: environmentOf(chain),
        openEnvironment: true,
        words: wordsOf(chain, owner),
        mounts: [],
      },
    ];
  });
}

/** The names that the stages of a Dockerfile set, for a first look. */
export function* dockerfileVariables(owner: Resource): Generator<string> {
  const stages = step(owner.values, "stages");
  for (const stage of stages?.kind === "list" ? stages.items : [])
    for (const [name] of pairsOf(stage)) yield name;
}

/** The stage that the last one begins with, and so on, the first in front. */
function chainOf(last: Value, all: readonly Value[]): Value[] {
  const chain = [last];
  for (let here = last; chain.length <= all.length; ) {
    const wanted = textOf(step(here, "stage"))?.toLowerCase();
    const index = all.indexOf(here);
    const parent =
      wanted === undefined
        ? undefined
        : all.findLast((one, i) => i < index && textOf(step(one, "name")) === wanted);
    if (!parent) break;
    chain.unshift(parent);
    here = parent;
  }
  return chain;
}

function* pairsOf(stage: Value): Generator<[string, Entry]> {
  const list = step(stage, "env");
  for (const item of list?.kind === "list" ? list.items : []) {
    const name = step(item, "name");
    const value = step(item, "value");
    if (name?.kind === "string" && value) yield [name.value, { value, keyAt: name.at }];
  }
}

function environmentOf(chain: readonly Value[]): Map<string, Entry> {
  const environment = new Map<string, Entry>();
  for (const stage of chain) for (const [name, entry] of pairsOf(stage)) environment.set(name, entry);
  return environment;
}

/** ENTRYPOINT and CMD of the stage that sets them last; what the run adds is not known. */
function wordsOf(chain: readonly Value[], owner: Resource): Value[] {
  const words = ["entrypoint", "cmd"].flatMap((key): Value[] => {
    const given = chain.map((stage) => step(stage, key)).findLast((one) => one !== undefined);
    const commands = given && step(given, "commands");
    const first = commands?.kind === "list" ? commands.items[0] : undefined;
    const list = first && step(first, "words");
    return list?.kind === "list" ? list.items : [];
  });
  return [...words, unknown("outside-scan", owner.head, { detail: "arguments of the run" })];
}

function textOf(value: Value | undefined): string | undefined {
  return value?.kind === "string" ? value.value : undefined;
}
