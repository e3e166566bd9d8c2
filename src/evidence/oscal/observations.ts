import type { PopulationRow } from "../evidence.ts";
import type { Context } from "./context.ts";
import { markup, property } from "./datatypes.ts";
import { expiryOf } from "./freshness.ts";
import type { JudgedResource } from "./judged-resources.ts";
import { fileUuid, origins, reportUuid } from "./system.ts";

/** One observation a policy and resource, whatever the verdict: files are examined, nothing is exercised. */
export function observations(context: Context, judged: readonly JudgedResource[]): object[] {
  const { evidence, policies } = context;
  const collected = evidence.provenance.generatedAt;
  const expiries = new Map(
    evidence.controls.map((control) => [control.id, expiryOf(control, collected)] as const),
  );
  const files = new Map<string, string>();
  const fileOf = (path: string): string => {
    const uuid = files.get(path) ?? fileUuid(path);
    files.set(path, uuid);
    return uuid;
  };
  return judged.map((one) => {
    const expires = expiries.get(one.control);
    const policy = policies.get(one.policy);
    return {
      uuid: one.observation,
      title: markup(`${one.policy} on ${one.resource}`),
      description: description(one, policy?.title ?? one.policy),
      props: [
        property("policy", one.policy),
        property("verdict", one.verdict),
        ...(one.counts ? [] : [property("counted", "no")]),
      ],
      methods: ["EXAMINE"],
      types: [policy ? "control-objective" : "discovery"],
      origins: origins(context),
      subjects: [{ "subject-uuid": one.item, type: "inventory-item" }],
      "relevant-evidence": [
        { href: `#${reportUuid}`, description: "The rows below, in the body of evidence." },
        ...one.rows.map((row) => relevant(row, fileOf(row.path))),
      ],
      collected,
      ...(expires !== undefined && { expires }),
    };
  });
}

function relevant(row: PopulationRow, file: string): object {
  return {
    href: `#${file}`,
    description: `${markup(row.path)}, line ${row.line}${loud(row) ? `: ${markup(row.message)}` : ""}`,
    props: [
      property("row", row.id),
      property("verdict", row.verdict),
      property("status", row.status),
      ...(row.site === undefined ? [] : [property("site", row.site)]),
      ...(row.environment === undefined ? [] : [property("environment", row.environment)]),
      ...(row.cause === undefined ? [] : [property("cause", row.cause)]),
      ...(row.reason === undefined ? [] : [property("reason", row.reason)]),
    ],
  };
}

function loud({ verdict }: PopulationRow): boolean {
  return verdict === "fail" || verdict === "unknown";
}

const words = {
  pass: "The policy passes at every place that was judged",
  fail: "The policy fails",
  unknown: "The files do not decide it",
  "not-applicable": "The policy does not apply",
} as const;

function description({ verdict, counts, rows }: JudgedResource, title: string): string {
  const apart = counts
    ? ""
    : rows.every((row) => row.status === "aside")
      ? " It lies among examples, tests or generated copies and is not counted."
      : " The resource lies outside the scope of both frameworks and is not counted.";
  return `${words[verdict]}: ${markup(title)}.${apart}`;
}
