import type { ExceptionEvidence } from "../evidence.ts";
import { endOfDay, markup, property, startOfDay } from "./datatypes.ts";
import { uuidOf } from "./uuid.ts";

/** What a record names in place of the setting: the alternative, how the standard is still met, SOC 2's control. */
export function mitigatingFactors(risk: string, records: readonly ExceptionEvidence[]): object[] {
  return records.flatMap((record) =>
    (
      [
        ["alternative", record.alternative === "none" ? "" : record.alternative],
        ["standard-still-met-by", record.standardStillMetBy],
        ["soc2-compensating", record.soc2Compensating],
      ] as const
    )
      .filter(([, text]) => text !== "")
      .map(([kind, text]) => ({
        uuid: uuidOf("mitigating-factor", risk, record.id, kind),
        description: markup(text),
        props: [property("kind", kind), property("exception", record.id)],
      })),
  );
}

/**
 * A record's way through approval as entries of a risk log: submitted, then approved or rejected, and expired. The
 * record names the day of approval and of expiry only; where a day is missing, the time of the run stands.
 * @param approved the record acts on this risk
 */
export function decisionLog(
  risk: string,
  records: readonly ExceptionEvidence[],
  now: string,
  approved: boolean,
): object | undefined {
  const entries = records.flatMap((record) => entriesOf(risk, record, now, approved));
  return entries.length === 0 ? undefined : { entries };
}

function entriesOf(risk: string, record: ExceptionEvidence, now: string, acts: boolean): object[] {
  const decided = startOfDay(record.approvedOn) ?? now;
  const entry = (type: string, start: string, text: string, status?: string): object => ({
    uuid: uuidOf("risk-log", risk, record.id, type),
    title: markup(`${record.id}: ${type}`),
    description: markup(text),
    start,
    props: [
      { name: "type", value: type },
      property("exception", record.id),
      ...(record.type === "" ? [] : [property("exception-type", record.type)]),
      ...(record.owner === "" ? [] : [property("owner", record.owner)]),
      ...(record.approvedBy === "" ? [] : [property("approved-by", record.approvedBy)]),
      ...(record.riskRef === "" ? [] : [property("risk-analysis", record.riskRef)]),
    ],
    ...(status !== undefined && { "status-change": status }),
  });
  const submitted = entry(
    "dr-submission",
    decided,
    `${record.reason === "" ? "No reason is recorded." : record.reason} The record names no day of submission; the day of approval stands here.`,
    "deviation-requested",
  );
  if (acts)
    return [
      submitted,
      entry(
        "dr-approved",
        decided,
        `Until ${record.expiresOn}: ${record.citations.join(", ")}`,
        "deviation-approved",
      ),
    ];
  if (record.status === "expired" || record.status === "closed")
    return [
      submitted,
      entry("dr-approved", decided, `Until ${record.expiresOn}.`, "deviation-approved"),
      entry("status-update", endOfDay(record.expiresOn) ?? now, `Expired on ${record.expiresOn}.`, "open"),
    ];
  const why = record.problems.join(" ");
  return [
    submitted,
    entry("dr-rejected", now, why === "" ? "It does not act on these references." : why, "open"),
  ];
}
