import type { Outcome } from "../../evaluate/verdict.ts";
import type { PopulationRow } from "../evidence.ts";
import { grouped } from "./grouped.ts";
import { uuidOf } from "./uuid.ts";

/** What one policy says of one resource, from every site in it. */
export interface JudgedResource {
  policy: string;
  control: string;
  unit: string;
  resource: string;
  type: string;
  rows: PopulationRow[];
  /** UUID of the observation of this policy on this resource, the same in every run: samples can be traced. */
  observation: string;
  /** UUID of the inventory item that stands for the resource, the same in every document and run. */
  item: string;
  /** fail > unknown > pass > not-applicable over the rows that count; over all of them when none does. */
  verdict: Outcome;
  /** Not aside (examples, tests) and not outside the scope of both frameworks. */
  counts: boolean;
}

const order: readonly Outcome[] = ["fail", "unknown", "pass", "not-applicable"];

/** Does the row tell anything of what this repository deploys within the scope? */
export function rowCounts({ status }: PopulationRow): boolean {
  return status !== "aside" && status !== "out-of-scope";
}

/** The population by policy and resource, in its order. */
export function judgedResources(population: readonly PopulationRow[]): JudgedResource[] {
  const found = grouped(population, ({ policy, unit, type, resource }) =>
    JSON.stringify([policy, unit, type, resource]),
  );
  return [...found.values()].flatMap((rows) => {
    const [first] = rows;
    if (!first) return [];
    const counting = rows.filter(rowCounts);
    const telling = counting.length > 0 ? counting : rows;
    const { policy, control, unit, resource, type } = first;
    const verdict =
      order.find((outcome) => telling.some((row) => row.verdict === outcome)) ?? "not-applicable";
    return [
      {
        policy,
        control,
        unit,
        resource,
        type,
        rows,
        observation: uuidOf("observation", policy, unit, type, resource),
        item: uuidOf("inventory-item", unit, type, resource),
        verdict,
        counts: counting.length > 0,
      },
    ];
  });
}
