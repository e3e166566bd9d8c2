import { visible } from "../../report/escape.ts";
import { type Column, csv } from "../csv/csv.ts";
import { compare } from "../population.ts";
import type { EvidenceDiff, FindingHistory } from "./evidence-diff.ts";

/** The comparison for a reader at a terminal. */
export function diffText(diff: EvidenceDiff): string {
  const { runs, totals, findings, requirements, exceptions } = diff;
  const lines: string[] = ["Runs"];
  for (const [i, run] of runs.entries()) {
    const since = run.daysSince === undefined ? "" : `, ${plural(run.daysSince, "day")} after the one before`;
    const commit = run.commit === "" ? "no commit known" : `commit ${run.commit.slice(0, 12)}`;
    lines.push(
      `  ${i + 1}  ${run.generatedAt}  ${commit}${run.dirty ? " with changed files" : ""}  ${run.open} open of ${run.population} verdicts${since}`,
    );
    if (run.differs.length > 0)
      lines.push(`     ! not measured as before: ${run.differs.map(visible).join("; ")}`);
  }
  const gaps = runs.flatMap((run, i) => (run.daysSince === undefined ? [] : [{ i, days: run.daysSince }]));
  const longest = gaps.sort((a, b) => b.days - a.days)[0];
  if (longest)
    lines.push(
      `  The longest time without a run: ${plural(longest.days, "day")}, between ${longest.i} and ${longest.i + 1}. Nothing is known of what came and went in between.`,
    );
  lines.push(
    "",
    `Violations: ${totals.new} new since the first run, ${totals.fixed} fixed, ${totals.open} open, ${totals.quieted} quieted, ${totals.unknown} unknown, ${totals["not judged"]} not judged in the last run`,
    ...findings.map(findingLine),
  );
  const changed = findings.flatMap((finding) => finding.changes.map((change) => ({ finding, ...change })));
  section(
    lines,
    "Changes of status",
    changed.sort((a, b) => compare(a.at, b.at)),
    ({ at, finding, from, to, note }) =>
      `  ${at}  ${from} → ${to}${note === "" ? "" : ` (${note})`}  ${finding.policy}  ${finding.resource}`,
  );
  section(
    lines,
    "Requirements whose state changed",
    requirements.flatMap((one) => one.changes.map((change) => ({ one, ...change }))),
    ({ at, one, from, to }) => `  ${at}  ${one.id}  ${from} → ${to}  ${one.title}`,
  );
  section(
    lines,
    "Exceptions whose status changed",
    exceptions.flatMap((one) => one.changes.map((change) => ({ one, ...change }))),
    ({ at, one, from, to }) => `  ${at}  ${one.id}  ${from} → ${to}  ${one.policy}`,
  );
  return `${lines.join("\n")}\n`;
}

function section<T>(lines: string[], heading: string, rows: readonly T[], line: (row: T) => string): void {
  if (rows.length === 0) return;
  lines.push("", `${heading}: ${rows.length}`, ...rows.map((row) => visible(line(row))));
}

function plural(n: number, one: string): string {
  return `${n} ${one}${n === 1 ? "" : "s"}`;
}

function findingLine(one: FindingHistory): string {
  const fixed = one.fixed ? `, fixed by ${one.fixed.at.slice(0, 10)} (${one.fixed.how})` : "";
  const again = one.reopened > 0 ? `, came back ${one.reopened} times` : "";
  const older = one.maybeOlder ? " or before" : "";
  return visible(
    `  ${one.now.padEnd(10)} ${String(one.daysOpen).padStart(4)} days  first seen ${one.firstSeen.slice(0, 10)}${older}${fixed}${again}  ${one.policy}  ${one.resource}  ${one.path}`,
  );
}

const columns: ReadonlyArray<Column<FindingHistory>> = [
  ["id", (row) => row.id],
  ["control", (row) => row.control],
  ["policy", (row) => row.policy],
  ["resource", (row) => row.resource],
  ["path", (row) => row.path],
  ["severity", (row) => row.severity],
  ["message", (row) => row.message],
  ["now", (row) => row.now],
  ["first_seen", (row) => row.firstSeen],
  ["maybe_older", (row) => row.maybeOlder],
  ["last_seen", (row) => row.lastSeen],
  ["fixed_by", (row) => row.fixed?.at],
  ["fixed_in_commit", (row) => row.fixed?.commit],
  ["fixed_how", (row) => row.fixed?.how],
  ["days_open", (row) => row.daysOpen],
  ["reopened", (row) => row.reopened],
  [
    "changes",
    (row) =>
      row.changes.map(({ at, from, to, note }) => `${at} ${from} to ${to}${note === "" ? "" : ` (${note})`}`),
  ],
];

/** One row a violation, for the remediation trail. */
export function diffCsv(diff: EvidenceDiff): string {
  return csv(columns, diff.findings);
}
