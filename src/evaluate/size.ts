import type { Value } from "../model/value.ts";

/** A long text costs as much as a value for each so many characters. */
const charactersAValue = 64;

/**
 * How much a value weighs in a policy's input: one for every JSON value, more for long texts.
 * @param limit counting stops above it, so that shared values that multiply cost no time
 */
export function sizeOf(value: Value, limit: number): number {
  let size = 0;
  const open: Value[] = [value];
  for (let here = open.pop(); here !== undefined && size <= limit; here = open.pop()) {
    size++;
    switch (here.kind) {
      case "string":
        size += Math.floor(here.value.length / charactersAValue);
        break;
      case "list":
        if (here.items.length > limit) return limit + 1;
        for (const item of here.items) open.push(item);
        break;
      case "object":
        if (here.entries.size > limit) return limit + 1;
        for (const [key, entry] of here.entries) {
          size += Math.floor(key.length / charactersAValue);
          open.push(entry.value);
        }
        break;
      case "unknown":
        size += 3 + (here.refs?.length ?? 0);
        if (here.parts) open.push(...here.parts);
        if (here.shape) open.push(here.shape);
        break;
    }
  }
  return size;
}
