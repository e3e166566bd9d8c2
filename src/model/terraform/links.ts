import type { Resource, Unit } from "../resource.ts";
import type { Reference, Value } from "../value.ts";
import { namedBy } from "./identity.ts";
import { type LinkRule, vocabulary } from "./link-vocabulary.ts";

/** Resolves every relation of the vocabulary over a unit's resources, in place. */
export function linkResources(unit: Pick<Unit, "resources" | "dangling">): void {
  new Linker(unit).link();
}

/** The resources of a type by the text of one of their attributes. */
interface Names {
  byText: Map<string, Resource[]>;
  /** Some resource has a name that is not known: any text may be its name. */
  unsure: boolean;
}

/** What a value leads to: surely, perhaps, and whether it may name something out of sight. */
interface Targets {
  sure: Resource[];
  likely: Resource[];
  open: boolean;
}

class Linker {
  readonly #unit: Pick<Unit, "resources" | "dangling">;
  readonly #byKey: ReadonlyMap<string, Resource>;
  readonly #byType = new Map<string, Resource[]>();
  readonly #names = new Map<string, Names>();
  readonly #links = new Map<Resource, Map<string, Resource["links"][number]>>();

  constructor(unit: Pick<Unit, "resources" | "dangling">) {
    this.#unit = unit;
    this.#byKey = new Map(unit.resources.map((resource) => [resource.key, resource]));
    for (const resource of unit.resources) {
      const group = this.#byType.get(resource.type);
      if (group) group.push(resource);
      else this.#byType.set(resource.type, [resource]);
    }
  }

  link(): void {
    for (const rule of vocabulary)
      for (const type of rule.from)
        for (const resource of this.#byType.get(type) ?? []) this.#linkOne(rule, resource);
  }

  #linkOne(rule: LinkRule, from: Resource): void {
    let isLinked = false;
    let isOpen = false;
    for (const path of rule.by) {
      for (const value of valuesAt(from.values, path.split("."))) {
        if (value.kind === "null") continue;
        const found = this.#targets(rule, value);
        for (const target of found.sure) if (target !== from) this.#connect(rule, from, target, false);
        for (const target of found.likely) if (target !== from) this.#connect(rule, from, target, true);
        if (found.sure.length > 0 || found.likely.length > 0) isLinked = true;
        else if (found.open) isOpen = true;
      }
    }
    if (isLinked || !isOpen || rule.inverse === undefined) return;
    const known = this.#unit.dangling.get(rule.inverse);
    if (!known) this.#unit.dangling.set(rule.inverse, [from.key]);
    else if (!known.includes(from.key)) known.push(from.key);
  }

  #connect(rule: LinkRule, from: Resource, target: Resource, inferred: boolean): void {
    this.#add(from, rule.name, target.key, inferred);
    if (rule.inverse !== undefined) this.#add(target, rule.inverse, from.key, inferred);
  }

  /** One sure way to the same resource is enough. */
  #add(resource: Resource, name: string, to: string, inferred: boolean): void {
    let links = this.#links.get(resource);
    if (!links) {
      links = new Map(resource.links.map((link) => [`${link.name} ${link.to}`, link]));
      this.#links.set(resource, links);
    }
    const known = links.get(`${name} ${to}`);
    if (known) {
      if (!inferred) known.inferred = false;
      return;
    }
    const link = { name, to, inferred };
    links.set(`${name} ${to}`, link);
    resource.links.push(link);
  }

  /** What a value names: by reference, or by an equal literal name. */
  #targets(rule: LinkRule, value: Value, depth = 0): Targets {
    const refs = namedBy(value, this.#byKey);
    const referenced = this.#referenced(rule, refs);
    if (referenced.length > 0) {
      // One value names one resource: where it may be one of several, none is sure.
      const isSure =
        referenced.length === 1 && refs.some((ref) => ref.key === referenced[0]?.key && !ref.maybe);
      return { sure: isSure ? referenced : [], likely: isSure ? [] : referenced, open: false };
    }
    const through = depth < 4 ? this.#throughData(rule, refs, depth) : undefined;
    if (through && (through.sure.length > 0 || through.likely.length > 0)) return through;
    if (value.kind !== "string") return { sure: [], likely: [], open: true };
    const { equal, unsure } = this.#sameName(rule, value.value);
    return { sure: [], likely: equal, open: unsure || (value.refs?.length ?? 0) > 0 };
  }

  #referenced(rule: LinkRule, refs: readonly Reference[]): Resource[] {
    const found: Resource[] = [];
    for (const ref of refs) {
      const target = this.#byKey.get(ref.key);
      if (target && isTarget(rule, target.type) && !found.includes(target)) found.push(target);
    }
    return found;
  }

  /** A data source that looks a resource of this unit up names what its own arguments name. */
  #throughData(rule: LinkRule, refs: readonly Reference[], depth: number): Targets | undefined {
    for (const ref of refs) {
      const data = this.#byKey.get(ref.key);
      if (!data?.type.startsWith("data.") || !isTarget(rule, data.type.slice(5))) continue;
      const sure: Resource[] = [];
      const likely: Resource[] = [];
      for (const name of ["id", "arn", "name", ...(rule.named ?? [])]) {
        const value = data.values.entries.get(name)?.value;
        const found = value && value.kind !== "null" ? this.#targets(rule, value, depth + 1) : undefined;
        for (const target of found?.sure ?? []) if (!sure.includes(target)) sure.push(target);
        for (const target of found?.likely ?? []) if (!likely.includes(target)) likely.push(target);
      }
      return { sure, likely, open: true };
    }
    return undefined;
  }

  /** Targets whose own name is the same text; unsure when one of them has a name that is not known. */
  #sameName(rule: LinkRule, name: string): { equal: Resource[]; unsure: boolean } {
    const equal: Resource[] = [];
    let unsure = false;
    for (const type of rule.to) {
      for (const attribute of rule.named ?? []) {
        const names = this.#index(type, attribute);
        if (names.unsure) unsure = true;
        for (const target of names.byText.get(name) ?? []) if (!equal.includes(target)) equal.push(target);
      }
    }
    return { equal, unsure: unsure && equal.length === 0 };
  }

  #index(type: string, attribute: string): Names {
    const memo = `${type} ${attribute}`;
    let names = this.#names.get(memo);
    if (names) return names;
    names = { byText: new Map(), unsure: false };
    this.#names.set(memo, names);
    for (const target of this.#byType.get(type) ?? []) {
      const own = target.values.entries.get(attribute)?.value;
      if (own?.kind === "unknown" || target.unknownInstance) names.unsure = true;
      if (own?.kind !== "string") continue;
      const known = names.byText.get(own.value);
      if (known) known.push(target);
      else names.byText.set(own.value, [target]);
    }
    return names;
  }
}

/** Values at a path; `*` stands for every element. An unknown on the way is looked through as far as it is known. */
function valuesAt(root: Value, path: readonly string[]): Value[] {
  let here: Value[] = [root];
  for (const step of path) {
    const next: Value[] = [];
    for (const value of here) {
      const shape = value.kind === "unknown" ? value.shape : value;
      if (!shape || shape.kind === "unknown") next.push(value);
      else if (shape.kind === "list") {
        if (step === "*") next.push(...shape.items);
        else {
          const item = shape.items[Number(step)];
          if (item) next.push(item);
        }
      } else if (shape.kind === "object") {
        const child = shape.entries.get(step)?.value;
        if (child) next.push(child);
        else if (value.kind === "unknown") next.push(value);
      }
    }
    here = next;
  }
  return here;
}

function isTarget(rule: LinkRule, type: string): boolean {
  return rule.to.some((wanted) => (wanted.endsWith("_") ? type.startsWith(wanted) : type === wanted));
}
