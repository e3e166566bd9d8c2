import { type Context, opening } from "./context.ts";
import { markup, namespace } from "./datatypes.ts";
import { reviewedControls } from "./reviewed-controls.ts";
import { assessmentAssets, planUuid, systemSecurityPlan } from "./system.ts";
import { uuidOf } from "./uuid.ts";

/** The plan that the results carry out: small, since OSCAL wants one; what is examined, with what, and the limits. */
export function assessmentPlan(context: Context): object {
  const { evidence } = context;
  const activity = uuidOf("activity", "examine");
  return {
    "assessment-plan": {
      ...opening(
        context,
        "assessment-plan.json",
        "Examination of configuration files with crosswalk",
        "What a run of crosswalk with these settings looks at.",
      ),
      "import-ssp": { href: `#${planUuid}` },
      "local-definitions": {
        activities: [
          {
            uuid: activity,
            title: "Examine configuration files",
            description:
              "crosswalk reads the files of a repository and judges every resource against its policies. Nothing is executed and no running system is looked at.",
            props: [{ name: "method", value: "EXAMINE" }],
          },
        ],
      },
      "terms-and-conditions": {
        parts: [
          ...evidence.statement.map((text, i) => term("statement", i, text)),
          ...evidence.limits.map((text, i) => term("limit", i, text)),
        ],
      },
      "reviewed-controls": reviewedControls(context, false),
      "assessment-subjects": [
        {
          type: "inventory-item",
          description: "Every resource that the files declare and a policy is about.",
          "include-all": {},
        },
      ],
      "assessment-assets": assessmentAssets(context),
      tasks: [
        {
          uuid: uuidOf("task", "examine"),
          type: "action",
          title: "Run crosswalk",
          "associated-activities": [
            {
              "activity-uuid": activity,
              subjects: [{ type: "inventory-item", "include-all": {} }],
            },
          ],
        },
      ],
      "back-matter": { resources: [systemSecurityPlan()] },
    },
  };
}

function term(name: string, i: number, text: string): object {
  return { uuid: uuidOf("term", name, String(i)), name, ns: namespace, prose: markup(text) };
}
