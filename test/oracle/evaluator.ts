import type { Value } from "../../src/model/value.ts";
import { model } from "../model/terraform/harness.ts";
import { files } from "./expressions.ts";
import type { Outcome } from "./terraform.ts";

/** How many expressions one unit holds: its steps are limited. */
const UNIT = 100;

/** What ours gives: an outcome, or an unknown without any diagnostic. */
export type Ours = Outcome | { silent: string };

/** What our evaluator gives for each expression, through the parser and the real model. */
export function ourValues(expressions: readonly string[]): Ours[] {
  const outcomes: Ours[] = [];
  for (let from = 0; from < expressions.length; from += UNIT) {
    const part = expressions.slice(from, from + UNIT);
    const text = part.map((one, i) => `resource "terraform_data" "r${i}" {\n  input = ${one}\n}\n`).join("");
    const [unit] = model({ ...files, "generated.tf": text });
    const byKey = new Map(unit?.resources.map((one) => [one.key, one]));
    part.forEach((_, i) => {
      const found = byKey.get(`terraform_data.r${i}`);
      const value = found?.values.entries.get("input")?.value;
      if (!found || !value) {
        outcomes.push({ silent: "no resource" });
        return;
      }
      if (!hasUnknown(value)) {
        outcomes.push({ value: json(value) });
        return;
      }
      const said = unit?.diagnostics.some(
        ({ at }) =>
          at?.source.path === "generated.tf" && at.start >= found.body.start && at.end <= found.body.end,
      );
      outcomes.push(said ? { refused: true } : { silent: "unknown without a diagnostic" });
    });
  }
  return outcomes;
}

function hasUnknown(value: Value): boolean {
  if (value.kind === "unknown") return true;
  if (value.kind === "list") return value.items.some(hasUnknown);
  if (value.kind === "object") return [...value.entries.values()].some((entry) => hasUnknown(entry.value));
  return false;
}

/** Plain JSON of a known value. */
function json(value: Value): unknown {
  switch (value.kind) {
    case "list":
      return value.items.map(json);
    case "object":
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, json(entry.value)]));
    case "null":
    case "unknown":
      return null;
    default:
      return value.value;
  }
}

/** JSON with sorted keys, so that equal values have equal texts. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

export interface Difference {
  expression: string;
  terraform: string;
  ours: string;
}

/** The expressions whose outcomes differ. */
export function differing(
  expressions: readonly string[],
  theirs: readonly Outcome[],
  ours: readonly Ours[],
): Difference[] {
  return expressions.flatMap((expression, i) => {
    const [terraform, our] = [show(theirs[i]), show(ours[i])];
    return terraform === our ? [] : [{ expression, terraform, ours: our }];
  });
}

function show(outcome: Ours | undefined): string {
  if (!outcome) return "nothing";
  if ("refused" in outcome) return "refused";
  return "silent" in outcome ? outcome.silent : canonical(outcome.value);
}
