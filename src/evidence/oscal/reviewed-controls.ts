import type { RequirementEvidence } from "../evidence.ts";
import type { Context } from "./context.ts";
import { markup, property, token } from "./datatypes.ts";
import { policyObjective, requirementId } from "./identifiers.ts";

/**
 * Which controls a run examines. Requirements that no config can show, that are not asked of the organization, or of
 * which no policy of the run speaks are excluded by id: what was not looked at is never taken for reviewed.
 * @param states with what came of each requirement, for the results; a plan knows none
 */
export function reviewedControls(context: Context, states: boolean): object {
  const { evidence, policies } = context;
  const controls = evidence.controls.map((control) => ({
    id: token(control.id),
    reviewed: control.policies.some((id) => policies.has(id)),
  }));
  return {
    description: "HIPAA, SOC 2 and the shared controls that join them; each catalog is selected by itself.",
    "control-selections": [
      selection("Requirements of HIPAA of which a policy speaks.", requirements("hipaa"), states),
      selection("Criteria of SOC 2 of which a policy speaks.", requirements("soc2"), states),
      selection("Shared controls with a policy that ran.", controls, false),
    ].filter((one) => one !== undefined),
    "control-objective-selections":
      policies.size === 0
        ? []
        : [
            {
              "include-objectives": [...policies.values()].map((policy) => ({
                "objective-id": policyObjective(policy.control, policy.id),
              })),
            },
          ],
  };

  function requirements(framework: "hipaa" | "soc2"): Selected[] {
    return evidence.requirements[framework].map((row) => ({
      id: requirementId(framework, row.id),
      reviewed: isReviewed(row),
      row,
    }));
  }
}

interface Selected {
  id: string;
  reviewed: boolean;
  row?: RequirementEvidence;
}

function isReviewed({ assessable, state, edges, counts }: RequirementEvidence): boolean {
  // A conditional reference has no edge of its own; that it was cited shows in the counts.
  return assessable !== "process" && state !== "not-selected" && (edges.length > 0 || counts.judged > 0);
}

function selection(description: string, all: readonly Selected[], states: boolean): object | undefined {
  if (all.length === 0) return undefined;
  const ids = (reviewed: boolean) =>
    all.filter((one) => one.reviewed === reviewed).map(({ id }) => ({ "control-id": id }));
  const included = ids(true);
  return {
    description,
    props: states
      ? all.flatMap(({ id, row }) =>
          row ? [property("state", row.state, { class: id, remarks: markup(row.why) })] : [],
        )
      : [],
    ...(included.length > 0 ? { "include-controls": included } : { "include-all": {} }),
    "exclude-controls": ids(false),
  };
}
