import type { Resource, Unit } from "../model/resource.ts";
import type { PolicyMetadata } from "./catalogue.ts";
import { covers } from "./input.ts";
import { sizeOf } from "./size.ts";

/** What one evaluate call takes: resources to judge, and all that the policies can reach from them. */
export interface Batch {
  /** Policies with a subject among `judged`. */
  policies: PolicyMetadata[];
  judged: ReadonlySet<Resource>;
  /** `judged`, their companions, and whole types, in the unit's order. */
  resources: Resource[];
  /** Links of a resource that the shard's policies follow. */
  links: (resource: Resource) => Resource["links"];
}

export interface BatchLimits {
  /** A batch is closed when it is this large and at least half of it is judged in it. */
  target: number;
  /** What a resource may weigh together with all that is reached from it. */
  limit: number;
  /** A batch is closed when so many are judged in it, whatever its size; tests set it. */
  subjects?: number;
}

/** Larger calls are slower a value (OPA's allocator searches its free blocks), smaller ones repeat companions. */
const target = 2_000;

/** Far above what real resources hold: a call of this size takes a minute. */
const limit = 200_000;

export const batchLimits: BatchLimits = { target, limit };

/**
 * Slices a unit, so that a call's time and memory do not grow with the unit. Each subject is judged in one batch that
 * holds everything its policies can reach: links they follow, to any depth, and the types they read whole.
 * @param policies one shard's policies that have subjects in the unit
 * @returns the batches; `tooLarge` gets the subjects that alone exceed the limit
 */
export function* batches(
  unit: Unit,
  policies: readonly PolicyMetadata[],
  limits: BatchLimits,
  tooLarge: Set<Resource>,
): Generator<Batch> {
  const reach = new Reach(unit, policies, limits.limit);
  const subjects = unit.resources.filter((resource) => reach.judges(resource.type).length > 0);
  const whole = reach.whole();
  if (whole.size > limits.limit / 2) {
    for (const subject of subjects) tooLarge.add(subject);
    return;
  }
  let judged = new Set<Resource>();
  let taken = new Set(whole.resources);
  let [judgedSize, size] = [0, whole.size];
  const close = (): Batch => {
    const asked = new Set<PolicyMetadata>();
    for (const type of new Set([...judged].map((one) => one.type)))
      for (const policy of reach.judges(type)) asked.add(policy);
    const batch: Batch = {
      policies: policies.filter((policy) => asked.has(policy)),
      judged,
      resources: [...taken].sort((a, b) => reach.order(a) - reach.order(b)),
      links: (resource) => reach.links(resource),
    };
    judged = new Set();
    taken = new Set(whole.resources);
    [judgedSize, size] = [0, whole.size];
    return batch;
  };
  for (const subject of subjects) {
    let more = reach.from(subject, taken);
    if (size + more.size > limits.limit && judged.size > 0) {
      yield close();
      more = reach.from(subject, taken);
    }
    if (size + more.size > limits.limit) {
      tooLarge.add(subject);
      continue;
    }
    for (const resource of more.resources) taken.add(resource);
    size += more.size;
    judged.add(subject);
    judgedSize += reach.size(subject);
    const full = size >= limits.target && judgedSize * 2 >= size;
    if (full || judged.size >= (limits.subjects ?? Number.POSITIVE_INFINITY)) yield close();
  }
  if (judged.size > 0) yield close();
}

interface Portion {
  resources: Iterable<Resource>;
  size: number;
}

/** What policies see of a unit from where they start. */
class Reach {
  readonly #policies: readonly PolicyMetadata[];
  readonly #unit: Unit;
  readonly #limit: number;
  readonly #byKey: ReadonlyMap<string, Resource>;
  readonly #order: ReadonlyMap<Resource, number>;
  readonly #judges = new Map<string, PolicyMetadata[]>();
  readonly #reads = new Map<string, boolean>();
  readonly #links = new Map<Resource, Resource["links"]>();
  readonly #sizes = new Map<Resource, number>();
  /** Link names; undefined when a policy does not tell, so all are followed. */
  readonly #follows: ReadonlySet<string> | undefined;

  constructor(unit: Unit, policies: readonly PolicyMetadata[], limit: number) {
    this.#policies = policies;
    this.#unit = unit;
    this.#limit = limit;
    this.#byKey = new Map(unit.resources.map((resource) => [resource.key, resource]));
    this.#order = new Map(unit.resources.map((resource, i) => [resource, i]));
    this.#follows = followed(policies);
  }

  order(resource: Resource): number {
    return this.#order.get(resource) ?? 0;
  }

  /** The policies whose subject a type is. */
  judges(type: string): readonly PolicyMetadata[] {
    let found = this.#judges.get(type);
    if (!found) {
      found = this.#policies.filter((policy) => policy.subjects.some((subject) => covers(subject, type)));
      this.#judges.set(type, found);
    }
    return found;
  }

  /** Resources of the types that a policy reads without a link, and what is reached from them. */
  whole(): Portion {
    const patterns = this.#policies.flatMap((policy) => policy.whole ?? []);
    const types = new Map<string, boolean>();
    const found = new Set<Resource>();
    let size = 0;
    if (patterns.length === 0) return { resources: found, size };
    for (const resource of this.#unit.resources) {
      let wanted = types.get(resource.type);
      if (wanted === undefined) {
        wanted = patterns.some((pattern) => covers(pattern, resource.type));
        types.set(resource.type, wanted);
      }
      if (!wanted) continue;
      const more = this.from(resource, found);
      for (const one of more.resources) found.add(one);
      size += more.size;
    }
    return { resources: found, size };
  }

  /** The resource and what links lead to from it, without what is there already; no further than the limit. */
  from(start: Resource, there: ReadonlySet<Resource>): Portion {
    const found = new Set<Resource>();
    let size = 0;
    const open = there.has(start) ? [] : [start];
    for (let here = open.pop(); here && size <= this.#limit; here = open.pop()) {
      if (found.has(here)) continue;
      found.add(here);
      size += this.size(here);
      for (const link of this.links(here)) {
        const to = this.#byKey.get(link.to);
        if (to && !there.has(to) && !found.has(to)) open.push(to);
      }
    }
    return { resources: found, size };
  }

  /** Links that a policy may follow from the resource, to what it may read. */
  links(resource: Resource): Resource["links"] {
    let links = this.#links.get(resource);
    if (!links) {
      links = resource.links.filter((link) => {
        if (this.#follows && !this.#follows.has(link.name)) return false;
        const to = this.#byKey.get(link.to);
        return to !== undefined && this.#isRead(to.type);
      });
      this.#links.set(resource, links);
    }
    return links;
  }

  size(resource: Resource): number {
    let size = this.#sizes.get(resource);
    if (size === undefined) {
      size = sizeOf(resource.values, this.#limit) + this.links(resource).length;
      this.#sizes.set(resource, size);
    }
    return size;
  }

  #isRead(type: string): boolean {
    let read = this.#reads.get(type);
    if (read === undefined) {
      read = this.#policies.some((policy) =>
        [...policy.subjects, ...policy.reads].some((pattern) => covers(pattern, type)),
      );
      this.#reads.set(type, read);
    }
    return read;
  }
}

/** Names of the links that any of the policies follows; undefined: all of them. */
function followed(policies: readonly PolicyMetadata[]): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const policy of policies) {
    if (!policy.follows) return undefined;
    for (const name of policy.follows) names.add(name);
  }
  return names;
}
