import type { Outcome } from "../evaluate/verdict.ts";
import type { Baseline } from "./baseline/baseline.ts";
import { contribution } from "./contribution.ts";
import type { Exceptions } from "./exceptions/exceptions.ts";
import type { AppliedException, Finding, Status } from "./finding.ts";
import type { MergedFindings } from "./merge.ts";
import type { FrameworkEdge } from "./references.ts";
import type { RequirementStates } from "./requirement-states.ts";

/** A site after assumptions, comments and place were applied. */
export interface Judged {
  /** Of the finding that tells it. */
  id: string;
  outcome: Outcome;
  status: Status;
  edges: readonly FrameworkEdge[];
  outside: readonly FrameworkEdge[];
  phi: Finding["phi"];
  boundary: Finding["soc2Boundary"];
  /** Records may speak of it: that is known when its fingerprint is settled. */
  open: boolean;
}

const outcomes: readonly Outcome[] = ["fail", "unknown", "pass", "not-applicable"];

/**
 * Counts verdicts towards requirements. Those that a record of `exceptions:` may speak of wait until the findings are
 * all there, since a record may name one by its fingerprint.
 */
export class Settlement {
  readonly #states: RequirementStates;
  readonly #findings: MergedFindings;
  readonly #exceptions: Exceptions | undefined;
  readonly #baseline: Baseline | undefined;
  readonly #candidates = new Map<string, readonly number[]>();
  readonly #former = new Map<string, string>();
  readonly #waiting: Array<readonly Judged[]> = [];

  /** @param findings filled by the judge; their fingerprints are settled before `finish` */
  constructor(
    states: RequirementStates,
    findings: MergedFindings,
    exceptions: Exceptions | undefined,
    baseline: Baseline | undefined,
  ) {
    this.#states = states;
    this.#findings = findings;
    this.#exceptions = exceptions;
    this.#baseline = baseline;
  }

  /** Remembers which records may speak of a finding, and what its fingerprint was before files were renamed. */
  note(id: string, candidates: readonly number[], former: string | undefined): void {
    if (former !== undefined) this.#former.set(id, former);
    if (candidates.length > 0) this.#candidates.set(id, candidates);
  }

  /** Counts a verdict by its judged sites, now or when exceptions are settled. */
  add(judged: readonly Judged[]): void {
    // What lies aside is counted apart: it tells nothing of what this repository deploys.
    const counted = judged.filter((one) => one.status !== "aside");
    if (counted.some((one) => one.open)) this.#waiting.push(counted);
    else this.#count(counted);
  }

  /** Settles what records and a baseline make of each finding, then counts the verdicts that waited for it. */
  finish(): void {
    const exceptions = this.#exceptions;
    const baseline = this.#baseline;
    if (!exceptions && !baseline) return;
    for (const [id, finding] of this.#findings.entries()) {
      const candidates = this.#candidates.get(id);
      if (exceptions && candidates) {
        const [first, ...rest] = exceptions.decide(finding, candidates);
        if (first) finding.exception = first;
        if (rest.length > 0) finding.moreExceptions = rest;
        if (first && (finding.status === "open" || finding.status === "suppressed"))
          finding.status = "excepted";
      }
      if (baseline && finding.verdict === "fail") baseline.apply(finding, this.#former.get(id));
    }
    for (const judged of this.#waiting) this.#count(judged);
  }

  /** Counts a verdict, rolled up from its sites, towards each requirement that its policy reaches. */
  #count(judged: readonly Judged[]): void {
    const outcome = outcomes.find((candidate) => judged.some((one) => one.outcome === candidate));
    if (!outcome) return;
    const loud = judged.filter((one) => one.outcome === "fail" || one.outcome === "unknown");
    const suppressed = loud.length > 0 && loud.every((one) => this.#statusOf(one) === "suppressed");
    const sites = judged.map((one) => ({ outcome: one.outcome, exceptions: this.#exceptionsOf(one) }));
    for (const edge of distinctEdges(judged, "edges")) {
      const unknownScope = ({ phi, boundary }: Judged) =>
        edge.framework === "hipaa" ? phi === "unknown" : boundary === "unknown";
      this.#states.add(edge, {
        outcome,
        contribution: contribution(sites, edge.ref),
        suppressed,
        scopeUnknown: judged.some(unknownScope),
      });
    }
    for (const edge of distinctEdges(judged, "outside")) this.#states.addOutside(edge);
  }

  #statusOf({ id, status, open }: Judged): Status {
    return open ? (this.#findings.get(id)?.status ?? status) : status;
  }

  #exceptionsOf({ id, open }: Judged): readonly AppliedException[] {
    const finding = open ? this.#findings.get(id) : undefined;
    return finding?.exception ? [finding.exception, ...(finding.moreExceptions ?? [])] : [];
  }
}

function distinctEdges(judged: readonly Judged[], which: "edges" | "outside"): Iterable<FrameworkEdge> {
  const edges = new Map<string, FrameworkEdge>();
  for (const one of judged) for (const edge of one[which]) edges.set(edge.ref, edge);
  return edges.values();
}
