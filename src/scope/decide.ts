import type { ScopeConfig, Selector } from "../config/config.ts";
import type { Resource, ResourceScope, Unit } from "../model/resource.ts";
import { spread } from "./inherit.ts";
import { type Labels, labelsIn, labelsOf } from "./labels.ts";
import { type Answer, asksLabels, selects } from "./select.ts";

const NO_RULE = "no rule matched";

/**
 * Decides for every resource of a unit whether it holds ePHI and whether it belongs to the system that SOC 2 looks
 * at, and writes it into `resource.scope`. A rule that matches decides; where several do, what holds ePHI wins over
 * what holds none, and inside the boundary over outside. What no rule names inherits ePHI from the module call it came
 * through and over links: a volume from its workload, a replica from its source.
 */
export function decideScope(unit: Unit, config: ScopeConfig): void {
  const byKey = new Map(unit.resources.map((resource) => [resource.key, resource]));
  for (const resource of unit.resources) {
    const labels = labelsOf(resource, byKey);
    const calls = labelsIn(resource.callTags ?? []);
    const phi = phiOf(resource, labels, calls, config);
    const soc2 = boundaryOf(resource, labels, calls, config);
    resource.scope = { phi: phi.state, phiRule: phi.rule, soc2: soc2.state, soc2Rule: soc2.rule };
  }
  spread(unit.resources, byKey);
  const otherwise = config.otherwise ?? "unknown";
  for (const { scope } of unit.resources)
    if (scope && scope.phi === "unknown" && scope.phiRule === NO_RULE && otherwise === "no") {
      scope.phi = "no";
      scope.phiRule = "scope.otherwise";
    }
}

interface Decision<State> {
  state: State;
  rule: string;
}

/** The first rule that matches, else the first that may. */
function match(
  rules: readonly Selector[] | undefined,
  list: string,
  resource: Resource,
  labels: Labels,
  counts: (selector: Selector) => boolean = () => true,
): { answer: Answer; rule: string } {
  let open: string | undefined;
  for (const [i, selector] of (rules ?? []).entries()) {
    if (!counts(selector)) continue;
    const answer = selects(selector, resource, labels);
    const rule = nameOf(selector, `scope.${list}[${i}]`);
    if (answer === "yes") return { answer, rule };
    if (answer === "unknown") open ??= rule;
  }
  return open === undefined ? { answer: "no", rule: NO_RULE } : { answer: "unknown", rule: open };
}

/** `crosswalk.yaml:12 "clinical data"`; the place in the list where the file is not known. */
function nameOf({ name, at }: Selector, place: string): string {
  const where = at ? `${at.source.path}:${at.source.lines.at(at.start).line}` : place;
  return name === undefined ? where : `${where} "${name}"`;
}

function inherited(
  rules: readonly Selector[] | undefined,
  list: string,
  resource: Resource,
  calls: Labels,
): string | undefined {
  if (calls.values.size === 0) return undefined;
  const { answer, rule } = match(rules, list, resource, calls, asksLabels);
  return answer === "yes" ? `${rule}, by the tags of the module call` : undefined;
}

function phiOf(
  resource: Resource,
  labels: Labels,
  calls: Labels,
  config: ScopeConfig,
): Decision<ResourceScope["phi"]> {
  const own = match(config.phi, "phi", resource, labels);
  if (own.answer === "yes") return { state: "yes", rule: own.rule };
  const none = match(config.noPhi, "noPhi", resource, labels);
  if (none.answer === "yes" && own.answer === "no") return { state: "no", rule: none.rule };
  const call = inherited(config.phi, "phi", resource, calls);
  if (call !== undefined) return { state: "yes", rule: call };
  for (const { answer, rule } of [own, none])
    if (answer === "unknown") return { state: "unknown", rule: `${rule} may match: a label is not known` };
  return { state: "unknown", rule: NO_RULE };
}

function boundaryOf(
  resource: Resource,
  labels: Labels,
  calls: Labels,
  { soc2 }: ScopeConfig,
): Decision<ResourceScope["soc2"]> {
  const inside = match(soc2?.in, "soc2.in", resource, labels);
  if (inside.answer === "yes") return { state: "in", rule: inside.rule };
  const call = inherited(soc2?.in, "soc2.in", resource, calls);
  if (call !== undefined) return { state: "in", rule: call };
  const outside = match(soc2?.out, "soc2.out", resource, labels);
  if (outside.answer === "yes" && inside.answer === "no") return { state: "out", rule: outside.rule };
  for (const { answer, rule } of [inside, outside])
    if (answer === "unknown") return { state: "unknown", rule: `${rule} may match: a label is not known` };
  if (soc2?.otherwise !== undefined) return { state: soc2.otherwise, rule: "scope.soc2.otherwise" };
  const listed = (soc2?.in?.length ?? 0) > 0;
  return { state: listed ? "unknown" : "in", rule: NO_RULE };
}
