import type { Finding } from "./finding.ts";
import { compare } from "./order.ts";

type Instance = NonNullable<Finding["instances"]>[number];

/** Ways of one finding that are kept; a module with more callers than that is counted by its addresses. */
const MOST_INSTANCES = 1_000;

/**
 * Findings, each once: what says the same of the same place is one finding, whatever the instances, the callers of a
 * module or the environments that lead there. It lists their addresses, environments and ways.
 */
export class MergedFindings {
  readonly #findings = new Map<string, Finding>();
  readonly #instances = new Map<string, Map<string, Instance>>();

  /**
   * @param candidates the records of `exceptions:` that may speak of it: an exception for one instance is none for the others
   * @returns the id of the finding it became
   */
  add(finding: Finding, candidates: readonly number[] = []): string {
    const { policy, at, verdict, grade, site, cause, suppression, assumption } = finding;
    const id = [
      policy.id,
      at.source.path,
      at.start,
      at.end,
      verdict,
      grade,
      site,
      cause,
      !!suppression,
      !!assumption,
      // What differs in scope is not the same, wherever it stands.
      finding.phi,
      finding.soc2Boundary,
      ...candidates,
    ].join("\n");
    const known = this.#findings.get(id);
    if (!known) {
      this.#findings.set(id, finding);
      return id;
    }
    const digests = new Set([known, finding].flatMap((one) => one.valueDigest?.split(",") ?? []));
    if (digests.size > 1) known.valueDigest = finding.valueDigest = [...digests].sort().join(",");
    this.#note(id, known, finding);
    // The one that stands for all must not depend on the order of units.
    if (precedes(finding, known)) {
      // The longer list moves over whole: each address is written once, however many instances there are.
      known.addresses.push(...finding.addresses);
      finding.addresses = known.addresses;
      this.#findings.set(id, finding);
    } else known.addresses.push(...finding.addresses);
    return id;
  }

  get(id: string): Finding | undefined {
    return this.#findings.get(id);
  }

  entries(): Iterable<[string, Finding]> {
    return this.#findings;
  }

  /** All of them, with their environments and the different ways to each. */
  values(): Finding[] {
    for (const [id, finding] of this.#findings) {
      const ways = [...(this.#instances.get(id)?.values() ?? [])].sort(compareInstances);
      const named = new Set(ways.map((one) => one.environment));
      named.add(finding.environment);
      named.delete(undefined);
      const environments = ([...named] as string[]).sort(compare);
      if (ways.length > 1) finding.instances = ways.slice(0, MOST_INSTANCES);
      if (environments.length > 0) finding.environments = environments;
      if (environments.length > 1) delete finding.environment;
    }
    return [...this.#findings.values()];
  }

  #note(id: string, ...both: [Finding, Finding]): void {
    let ways = this.#instances.get(id);
    if (!ways) {
      ways = new Map();
      this.#instances.set(id, ways);
    }
    for (const { unit, environment, via, resource } of both) {
      const calls = via.map(
        ({ at, what }) => `${at.source.path}:${at.start} ${what.replace(/\[[^\]]*\]/g, "")}`,
      );
      const key = [unit, environment ?? "", ...calls].join("\n");
      const known = ways.get(key);
      if (known && compare(known.address, resource.address) <= 0) continue;
      const way: Instance = {
        unit,
        ...(environment !== undefined && { environment }),
        address: resource.address,
        via,
      };
      ways.set(key, way);
    }
  }
}

function compareInstances(a: Instance, b: Instance): number {
  return (
    compare(a.unit, b.unit) ||
    compare(a.environment ?? "", b.environment ?? "") ||
    compare(a.address, b.address)
  );
}

function precedes(a: Finding, b: Finding): boolean {
  return (
    (Number(a.status === "aside") - Number(b.status === "aside") ||
      compare(a.unit, b.unit) ||
      compare(a.environment ?? "", b.environment ?? "") ||
      compare(a.resource.address, b.resource.address) ||
      compare(a.fingerprint, b.fingerprint)) < 0
  );
}
