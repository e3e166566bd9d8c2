import type { JsonNode } from "../../../parse/plan/json-node.ts";
import type { Diagnostic } from "../../../text/diagnostic.ts";
import type { Cause } from "../../value.ts";
import { limits } from "../run-state.ts";
import { type AddressPart, moduleOf, splitAddress } from "./address.ts";

/** An instance as the plan has it. */
export interface PlannedInstance {
  address: string;
  /** The calls it came through. */
  calls: AddressPart[];
  mode: "managed" | "data";
  type: string;
  name: string;
  /** As in the address: `[0]`, `["k"]`, or "". */
  index: string;
  providerName: string | undefined;
  /** The entry of the plan. */
  node: JsonNode;
  values: JsonNode | undefined;
  unknown: JsonNode | undefined;
  sensitive: JsonNode | undefined;
  /** Nothing of it is known, or Terraform put it off. */
  wholly: Cause | undefined;
}

type Say = (diagnostic: Diagnostic) => void;

/**
 * The instances that exist when the plan has been applied: `resource_changes` without what is deleted, forgotten or
 * deposed; what only `planned_values` holds; deferred ones; data sources from the state before. Of a state, its
 * `values`. An entry that has not the documented form is reported and passed over.
 */
export function plannedInstances(
  root: JsonNode,
  say: Say,
): { instances: PlannedInstance[]; tooMany: boolean } {
  const found = new Map<string, PlannedInstance>();
  const gone = new Set<string>();
  let tooMany = false;
  const add = (node: JsonNode, parts: Partial<PlannedInstance>): void => {
    const read = identify(node);
    if (!read) {
      say(malformed(node, "A resource of the plan has no address, type, name or mode that can be read."));
      return;
    }
    if (found.has(read.address) || gone.has(read.address)) return;
    if (found.size >= limits.resources) tooMany = true;
    else found.set(read.address, { ...read, node, ...blank, ...parts });
  };

  const changes = (node: JsonNode, deferred: boolean): void => {
    if (node.get("deposed")?.kind === "string") return;
    const change = node.get("change");
    const actions = change && [...(change.get("actions")?.items() ?? [])].map((one) => one.string);
    if (!change || !actions || actions.length === 0) {
      say(malformed(node, "A resource change of the plan has no actions."));
      return;
    }
    if (actions.every((action) => action === "delete" || action === "forget")) {
      const address = node.get("address")?.string;
      if (address !== undefined) gone.add(address);
      return;
    }
    const unknown = change.get("after_unknown");
    const values = change.get("after");
    const isData = node.get("mode")?.string === "data";
    const hidden = unknown?.bool === true || deferred ? (isData ? "data" : "computed") : undefined;
    add(node, {
      values: values?.kind === "object" ? values : undefined,
      unknown,
      sensitive: change.get("after_sensitive"),
      wholly: hidden,
    });
  };
  for (const node of root.get("resource_changes")?.items() ?? []) changes(node, false);
  for (const node of root.get("deferred_changes")?.items() ?? []) {
    const inner = node.get("resource_change");
    if (inner) changes(inner, true);
  }
  const stated = (node: JsonNode): void => {
    const values = node.get("values");
    add(node, {
      values: values?.kind === "object" ? values : undefined,
      sensitive: node.get("sensitive_values"),
    });
  };
  for (const node of modules(root.find("planned_values", "root_module"), say)) stated(node);
  for (const node of modules(root.find("values", "root_module"), say)) stated(node);
  for (const node of modules(root.find("prior_state", "values", "root_module"), say))
    if (node.get("mode")?.string === "data") stated(node);
  return { instances: [...found.values()], tooMany };
}

const blank = { values: undefined, unknown: undefined, sensitive: undefined, wholly: undefined };

/** Resources of a module and the modules below it; deposed objects left out. */
function* modules(module: JsonNode | undefined, say: Say): Generator<JsonNode> {
  const queue: Array<{ node: JsonNode; depth: number }> = module ? [{ node: module, depth: 0 }] : [];
  for (let next = queue.pop(); next; next = queue.pop()) {
    for (const resource of next.node.get("resources")?.items() ?? [])
      if (resource.get("deposed_key") === undefined) yield resource;
    if (next.depth >= limits.modules) {
      if (next.node.get("child_modules"))
        say({ ...malformed(next.node, "Modules nest deeper than the limit."), code: "plan-limit" });
      continue;
    }
    for (const node of next.node.get("child_modules")?.items() ?? [])
      queue.push({ node, depth: next.depth + 1 });
  }
}

function identify(
  node: JsonNode,
):
  | Pick<PlannedInstance, "address" | "calls" | "mode" | "type" | "name" | "index" | "providerName">
  | undefined {
  const address = node.get("address")?.string;
  const type = node.get("type")?.string;
  const name = node.get("name")?.string;
  const mode = node.get("mode")?.string;
  const parts = address === undefined ? undefined : splitAddress(address);
  if (!address || !type || !name || !parts || (mode !== "managed" && mode !== "data")) return undefined;
  const index = parts.at(-1)?.index ?? "";
  const providerName = node.get("provider_name")?.string;
  return { address, calls: moduleOf(parts), mode, type, name, index, providerName };
}

export function malformed(node: JsonNode, message: string): Diagnostic {
  const at = { source: node.source, start: node.start, end: node.start + 1 };
  return {
    code: "plan-shape",
    severity: "warning",
    message,
    hint: "Write the file anew with terraform show -json.",
    at,
  };
}
