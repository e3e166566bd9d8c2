import type { Block } from "../../parse/hcl/ast.ts";
import type { Cause, Value } from "../value.ts";
import { describe, scalarNumber } from "./convert.ts";
import { attributeOf, type ModuleDefinition } from "./definition.ts";
import { Fault } from "./fault.ts";
import { resolve } from "./resolve.ts";
import { limits } from "./run-state.ts";
import { placeOf, type Scope } from "./scope.ts";
import { isSet, number, openCause, sortedKeys, text, unknownFrom } from "./values.ts";

/** The instances a block stands for, each with the scope its body resolves in. */
export interface Expansion {
  kind: "single" | "list" | "map" | "unknown";
  cause?: Cause;
  detail?: string;
  instances: Array<{ key?: string | number; scope: Scope }>;
}

/** Expands count and for_each; an unknown collection gives one instance that stands for all. */
export function expand(block: Block, scope: Scope, foreign: ModuleDefinition["foreign"]): Expansion {
  const count = attributeOf(block, "count");
  const forEach = attributeOf(block, "for_each");
  const argument = count ?? forEach;
  if (!argument) return { kind: "single", instances: [{ scope }] };
  const inside = { ...scope, source: foreign.get(argument) ?? scope.source };
  const at = placeOf(inside, argument.value);
  const { run } = scope.module;
  const value = run.guard(at, () => {
    const resolved = resolve(argument.value, inside);
    check(resolved, count !== undefined, at);
    return resolved;
  });
  const hidden = hiddenBy(value);
  if (hidden) {
    const element = unknownFrom([value], at);
    const one: Scope = count
      ? { ...scope, count: indexObject(element, at) }
      : { ...scope, each: { key: keyOf(element), value: element } };
    const expansion: Expansion = { kind: "unknown", cause: hidden.cause, instances: [{ scope: one }] };
    if (hidden.detail !== undefined) expansion.detail = hidden.detail;
    return expansion;
  }
  const cap = (length: number) => {
    if (length <= limits.items) return length;
    const what = count ? "count" : "for_each";
    run.say({
      code: "tf-limit",
      severity: "warning",
      message: `The ${what} is ${length}, more than the limit.`,
      at,
    });
    run.notScanned.push({
      path: at.source.path,
      cause: "limit",
      detail: `${what} of ${length}; ${limits.items} are judged`,
    });
    return limits.items;
  };
  const instances: Expansion["instances"] = [];
  if (count) {
    const length = cap(scalarNumber(value) ?? 0);
    for (let i = 0; i < length; i++)
      instances.push({ key: i, scope: { ...scope, count: indexObject(number(i, at), at) } });
    return { kind: "list", instances };
  }
  if (value.kind === "object") {
    const keys = sortedKeys(value);
    for (const key of keys.slice(0, cap(keys.length))) {
      const entry = value.entries.get(key);
      if (entry)
        instances.push({ key, scope: { ...scope, each: { key: text(key, at), value: entry.value } } });
    }
  } else if (value.kind === "list") {
    for (const item of value.items.slice(0, cap(value.items.length))) {
      if (item.kind === "string")
        instances.push({ key: item.value, scope: { ...scope, each: { key: item, value: item } } });
    }
  }
  return { kind: "map", instances };
}

function keyOf(element: Value): Value {
  return { ...element };
}

function indexObject(index: Value, at: Value["at"]): Value {
  return { kind: "object", at, entries: new Map([["index", { value: index }]]) };
}

function hiddenBy(value: Value): { cause: Cause; detail?: string } | undefined {
  if (value.kind === "unknown") return value;
  const open = openCause(value);
  if (open) return { cause: open };
  if (value.kind === "list")
    return value.items.find((item) => item.kind === "unknown") as { cause: Cause } | undefined;
  return undefined;
}

function check(value: Value, isCount: boolean, at: Value["at"]): void {
  if (value.kind === "unknown") return;
  if (isCount) {
    const n = scalarNumber(value);
    if (n === undefined || !Number.isInteger(n) || n < 0) {
      throw new Fault(`count must be a whole number that is not negative, not ${describe(value)}.`, at);
    }
    return;
  }
  if (value.kind === "object") return;
  const isTexts =
    value.kind === "list" && value.items.every((item) => item.kind === "string" || item.kind === "unknown");
  if (!isTexts || (!isSet(value) && value.items.length === 0 && value.kind !== "list")) {
    throw new Fault(`for_each must be a map or a set of strings, not ${describe(value)}.`, at);
  }
}
