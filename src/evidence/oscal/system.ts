import type { Context } from "./context.ts";
import { line, markup, property, reference } from "./datatypes.ts";
import type { JudgedResource } from "./judged-resources.ts";
import { platformOf, platformsOf } from "./platforms.ts";
import { uuidOf } from "./uuid.ts";

/** So many addresses of one resource (count, for_each, callers) are listed; the report has them all. */
const mostAddresses = 20;

/** The actor behind every observation: crosswalk, read from its own component. */
export function origins(context: Context): object[] {
  return [{ actors: [{ type: "tool", "actor-uuid": context.tool }] }];
}

/** Platforms as components, resources as inventory items. */
export function systemDefinitions(judged: readonly JudgedResource[]): object {
  const items = new Map<string, object>();
  const platforms = new Map(
    [...new Set(judged.map((one) => one.type))].map((type) => [type, platformOf(type).uuid] as const),
  );
  for (const one of judged) {
    const uuid = one.item;
    if (items.has(uuid)) continue;
    const addresses = [...new Set(one.rows.flatMap((row) => row.addresses))].sort();
    const [first] = one.rows;
    items.set(uuid, {
      uuid,
      description: `${markup(one.resource)}, declared in ${markup(one.unit === "" ? "." : one.unit)}`,
      props: [
        property("address", one.resource),
        property("type", one.type),
        property("unit", one.unit === "" ? "." : one.unit),
        property("holds-ephi", first?.phi ?? "unknown"),
        property("soc2-boundary", first?.soc2Boundary ?? "unknown"),
        ...addresses
          .filter((address) => address !== one.resource)
          .slice(0, mostAddresses)
          .map((address) => property("instance", address)),
        ...(addresses.length > mostAddresses ? [property("instances", String(addresses.length))] : []),
      ],
      "implemented-components": [{ "component-uuid": platforms.get(one.type) }],
    });
  }
  return {
    components: platformsOf(platforms.keys()).map((platform) => ({
      uuid: platform.uuid,
      type: "software",
      title: markup(platform.title),
      description: `Resources of ${markup(platform.title)} in the files that were read.`,
      status: { state: "other", remarks: "Files show intent; running systems were not looked at." },
    })),
    "inventory-items": [...items.values()],
  };
}

/** What the assessment is made with. */
export function assessmentAssets(context: Context): object {
  const { tool, node } = context.evidence.provenance;
  return {
    components: [
      {
        uuid: context.tool,
        type: "validation",
        title: `crosswalk ${markup(tool.version)}`,
        description: "Reads configuration files and judges each resource against its policies.",
        props: [property("node", node)],
        status: { state: "operational" },
      },
    ],
    "assessment-platforms": [
      {
        uuid: uuidOf("assessment-platform", "crosswalk"),
        title: "Where crosswalk ran",
        "uses-components": [{ "component-uuid": context.tool }],
      },
    ],
  };
}

/** Resource of the back matter that stands for a file that was read. */
export function fileUuid(path: string): string {
  return uuidOf("file", path);
}

/** Resource of the back matter that stands for the scan's report. */
export const reportUuid: string = uuidOf("report");

/** Resource of the back matter that stands for the system security plan. */
export const planUuid: string = uuidOf("system-security-plan");

/** OSCAL wants a system security plan to be named; crosswalk has none and says so. */
export function systemSecurityPlan(): object {
  return {
    uuid: planUuid,
    title: "System security plan of the organization",
    description:
      "Kept by the organization. crosswalk reads configuration files and was given no plan in OSCAL; this resource stands in its place.",
    props: [property("no-oscal-ssp", "yes")],
  };
}

/** The files that observations rest on, and the report that holds every row, each with its digest. */
export function evidenceResources(context: Context, judged: readonly JudgedResource[]): object[] {
  const { evidence, report } = context;
  const digests = new Map(evidence.provenance.inputs.map((file) => [file.path, file.sha256]));
  const paths = [...new Set(judged.flatMap((one) => one.rows.map((row) => row.path)))].sort();
  return [
    {
      uuid: reportUuid,
      title: "The body of evidence",
      description: "Every row of the population, with the settings and inputs of the run.",
      rlinks: [
        {
          href: report?.href ?? "../evidence.json",
          "media-type": "application/json",
          ...(report && { hashes: [{ algorithm: "SHA-256", value: report.sha256 }] }),
        },
      ],
    },
    ...paths.map((path) => {
      const sha256 = digests.get(path);
      return {
        uuid: fileUuid(path),
        title: markup(path),
        description: "A file that was read; its path starts where the scan started, not here.",
        props: [property("path", line(path))],
        rlinks: [
          {
            href: reference(path),
            ...(sha256 && { hashes: [{ algorithm: "SHA-256", value: sha256 }] }),
          },
        ],
      };
    }),
  ];
}
