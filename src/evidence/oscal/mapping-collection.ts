import type { ControlEvidence } from "../evidence.ts";
import { type Context, opening } from "./context.ts";
import { markup, property, token } from "./datatypes.ts";
import { requirementId } from "./identifiers.ts";
import { uuidOf } from "./uuid.ts";

const targets = { hipaa: "catalog-hipaa.json", soc2: "catalog-soc2.json" } as const;

/**
 * Controls to HIPAA and controls to SOC 2, always as `intersects-with` of NIST IR 8477: a setting never is the whole
 * requirement. HIPAA and SOC 2 are not mapped to each other.
 */
export function mappingCollection(context: Context): object {
  const mappings = (["hipaa", "soc2"] as const)
    .map((framework) => mapping(context, framework))
    .filter((one) => one.maps.length > 0);
  return {
    "mapping-collection": {
      ...opening(
        context,
        "mapping-collection.json",
        "crosswalk's controls mapped to HIPAA and to SOC 2",
        "HIPAA and SOC 2 are nowhere mapped to each other: evidence for one changes nothing about the other.",
      ),
      provenance: {
        method: "human",
        "matching-rationale": "functional",
        status: "complete",
        "mapping-description":
          "Made by reading the requirements and what configuration can show of them. No edge says that a control is the whole of a requirement.",
      },
      mappings,
    },
  };
}

function mapping(context: Context, framework: "hipaa" | "soc2") {
  return {
    uuid: uuidOf("mapping", framework),
    "source-resource": { type: "catalog", href: "catalog-crosswalk.json" },
    "target-resource": { type: "catalog", href: targets[framework] },
    maps: context.evidence.controls.flatMap((control) => [
      ...control[framework].map((edge) => map(control, framework, edge)),
      ...control.conditional
        .filter((edge) => edge.framework === framework)
        .map((edge) => map(control, framework, edge)),
    ]),
  };
}

interface Edge {
  id: string;
  strength: ControlEvidence["hipaa"][number]["strength"];
  /** Of a conditional reference: when a finding cites it. */
  condition?: string;
}

function map(
  control: ControlEvidence,
  framework: "hipaa" | "soc2",
  { id, strength, condition }: Edge,
): object {
  return {
    uuid: uuidOf("map", control.id, framework, id, condition ?? ""),
    relationship: "intersects-with",
    sources: [{ type: "control", "id-ref": token(control.id) }],
    targets: [{ type: "control", "id-ref": requirementId(framework, id) }],
    qualifiers:
      condition === undefined
        ? []
        : [
            {
              subject: "target",
              predicate: "has-requirement",
              category: "restricted",
              description: `Cited ${markup(condition)}.`,
            },
          ],
    props: [property("strength", strength)],
    ...(strength === "listed" && {
      remarks: "Only people, contracts, buildings or documents can show it; no finding ever cites it.",
    }),
  };
}
