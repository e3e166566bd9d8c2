import type { BoolValue, Entry, NumberValue, ObjectValue, StringValue, Value } from "../value.ts";

/**
 * `policies/dist/schema-<provider>.json`: attribute → `s`, `b` or `n` for a text, boolean or number, `[s` for a list
 * or map of them, an object for a block or what else holds attributes.
 */
type TypeSchema = { readonly [attribute: string]: string | TypeSchema };
export type ProviderSchema = { readonly [type: string]: TypeSchema };

const providers: ReadonlySet<string> = new Set(["aws", "azurerm", "google", "github"]);

/** Converts a resource's values to the types its provider's schema says; the same object where nothing differs. */
export type Coerce = (type: string, values: ObjectValue) => ObjectValue;

/** What a type's attributes are; undefined for one without a schema. */
export type SchemaOf = (type: string) => TypeSchema | undefined;

/** @param load reads a provider's schema; asked once for each, and only for providers that have one */
export function schemas(load: (provider: string) => ProviderSchema | undefined): SchemaOf {
  const loaded = new Map<string, ProviderSchema | undefined>();
  return (type) => {
    const start = type.startsWith("data.") ? 5 : 0;
    const provider = type.slice(start, type.indexOf("_", start));
    if (!providers.has(provider)) return undefined;
    if (!loaded.has(provider)) loaded.set(provider, load(provider));
    const schema = loaded.get(provider);
    return schema && Object.hasOwn(schema, type) ? schema[type] : undefined;
  };
}

/**
 * Gives the conversion that Terraform makes before a provider sees a value: `"true"` is true where the schema says
 * boolean, `"5"` is 5 where it says number, and the other way round where it says text
 * (https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion). Types without a schema, and
 * texts that cannot be converted, stay as they are.
 */
export function coercion(schemaOf: SchemaOf): Coerce {
  return (type, values) => {
    const found = schemaOf(type);
    return found ? coerceObject(found, values) : values;
  };
}

function coerceObject(schema: TypeSchema, value: ObjectValue): ObjectValue {
  let entries: Map<string, Entry> | undefined;
  for (const [name, entry] of value.entries) {
    const wanted = Object.hasOwn(schema, name) ? schema[name] : undefined;
    if (wanted === undefined) continue;
    const converted = coerceValue(wanted, entry.value);
    if (converted === entry.value) continue;
    entries ??= new Map(value.entries);
    entries.set(name, { ...entry, value: converted });
  }
  return entries ? { ...value, entries } : value;
}

/** Recursion goes no deeper than the schema does. */
function coerceValue(wanted: string | TypeSchema, value: Value): Value {
  if (value.kind === "unknown") {
    // What is known of an unknown collection or document has the same structure.
    if (!value.shape || (typeof wanted === "string" && !wanted.startsWith("["))) return value;
    const shape = coerceValue(wanted, value.shape);
    return shape === value.shape ? value : { ...value, shape };
  }
  if (value.kind === "list") {
    const item = typeof wanted === "string" ? wanted.replace("[", "") : wanted;
    if (item === wanted && typeof wanted === "string") return value;
    const items = value.items.map((one) => coerceValue(item, one));
    return items.some((one, i) => one !== value.items[i]) ? { ...value, items } : value;
  }
  if (value.kind === "object") return coerceHolder(wanted, value);
  if (typeof wanted !== "string" || value.kind === "null") return value;
  if (wanted === "s") return toText(value);
  if (value.kind !== "string") return value;
  if (wanted === "b") return toBool(value);
  return wanted === "n" ? toNumber(value) : value;
}

/** A single block, a map of scalars, or a map of objects. */
function coerceHolder(wanted: string | TypeSchema, value: ObjectValue): ObjectValue {
  if (typeof wanted !== "string") return coerceObject(wanted, value);
  if (!wanted.startsWith("[")) return value;
  let entries: Map<string, Entry> | undefined;
  for (const [name, entry] of value.entries) {
    const converted = coerceValue(wanted.slice(1), entry.value);
    if (converted === entry.value) continue;
    entries ??= new Map(value.entries);
    entries.set(name, { ...entry, value: converted });
  }
  return entries ? { ...value, entries } : value;
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
  return { ...to, at: from.at, ...(from.refs && { refs: from.refs }) };
}
