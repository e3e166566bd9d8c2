import { unknown, type Value } from "../../value.ts";
import { Fault } from "../fault.ts";
import { deepRefs, firstUnknown, list, openCause, unknownFrom, withoutRefs, withRefs } from "../values.ts";
import type { BuiltIn, CallContext } from "./built-in.ts";
import { collection } from "./collection.ts";
import { conversion } from "./conversion.ts";
import { date } from "./date.ts";
import { encoding } from "./encoding.ts";
import { filesystem } from "./filesystem.ts";
import { hash } from "./hash.ts";
import { network } from "./network.ts";
import { numeric } from "./numeric.ts";
import { sets } from "./sets.ts";
import { string } from "./string.ts";

const families = [string, collection, sets, numeric, conversion, encoding, filesystem, hash, network, date];

/**
 * Functions whose result is not in the files: the time, chance, a key, or what only apply knows. The result is
 * unknown without complaint.
 */
const NOT_IN_FILES = new Set([
  "timestamp",
  "plantimestamp",
  "uuid",
  "bcrypt",
  "rsadecrypt",
  "pathexpand",
  "abspath",
]);

function findFunction(name: string): BuiltIn | undefined {
  for (const family of families) {
    const found = family.get(name);
    if (found) return found;
  }
  return undefined;
}

/** Functions whose result depends on a name without holding it: a count, an answer, a digest. */
const NAMES_NOTHING = new Set([
  "alltrue",
  "anytrue",
  "base64sha256",
  "base64sha512",
  "contains",
  "endswith",
  "index",
  "length",
  "md5",
  "sha1",
  "sha256",
  "sha512",
  "startswith",
  "strcontains",
  "uuidv5",
]);

/** Calls one of the language's functions (https://developer.hashicorp.com/terraform/language/functions). */
export function callFunction(name: string, args: readonly Value[], call: CallContext): Value {
  const result = applied(name, args, call);
  return result.refs && NAMES_NOTHING.has(name) ? withoutRefs(result) : result;
}

/** An unknown list as a list: what is known of it, and one element for the rest. */
function withRest(value: Value): Value {
  if (value.kind !== "unknown") return value;
  const items = value.shape?.kind === "list" ? value.shape.items : [];
  const rest = items.some((item) => item.kind === "unknown") ? [] : [unknownFrom([value], value.at)];
  return list([...items, ...rest], value.at);
}

function applied(name: string, args: readonly Value[], call: CallContext): Value {
  const plain = name.startsWith("core::") ? name.slice(6) : name;
  const found = findFunction(plain);
  if (!found) {
    // A provider's function needs the provider: unknown, and no fault of the module.
    if (!NOT_IN_FILES.has(plain) && !plain.startsWith("provider::")) {
      call.scope.module.run.say({
        code: "tf-evaluation",
        severity: "warning",
        message: `"${plain}" is not a function of the language; its result is unknown.`,
        at: call.at,
      });
    }
    let refs: Value["refs"];
    for (const value of args) refs = deepRefs(value) ?? refs;
    return unknown("function", call.at, { detail: plain, ...(refs ? { refs } : {}) });
  }
  if (args.length < found.min || args.length > found.max) {
    throw new Fault(`"${plain}" does not take ${args.length} arguments.`, call.at);
  }
  if (found.unknown !== "own") {
    let hidden = false;
    for (const value of args) {
      if (value.kind === "null" && !found.nulls)
        throw new Fault(`An argument of "${plain}" is null.`, call.at);
      if (value.kind === "unknown" || (found.unknown === "deep" && (firstUnknown(value) || openCause(value))))
        hidden = true;
    }
    if (hidden) {
      if (found.unknown !== "rest") return unknownFrom(args, call.at);
      const shape = found.run(args.map(withRest), call);
      const known = shape.kind === "unknown" ? shape.shape : shape;
      return unknownFrom(args, call.at, known ? { shape: known } : {});
    }
  }
  const result = found.run(args, call);
  if (result.kind === "list") call.scope.module.run.charge(result.items.length >> 2, call.at);
  else if (result.kind === "object") call.scope.module.run.charge(result.entries.size >> 2, call.at);
  else if (result.kind === "string") call.scope.module.run.charge(result.value.length >> 10, call.at);
  // A function that meets unknowns itself says what its result refers to.
  if (result.kind === "unknown" && found.unknown === "own") return result;
  // What came of values that refer to resources refers to them too; items of collections keep their own.
  let refs: Value["refs"];
  for (const value of args) if (value.refs) refs = value.refs;
  if (refs && result.kind !== "list" && result.kind !== "object") {
    let joined = result;
    for (const value of args) joined = withRefs(joined, value.refs);
    return joined;
  }
  if (result.kind === "string" && !result.refs) {
    let joined: Value = result;
    for (const value of args)
      if (value.kind === "list" || value.kind === "object") joined = withRefs(joined, deepRefs(value));
    return joined;
  }
  return result;
}
