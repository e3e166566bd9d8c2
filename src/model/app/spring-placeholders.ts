import { at } from "../../text/span.ts";
import { type Entry, type StringValue, unknown, type Value } from "../value.ts";
import { relaxedKey } from "./spring-settings.ts";
import { joined, templateActions, textValue } from "./text-value.ts";

/** Placeholders may lead to each other this far, and a value grow this long. */
const maxDepth = 16;
const maxLength = 20_000;
/** What all values of a service may grow to together. */
const maxTotal = 5_000_000;

interface Resolver {
  settings: ReadonlyMap<string, Entry>;
  done: Map<string, Value>;
  /** Keys whose value rests on a default that the environment may override. */
  defaulted: Set<string>;
  total: number;
}

/**
 * The settings with their placeholders filled in, as Spring's PropertyPlaceholderHelper does: `${name}` by another
 * setting, else by its default (`${NAME:default}`); without either it is unknown. `@name@`, which the build fills in,
 * and template actions are unknown too.
 */
export function resolvePlaceholders(settings: ReadonlyMap<string, Entry>): {
  settings: Map<string, Entry>;
  defaulted: string[];
} {
  const resolver: Resolver = { settings, done: new Map(), defaulted: new Set(), total: 0 };
  const resolved = new Map<string, Entry>();
  for (const [key, entry] of settings) {
    resolved.set(key, { ...entry, value: resolveKey(resolver, key, entry.value, []) });
  }
  return { settings: resolved, defaulted: [...resolver.defaulted].sort() };
}

function resolveKey(resolver: Resolver, key: string, value: Value, above: readonly string[]): Value {
  if (value.kind !== "string") return value;
  const done = resolver.done.get(key);
  if (done) return done;
  const result = resolveString(resolver, key, value, above);
  resolver.done.set(key, result);
  return result;
}

const filtered = /^@[\w.-]+@$|@[A-Za-z][\w-]*(?:\.[\w-]+)+@/;

function resolveString(resolver: Resolver, key: string, value: StringValue, above: readonly string[]): Value {
  const where = value.at;
  const actions = templateActions(where.source.text, where);
  if (actions.length > 0) return textValue(where, actions);
  const match = filtered.exec(value.value);
  if (match) return unknown("variable", where, { detail: match[0].slice(1, -1) });
  if (!value.value.includes("${")) return value;
  const parts = resolveText(resolver, key, value.value, value, [...above, key], 0);
  return parts.every((part) => part.kind === "string" || part.kind === "unknown")
    ? joined(where, parts)
    : (parts[0] ?? value);
}

/** The literal and filled-in parts of a text. */
function resolveText(
  resolver: Resolver,
  key: string,
  text: string,
  of: Value,
  above: readonly string[],
  depth: number,
): Value[] {
  if (depth > maxDepth || above.length > maxDepth) return [unknown("not-supported", of.at)];
  const parts: Value[] = [];
  let from = 0;
  let length = 0;
  const put = (part: Value): void => {
    const size = part.kind === "string" ? part.value.length : 1;
    length += size;
    resolver.total += size;
    parts.push(part);
  };
  const literal = (end: number): void => {
    if (end > from) put({ kind: "string", value: text.slice(from, end), at: of.at });
  };
  for (;;) {
    const start = text.indexOf("${", from);
    const end = start < 0 ? undefined : endOfPlaceholder(text, start + 2);
    if (end === undefined) break;
    literal(start);
    for (const part of resolveName(resolver, key, text.slice(start + 2, end - 1), of, above, depth))
      put(part);
    from = end;
    if (length > maxLength || resolver.total > maxTotal || parts.length > 1000)
      return [unknown("not-supported", of.at)];
  }
  literal(text.length);
  return parts;
}

function resolveName(
  resolver: Resolver,
  key: string,
  inner: string,
  of: Value,
  above: readonly string[],
  depth: number,
): Value[] {
  const colon = inner.indexOf(":");
  const name = (colon < 0 ? inner : inner.slice(0, colon)).trim();
  const target = relaxedKey(name);
  // `${DB_URL}` names an environment variable, never the property `dburl`.
  const entry = /^[A-Z0-9_]+$/.test(name) ? undefined : resolver.settings.get(target);
  if (entry && !above.includes(target)) {
    const value = resolveKey(resolver, target, entry.value, above);
    if (value.kind === "unknown") return value.parts ?? [value];
    return [
      value.kind === "bool" || value.kind === "number"
        ? { kind: "string", value: String(value.value), at: value.at }
        : value,
    ];
  }
  if (colon >= 0 && !entry) {
    resolver.defaulted.add(key);
    const fallback = resolveText(resolver, key, inner.slice(colon + 1), of, above, depth + 1);
    return fallback.length > 0 ? fallback : [{ kind: "string", value: "", at: of.at }];
  }
  return [unknown("variable", at(of.at.source, of.at.start, of.at.end), { detail: name.slice(0, 80) })];
}

/** Behind the brace that closes a placeholder; nested ones are looked through. */
function endOfPlaceholder(text: string, start: number): number | undefined {
  let depth = 1;
  for (let i = start; i < text.length; i++) {
    if (text[i] === "{") depth++;
    else if (text[i] === "}" && --depth === 0) return i + 1;
  }
  return undefined;
}
