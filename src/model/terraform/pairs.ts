import type { At } from "../../text/span.ts";
import type { Value } from "../value.ts";
import { describe } from "./convert.ts";
import { Fault } from "./fault.ts";
import { isSet, number, openCause, sortedKeys, text } from "./values.ts";

export interface Pair {
  key: Value;
  value: Value;
}

/** Key and value of every element, in Terraform's order; undefined when the collection is unknown. */
export function collectionPairs(collection: Value, where: At): Pair[] | undefined {
  if (collection.kind === "unknown" || openCause(collection)) return undefined;
  if (collection.kind === "list") {
    const unordered = isSet(collection);
    return collection.items.map((value, i) => ({ key: unordered ? value : number(i, where), value }));
  }
  if (collection.kind === "object") {
    const pairs: Pair[] = [];
    for (const key of sortedKeys(collection)) {
      const entry = collection.entries.get(key);
      if (entry) pairs.push({ key: text(key, entry.keyAt ?? where), value: entry.value });
    }
    return pairs;
  }
  throw new Fault(`A collection is required here, not ${describe(collection)}.`, where);
}
