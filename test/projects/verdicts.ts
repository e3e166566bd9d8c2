import { evaluate } from "../../src/evaluate/evaluate.ts";
import type { Outcome } from "../../src/evaluate/verdict.ts";
import { catalogue, engine, unitsOf } from "../support/pipeline.ts";

/** Every verdict of every policy on a folder's resources: `unit policy address` → outcome. */
export async function verdictsOf(cwd: string): Promise<Map<string, Outcome>> {
  const verdicts = new Map<string, Outcome>();
  for (const unit of await unitsOf(cwd)) {
    const address = new Map(unit.resources.map((resource) => [resource.key, resource.address]));
    const { verdicts: given, diagnostics } = evaluate(unit, catalogue.policies, engine, { declares: [] });
    if (diagnostics.length > 0) throw new Error(diagnostics.map((one) => one.message).join("\n"));
    for (const one of given)
      verdicts.set(`${unit.id} ${one.policy} ${address.get(one.resource)}`, one.outcome);
  }
  return verdicts;
}
