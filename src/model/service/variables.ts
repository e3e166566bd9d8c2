import { joined } from "../app/text-value.ts";
import type { Entry, Value } from "../value.ts";
import type { Settings } from "./product.ts";

/**
 * Settings whose value waits for environment variables (`${DB_URL}` in a file) with those filled in that the container
 * sets. A value that is a variable as a whole has its place where the variable is written.
 */
export function fillVariables(settings: Settings, environment: ReadonlyMap<string, Entry>): Settings {
  const filled: Settings = new Map();
  for (const [key, entry] of settings) filled.set(key, { ...entry, value: fill(entry.value, environment) });
  return filled;
}

function fill(value: Value, environment: ReadonlyMap<string, Entry>): Value {
  if (value.kind !== "unknown" || value.cause !== "variable") return value;
  if (value.parts) {
    const parts = value.parts.map((part) => fill(part, environment));
    return parts.some((part, i) => part !== value.parts?.[i]) ? joined(value.at, parts.map(asText)) : value;
  }
  return (value.detail !== undefined && environment.get(value.detail)?.value) || value;
}

function asText(value: Value): Value {
  return value.kind === "number" || value.kind === "bool"
    ? { kind: "string", value: String(value.value), at: value.at }
    : value;
}
