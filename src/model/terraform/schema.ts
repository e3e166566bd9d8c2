import type { At } from "../../text/span.ts";
import type { BoolValue, Entry, NumberValue, ObjectValue, StringValue, Value } from "../value.ts";

/**
 * A type's line in `policies/dist/schema-<provider>.txt`: attribute → `s`, `b` or `n` for a text, boolean or number,
 * `[s` for a list or map of them, `!` behind it for a secret; an object for a block, `{"": {…}}` for what is no block
 * and holds attributes all the same.
 */
type TypeSchema = { readonly [attribute: string]: string | TypeSchema };

const providers: ReadonlySet<string> = new Set(
  "aws azurerm google github azuread okta vault random tls kubernetes helm".split(" "),
);

/**
 * Converts a resource's values to the types its provider's schema says; the same object where nothing differs.
 * @param secret told of each place where a secret is written
 */
export type Coerce = (type: string, values: ObjectValue, secret?: (where: At) => void) => ObjectValue;

/** The part of a Buffer that is used: a table of megabytes is searched, not decoded. */
interface Bytes {
  indexOf(text: string, from?: number): number;
  toString(encoding: "utf8", start: number, end: number): string;
}

/** What a type's attributes are; undefined for one without a schema. */
export type SchemaOf = (type: string) => TypeSchema | undefined;

/**
 * The providers' tables, of which only the types that are asked for are parsed, once each.
 * @param load reads a provider's table; asked once for each, and only for providers that have one
 */
export function schemas(load: (provider: string) => Bytes): SchemaOf {
  const tables = new Map<string, Bytes>();
  const types = new Map<string, TypeSchema | undefined>();
  return (type) => {
    const start = type.startsWith("data.") ? 5 : 0;
    const provider = type.slice(start, type.indexOf("_", start));
    if (!providers.has(provider) || !/^[a-z0-9_.]+$/.test(type)) return undefined;
    if (!types.has(type)) {
      const table = tables.get(provider) ?? load(provider);
      tables.set(provider, table);
      types.set(type, find(table, type));
    }
    return types.get(type);
  };
}

/** The attributes of a type that are secrets, each with the names on the way to it: `user.password`. */
export function secretPaths(schema: TypeSchema, before = ""): string[] {
  return Object.entries(schema).flatMap(([name, inner]) => {
    if (typeof inner === "object") return name === "" ? [] : secretPaths(inner, `${before}${name}.`);
    return inner.endsWith("!") ? [`${before}${name}`] : [];
  });
}

/**
 * Gives the conversion that Terraform makes before a provider sees a value: `"true"` is true where the schema says
 * boolean, `"5"` is 5 where it says number, and the other way round where it says text
 * (https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion); an object that stands where
 * the provider has a block is a list of one. Types without a schema, and texts that cannot be converted, stay as they
 * are.
 */
export function coercion(schemaOf: SchemaOf): Coerce {
  return (type, values, secret) => {
    const schema = schemaOf(type);
    return schema ? coerceObject(schema, values, secret ?? ignore) : values;
  };
}

const ignore = (): void => undefined;

function find(table: Bytes, type: string): TypeSchema | undefined {
  const line = table.indexOf(`\n${type} `);
  if (line < 0) return undefined;
  const from = line + type.length + 2;
  return JSON.parse(table.toString("utf8", from, table.indexOf("\n", from))) as TypeSchema;
}

type Secret = (where: At) => void;

function coerceObject(schema: TypeSchema, value: ObjectValue, secret: Secret): ObjectValue {
  let entries: Map<string, Entry> | undefined;
  for (const [name, entry] of value.entries) {
    const wanted = Object.hasOwn(schema, name) ? schema[name] : undefined;
    if (wanted === undefined) continue;
    const converted = coerceAttribute(wanted, entry.value, secret);
    if (converted === entry.value) continue;
    entries ??= new Map(value.entries);
    entries.set(name, { ...entry, value: converted });
  }
  return entries ? { ...value, entries } : value;
}

function coerceAttribute(wanted: string | TypeSchema, value: Value, secret: Secret): Value {
  if (typeof wanted === "string") {
    if (!wanted.endsWith("!")) return coerceValue(wanted, value, secret);
    reveal(value, secret);
    return coerceValue(wanted.slice(0, -1), value, secret);
  }
  const inner = wanted[""];
  if (typeof inner === "object") return coerceValue(inner, value, secret);
  const converted = coerceValue(wanted, value, secret);
  return converted.kind === "object" ? { kind: "list", items: [converted], at: converted.at } : converted;
}

/** Recursion goes no deeper than the schema does. */
function coerceValue(wanted: string | TypeSchema, value: Value, secret: Secret): Value {
  if (value.kind === "unknown") {
    // What is known of an unknown collection or document has the same structure.
    if (!value.shape || (typeof wanted === "string" && !wanted.startsWith("["))) return value;
    const shape = coerceValue(wanted, value.shape, secret);
    return shape === value.shape ? value : { ...value, shape };
  }
  if (value.kind === "list") {
    const item = typeof wanted === "string" ? wanted.replace("[", "") : wanted;
    if (item === wanted && typeof wanted === "string") return value;
    const items = value.items.map((one) => coerceValue(item, one, secret));
    return items.some((one, i) => one !== value.items[i]) ? { ...value, items } : value;
  }
  if (value.kind === "object")
    return typeof wanted === "string"
      ? coerceMap(wanted, value, secret)
      : coerceObject(wanted, value, secret);
  if (typeof wanted !== "string" || value.kind === "null") return value;
  if (wanted === "s") return toText(value);
  if (value.kind !== "string") return value;
  if (wanted === "b") return toBool(value);
  return wanted === "n" ? toNumber(value) : value;
}

/** A map of scalars. */
function coerceMap(wanted: string, value: ObjectValue, secret: Secret): ObjectValue {
  if (!wanted.startsWith("[")) return value;
  let entries: Map<string, Entry> | undefined;
  for (const [name, entry] of value.entries) {
    const converted = coerceValue(wanted.slice(1), entry.value, secret);
    if (converted === entry.value) continue;
    entries ??= new Map(value.entries);
    entries.set(name, { ...entry, value: converted });
  }
  return entries ? { ...value, entries } : value;
}

/** How deep a secret may lie in what was written for it: a list or map of secrets, a template's parts. */
const deepest = 8;

/** Tells where the text of a secret stands: where it was first written, and where it is used unless by reference. */
export function reveal(value: Value, secret: Secret, depth = 0): void {
  if (depth > deepest) return;
  if (value.origin) secret(value.origin);
  if (value.kind === "list") for (const one of value.items) reveal(one, secret, depth + 1);
  else if (value.kind === "object")
    for (const one of value.entries.values()) reveal(one.value, secret, depth + 1);
  else if (value.kind === "string" || value.kind === "number") {
    if (!isReference(value.at)) secret(value.at);
  } else if (value.kind === "unknown") {
    if (value.parts?.some((part) => part.kind === "string") && !isReference(value.at)) secret(value.at);
    if (value.shape) reveal(value.shape, secret, depth + 1);
  }
}

/** A name or a path of names: it may be printed, and tells where the secret comes from. */
function isReference({ source, start, end }: At): boolean {
  return /^[A-Za-z_][\w.[\]*-]*$/.test(source.text.slice(start, Math.min(end, start + 200)));
}

function toText(value: StringValue | BoolValue | NumberValue): Value {
  if (value.kind === "string") return value;
  return { ...value, kind: "string", value: String(value.value) };
}

/** Terraform takes these four texts for booleans and no others. */
function toBool(value: StringValue): Value {
  if (value.value === "true" || value.value === "1") return plain(value, { kind: "bool", value: true });
  if (value.value === "false" || value.value === "0") return plain(value, { kind: "bool", value: false });
  return value;
}

function toNumber(value: StringValue): Value {
  if (!/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(value.value)) return value;
  const number = Number(value.value);
  return Number.isFinite(number) ? plain(value, { kind: "number", value: number }) : value;
}

/** Place and references stay with the converted value. */
function plain(
  from: StringValue,
  to: { kind: "bool"; value: boolean } | { kind: "number"; value: number },
): Value {
  return {
    ...to,
    at: from.at,
    ...(from.refs && { refs: from.refs }),
    ...(from.sensitive && { sensitive: true }),
  };
}
