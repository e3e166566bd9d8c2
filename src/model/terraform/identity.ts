import type { Resource } from "../resource.ts";
import { follow, type Reference, type Step, type Value } from "../value.ts";

/** Attributes by which other resources name one: identifiers, names, ARNs, addresses. */
const NAMES_IT =
  /^(?:(?:[\w-]+_)?(?:id|arn|name|url|uri|identifier|self_link|email)|bucket|json|minified_json|policy_data)$/;

/** Does a reference to that attribute, or to all of a resource, tell which resource it is? */
export function isName(path: string): boolean {
  return path === "" || NAMES_IT.test(path);
}

/** What may stand around a name inside an ARN, a resource ID or a URL; `logs-${bucket}` is another bucket's name. */
const BEFORE = /(?:^|[:/])$/;
const AFTER = /^(?:$|[:/])/;

/**
 * The references of a value that tell which resource it names: `a.id`, `"${a.arn}/*"`, `join("", a[*].id)`. One that
 * only rides along, as in `"${a.id}-logs"` or `a.tags.owner`, is left out. `byKey` finds what a reference leads to.
 */
export function namedBy(value: Value, byKey: ReadonlyMap<string, Resource>): readonly Reference[] {
  const refs = (value.refs ?? []).filter((ref) => isName(ref.path));
  if (refs.length === 0) return refs;
  if (value.kind === "unknown")
    return value.parts ? refs.filter((ref) => standsAlone(ref, value.parts ?? [])) : refs;
  if (value.kind !== "string") return [];
  return refs.filter((ref) => {
    const own = attributeOf(ref, byKey);
    return own?.kind === "string" && isSegment(value.value, own.value);
  });
}

function attributeOf(ref: Reference, byKey: ReadonlyMap<string, Resource>): Value | undefined {
  const target = byKey.get(ref.key);
  if (!target || ref.path === "") return undefined;
  const path: Step[] = ref.path.split(".");
  const found = follow(target.values, path);
  return found.rest.length === 0 ? found.value : undefined;
}

/** Is the name a whole segment of the text? */
function isSegment(text: string, name: string): boolean {
  if (name === "") return false;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (BEFORE.test(text.slice(0, at)) && AFTER.test(text.slice(at + name.length))) return true;
  }
  return false;
}

/** Is the reference a whole segment of the template? */
function standsAlone(ref: Reference, parts: readonly Value[]): boolean {
  return parts.some((part, i) => {
    if (!part.refs?.some((one) => one.key === ref.key && one.path === ref.path)) return false;
    const before = parts[i - 1];
    const after = parts[i + 1];
    const isClear = (beside: Value | undefined, pattern: RegExp) =>
      !beside || (beside.kind === "string" && pattern.test(beside.value));
    return isClear(before, BEFORE) && isClear(after, AFTER);
  });
}
