import type { At } from "../../text/span.ts";
import type { Entry, Value } from "../value.ts";

/**
 * The leaves of nested mappings as flat settings: `a: {b: 1}` and `a.b: 1` are the same key. Lists stay lists; an empty
 * mapping is no setting. Nesting is limited by the readers, so the recursion is too.
 * @param separator stands between the levels of a key
 * @param spell the one spelling of a level's key
 */
export function flatten(
  value: Value,
  separator: string,
  spell: (key: string) => string = (key) => key,
): Map<string, Entry> {
  const settings = new Map<string, Entry>();
  const visit = (path: string, here: Value, keyAt: At | undefined): void => {
    if (here.kind === "object") {
      for (const [key, entry] of here.entries)
        visit(path ? path + separator + spell(key) : spell(key), entry.value, entry.keyAt);
      return;
    }
    if (path === "") return;
    // Taken out first, so that the last of two spellings counts and keeps its place in the order.
    settings.delete(path);
    settings.set(path, { value: here, ...(keyAt && { keyAt }) });
  };
  visit("", value, undefined);
  return settings;
}
