import type { At } from "../../text/span.ts";
import type { Entry, Value } from "../value.ts";
import { readJsonString } from "./json-text.ts";
import { limits, type Run } from "./run-state.ts";
import { openCause } from "./values.ts";

/**
 * Makes an attribute's value ready for the resource: every part lies in the text of the attribute itself, so that
 * findings land on the resource that uses a value and not on a variable's default far away; a part that came from
 * elsewhere takes the place of what holds it. Structure in `shape` keeps its own places. Text that reads as JSON
 * gets its shape.
 */
export function settle(value: Value, within: At, run: Run): Value {
  return new Settler(run).settle(value, within);
}

class Settler {
  readonly #run: Run;
  #nodes = 0;

  constructor(run: Run) {
    this.#run = run;
  }

  settle(value: Value, within: At): Value {
    if (++this.#nodes > limits.nodes) {
      this.#run.say({
        code: "tf-limit",
        severity: "warning",
        message: "A value is larger than the limit.",
        at: within,
      });
      return { kind: "unknown", cause: "not-supported", at: within, detail: "larger than the limit" };
    }
    const isInside = isWithin(value.at, within);
    const at = isInside ? value.at : within;
    switch (value.kind) {
      case "list": {
        let changed = !isInside;
        const items = value.items.map((item) => {
          const settled = this.settle(item, at);
          if (settled !== item) changed = true;
          return settled;
        });
        return changed ? { ...value, items, at } : value;
      }
      case "object": {
        const pairs = new Map<string, Entry>();
        let changed = !isInside;
        for (const [key, { value: old, keyAt }] of value.entries) {
          const settled = this.settle(old, at);
          const keepsKey = keyAt !== undefined && isWithin(keyAt, at);
          if (settled !== old || (keyAt && !keepsKey)) changed = true;
          pairs.set(key, keepsKey ? { value: settled, keyAt } : { value: settled });
        }
        const open = openCause(value);
        if (open) {
          // A whole resource: what it does not list may exist after apply, so to a policy it is unknown, in part.
          const shape: Value = { kind: "object", entries: pairs, at };
          return { kind: "unknown", cause: open, at, shape, ...(value.refs ? { refs: value.refs } : {}) };
        }
        return changed ? { ...value, entries: pairs, at } : value;
      }
      case "string": {
        if (value.shape || !/^\s{0,64}[{[]/.test(value.value)) return isInside ? value : { ...value, at };
        const shape = readJsonString(value.value, at);
        return shape ? { ...value, at, shape } : isInside ? value : { ...value, at };
      }
      default:
        return isInside ? value : { ...value, at };
    }
  }
}

function isWithin(inner: At, outer: At): boolean {
  return inner.source === outer.source && inner.start >= outer.start && inner.end <= outer.end;
}
