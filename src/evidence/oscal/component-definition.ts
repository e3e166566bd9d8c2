import type { PolicyEvidence } from "../evidence.ts";
import { type Context, opening } from "./context.ts";
import { line, markup, type Property, property, token } from "./datatypes.ts";
import { policyObjective } from "./identifiers.ts";
import { type Platform, platformOf, platformsOf } from "./platforms.ts";
import { uuidOf } from "./uuid.ts";

/** Where compliance-trestle and its relatives look for rules and the checks behind them. */
const rules = "https://oscal-compass.github.io/compliance-trestle/schemas/oscal";

/** One component a platform whose files a policy read, and one for crosswalk as the thing that validates. */
export function componentDefinition(context: Context): object {
  const policies = [...context.policies.values()];
  const platforms = platformsOf(policies.flatMap((policy) => policy.subjects));
  return {
    "component-definition": {
      ...opening(
        context,
        "component-definition.json",
        "What crosswalk examines, by platform",
        "A component lists the policies that read its settings, by control. It says what is examined, not that a system has these settings: the results are in assessment-results.json.",
      ),
      components: [
        ...platforms.map((platform) => platformComponent(platform, policies)),
        validation(context, policies),
      ],
    },
  };
}

function platformComponent(platform: Platform, all: readonly PolicyEvidence[]): object {
  const own = all.filter((policy) => policy.subjects.some((type) => platformOf(type).key === platform.key));
  const controls = [...new Set(own.map((policy) => policy.control))].sort();
  return {
    uuid: platform.uuid,
    type: "software",
    title: markup(platform.title),
    description: `Resources of ${markup(platform.title)} that policies of crosswalk read.`,
    props: own.flatMap((policy) => ruleProperties(policy)),
    "control-implementations": [
      {
        uuid: uuidOf("control-implementation", platform.key),
        source: "catalog-crosswalk.json",
        description: "The controls whose settings on this platform a policy examines.",
        "implemented-requirements": controls.map((control) => ({
          uuid: uuidOf("implemented-requirement", platform.key, control),
          "control-id": token(control),
          description: "Examined by the policies named; whether they hold stands in the assessment results.",
          props: own
            .filter((policy) => policy.control === control)
            .map((policy) => ({ name: "Rule_Id", ns: rules, value: line(policy.id) })),
        })),
      },
    ],
  };
}

function validation(context: Context, policies: readonly PolicyEvidence[]): object {
  return {
    uuid: context.tool,
    type: "validation",
    title: `crosswalk ${markup(context.evidence.provenance.tool.version)}`,
    description: "Reads configuration files and judges each resource against its policies.",
    purpose: "Examines configuration; nothing is exercised, and no running system is looked at.",
    props: policies.flatMap((policy) => [
      ...ruleProperties(policy),
      rule("Check_Id", policyObjective(policy.control, policy.id), policy),
      rule("Check_Description", policy.title, policy),
    ]),
  };
}

/** A rule as trestle reads it: properties that one value of `remarks` holds together. */
function ruleProperties(policy: PolicyEvidence): Property[] {
  return [
    rule("Rule_Id", policy.id, policy),
    rule("Rule_Description", policy.title, policy),
    property("severity", policy.severity, { remarks: ruleSet(policy) }),
  ];
}

function rule(name: string, value: string, policy: PolicyEvidence): Property {
  return { name, ns: rules, value: line(value), remarks: ruleSet(policy) };
}

function ruleSet(policy: PolicyEvidence): string {
  return `rule_set_${policy.id}`;
}
