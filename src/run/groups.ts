import type { PolicyMetadata } from "../evaluate/catalogue.ts";
import type { Evaluation } from "../evaluate/evaluate.ts";
import { covers } from "../evaluate/input.ts";
import type { Resource, Unit } from "../model/resource.ts";

/** So many units, or resources of theirs, go into one evaluate call at most: memory stays bounded. */
const most = { units: 64, resources: 500 };

/**
 * Units in the order they come, small ones that stand for themselves in groups: a call of the policies costs more than
 * judging one config file does. A unit goes with others when nothing in it can meet anything of theirs: it has no
 * links, nothing of it is missing, its keys hold its path, and no policy reads all resources of one of its types.
 * @param tag units with different tags never meet: what crosswalk.yaml declares for them
 */
export async function* groups(
  units: AsyncIterable<Unit>,
  policies: readonly PolicyMetadata[],
  tag: (unit: Unit) => string,
): AsyncGenerator<Unit[]> {
  const whole = policies.flatMap((policy) => policy.whole ?? []);
  let group: Unit[] = [];
  let resources = 0;
  let of = "";
  for await (const unit of units) {
    const alone = !isSeparate(unit, whole);
    const its = tag(unit);
    if (
      group.length > 0 &&
      (alone ||
        its !== of ||
        group.length >= most.units ||
        resources + unit.resources.length > most.resources)
    ) {
      yield group;
      group = [];
      resources = 0;
    }
    if (alone) {
      yield [unit];
      continue;
    }
    of = its;
    group.push(unit);
    resources += unit.resources.length;
  }
  if (group.length > 0) yield group;
}

function isSeparate(unit: Unit, whole: readonly string[]): boolean {
  if (unit.kind !== "config" || unit.missing.length > 0 || unit.dangling.size > 0) return false;
  return unit.resources.every(
    ({ key, links, type }: Resource) =>
      links.length === 0 && key.startsWith(`${type}:`) && !whole.some((pattern) => covers(pattern, type)),
  );
}

/** One unit for a group: what is evaluated in its place. */
export function joined(group: readonly Unit[]): Unit {
  const [first] = group;
  if (!first) throw new Error("a group has at least one unit");
  return { ...first, resources: group.flatMap((unit) => unit.resources), notScanned: [] };
}

/** The evaluation of a joined unit taken apart again; undefined when anything went wrong that names no unit. */
export function apart(group: readonly Unit[], whole: Unit, evaluation: Evaluation): Evaluation[] | undefined {
  if (evaluation.diagnostics.length > 0 || whole.notScanned.length > 0) return undefined;
  const owner = new Map<string, number>();
  for (const [i, unit] of group.entries())
    for (const { key } of unit.resources) {
      if (owner.has(key)) return undefined;
      owner.set(key, i);
    }
  const parts = group.map((): Evaluation => ({ verdicts: [], diagnostics: [] }));
  for (const verdict of evaluation.verdicts) parts[owner.get(verdict.resource) ?? 0]?.verdicts.push(verdict);
  return parts;
}
