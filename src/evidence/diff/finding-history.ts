import type { PopulationRow } from "../evidence.ts";
import { actingRecords } from "../population.ts";
import type { FindingHistory, Seen } from "./evidence-diff.ts";
import { days, type IndexedRun } from "./indexed-run.ts";

const gone: ReadonlySet<Seen> = new Set<Seen>(["pass", "not-applicable", "absent"]);
const quieted: ReadonlySet<Seen> = new Set<Seen>([
  "excepted",
  "baselined",
  "suppressed",
  "out-of-scope",
  "aside",
]);
const undecided: ReadonlySet<Seen> = new Set<Seen>(["unknown", "policy did not run", "file was not scanned"]);

/** A violation's way through the runs, from the first that saw it. */
export function findingHistory(id: string, runs: readonly IndexedRun[]): FindingHistory {
  const row = latest(id, runs);
  const seen = runs.map((run) => look(id, row, run));
  const first = seen.findIndex(isViolation);
  const history: FindingHistory = {
    id,
    policy: row.policy,
    control: row.control,
    resource: row.resource,
    path: row.path,
    severity: row.severity,
    message: row.message,
    firstSeen: runs[first]?.at ?? "",
    lastSeen: "",
    maybeOlder: first > 0 && seen.slice(0, first).every((one) => undecided.has(one)),
    now: "open",
    daysOpen: 0,
    reopened: 0,
    changes: [],
  };
  let since: string | undefined;
  for (let i = first; i < runs.length; i++) {
    const [run, now, before] = [runs[i], seen[i], seen[i - 1]];
    if (!run || !now) continue;
    if (i > first && before !== undefined && before !== now)
      history.changes.push({ at: run.at, from: before, to: now, note: note(id, run, runs[i - 1]) });
    if (isViolation(now)) {
      history.lastSeen = run.at;
      if (since === undefined && i > first) history.reopened++;
      since ??= run.at;
      delete history.fixed;
    } else if (gone.has(now) && since !== undefined) {
      history.daysOpen += days(since, run.at);
      since = undefined;
      const commit = run.evidence.provenance.repository?.commit ?? "";
      history.fixed = { at: run.at, commit, how: now as "pass" | "not-applicable" | "absent" };
    }
  }
  // Where the last runs cannot tell, it counts as open: nobody showed that it was fixed.
  if (since !== undefined) history.daysOpen += days(since, runs.at(-1)?.at ?? since);
  history.now = stateOf(seen.at(-1) ?? "absent", history);
  return history;
}

function isViolation(seen: Seen): boolean {
  return seen === "open" || quieted.has(seen);
}

function stateOf(last: Seen, { fixed }: FindingHistory): FindingHistory["now"] {
  if (last === "open") return "open";
  if (quieted.has(last)) return "quieted";
  // Once fixed, a run that does not look says nothing new.
  if (fixed) return "fixed";
  return last === "unknown" ? "unknown" : "not judged";
}

/** The newest failing row tells what it is. */
function latest(id: string, runs: readonly IndexedRun[]): PopulationRow {
  const rows = runs.flatMap((run) => run.rows.get(id) ?? []);
  const row = rows.findLast((one) => one.verdict === "fail");
  if (!row) throw new Error(`no run has a violation ${id}`);
  return row;
}

function look(id: string, { policy, path }: PopulationRow, run: IndexedRun): Seen {
  const row = run.rows.get(id);
  if (row) return row.verdict === "fail" ? row.status : row.verdict;
  if (!run.policies.has(policy)) return "policy did not run";
  return run.notScanned.has(path) ? "file was not scanned" : "absent";
}

/** The exceptions behind a change: those that act now, else what became of the ones that did. */
function note(id: string, run: IndexedRun, before: IndexedRun | undefined): string {
  const acting = (one: IndexedRun | undefined): string[] => {
    const row = one?.rows.get(id);
    return row ? actingRecords(row).map((record) => record.id) : [];
  };
  const now = acting(run);
  const told =
    now.length > 0
      ? now
      : acting(before).map((then) => `${then} ${run.exceptions.get(then) ?? "was removed"}`);
  return told.join(", ");
}
