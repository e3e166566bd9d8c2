import { type At, at } from "../../text/span.ts";
import { type Entry, type ObjectValue, object, unknown, type Value } from "../value.ts";

/**
 * A service as policies read it: `environment` an object KEY → value whatever form was written, `ports` a list of
 * `{published, target, host_ip, protocol}` as text; the rest as written. Source: Compose file reference, Services.
 */
export function normalise(service: ObjectValue): ObjectValue {
  const entries = new Map(service.entries);
  const change = (key: string, by: (value: Value) => Value): void => {
    const entry = entries.get(key);
    if (entry) entries.set(key, { ...entry, value: under(entry.value, by) });
  };
  change("environment", environment);
  change("ports", (value) => (value.kind === "list" ? { ...value, items: value.items.map(port) } : value));
  return { ...service, entries };
}

/** Looks below `!override` and `!reset`, which the merge still needs. */
function under(value: Value, by: (value: Value) => Value): Value {
  return value.kind === "unknown" && value.shape && value.cause === "not-supported"
    ? { ...value, shape: by(value.shape) }
    : by(value);
}

/** A key without a value takes the one of the shell that runs Compose, which nobody knows. */
function environment(value: Value): Value {
  if (value.kind === "object") {
    const entries = new Map<string, Entry>();
    for (const [key, entry] of value.entries) {
      const known =
        entry.value.kind === "null" ? unknown("variable", entry.value.at, { detail: key }) : entry.value;
      entries.set(key, { ...entry, value: known });
    }
    return { ...value, entries };
  }
  if (value.kind !== "list") return value;
  const result = object(value.at);
  for (const item of value.items) {
    const pair = assignment(item);
    if (pair) result.entries.set(pair.key, pair.entry);
  }
  return result;
}

/** `KEY=value`, `KEY=`, `KEY`, also with variables in the value. */
function assignment(item: Value): { key: string; entry: Entry } | undefined {
  if (item.kind === "string") {
    const equals = item.value.indexOf("=");
    if (equals < 0)
      return {
        key: item.value,
        entry: { value: unknown("variable", item.at, { detail: item.value }), keyAt: item.at },
      };
    const { key: keyAt, value: where } = split(item.at, item.value, equals);
    return {
      key: item.value.slice(0, equals),
      entry: { value: { kind: "string", value: item.value.slice(equals + 1), at: where }, keyAt },
    };
  }
  const [first, ...rest] = item.kind === "unknown" ? (item.parts ?? []) : [];
  if (item.kind !== "unknown" || first?.kind !== "string") return undefined;
  const equals = first.value.indexOf("=");
  if (equals < 0) return undefined;
  const literal = first.value.slice(equals + 1);
  const parts: Value[] = literal === "" ? rest : [{ ...first, value: literal }, ...rest];
  const { parts: _, ...bare } = item;
  const value: Value = parts.length === 1 ? bare : { ...bare, parts };
  return { key: first.value.slice(0, equals), entry: { value, keyAt: item.at } };
}

/** The places of key and value within the entry, when the text stands there as it is; else the entry's. */
function split(where: At, text: string, equals: number): { key: At; value: At } {
  const written = where.source.text.slice(where.start, where.end);
  const offset = written === text ? 0 : written.slice(1, -1) === text ? 1 : -1;
  if (offset < 0) return { key: where, value: where };
  const start = where.start + offset;
  return {
    key: at(where.source, start, start + equals),
    value: at(where.source, start + equals + 1, start + text.length),
  };
}

const fields = ["published", "target", "host_ip", "protocol"] as const;

/** One entry of `ports`; every field has the entry's place in the short form, its own in the long one. */
function port(entry: Value): Value {
  if (entry.kind === "object") {
    const entries = new Map(entry.entries);
    for (const field of fields) {
      const given = entries.get(field);
      if (given?.value.kind === "number")
        entries.set(field, {
          ...given,
          value: { kind: "string", value: String(given.value.value), at: given.value.at },
        });
    }
    return { ...entry, entries };
  }
  if (entry.kind === "number") return shortPort([String(entry.value)], entry.at);
  if (entry.kind === "string") return shortPort([entry.value], entry.at);
  if (entry.kind !== "unknown" || !entry.parts) return entry;
  const known = shortPort(
    entry.parts.map((part) => (part.kind === "string" ? part.value : part)),
    entry.at,
  );
  return known.entries.has("published") ? known : entry;
}

/** Stands in the text for a part that is not known; no YAML text holds it. */
const gap = "\0";

/** `[host_ip:][published:]target[/protocol]`, each a number, a range, or partly unknown. */
function shortPort(parts: ReadonlyArray<string | Value>, where: At): ObjectValue {
  const unknowns = parts.filter((part) => typeof part !== "string");
  const text = parts.map((part) => (typeof part === "string" ? part.replaceAll(gap, "") : gap)).join("");
  const gaps = (field: string): Value | undefined => (field.includes(gap) ? unknowns[0] : undefined);
  const slash = text.lastIndexOf("/");
  const protocol = slash < 0 ? undefined : text.slice(slash + 1);
  let rest = slash < 0 ? text : text.slice(0, slash);
  const target = rest.slice(rest.lastIndexOf(":") + 1);
  rest = rest.slice(0, Math.max(0, rest.length - target.length - 1));
  const published = rest.slice(rest.lastIndexOf(":") + 1);
  const host = rest.slice(0, Math.max(0, rest.length - published.length - 1)).replace(/^\[(.*)\]$/, "$1");
  const result = object(where);
  const set = (key: (typeof fields)[number], field: string | undefined): void => {
    if (field === undefined || field === "") return;
    const missing = gaps(field);
    const value: Value = missing
      ? unknown(
          "variable",
          where,
          missing.kind === "unknown" && missing.detail ? { detail: missing.detail } : {},
        )
      : { kind: "string", value: field, at: where };
    result.entries.set(key, { value });
  };
  set("published", published);
  set("target", target);
  // A variable in front may hold an address too: "${BIND}5432:5432", "${DB_PORT}:5432".
  set("host_ip", host === "" && gaps(published) ? gap : host);
  set("protocol", protocol);
  return result;
}
