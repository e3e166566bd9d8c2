import type { JsonNode } from "../../../parse/plan/json-node.ts";
import type { Reference } from "../../value.ts";
import { joinRefs } from "../values.ts";
import { type AddressPart, prefixOf, splitAddress } from "./address.ts";
import type { PlannedModule } from "./configuration.ts";

/** Where an expression of the configuration stands: in which instance of which module, in which instance of a block. */
export interface ReferenceScope {
  module: PlannedModule;
  calls: readonly AddressPart[];
  /** Index of the instance that holds the expression, or "". */
  index: string;
  /** The configuration of the block: its for_each, for `each.value`. */
  block: JsonNode | undefined;
}

/** Expressions looked at for one unit, and how deep they may lead through variables and outputs. */
const stepLimit = 500_000;
const depthLimit = 48;

/**
 * Finds the instances that an expression names. A plan's configuration lists the names in an expression, not the
 * expression: an index that is not written out is the holder's own where nothing but `each` or `count` is named
 * beside it, and all of them where nothing is. Otherwise the reference keeps the address without its index, which is
 * nobody's key: who follows it finds a companion that cannot be told.
 */
export class PlanReferences {
  readonly #groups = new Map<string, string[]>();
  readonly #memo = new Map<JsonNode, Map<string, readonly Reference[]>>();
  #steps = 0;

  constructor(addresses: Iterable<string>) {
    for (const address of addresses) {
      // The instances of one block in one instance of its module.
      const base = address.replace(/\[(?:"(?:[^"\\]|\\.)*"|[^"\]]*)\]$/, "");
      const known = this.#groups.get(base);
      if (known) known.push(address);
      else this.#groups.set(base, [address]);
    }
  }

  /** What an expression (`{references: […]}`), or all of a block's expressions, name. */
  of(expression: JsonNode | undefined, scope: ReferenceScope): readonly Reference[] {
    return this.#of(expression, scope, 0);
  }

  #of(expression: JsonNode | undefined, scope: ReferenceScope, depth: number): readonly Reference[] {
    if (!expression || depth > depthLimit || ++this.#steps > stepLimit) return [];
    const where = `${prefixOf(scope.calls)} ${scope.index}`;
    const known = this.#memo.get(expression)?.get(where);
    if (known) return known;
    let found: readonly Reference[] | undefined;
    const names = namesOf(expression);
    const rest = (name: string) => names.filter((other) => other !== name);
    for (const name of names) found = joinRefs(found, this.#name(name, rest(name), scope, depth));
    const memo = this.#memo.get(expression) ?? new Map<string, readonly Reference[]>();
    memo.set(where, found ?? []);
    this.#memo.set(expression, memo);
    return found ?? [];
  }

  #name(
    name: string,
    others: readonly string[],
    scope: ReferenceScope,
    depth: number,
  ): readonly Reference[] | undefined {
    const parts = splitAddress(name);
    const [head, second] = parts ?? [];
    if (!parts || !head) return undefined;
    if (head.name === "var" && second) {
      const { module, calls } = scope;
      const call = calls.at(-1);
      const expression = module.call?.find("expressions", second.name);
      if (!module.parent || !call) return undefined;
      return this.#of(
        expression,
        { module: module.parent, calls: calls.slice(0, -1), index: call.index, block: module.call },
        depth + 1,
      );
    }
    if (head.name === "each" && second?.name === "value") {
      const collection = scope.block?.get("for_each_expression");
      return collection && this.#of(collection, scope, depth + 1);
    }
    if (head.name === "module" && second) {
      const output = parts[2];
      const child = scope.module.child(second.name);
      if (!output || !child) return undefined;
      const index = second.index || this.#ownIndex(child.call, others, scope);
      const expression = child.node.find("outputs", output.name, "expression");
      const inside = {
        module: child,
        calls: [...scope.calls, { name: second.name, index }],
        index: "",
        block: undefined,
      };
      return this.#of(expression, inside, depth + 1);
    }
    return this.#resource(parts, others, scope);
  }

  /** The index of a called module that a reference does not write out. */
  #ownIndex(call: JsonNode | undefined, others: readonly string[], scope: ReferenceScope): string {
    const repeats = call?.get("for_each_expression") ?? call?.get("count_expression");
    return repeats && others.length > 0 && others.every(isIterator) ? scope.index : "";
  }

  #resource(
    parts: readonly AddressPart[],
    others: readonly string[],
    scope: ReferenceScope,
  ): readonly Reference[] | undefined {
    const length = parts[0]?.name === "data" ? 3 : 2;
    const last = parts[length - 1];
    if (!last) return undefined;
    const base =
      prefixOf(scope.calls) + [...parts.slice(0, length - 1).map((part) => part.name), last.name].join(".");
    const path = parts[length]?.name ?? "";
    const group = this.#groups.get(base);
    if (!group) return undefined;
    if (last.index !== "") return [{ key: base + last.index, path }];
    if (group.length === 1) return [{ key: group[0] as string, path }];
    if (others.length === 0) return group.map((key) => ({ key, path }));
    const own = base + scope.index;
    if (others.every(isIterator) && group.includes(own)) return [{ key: own, path }];
    return [{ key: base, path }];
  }

  /**
   * A reference that the source's own resolution gave, in the plan's terms: an instance that stood for an unknown
   * collection is one of the plan's.
   */
  settle(reference: Reference, holder: string, known: ReadonlySet<string>): readonly Reference[] {
    if (known.has(reference.key)) return [reference];
    const group = this.#groups.get(reference.key);
    if (!group) return [reference];
    if (group.length === 1) return [{ ...reference, key: group[0] as string }];
    const index = /\[[^[]*\]$/.exec(holder)?.[0] ?? "";
    const own = reference.key + index;
    return group.includes(own) ? [{ ...reference, key: own }] : [reference];
  }
}

function isIterator(name: string): boolean {
  return /^(?:each|count)\./.test(name);
}

/** Names that an expression holds, each in its longest form: Terraform lists a reference's prefixes behind it. */
function namesOf(expression: JsonNode): string[] {
  const names: string[] = [];
  const add = (list: JsonNode | undefined) => {
    let before = "";
    for (const one of list?.items() ?? []) {
      const name = one.string;
      if (name === undefined) continue;
      const isPrefix = before.startsWith(name) && /^(?:[.[]|$)/.test(before.slice(name.length));
      if (!isPrefix && !names.includes(name)) names.push(name);
      if (!isPrefix) before = name;
      if (names.length > 256) return;
    }
  };
  if (expression.get("references")) add(expression.get("references"));
  return names;
}
