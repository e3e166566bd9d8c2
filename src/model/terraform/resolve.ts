import type {
  Call,
  Conditional,
  Expression,
  For,
  ObjectExpression,
  Splat,
  SplatRest,
} from "../../parse/hcl/ast.ts";
import type { At } from "../../text/span.ts";
import type { Entry, Value } from "../value.ts";
import { choose, oneOf } from "./choice.ts";
import { describe, needBool, needNumber, scalarText } from "./convert.ts";
import { Fault } from "./fault.ts";
import { callFunction } from "./functions/call.ts";
import { binary, logical } from "./operators.ts";
import { collectionPairs } from "./pairs.ts";
import { limits } from "./run-state.ts";
import { bind, type Group, type Member, placeOf, type Scope } from "./scope.ts";
import { resolveTemplate } from "./template.ts";
import { getAttribute, getIndex, splatItems, unknownSplat } from "./traverse.ts";
import { convertTyped } from "./type-constraint.ts";
import { typeOf, unifyTypes } from "./types.ts";
import {
  bool,
  deepRefs,
  elementType,
  entries,
  firstUnknown,
  list,
  nothing,
  number,
  type OpenObject,
  ofElements,
  openCause,
  stamp,
  text,
  unknownFrom,
  withRefs,
} from "./values.ts";

/** Resolves an expression in a scope; throws Fault where Terraform would refuse it. */
export function resolve(expression: Expression, scope: Scope): Value {
  const { run } = scope.module;
  run.enter(() => placeOf(scope, expression));
  const before = run.secrets.reads;
  try {
    const value = resolveKind(expression, scope);
    return run.secrets.reads === before ? value : withSecrecy(expression, value, before, scope);
  } finally {
    run.leave();
  }
}

/** What an expression makes of a sensitive value is sensitive; structures keep it in their parts. */
function withSecrecy(expression: Expression, value: Value, before: number, scope: Scope): Value {
  const { secrets } = scope.module.run;
  switch (expression.kind) {
    case "call":
      if (expression.name.replace("core::", "") !== "nonsensitive") return secrets.mark(value);
      secrets.reads = before;
      return value.sensitive ? { ...value, sensitive: false } : value;
    case "template":
    case "binary":
    case "unary":
    case "conditional":
    case "for":
    case "splat":
      return secrets.mark(value);
    default:
      return value;
  }
}

function resolveKind(expression: Expression, scope: Scope): Value {
  const where = placeOf(scope, expression);
  switch (expression.kind) {
    case "literal":
      if (expression.value === null) return nothing(where);
      return typeof expression.value === "number"
        ? number(expression.value, where)
        : bool(expression.value, where);
    case "template":
      return resolveTemplate(expression, scope, where, resolve);
    case "parentheses":
      return resolve(expression.inner, scope);
    case "tuple":
      return list(
        expression.items.map((item) => resolve(item, scope)),
        where,
      );
    case "object":
      return resolveObject(expression, scope, where);
    case "variable":
    case "get":
    case "index":
      return stamp(resolveTraversal(expression, scope), where);
    case "splat":
      return stamp(resolveSplat(expression, scope, where), where);
    case "call":
      return resolveCall(expression, scope, where);
    case "for":
      return resolveFor(expression, scope, where);
    case "conditional":
      return resolveConditional(expression, scope, where);
    case "binary": {
      const left = resolve(expression.left, scope);
      if (expression.operator === "&&" || expression.operator === "||") {
        return logical(expression.operator, left, () => resolve(expression.right, scope), where);
      }
      return binary(expression.operator, left, resolve(expression.right, scope), where);
    }
    case "unary": {
      const operand = resolve(expression.operand, scope);
      if (operand.kind === "unknown") return unknownFrom([operand], where);
      return expression.operator === "!"
        ? bool(!needBool(operand, where), where)
        : number(-needNumber(operand, where), where);
    }
    case "invalid":
      // The parser has reported it.
      return { kind: "unknown", cause: "not-supported", at: where, detail: "syntax error" };
  }
}

type Step = { name: string; at: At } | { key: Expression; at: At };

/** A chain of `.name` and `[key]` behind a root; the root may be any expression. */
function flatten(expression: Expression, scope: Scope): { root: Expression; steps: Step[] } {
  const steps: Step[] = [];
  let here = expression;
  for (;;) {
    if (here.kind === "get") steps.push({ name: here.name, at: placeOf(scope, here) });
    else if (here.kind === "index") steps.push({ key: here.key, at: placeOf(scope, here) });
    else break;
    here = here.object;
  }
  steps.reverse();
  return { root: here, steps };
}

function walk(value: Value, steps: readonly Step[], from: number, scope: Scope): Value {
  let here = value;
  for (let i = from; i < steps.length; i++) {
    const step = steps[i];
    if (!step) break;
    const isSecret = here.sensitive === true;
    here =
      "name" in step
        ? getAttribute(here, step.name, step.at)
        : getIndex(here, resolve(step.key, scope), step.at);
    if (isSecret) here = scope.module.run.secrets.mark(here);
  }
  scope.module.run.secrets.read(here);
  return here;
}

function named(steps: readonly Step[], i: number, what: string, where: At): string {
  const step = steps[i];
  if (!step || !("name" in step)) throw new Fault(`A reference to ${what} needs a name.`, where);
  return step.name;
}

function resolveTraversal(expression: Expression, scope: Scope): Value {
  const { root, steps } = flatten(expression, scope);
  const where = placeOf(scope, expression);
  if (root.kind !== "variable") return walk(resolve(root, scope), steps, 0, scope);
  for (let names = scope.names; names; names = names.outer) {
    if (names.name === root.name) return walk(names.value, steps, 0, scope);
  }
  if (scope.template) throw new Fault(`The template is not given "${root.name}".`, scope.template);
  switch (root.name) {
    case "var":
      return walk(scope.module.variable(named(steps, 0, "a variable", where), where), steps, 1, scope);
    case "local":
      return walk(scope.module.local(named(steps, 0, "a local", where), where), steps, 1, scope);
    case "each": {
      const name = named(steps, 0, "each", where);
      if (!scope.each || (name !== "key" && name !== "value")) {
        throw new Fault('"each" is known only where for_each is set.', where);
      }
      return walk(scope.each[name], steps, 1, scope);
    }
    case "count":
      if (!scope.count) throw new Fault('"count.index" is known only where count is set.', where);
      return walk(scope.count, steps, 0, scope);
    case "path":
      return walk(pathValue(named(steps, 0, "a path", where), scope, where), steps, 1, scope);
    case "terraform":
    case "tofu":
      return walk(terraformValue(named(steps, 0, "terraform", where), scope, where), steps, 1, scope);
    case "self":
      if (!scope.self) throw new Fault('"self" is known only in provisioners.', where);
      return steps.length > 0
        ? walk(scope.self.attribute(named(steps, 0, "self", where), where), steps, 1, scope)
        : scope.self.whole(where);
  }
  const found = groupOf(root.name, steps, scope);
  if (!found)
    return undeclared(`There is nothing called "${written(root.name, steps)}" in this module.`, scope, where);
  return resolveInGroup(found.group, steps, found.used, scope, where);
}

/** Terraform refuses such a module altogether; here only what depends on the name is unknown. */
function undeclared(message: string, scope: Scope, where: At): Value {
  scope.module.run.say({ code: "tf-undeclared", severity: "warning", message, at: where });
  return { kind: "unknown", cause: "not-supported", at: where, detail: message };
}

function written(root: string, steps: readonly Step[]): string {
  const names: string[] = [root];
  const wanted = root === "data" || root === "ephemeral" || root === "resource" ? 3 : 2;
  for (const step of steps) {
    if (names.length >= wanted || !("name" in step)) break;
    names.push(step.name);
  }
  return names.join(".");
}

/** The block a traversal names, and how many of its steps that took. */
function groupOf(
  root: string,
  steps: readonly Step[],
  scope: Scope,
): { group: Group; used: number } | undefined {
  const name = (i: number) => {
    const step = steps[i];
    return step && "name" in step ? step.name : undefined;
  };
  const first = name(0);
  if (first === undefined) return undefined;
  const second = name(1);
  let group: Group | undefined;
  let used = 1;
  if (root === "module") group = scope.module.calls(first);
  else if (root === "data" || root === "ephemeral" || root === "resource") {
    if (second === undefined) return undefined;
    group = scope.module.resources(root === "resource" ? `${first}.${second}` : `${root}.${first}.${second}`);
    used = 2;
  } else group = scope.module.resources(`${root}.${first}`);
  return group && { group, used };
}

function resolveInGroup(group: Group, steps: readonly Step[], from: number, scope: Scope, where: At): Value {
  const next = steps[from];
  if (group.kind === "single") {
    const member = group.members.values().next().value;
    if (!member) return nothing(where);
    if (next && "name" in next) return walk(member.attribute(next.name, next.at), steps, from + 1, scope);
    return walk(member.whole(where), steps, from, scope);
  }
  if (group.kind === "unknown") {
    const member = group.members.values().next().value;
    const index = next && "key" in next ? from + 1 : from;
    const attribute = steps[index];
    const hidden: Value = {
      kind: "unknown",
      cause: group.cause ?? "not-supported",
      at: where,
      ...(group.detail === undefined ? {} : { detail: group.detail }),
    };
    if (!member) return hidden;
    if (attribute && "name" in attribute) {
      const refs = deepRefs(member.attribute(attribute.name, attribute.at));
      return walk(withRefs(hidden, refs), steps, index + 1, scope);
    }
    return walk(withRefs(hidden, member.whole(where).refs), steps, index, scope);
  }
  if (next && "key" in next) {
    const key = resolve(next.key, scope);
    if (key.kind !== "unknown") {
      const name = group.kind === "list" ? needNumber(key, next.at) : scalarText(key);
      const member = name === undefined ? undefined : group.members.get(name);
      if (!member) throw new Fault("There is no instance with this index.", next.at);
      const attribute = steps[from + 1];
      if (attribute && "name" in attribute) {
        return walk(member.attribute(attribute.name, attribute.at), steps, from + 2, scope);
      }
      return walk(member.whole(next.at), steps, from + 1, scope);
    }
    // Which instance is meant is not known; that it is one of them is.
    const members = [...group.members.values()];
    const attribute = steps[from + 1];
    const isNamed = attribute !== undefined && "name" in attribute;
    const options = members
      .slice(0, 64)
      .map((member) => (isNamed ? member.attribute(attribute.name, where) : member.whole(where)));
    const value = oneOf([key], options, where);
    return walk(value, steps, from + (isNamed ? 2 : 1), scope);
  }
  if (next && "name" in next && group.kind === "list" && /^\d+$/.test(next.name)) {
    return walk(wholeGroup(group, where), steps, from, scope);
  }
  return walk(wholeGroup(group, where), steps, from, scope);
}

function wholeGroup(group: Group, where: At): Value {
  if (group.kind === "list")
    return list(
      [...group.members.values()].map((member) => member.whole(where)),
      where,
    );
  const pairs = new Map<string, Entry>();
  for (const [key, member] of group.members) pairs.set(String(key), { value: member.whole(where) });
  return entries(pairs, where);
}

function pathValue(name: string, scope: Scope, where: At): Value {
  if (name === "module") return text(scope.module.pathFromRoot, where);
  if (name === "root") return text(".", where);
  if (name === "cwd") return { kind: "unknown", cause: "function", at: where, detail: "path.cwd" };
  throw new Fault(`There is no path.${name}.`, where);
}

function terraformValue(name: string, scope: Scope, where: At): Value {
  if (name === "workspace") return text(scope.module.run.workspace, where);
  if (name === "applying") return bool(false, where);
  throw new Fault(`There is no terraform.${name}.`, where);
}

function resolveObject(expression: ObjectExpression, scope: Scope, where: At): Value {
  const pairs = new Map<string, Entry>();
  const hidden: Value[] = [];
  const keys: Value[] = [];
  for (const item of expression.items) {
    const key = resolve(item.key.kind === "variable" ? asName(item.key) : item.key, scope);
    const value = resolve(item.value, scope);
    if (key.kind === "unknown") {
      keys.push(key);
      hidden.push(value);
    } else {
      const name = scalarText(key);
      if (name === undefined)
        throw new Fault(`An object's key must be a string, not ${describe(key)}.`, key.at);
      pairs.set(name, { value, keyAt: placeOf(scope, item.key) });
    }
  }
  const known = entries(pairs, where);
  return keys.length > 0 ? { ...oneOf(keys, [...hidden, known], where), shape: known } : known;
}

function asName(key: Expression & { kind: "variable" }): Expression {
  const { start, end } = key;
  return {
    kind: "template",
    heredoc: false,
    start,
    end,
    parts: [{ kind: "text", text: key.name, start, end }],
  };
}

function resolveSplat(splat: Splat, scope: Scope, where: At): Value {
  const first = splat.steps[0];
  const group = groupBehind(splat.collection, scope);
  if (group && (group.kind === "list" || group.kind === "unknown") && typeof first === "string") {
    const after: SplatRest = { ...splat, steps: splat.steps.slice(1) };
    const each = (member: Member) => splatSteps(member.attribute(first, where), after, scope, where);
    if (group.kind === "list") return list([...group.members.values()].map(each), where);
    const member = group.members.values().next().value;
    const hidden: Value = { kind: "unknown", cause: group.cause ?? "not-supported", at: where };
    if (group.detail !== undefined) hidden.detail = group.detail;
    return member ? withRefs(hidden, deepRefs(each(member))) : hidden;
  }
  const collection = resolve(splat.collection, scope);
  const items = splatItems(collection);
  if (items) {
    const results = items.map((item) => splatSteps(item, splat, scope, where));
    const result = list(results, where);
    if (collection.kind !== "list" || !elementType(collection)) return result;
    const element = unifyTypes(results.map(typeOf));
    return element ? ofElements(result, element) : result;
  }
  if (collection.kind !== "unknown") return list([], where);
  return unknownSplat(collection, splatSteps(collection, splat, scope, where), where);
}

/** What a splat does with one element; a splat inside it gives a list for each, as HCL has it. */
function splatSteps(item: Value, rest: SplatRest, scope: Scope, where: At): Value {
  let here = item;
  for (const step of rest.steps) {
    here =
      typeof step === "string"
        ? getAttribute(here, step, where)
        : getIndex(here, resolve(step, scope), where);
  }
  const { nested } = rest;
  if (!nested) return here;
  const items = splatItems(here);
  if (items) {
    return list(
      items.map((inner) => splatSteps(inner, nested, scope, where)),
      where,
    );
  }
  if (here.kind !== "unknown") return list([], where);
  return unknownSplat(here, splatSteps(here, nested, scope, where), where);
}

function groupBehind(expression: Expression, scope: Scope): Group | undefined {
  const { root, steps } = flatten(expression, scope);
  if (root.kind !== "variable") return undefined;
  for (let names = scope.names; names; names = names.outer) if (names.name === root.name) return undefined;
  const found = groupOf(root.name, steps, scope);
  return found && found.used === steps.length ? found.group : undefined;
}

function resolveCall(call: Call, scope: Scope, where: At): Value {
  const name = call.name.startsWith("core::") ? call.name.slice(6) : call.name;
  if (name === "try" || name === "can") return tryOrCan(name, call, scope, where);
  const args = call.args.map((arg) => resolve(arg, scope));
  if (call.expand) {
    const last = args.pop();
    if (last?.kind === "unknown") return unknownFrom([...args, last], where);
    if (last?.kind !== "list") throw new Fault("The expanded argument must be a list.", where);
    for (const item of last.items) args.push(item);
  }
  const result = stamp(callFunction(call.name, args, { at: where, scope }), where);
  if (name !== "sensitive") return result;
  const { secrets } = scope.module.run;
  for (const arg of call.args) secrets.hide(placeOf(scope, arg));
  return secrets.mark(result);
}

/**
 * https://developer.hashicorp.com/terraform/language/functions/try — an argument that holds an unknown which may
 * yet turn out to be an error makes all of it unknown; what is computed at apply does not fail that way.
 */
function tryOrCan(name: "try" | "can", call: Call, scope: Scope, where: At): Value {
  const { run } = scope.module;
  const depth = run.depth;
  let last: Fault | undefined;
  for (const arg of call.args) {
    try {
      const value = resolve(arg, scope);
      const hidden = firstUnknown(value);
      if (name === "can") {
        return hidden && hidden.cause !== "computed" ? unknownFrom([value], where) : bool(true, where);
      }
      if (!hidden || hidden.cause === "computed" || hidden.cause === "data") return stamp(value, where);
      return value.kind === "unknown" ? stamp(value, where) : unknownFrom([value], where);
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== "tf-evaluation") throw error;
      run.depth = depth;
      last = error;
      if (name === "can") return bool(false, where);
    }
  }
  throw last ?? new Fault(`${name} needs an argument.`, where);
}

function resolveFor(expression: For, scope: Scope, where: At): Value {
  const collection = resolve(expression.collection, scope);
  if (collection.kind === "null") throw new Fault("A null value cannot be iterated.", where);
  const pairs = collectionPairs(collection, where);
  const inner = (key: Value, value: Value): Scope =>
    bind(
      expression.keyName === undefined ? scope : bind(scope, expression.keyName, key),
      expression.valueName,
      value,
    );
  if (!pairs) return unknownFor(expression, collection, inner, where);
  if (pairs.length > limits.nodes)
    throw new Fault("The collection is larger than the limit.", where, "tf-limit");
  const items: Value[] = [];
  const grouped = new Map<string, Value[]>();
  const hidden: Value[] = [];
  for (const pair of pairs) {
    const element = inner(pair.key, pair.value);
    if (expression.condition) {
      const condition = resolve(expression.condition, element);
      if (condition.kind === "unknown") {
        // It may be there, and this it would be then.
        const value = maybeThere(condition, () => resolve(expression.value, element), scope, where);
        hidden.push(value);
        if (!expression.key) items.push(value);
        continue;
      }
      if (!needBool(condition, where)) continue;
    }
    const value = resolve(expression.value, element);
    if (!expression.key) {
      items.push(value);
      continue;
    }
    const key = resolve(expression.key, element);
    if (key.kind === "unknown") {
      hidden.push(key, value);
      continue;
    }
    const name = scalarText(key);
    if (name === undefined) throw new Fault("A key must be a string.", key.at);
    const group = grouped.get(name);
    if (!group) grouped.set(name, [value]);
    else if (expression.grouping) group.push(value);
    else throw new Fault(`Two elements have the key "${name}".`, where);
  }
  let known: Value;
  if (!expression.key) known = list(items, where);
  else {
    const result = new Map<string, Entry>();
    for (const [name, group] of grouped) {
      const only = group[0];
      if (expression.grouping) result.set(name, { value: list(group, where) });
      else if (only) result.set(name, { value: only });
    }
    known = entries(result, where);
  }
  if (hidden.length === 0) return known;
  return unknownFrom([...hidden, known], where, { shape: known });
}

/** An element behind a condition that is not known, with the structure it has if it is there. */
function maybeThere(condition: Value, make: () => Value, scope: Scope, where: At): Value {
  const value = scope.module.run.guardQuietly(where, make);
  const result = oneOf([condition], [value, nothing(where)], where);
  const shape = value.kind === "unknown" ? value.shape : value;
  return shape && (shape.kind === "list" || shape.kind === "object") && !openCause(shape)
    ? { ...result, shape }
    : result;
}

/** A `for` over an unknown collection: what is known of the collection is gone through, the rest is one element. */
function unknownFor(
  expression: For,
  collection: Value,
  inner: (key: Value, value: Value) => Scope,
  where: At,
): Value {
  const { run } = inner(collection, collection).module;
  const element = unknownFrom([collection], where);
  const body = run.guardQuietly(where, () => resolve(expression.value, inner({ ...element }, element)));
  const result = withRefs(unknownFrom([collection], where), deepRefs(body));
  const shape = collection.kind === "unknown" ? collection.shape : undefined;
  // A key that meets the open ones of the collection again would be refused, so known ones stay what they are.
  if (shape?.kind !== "list" || expression.key || expression.condition || shape.items.length > limits.items)
    return result;
  const items = shape.items.map((item) =>
    run.guardQuietly(where, () => resolve(expression.value, inner({ ...element }, item))),
  );
  return { ...result, shape: list(items, where) };
}

function resolveConditional(expression: Conditional, scope: Scope, where: At): Value {
  const condition = resolve(expression.condition, scope);
  if (condition.kind !== "unknown") {
    const takes = needBool(condition, placeOf(scope, expression.condition));
    const value = resolve(takes ? expression.then : expression.else, scope);
    return likeOther(value, takes ? expression.else : expression.then, scope, where);
  }
  const { run } = scope.module;
  const one = run.guardQuietly(where, () => resolve(expression.then, scope));
  const other = run.guardQuietly(where, () => resolve(expression.else, scope));
  return choose(condition, one, other, where);
}

/** Both branches get one type: a number beside a text becomes a text, a tuple beside a longer one a list. */
function likeOther(value: Value, other: Expression, scope: Scope, where: At): Value {
  if (value.kind === "null" || value.kind === "unknown" || openCause(value)) return value;
  const beside = scope.module.run.guardQuietly(where, () => resolve(other, scope));
  const own = typeOf(value);
  const type = unifyTypes([own, typeOf(beside)]);
  if (!type) throw new Fault(`The branches differ: ${describe(value)} and ${describe(beside)}.`, where);
  return type === own ? value : convertTyped(value, type, where);
}

/** The object of a whole resource or module. */
export function openObject(pairs: Map<string, Entry>, cause: OpenObject["open"], where: At): OpenObject {
  return { kind: "object", entries: pairs, at: where, open: cause };
}
