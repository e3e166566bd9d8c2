import type { JsonNode } from "../../../parse/plan/json-node.ts";
import { limits } from "../run-state.ts";
import type { AddressPart } from "./address.ts";

/** A module of a plan's `configuration`: what was written, by reference; the same for all instances of the module. */
export class PlannedModule {
  readonly node: JsonNode;
  readonly parent: PlannedModule | undefined;
  /** The `module_calls` entry that leads here; undefined for the root. */
  readonly call: JsonNode | undefined;
  #resources: Map<string, JsonNode> | undefined;
  readonly #children = new Map<string, PlannedModule | undefined>();

  constructor(node: JsonNode, parent?: PlannedModule, call?: JsonNode) {
    this.node = node;
    this.parent = parent;
    this.call = call;
  }

  /** By `type.name` or `data.type.name`. */
  resource(reference: string): JsonNode | undefined {
    return this.resources().get(reference);
  }

  resources(): ReadonlyMap<string, JsonNode> {
    if (!this.#resources) {
      this.#resources = new Map();
      for (const node of this.node.get("resources")?.items() ?? []) {
        const type = node.get("type")?.string;
        const name = node.get("name")?.string;
        if (type === undefined || name === undefined) continue;
        this.#resources.set(
          node.get("mode")?.string === "data" ? `data.${type}.${name}` : `${type}.${name}`,
          node,
        );
      }
    }
    return this.#resources;
  }

  calls(): Iterable<string> {
    const calls = this.node.get("module_calls");
    return calls?.kind === "object" ? calls.members().keys() : [];
  }

  child(name: string): PlannedModule | undefined {
    if (!this.#children.has(name)) {
      const call = this.node.find("module_calls", name);
      const module = call?.get("module");
      this.#children.set(name, module && new PlannedModule(module, this, call));
    }
    return this.#children.get(name);
  }

  /** The module behind calls, seen from here. */
  below(calls: readonly AddressPart[]): PlannedModule | undefined {
    let here: PlannedModule | undefined = this;
    for (const { name } of calls) here = here?.child(name);
    return here;
  }

  /** Every module from here down, with the way to it: `module.a.module.b.`. */
  *tree(prefix = "", depth = 0): Generator<{ module: PlannedModule; prefix: string }> {
    yield { module: this, prefix };
    if (depth >= limits.modules) return;
    for (const name of this.calls()) {
      const child = this.child(name);
      if (child) yield* child.tree(`${prefix}module.${name}.`, depth + 1);
    }
  }
}

/** Is the configuration's entry for a name nested blocks, not an attribute's expression? */
export function isBlocks(entry: JsonNode | undefined): boolean {
  if (entry?.kind === "array") return true;
  if (entry?.kind !== "object") return false;
  const members = entry.members();
  if (members.size === 0 || members.has("constant_value")) return false;
  for (const [key, { value }] of members)
    if (key !== "references" || [...value.items()].some((one) => one.kind !== "string")) return true;
  return false;
}
