import type { RequirementEvidence } from "../evidence.ts";
import type { Context } from "./context.ts";
import { markup, property } from "./datatypes.ts";
import { grouped } from "./grouped.ts";
import { policyObjective, requirementObjective } from "./identifiers.ts";
import type { JudgedResource } from "./judged-resources.ts";
import type { Risk } from "./risks.ts";
import { origins } from "./system.ts";
import { uuidOf } from "./uuid.ts";

/** The state of a finding's target; OSCAL has these two values only. */
interface Status {
  state: "satisfied" | "not-satisfied";
  reason: "pass" | "fail" | "other";
  remarks: string;
}

/**
 * Findings on the objectives of policies, and on the requirements that evidence speaks against. A policy's objective
 * is satisfied only where every resource was judged and passed: one unknown, one value that somebody vouched for, and
 * there is no finding. A requirement of HIPAA or SOC 2 never is: no config proves one.
 */
export function findings(
  context: Context,
  judged: readonly JudgedResource[],
  found: readonly Risk[],
): object[] {
  const byPolicy = grouped(
    judged.filter((one) => one.counts),
    (one) => one.policy,
  );
  const risksByPolicy = grouped(found, (risk) => risk.policy);
  const assumed = new Set(
    context.evidence.bypasses.filter((one) => one.kind === "assumption").flatMap((one) => one.rows),
  );
  const policies = [...context.policies.values()].flatMap((policy) => {
    const own = byPolicy.get(policy.id) ?? [];
    const risks = risksByPolicy.get(policy.id) ?? [];
    const status = statusOf(own, risks, assumed, context.evidence.notScanned.length);
    if (!status) return [];
    return [
      {
        uuid: uuidOf("finding", policy.id),
        title: markup(policy.title),
        description: status.remarks,
        props: [property("policy", policy.id), ...counts(own)],
        origins: origins(context),
        target: {
          type: "objective-id",
          "target-id": policyObjective(policy.control, policy.id),
          status,
        },
        "related-observations": own
          .filter((one) => one.verdict !== "not-applicable")
          .map((one) => ({ "observation-uuid": one.observation })),
        "related-risks": risks.map((risk) => ({ "risk-uuid": risk.uuid })),
      },
    ];
  });
  const risksByRow = grouped(found, (risk) => risk.row.id);
  return [
    ...policies,
    ...context.requirements.flatMap((row) => requirementFinding(context, row, risksByRow)),
  ];
}

function statusOf(
  judged: readonly JudgedResource[],
  risks: readonly Risk[],
  assumed: ReadonlySet<string>,
  notScanned: number,
): Status | undefined {
  const number = (verdict: string) => judged.filter((one) => one.verdict === verdict).length;
  if (number("fail") > 0) {
    const open = risks.some((risk) => risk.status === "open");
    return {
      state: "not-satisfied",
      reason: open ? "fail" : "other",
      remarks: open
        ? `Fails on ${number("fail")} of ${judged.length} resources.`
        : `Fails on ${number("fail")} of ${judged.length} resources; a record of exceptions speaks for each.`,
    };
  }
  const vouched = judged.some((one) => one.rows.some((row) => assumed.has(row.id)));
  if (number("unknown") > 0 || number("pass") === 0 || vouched) return undefined;
  return {
    state: "satisfied",
    reason: "pass",
    remarks: `Passes on all ${number("pass")} resources that it applies to, as the files declare them.${
      notScanned > 0 ? ` Not scanned: ${notScanned} files or parts; the body of evidence lists them.` : ""
    }`,
  };
}

function counts(judged: readonly JudgedResource[]): object[] {
  return (["pass", "fail", "unknown", "not-applicable"] as const).map((verdict) =>
    property("count", String(judged.filter((one) => one.verdict === verdict).length), { class: verdict }),
  );
}

const against: Partial<Record<RequirementEvidence["state"], "fail" | "other">> = {
  contradicted: "fail",
  "risk-accepted": "other",
  excepted: "other",
};

function requirementFinding(
  context: Context,
  row: RequirementEvidence,
  risksByRow: ReadonlyMap<string, readonly Risk[]>,
): object[] {
  const reason = against[row.state];
  if (!reason) return [];
  const own = row.rows
    .flatMap((id) => risksByRow.get(id) ?? [])
    .filter(({ row: failing }) =>
      failing[row.framework].some((edge) => edge.id === row.id && edge.strength === "direct"),
    );
  const observed = [...new Set(own.map((risk) => risk.observation))];
  return [
    {
      uuid: uuidOf("finding", row.framework, row.id),
      title: markup(`${row.id}: ${row.title}`),
      description: markup(row.why),
      props: [property("state", row.state), property("framework", row.framework)],
      origins: origins(context),
      target: {
        type: "objective-id",
        "target-id": requirementObjective(row.framework, row.id),
        status: { state: "not-satisfied", reason, remarks: markup(row.why) },
        ...(row.state === "excepted" && {
          "implementation-status": { state: "alternative" },
        }),
      },
      "related-observations": observed.map((uuid) => ({ "observation-uuid": uuid })),
      "related-risks": own.map((risk) => ({ "risk-uuid": risk.uuid })),
    },
  ];
}
