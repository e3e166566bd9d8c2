import type { ControlEvidence, PolicyEvidence } from "../evidence.ts";
import { type Context, opening } from "./context.ts";
import { markup, namespace, property, token } from "./datatypes.ts";
import { policyObjective } from "./identifiers.ts";

/** The shared controls, each with one assessment objective a policy that ran. */
export function crosswalkCatalog(context: Context): object {
  const { controls } = context.evidence;
  const groups = [...new Set(controls.map((control) => control.safeguard))].map((safeguard) => ({
    id: token(`safeguard-${safeguard.replace(/\s+/g, "-")}`),
    title: markup(safeguard),
    controls: controls
      .filter((control) => control.safeguard === safeguard)
      .map((control) => controlOf(control, context)),
  }));
  return {
    catalog: {
      ...opening(
        context,
        "catalog-crosswalk.json",
        "crosswalk: shared controls and the policies that examine them",
        "Each control joins requirements of HIPAA and SOC 2; mapping-collection.json says which. An assessment objective is one policy: what it asks of each resource of its subjects. Controls without an objective had no policy in this run; those that are process need people, contracts, buildings or documents.",
      ),
      groups,
    },
  };
}

function controlOf(control: ControlEvidence, { policies }: Context): object {
  const own = control.policies.flatMap((id) => policies.get(id) ?? []);
  return {
    id: token(control.id),
    class: "crosswalk-control",
    title: markup(control.title),
    props: [
      { name: "label", value: control.id },
      ...control.ids.map((id) => property("organization-id", id)),
      property("assessable", control.assessable),
      property("owner", control.owner),
      property("review-cadence", control.cadence),
      ...(control.lastReview === undefined ? [] : [property("last-review", control.lastReview)]),
      ...(control.reviewDue === undefined ? [] : [property("review-due", control.reviewDue)]),
    ],
    parts: [
      { id: token(`${control.id}_smt`), name: "statement", prose: markup(control.objective) },
      ...(control.proves === "" ? [] : [note(control, "evidence-proves", control.proves)]),
      ...(control.limits === "" ? [] : [note(control, "evidence-limits", control.limits)]),
      ...(own.length === 0 ? [] : objectives(control, own)),
    ],
  };
}

function note(control: ControlEvidence, name: string, text: string): object {
  return { id: token(`${control.id}_${name}`), name, ns: namespace, prose: markup(text) };
}

function objectives(control: ControlEvidence, policies: readonly PolicyEvidence[]): object[] {
  return [
    {
      id: token(`${control.id}_obj`),
      name: "assessment-objective",
      prose: "Each policy below holds for every resource of its subjects.",
      parts: policies.map((policy) => ({
        id: policyObjective(control.id, policy.id),
        name: "assessment-objective",
        title: markup(policy.title),
        props: [
          { name: "label", value: policy.id },
          property("severity", policy.severity),
          ...policy.parameters.map(({ name, value }) =>
            property("parameter", JSON.stringify(value), { class: token(name) }),
          ),
        ],
        prose: markup(policy.description),
        links: policy.documentation.map((href) => ({ href: encodeURI(href), rel: "reference" })),
      })),
    },
    {
      id: token(`${control.id}_mtd`),
      name: "assessment-method",
      props: [{ name: "method", value: "EXAMINE" }],
      parts: [
        {
          name: "assessment-objects",
          prose: `Configuration files that declare: ${markup(subjectsOf(policies).join(", "))}.`,
        },
      ],
    },
  ];
}

function subjectsOf(policies: readonly PolicyEvidence[]): string[] {
  return [...new Set(policies.flatMap((policy) => policy.subjects))].sort();
}
