import type { Attribute, Block, Body, Expression } from "../../parse/hcl/ast.ts";
import type { Source } from "../../text/source.ts";
import type { At } from "../../text/span.ts";
import type { Cause, Entry, ObjectValue, Value } from "../value.ts";
import { scalarText } from "./convert.ts";
import type { ModuleDefinition } from "./definition.ts";
import { collectionPairs } from "./pairs.ts";
import { openObject, resolve } from "./resolve.ts";
import { limits } from "./run-state.ts";
import { bind, placeOf, type Scope } from "./scope.ts";
import { settle } from "./settle.ts";
import { entries, list, text, unknownFrom } from "./values.ts";

/** Attributes that name references or are no values: kept as the text that was written. */
const AS_WRITTEN = new Set(["ignore_changes", "replace_triggered_by"]);
const MAX_DEPTH = 60;

type Foreign = ModuleDefinition["foreign"];

/** Resolves one attribute; what Terraform would refuse is reported and unknown. */
export function attributeValue(attribute: Attribute, scope: Scope, foreign: Foreign): Value {
  const source = foreign.get(attribute);
  const inside = source ? { ...scope, source } : scope;
  const where = placeOf(inside, attribute.value);
  if (AS_WRITTEN.has(attribute.name)) return writtenNames(attribute.value, inside);
  return scope.module.run.guard(where, () =>
    settle(resolve(attribute.value, inside), where, scope.module.run),
  );
}

function writtenNames(value: Expression, scope: Scope): Value {
  const name = (expression: Expression) =>
    text(scope.source.text.slice(expression.start, expression.end), placeOf(scope, expression));
  return value.kind === "tuple" ? list(value.items.map(name), placeOf(scope, value)) : name(value);
}

/** How deep a body lies, and why an attribute that it does not set is unknown to who refers to it. */
interface Nesting {
  depth: number;
  open?: Cause;
}

/** All of a body: attributes by name, nested blocks as lists of objects. */
export function bodyValue(
  body: Body,
  scope: Scope,
  foreign: Foreign,
  where: At,
  nesting: Nesting = { depth: 0 },
): ObjectValue {
  const pairs = new Map<string, Entry>();
  for (const attribute of body.attributes) {
    const source = foreign.get(attribute) ?? scope.source;
    pairs.set(attribute.name, {
      value: attributeValue(attribute, scope, foreign),
      keyAt: { source, start: attribute.nameSpan.start, end: attribute.nameSpan.end },
    });
  }
  for (const [type, value] of blockLists(body, scope, foreign, nesting)) {
    if (!pairs.has(type)) pairs.set(type, { value, keyAt: value.at });
  }
  return nesting.open === undefined ? entries(pairs, where) : openObject(pairs, nesting.open, where);
}

/** Names of the block types in a body, dynamic ones included. */
export function blockTypes(body: Body): Set<string> {
  return new Set(body.blocks.map(blockType));
}

function blockType(block: Block): string {
  return block.type === "dynamic" ? (block.labels[0] ?? "dynamic") : block.type;
}

/** Nested blocks by type, in the order they are written; `only` leaves the other types out. */
export function blockLists(
  body: Body,
  scope: Scope,
  foreign: Foreign,
  nesting: Nesting,
  only?: string,
): Map<string, Value> {
  const lists = new Map<string, Value & { kind: "list" }>();
  for (const block of body.blocks) {
    const type = blockType(block);
    if (only !== undefined && type !== only) continue;
    const inside: Scope = foreign.has(block) ? { ...scope, source: foreign.get(block) as Source } : scope;
    const head = placeOf(inside, block.head);
    let known = lists.get(type);
    if (!known) {
      known = list([], head);
      lists.set(type, known);
    }
    if (nesting.depth > MAX_DEPTH) {
      scope.module.run.say({
        code: "hcl-depth",
        severity: "warning",
        message: "Blocks nest deeper than the limit.",
        at: head,
      });
      continue;
    }
    if (block.type === "dynamic") expandDynamic(block, inside, foreign, known.items, nesting);
    else known.items.push(blockObject(block, inside, foreign, head, nesting));
  }
  // A dynamic block without items is a block that is not there.
  for (const [type, value] of lists) if (value.items.length === 0) lists.delete(type);
  return lists;
}

function blockObject(block: Block, scope: Scope, foreign: Foreign, head: At, nesting: Nesting): Value {
  const value = bodyValue(block.body, scope, foreign, head, { ...nesting, depth: nesting.depth + 1 });
  // The label of a provisioner says what it runs.
  const [label] = block.labels;
  if (label !== undefined && !value.entries.has("type"))
    value.entries.set("type", { value: text(label, head) });
  return value;
}

/** https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks */
function expandDynamic(block: Block, scope: Scope, foreign: Foreign, into: Value[], nesting: Nesting): void {
  const { run } = scope.module;
  const head = placeOf(scope, block.head);
  const collection = block.body.attributes.find((attribute) => attribute.name === "for_each");
  const content = block.body.blocks.find((inner) => inner.type === "content");
  if (!collection || !content) {
    into.push({
      kind: "unknown",
      cause: "not-supported",
      at: head,
      detail: "dynamic block without for_each or content",
    });
    return;
  }
  const iterator = iteratorName(block, scope) ?? block.labels[0] ?? "";
  const value = run.guard(head, () => resolve(collection.value, scope));
  const at = placeOf(scope, collection.value);
  const build = (key: Value, element: Value): Value => {
    run.steps += 20;
    const pairs = new Map<string, Entry>([
      ["key", { value: key }],
      ["value", { value: element }],
    ]);
    const inner = bind(scope, iterator, entries(pairs, at));
    return bodyValue(content.body, inner, foreign, head, { ...nesting, depth: nesting.depth + 1 });
  };
  const maybeBlock = (key: Value, element: Value) => {
    into.push({ ...unknownFrom([element], head), shape: build(key, element) });
  };
  let pairs: ReturnType<typeof collectionPairs>;
  if (value.kind === "unknown") pairs = undefined;
  else if (value.kind === "null") pairs = [];
  else {
    try {
      pairs = collectionPairs(value, at);
    } catch (error) {
      run.caught(error, at);
      into.push({ kind: "unknown", cause: "not-supported", at: head });
      return;
    }
  }
  if (!pairs) {
    // What is surely in an unknown collection is a block, the rest one unknown block.
    const element = unknownFrom([value], at);
    const known = value.kind === "unknown" && value.shape ? collectionPairs(value.shape, at) : undefined;
    for (const pair of (known ?? []).slice(0, limits.items)) {
      if (pair.value.kind === "unknown") maybeBlock(pair.key, pair.value);
      else into.push(build(pair.key, pair.value));
    }
    if (value.kind !== "unknown" || value.shape?.kind !== "list" || !firstHidden(value.shape))
      maybeBlock(element, element);
    return;
  }
  if (pairs.length > limits.items) {
    run.say({
      code: "tf-limit",
      severity: "warning",
      message: "A dynamic block has more items than the limit.",
      at,
    });
    pairs = pairs.slice(0, limits.items);
  }
  for (const pair of pairs) into.push(build(pair.key, pair.value));
}

/** Does a list hold an element that stands for those that are not known? */
function firstHidden(value: Value & { kind: "list" }): boolean {
  return value.items.some((item) => item.kind === "unknown");
}

function iteratorName(block: Block, scope: Scope): string | undefined {
  const value = block.body.attributes.find((attribute) => attribute.name === "iterator")?.value;
  if (!value) return undefined;
  if (value.kind === "variable") return value.name;
  const resolved = scope.module.run.guard(placeOf(scope, value), () => resolve(value, scope));
  return scalarText(resolved);
}
