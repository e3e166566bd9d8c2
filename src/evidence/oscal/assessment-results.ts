import { type Context, opening } from "./context.ts";
import { type Property, property } from "./datatypes.ts";
import { findings } from "./findings.ts";
import type { JudgedResource } from "./judged-resources.ts";
import { reviewedControls } from "./reviewed-controls.ts";
import type { Risk } from "./risks.ts";
import { assessmentAssets, evidenceResources, systemDefinitions } from "./system.ts";
import { uuidOf } from "./uuid.ts";

/**
 * What one run found: an observation a policy and resource, findings on objectives, risks of what fails.
 * @param observed the observations, in the order of `judged`
 */
export function assessmentResults(
  context: Context,
  judged: readonly JudgedResource[],
  observed: readonly object[],
  risks: readonly Risk[],
): object {
  const { evidence, edition } = context;
  const time = evidence.provenance.generatedAt;
  return {
    "assessment-results": {
      ...opening(
        context,
        "assessment-results.json",
        "Results of an examination of configuration files with crosswalk",
        evidence.statement.join(" "),
      ),
      "import-ap": { href: "assessment-plan.json" },
      results: [
        {
          uuid: uuidOf("result", edition),
          title: "One run of crosswalk",
          description:
            "Every policy on every resource of its subjects, as the files declare them. An unknown is an observation without a finding.",
          start: time,
          end: time,
          props: runProperties(context),
          "local-definitions": {
            ...systemDefinitions(judged),
            "assessment-assets": assessmentAssets(context),
          },
          "reviewed-controls": reviewedControls(context, true),
          observations: observed,
          risks: risks.map((risk) => risk.document),
          findings: findings(context, judged, risks),
          remarks: evidence.limits.join(" "),
        },
      ],
      "back-matter": { resources: evidenceResources(context, judged) },
    },
  };
}

function runProperties({ evidence }: Context): Property[] {
  const { exitCode, runner } = evidence.provenance;
  return [
    property("exit-code", String(exitCode)),
    property("scope-confirmed", evidence.scope.confirmed ? "yes" : "no"),
    property("files", String(evidence.scope.files)),
    property("resources", String(evidence.scope.resources)),
    property("not-scanned", String(evidence.notScanned.length)),
    ...(runner === "" ? [] : [property("runner", runner)]),
    ...(["hipaa", "soc2"] as const).flatMap((framework) =>
      (["total", "withPolicy", "judged", "undecided"] as const).map((count) =>
        property("coverage", String(evidence.coverage[framework][count]), {
          class: `${framework}-${count}`,
        }),
      ),
    ),
    ...evidence.bypasses.map(({ kind, what, reason, place }) =>
      property("bypass", what, { class: kind, remarks: `${place}: ${reason}` }),
    ),
  ];
}
