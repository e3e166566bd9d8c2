import { isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from "yaml";
import type { Source } from "../text/source.ts";
import type { At } from "../text/span.ts";
import { type Entry, type ObjectValue, unknown, type Value } from "./value.ts";

/**
 * The value of a YAML node as `parseYaml` gives it (aliases already replaced, nesting and size limited there).
 * Every value's `at` is its text as written, quotes included, and each entry has its key's place. Merge keys are
 * resolved: own keys win over merged ones, an earlier merged mapping over a later one (YAML 1.1 merge type). Numbers
 * that JSON cannot hold stay text; what has a tag of its own (`!Ref`, `!vault`, `!reset`) is unknown, `detail` is the tag.
 */
export function yamlValue(node: Node | null | undefined, source: Source, where?: At): Value {
  if (isScalar(node)) return scalarValue(node, source);
  if (isMap(node)) return tagged(node, mapValue(node, source));
  if (isSeq(node)) {
    const items = node.items.map((item) => yamlValue(item as Node | null, source));
    return tagged(node, { kind: "list", items, at: placeOf(node, source) });
  }
  return { kind: "null", at: where ?? { source, start: 0, end: 0 } };
}

function mapValue(map: YAMLMap, source: Source): ObjectValue {
  const entries = new Map<string, Entry>();
  const merged: Entry["value"][] = [];
  for (const pair of map.items) {
    const key = pair.key as Node | null;
    const keyAt = key ? placeOf(key, source) : undefined;
    if (isMergeKey(key)) {
      merged.push(yamlValue(pair.value as Node | null, source));
      continue;
    }
    const absent = keyAt && { source, start: keyAt.end, end: keyAt.end };
    entries.set(keyText(key, source), {
      value: yamlValue(pair.value as Node | null, source, absent),
      ...(keyAt ? { keyAt } : {}),
    });
  }
  for (const value of merged) {
    for (const from of value.kind === "list" ? value.items : [value]) {
      if (from.kind !== "object") continue;
      for (const [key, entry] of from.entries) if (!entries.has(key)) entries.set(key, entry);
    }
  }
  return { kind: "object", entries, at: placeOf(map, source) };
}

/** A collection under a tag of its own is what that tag makes of it: unknown, with the collection as its shape. */
function tagged(node: Node, value: Value): Value {
  const { tag } = node as { tag?: string };
  return tag && !coreTag.test(tag)
    ? unknown("not-supported", value.at, { detail: tag, shape: value })
    : value;
}

function scalarValue(node: Scalar, source: Source): Value {
  const where = placeOf(node, source);
  if (node.tag && !coreTag.test(node.tag)) return unknown("not-supported", where, { detail: node.tag });
  const { value } = node;
  if (value === null || value === undefined) return { kind: "null", at: where };
  if (typeof value === "boolean") return { kind: "bool", value, at: where };
  if (typeof value === "number" && Number.isFinite(value)) return { kind: "number", value, at: where };
  return { kind: "string", value: typeof value === "string" ? value : (node.source ?? ""), at: where };
}

const coreTag =
  /^(?:!|tag:yaml\.org,2002:(?:str|int|float|bool|null|binary|timestamp|map|seq|omap|pairs|set))$/;

/** A plain `<<` key; a quoted one is an ordinary key. */
function isMergeKey(key: Node | null): boolean {
  return isScalar(key) && key.type === "PLAIN" && key.source === "<<";
}

/** The key as written, without quotes: `on`, `8080` and `null` stay what they are. */
function keyText(key: Node | null, source: Source): string {
  if (isScalar(key)) return key.source ?? String(key.value ?? "");
  const range = key?.range;
  return range ? source.text.slice(range[0], range[1]) : "";
}

/** A node's text; the line end behind a block scalar belongs to nobody. */
function placeOf(node: Node, source: Source): At {
  const [start, end] = node.range ?? [0, 0];
  let last = end;
  while (last > start && /\s/.test(source.text.charAt(last - 1))) last--;
  return { source, start, end: last };
}
