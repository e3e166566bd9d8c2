import type { Evidence } from "../evidence.ts";
import { compare } from "../population.ts";
import type {
  DiffRun,
  EvidenceDiff,
  ExceptionHistory,
  FindingHistory,
  RequirementHistory,
} from "./evidence-diff.ts";
import { findingHistory } from "./finding-history.ts";
import { days, type IndexedRun, indexed } from "./indexed-run.ts";

const order: ReadonlyArray<FindingHistory["now"]> = ["open", "unknown", "not judged", "quieted", "fixed"];

/** Compares bodies of evidence over time, whatever their order. Pure. */
export function diffEvidence(bodies: readonly Evidence[]): EvidenceDiff {
  const runs = [...bodies]
    .sort((a, b) => compare(a.provenance.generatedAt, b.provenance.generatedAt))
    .map(indexed);
  const failing = new Set<string>();
  for (const { evidence } of runs)
    for (const row of evidence.population) if (row.verdict === "fail") failing.add(row.id);
  const findings = [...failing]
    .map((id) => findingHistory(id, runs))
    .sort(
      (a, b) =>
        order.indexOf(a.now) - order.indexOf(b.now) ||
        compare(a.firstSeen, b.firstSeen) ||
        compare(a.policy, b.policy) ||
        compare(a.resource, b.resource) ||
        compare(a.id, b.id),
    );
  const count = (now: FindingHistory["now"]): number => findings.filter((one) => one.now === now).length;
  return {
    schemaVersion: "1",
    runs: runs.map((run, i) => summary(run, runs[i - 1])),
    findings,
    requirements: [...requirementHistories("hipaa", runs), ...requirementHistories("soc2", runs)],
    exceptions: exceptionHistories(runs),
    totals: {
      new: findings.filter((one) => one.firstSeen !== runs[0]?.at).length,
      open: count("open"),
      unknown: count("unknown"),
      "not judged": count("not judged"),
      quieted: count("quieted"),
      fixed: count("fixed"),
    },
  };
}

function summary(run: IndexedRun, before: IndexedRun | undefined): DiffRun {
  const { provenance, population } = run.evidence;
  return {
    generatedAt: run.at,
    commit: provenance.repository?.commit ?? "",
    dirty: provenance.repository?.dirty ?? false,
    runner: provenance.runner,
    population: population.length,
    open: population.filter((row) => row.verdict === "fail" && row.status === "open").length,
    ...(before && { daysSince: days(before.at, run.at) }),
    differs: before ? differences(before, run) : [],
  };
}

/** What makes two runs two different measurements, in words. */
function differences(before: IndexedRun, after: IndexedRun): string[] {
  const [old, now] = [before.evidence.provenance, after.evidence.provenance];
  const found: string[] = [];
  if (old.tool.version !== now.tool.version) found.push(`tool ${old.tool.version} → ${now.tool.version}`);
  if (old.policies.digest !== now.policies.digest) found.push("policies digest");
  const added = [...after.policies].filter((id) => !before.policies.has(id)).length;
  const dropped = [...before.policies].filter((id) => !after.policies.has(id)).length;
  if (added + dropped > 0) found.push(`policies that ran: ${added} more, ${dropped} fewer`);
  if (old.policies.profile !== now.policies.profile)
    found.push(`profile ${old.policies.profile} → ${now.policies.profile}`);
  const keys = [...new Set([...Object.keys(old.settings), ...Object.keys(now.settings)])].sort(compare);
  const changed = keys.filter(
    (key) => JSON.stringify(old.settings[key]) !== JSON.stringify(now.settings[key]),
  );
  if (changed.length > 0) found.push(`settings: ${changed.join(", ")}`);
  const own = ({ settingsFiles }: typeof old): string =>
    JSON.stringify(settingsFiles.filter((file) => file.role === "policy"));
  if (own(old) !== own(now)) found.push("the organization's own policies");
  if ((old.repository === undefined) !== (now.repository === undefined))
    found.push("one of them knows no commit");
  return found;
}

function requirementHistories(
  framework: "hipaa" | "soc2",
  runs: readonly IndexedRun[],
): RequirementHistory[] {
  const found = new Map<string, RequirementHistory>();
  const states = runs.map(
    ({ evidence }) => new Map(evidence.requirements[framework].map((row) => [row.id, row])),
  );
  for (const [i, now] of states.entries()) {
    const before = states[i - 1];
    if (!before) continue;
    for (const id of new Set([...before.keys(), ...now.keys()])) {
      const from = before.get(id)?.state ?? "not listed";
      const to = now.get(id)?.state ?? "not listed";
      if (from === to) continue;
      const title = (now.get(id) ?? before.get(id))?.title ?? "";
      const history = found.get(id) ?? { framework, id, title, changes: [] };
      found.set(id, history);
      history.changes.push({ at: runs[i]?.at ?? "", from, to });
    }
  }
  return [...found.values()].sort((a, b) => compare(a.id, b.id));
}

function exceptionHistories(runs: readonly IndexedRun[]): ExceptionHistory[] {
  const found = new Map<string, ExceptionHistory>();
  for (const { evidence, at } of runs) {
    for (const { id, policy, status } of evidence.exceptions) {
      const known = found.get(id);
      if (!known) found.set(id, { id, policy, firstSeen: at, status, removed: false, changes: [] });
      else if (known.status !== status || known.removed) {
        known.changes.push({ at, from: known.removed ? "removed" : known.status, to: status });
        known.status = status;
        known.removed = false;
      }
    }
    const here = new Set(evidence.exceptions.map((one) => one.id));
    for (const known of found.values()) {
      if (here.has(known.id) || known.removed) continue;
      known.changes.push({ at, from: known.status, to: "removed" });
      known.removed = true;
    }
  }
  return [...found.values()].sort((a, b) => compare(a.id, b.id));
}
