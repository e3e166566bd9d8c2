import { type Context, opening } from "./context.ts";
import { markup, property } from "./datatypes.ts";
import type { JudgedResource } from "./judged-resources.ts";
import type { Risk } from "./risks.ts";
import {
  assessmentAssets,
  evidenceResources,
  planUuid,
  systemDefinitions,
  systemSecurityPlan,
} from "./system.ts";
import { uuidOf } from "./uuid.ts";

/**
 * A list of what is open, one item an open risk; nothing when nothing is, since OSCAL knows no empty list.
 * @param observed the observations, in the order of `judged`
 */
export function planOfAction(
  context: Context,
  judged: readonly JudgedResource[],
  observed: readonly object[],
  risks: readonly Risk[],
): object | undefined {
  const open = risks.filter((risk) => risk.status === "open");
  if (open.length === 0) return undefined;
  const behind = new Set(open.map((risk) => risk.observation));
  const own = judged.filter((one) => behind.has(one.observation));
  return {
    "plan-of-action-and-milestones": {
      ...opening(
        context,
        "poam.json",
        "Open findings of an examination of configuration files with crosswalk",
        "Items have no milestones: who does what by when is the organization's to decide.",
      ),
      "import-ssp": { href: `#${planUuid}` },
      "local-definitions": {
        ...systemDefinitions(own),
        "assessment-assets": assessmentAssets(context),
      },
      observations: observed.filter((_, i) => behind.has(judged[i]?.observation ?? "")),
      risks: open.map((risk) => risk.document),
      "poam-items": open.map(({ uuid, row, observation }) => ({
        uuid: uuidOf("poam-item", uuid),
        title: markup(row.message),
        description: `${markup(row.resource)} at ${markup(row.path)}, line ${row.line}.`,
        props: [property("row", row.id), property("severity", row.severity)],
        "related-observations": [{ "observation-uuid": observation }],
        "related-risks": [{ "risk-uuid": uuid }],
      })),
      "back-matter": { resources: [systemSecurityPlan(), ...evidenceResources(context, own)] },
    },
  };
}
