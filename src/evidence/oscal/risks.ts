import type { ExceptionEvidence, PopulationRow } from "../evidence.ts";
import { actingRecords } from "../population.ts";
import type { Context } from "./context.ts";
import { endOfDay, markup, namespace, property } from "./datatypes.ts";
import { decisionLog, mitigatingFactors } from "./deviations.ts";
import { type JudgedResource, rowCounts } from "./judged-resources.ts";
import { origins } from "./system.ts";
import { uuidOf } from "./uuid.ts";

type Reference = PopulationRow["hipaa"][number] & { framework: "hipaa" | "soc2" };

/** A failing row as far as it is open, or as far as a record approves a deviation. */
export interface Risk {
  uuid: string;
  status: "open" | "deviation-approved";
  row: PopulationRow;
  observation: string;
  policy: string;
  /** As OSCAL has it. */
  document: object;
}

/**
 * Risks of every failing row that counts. A record of `exceptions:` acts per citation, so a row whose references it
 * covers only in part has two: the approved deviation, and the rest, which stays open.
 */
export function risks(context: Context, judged: readonly JudgedResource[]): Risk[] {
  const records = new Map<string, ExceptionEvidence[]>();
  for (const record of context.evidence.exceptions)
    for (const id of record.rows) records.set(id, [...(records.get(id) ?? []), record]);
  return judged.flatMap((one) =>
    one.rows
      .filter((row) => row.verdict === "fail" && rowCounts(row))
      .flatMap((row) => risksOf(context, one, row, records.get(row.id) ?? [])),
  );
}

function risksOf(
  context: Context,
  one: JudgedResource,
  row: PopulationRow,
  records: readonly ExceptionEvidence[],
): Risk[] {
  const references: Reference[] = [
    ...row.hipaa.map((edge) => ({ ...edge, framework: "hipaa" as const })),
    ...row.soc2.map((edge) => ({ ...edge, framework: "soc2" as const })),
  ];
  const effects = new Map(actingRecords(row).flatMap((record) => Object.entries(record.effects)));
  const acting = new Set(actingRecords(row).map((record) => record.id));
  const covered = references.filter(({ id }) => effects.has(id));
  const rest = references.filter(({ id }) => !effects.has(id));
  const found: Risk[] = [];
  if (covered.length > 0)
    found.push(
      risk(
        "deviation-approved",
        covered,
        records.filter((record) => acting.has(record.id)),
      ),
    );
  if (rest.length > 0 || covered.length === 0)
    found.push(
      risk(
        "open",
        rest,
        // A record that acts, here or on other findings only, was not turned down.
        records.filter(({ status }) => status !== "active" && status !== "review-due"),
      ),
    );
  return found;

  function risk(
    status: Risk["status"],
    cited: readonly Reference[],
    spoken: readonly ExceptionEvidence[],
  ): Risk {
    const uuid = uuidOf("risk", row.id, row.policy, row.resource, status);
    const { observation } = one;
    const approved = status === "deviation-approved";
    const [firstExpiry] = spoken.map((record) => record.expiresOn).sort();
    const deadline = approved ? endOfDay(firstExpiry ?? "") : undefined;
    return {
      uuid,
      status,
      row,
      observation,
      policy: one.policy,
      document: {
        uuid,
        title: markup(row.message),
        description: `${markup(one.resource)} at ${markup(row.path)}, line ${row.line}: ${markup(row.message)}`,
        statement: statement(context.policies.get(one.policy)?.description ?? "", cited, approved),
        props: [
          property("row", row.id),
          property("policy", row.policy),
          property("row-status", row.status),
          ...cited.map(({ id, strength, framework }) => property(framework, id, { class: strength })),
          ...(approved
            ? cited.map(({ id }) => property("effect", effects.get(id) ?? "", { remarks: id }))
            : []),
        ],
        status,
        origins: origins(context),
        characterizations: [
          {
            origin: origins(context)[0],
            facets: [{ name: "severity", system: namespace, value: row.severity }],
          },
        ],
        "mitigating-factors": approved ? mitigatingFactors(uuid, spoken) : [],
        ...(deadline !== undefined && { deadline }),
        "risk-log": decisionLog(uuid, spoken, context.evidence.provenance.generatedAt, approved),
        "related-observations": [{ "observation-uuid": observation }],
      },
    };
  }
}

function statement(why: string, cited: readonly Reference[], approved: boolean): string {
  const about = cited.map(({ id, strength }) => `${id} (${strength})`).join(", ");
  const first = why === "" ? "" : `${markup(why)} `;
  if (about === "") return `${first}It cites no requirement.`;
  return approved
    ? `${first}A record of exceptions speaks for: ${about}.`
    : `${first}It speaks of: ${about}.`;
}
