import type { Finding } from "../judge/finding.ts";
import type { Bypass, PopulationRow } from "./evidence.ts";

/** One row a judged site. Values of the scanned files are never in it; keys, paths and addresses are. */
export function populationOf(findings: readonly Finding[]): PopulationRow[] {
  return findings.map(rowOf).sort((a, b) => compare(keyOf(a), keyOf(b)));
}

function rowOf(finding: Finding): PopulationRow {
  const { policy, at, exception, moreExceptions } = finding;
  return {
    id: finding.fingerprint,
    policy: policy.id,
    control: policy.control,
    resource: finding.resource.address,
    type: finding.resource.type,
    addresses: finding.addresses,
    unit: finding.unit,
    ...(finding.environment !== undefined && { environment: finding.environment }),
    ...(finding.site !== undefined && { site: finding.site }),
    path: at.source.path,
    line: at.source.lines.at(at.start).line,
    verdict: finding.verdict,
    status: finding.status,
    severity: finding.severity,
    grade: finding.grade,
    message: finding.message,
    ...(finding.cause !== undefined && { cause: finding.cause }),
    ...(finding.reason !== undefined && { reason: finding.reason }),
    phi: finding.phi,
    soc2Boundary: finding.soc2Boundary,
    hipaa: finding.requirements.hipaa.map(({ citation, strength }) => ({ id: citation, strength })),
    soc2: finding.requirements.soc2.map(({ criterion, strength }) => ({ id: criterion, strength })),
    ...(exception && { exception: { id: exception.id, effects: exception.effects } }),
    ...(moreExceptions && {
      moreExceptions: moreExceptions.map(({ id, effects }) => ({ id, effects })),
    }),
  };
}

/** Every record of `exceptions:` that acts on a row, with what it does to each reference. */
export function actingRecords({
  exception,
  moreExceptions = [],
}: PopulationRow): NonNullable<PopulationRow["moreExceptions"]> {
  return exception ? [exception, ...moreExceptions] : [];
}

/** What quiets the gate without an exception record, each with the rows it quiets. */
export function findingBypasses(findings: readonly Finding[]): Bypass[] {
  const found = new Map<string, Bypass>();
  const add = (kind: Bypass["kind"], what: string, reason: string, place: string, row: string): void => {
    const key = [kind, what, reason, place].join("\n");
    const known = found.get(key);
    if (known) known.rows.push(row);
    else found.set(key, { kind, what, reason, place, rows: [row] });
  };
  for (const finding of findings) {
    const { suppression, assumption, baseline, policy, fingerprint, at } = finding;
    if (suppression) {
      const { source, start } = suppression.at;
      const place = `${source.path}:${source.lines.at(start).line}`;
      add("inline-comment", policy.id, suppression.reason, place, fingerprint);
    }
    if (baseline)
      add("baseline", policy.id, `known since ${baseline.since}`, "crosswalk-baseline.json", fingerprint);
    if (assumption)
      add(
        "assumption",
        assumption.name,
        `vouched for by ${assumption.owner} on ${assumption.date}`,
        "crosswalk.yaml",
        fingerprint,
      );
    if (finding.status === "aside" && finding.verdict === "fail") {
      const { path } = at.source;
      const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".";
      add("set-aside", policy.id, "lies among examples, tests or generated copies", folder, fingerprint);
    }
  }
  return [...found.values()];
}

/** Order of code units. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function keyOf(row: PopulationRow): string {
  return [row.control, row.policy, row.path, String(row.line).padStart(9, "0"), row.resource, row.id].join(
    "\n",
  );
}
