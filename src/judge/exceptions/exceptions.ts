import type { ExceptionRecord } from "../../config/config.ts";
import type { PolicyMetadata, Severity } from "../../evaluate/catalogue.ts";
import type { Outcome } from "../../evaluate/verdict.ts";
import type { Resource } from "../../model/resource.ts";
import { matchesGlob } from "../../text/glob.ts";
import type { History } from "../../text/history.ts";
import { daysBetween } from "../days.ts";
import type { AppliedException, Finding } from "../finding.ts";
import { compare } from "../order.ts";
import type { Requirements } from "../requirements.ts";
import type { ExceptionResult, ExceptionStatus } from "../result.ts";
import { checkApprover } from "./author.ts";
import { Effects } from "./effects.ts";
import { exceptionFindings } from "./findings.ts";
import { hasNoAlternative, shortcomings, tooBroad } from "./validity.ts";

export interface ExceptionsInput {
  records: readonly ExceptionRecord[];
  /** YYYY-MM-DD */
  today: string;
  history?: History;
  /** Longest time from approval to expiry that the organization allows, in days. */
  mostDays?: number;
  requirements: Requirements;
  /** A policy's present id for an id or alias; undefined when there is no such policy. */
  canonical: (name: string) => string | undefined;
  /** The policies that ran. */
  chosen: ReadonlyMap<string, PolicyMetadata>;
  /** The policies about crosswalk.yaml itself. */
  builtIn: readonly PolicyMetadata[];
  /** Report only what touches these paths. */
  only?: ReadonlySet<string>;
  /** The scan covers all that the records may speak of: what is not seen is not there. */
  whole: boolean;
}

/** A record with what became of it. */
export interface Tracked {
  record: ExceptionRecord;
  /** Present id; undefined when there is no such policy. */
  policy: string | undefined;
  status: ExceptionStatus;
  problems: string[];
  notes: Set<string>;
  approver: Pick<ExceptionResult, "approver" | "approverDetail">;
  matched: ExceptionResult["matched"];
  effective: boolean;
  /** The most severe violation it speaks of that nothing quiets. */
  open?: Severity;
  /** Addresses that were judged, with the worst that was seen there. */
  seen: Map<string, Outcome>;
}

const severities: readonly Severity[] = ["critical", "high", "medium", "low"];
const acting: ReadonlySet<ExceptionStatus> = new Set<ExceptionStatus>(["active", "review-due"]);

/** The records of `exceptions:`: which findings each speaks of, and what it does there. */
export class Exceptions {
  readonly #input: ExceptionsInput;
  readonly #effects: Effects;
  readonly #tracked: Tracked[];
  readonly #byPolicy = new Map<string, Map<string, number[]>>();
  /** Records that are too broad, by policy. */
  readonly #broad = new Map<string, number[]>();
  readonly #ids: ReadonlySet<string>;

  constructor(input: ExceptionsInput) {
    this.#input = input;
    this.#effects = new Effects(input.requirements);
    this.#tracked = input.records.map((record) => this.#track(record));
    this.#ids = new Set(input.records.map((record) => record.id));
    for (const [i, { policy, record, status }] of this.#tracked.entries()) {
      if (policy === undefined) continue;
      if (status === "too-broad") this.#broad.set(policy, [...(this.#broad.get(policy) ?? []), i]);
      let addresses = this.#byPolicy.get(policy);
      if (!addresses) {
        addresses = new Map();
        this.#byPolicy.set(policy, addresses);
      }
      for (const address of new Set(record.resources)) {
        const list = addresses.get(address);
        if (list) list.push(i);
        else addresses.set(address, [i]);
      }
    }
  }

  /** The record that an inline comment's reason points to: its first word is the record's id. */
  pointsToRecord(reason: string): boolean {
    return this.#ids.has(reason) || this.#ids.has(/^[^\s:;,]+/.exec(reason)?.[0] ?? "");
  }

  /** The records that name this policy and address, by their place in the list; told of every site that was judged. */
  candidates(policy: string, resource: Resource, outcome: Outcome): readonly number[] {
    const named = this.#byPolicy.get(policy)?.get(resource.address) ?? [];
    const broad = this.#broad.get(policy);
    if (named.length === 0 && !broad) return named;
    const fit = [
      ...new Set([...named, ...(broad ?? []).filter((i) => this.#spans(i, resource.address))]),
    ].filter((i) => isWithin(resource, this.#tracked[i]?.record.within));
    for (const i of fit) {
      const seen = this.#tracked[i]?.seen;
      const before = seen?.get(resource.address);
      if (before === undefined || rank(outcome) < rank(before)) seen?.set(resource.address, outcome);
    }
    return outcome === "fail" || outcome === "unknown" ? fit : [];
  }

  /** Would a record that is too broad speak of the address? That tells how severe its breadth is. */
  #spans(i: number, address: string): boolean {
    const patterns = this.#tracked[i]?.record.resources ?? [];
    return patterns.length === 0 || patterns.some((one) => one !== address && matchesGlob(one, address));
  }

  /**
   * What the candidates do to a finding, the records in the order of the file. Call once a finding, when its
   * fingerprint and its other statuses are settled.
   */
  decide(finding: Finding, candidates: readonly number[]): AppliedException[] {
    const matching = candidates
      .map((i) => this.#tracked[i])
      .filter((one): one is Tracked => one !== undefined && pins(one.record, finding.fingerprint));
    const valid = matching.filter((one) => acting.has(one.status));
    const effects = this.#effects.of(
      valid.map((one) => one.record),
      finding.requirements,
    );
    const applied: AppliedException[] = [];
    for (const [i, { record, notes }] of valid.entries()) {
      const own = effects[i] ?? {};
      for (const note of this.#effects.notes(record, finding.requirements, own)) notes.add(note);
      if (Object.keys(own).length > 0) applied.push(apply(record, own));
    }
    for (const one of matching) {
      const own = effects[valid.indexOf(one)] ?? {};
      if (Object.keys(own).length > 0) one.effective = true;
      const { fingerprint, addresses } = finding;
      one.matched.push({ fingerprint, addresses, effects: own });
      if (applied.length > 0 || finding.status !== "open" || finding.verdict !== "fail") continue;
      if (one.open === undefined || severities.indexOf(finding.severity) < severities.indexOf(one.open))
        one.open = finding.severity;
    }
    return applied;
  }

  /** Every record with its final status, and the findings about records; call when all findings were decided. */
  finish(): { results: ExceptionResult[]; findings: Finding[] } {
    for (const one of this.#tracked) {
      one.matched.sort(
        (a, b) =>
          compare(a.fingerprint, b.fingerprint) || compare(a.addresses[0] ?? "", b.addresses[0] ?? ""),
      );
      this.#settle(one);
    }
    const { only, today, builtIn, chosen } = this.#input;
    const told = this.#tracked.filter(
      ({ record, policy, matched }) =>
        (policy === undefined || chosen.has(policy)) &&
        (!only || matched.length > 0 || (record.at && only.has(record.at.source.path))),
    );
    return { results: exceptionResults(this.#tracked, today), findings: exceptionFindings(told, builtIn) };
  }

  #settle(one: Tracked): void {
    const { chosen, whole, canonical } = this.#input;
    if (one.policy === undefined) {
      const known = canonical(one.record.policy);
      one.problems.push(
        known === undefined ? `there is no policy ${one.record.policy}` : `${known} takes no exceptions`,
      );
      one.status = "unmatched";
      return;
    }
    if (one.matched.length > 0) {
      if (one.status === "expired" && one.open === undefined) one.status = "closed";
      if (acting.has(one.status) && !one.effective) {
        one.status = "no-effect";
        one.problems.push(...one.notes);
        if (one.notes.size === 0) one.problems.push("the findings cite none of its citations");
      }
      return;
    }
    if (one.status === "expired") one.status = "closed";
    else if (acting.has(one.status)) {
      const unseen = (one.record.resources ?? []).every((address) => !one.seen.has(address));
      if (!chosen.has(one.policy) || (unseen && !whole)) {
        one.status = "not-run";
        return;
      }
      one.status = "unmatched";
      for (const address of one.record.resources ?? []) {
        const seen = one.seen.get(address);
        const pinned = seen === "fail" || seen === "unknown";
        one.problems.push(
          seen === undefined
            ? `${address} is not in the scan, or not judged by ${one.policy}`
            : pinned
              ? `${address} has findings, and none with its fingerprints`
              : `${address} passes or is not applicable`,
        );
      }
    }
  }

  #track(record: ExceptionRecord): Tracked {
    const { today, records, history, mostDays } = this.#input;
    const found = this.#input.canonical(record.policy);
    const policy = this.#input.builtIn.some(({ id }) => id === found) ? undefined : found;
    const broad = tooBroad(record);
    const problems = shortcomings(record, {
      today,
      ...(mostDays !== undefined && { mostDays }),
      knows: (ref) => this.#effects.knows(ref),
      repeated: records.filter((one) => one.id === record.id).length > 1,
    });
    const approver = checkApprover(record, history);
    const { reviewBy, expiresOn } = record;
    let status: ExceptionStatus = "active";
    if (broad.length > 0) status = "too-broad";
    else if (problems.length > 0) status = "incomplete";
    else if (expiresOn !== undefined && expiresOn < today) status = "expired";
    else if (approver.approver === "author") status = "self-approved";
    else if (reviewBy !== undefined && reviewBy < today) status = "review-due";
    return {
      record,
      policy,
      status,
      problems: [...broad, ...problems],
      notes: new Set(),
      approver,
      matched: [],
      effective: false,
      seen: new Map(),
    };
  }
}

/** The records as reports list them. */
function exceptionResults(tracked: readonly Tracked[], today: string): ExceptionResult[] {
  return tracked.map(({ record, status, problems, notes, approver, matched }) => ({
    record,
    status,
    problems: [...new Set(problems)],
    notes: [...notes].sort(compare),
    signOff: hasNoAlternative(record),
    ...approver,
    ...(record.expiresOn !== undefined && { daysLeft: daysBetween(today, record.expiresOn) }),
    matched,
  }));
}

function apply(record: ExceptionRecord, effects: AppliedException["effects"]): AppliedException {
  return {
    id: record.id,
    type: record.type ?? "risk-acceptance",
    effects,
    owner: record.owner ?? "",
    expiresOn: record.expiresOn ?? "",
    ...(record.at && { at: record.at }),
  };
}

function pins({ fingerprints }: ExceptionRecord, fingerprint: string): boolean {
  return fingerprints === undefined || fingerprints.some((one) => fingerprint.startsWith(one));
}

function isWithin({ head }: Resource, folder: string | undefined): boolean {
  return folder === undefined || folder === "." || head.source.path.startsWith(`${folder}/`);
}

function rank(outcome: Outcome): number {
  return ["fail", "unknown", "pass", "not-applicable"].indexOf(outcome);
}
