import type { JsonMember, JsonNode } from "../../../parse/plan/json-node.ts";
import type { At } from "../../../text/span.ts";
import type { Cause, Entry, ObjectValue, Reference, Value } from "../../value.ts";
import { readJsonString } from "../json-text.ts";
import { vocabulary } from "../link-vocabulary.ts";
import { limits } from "../run-state.ts";
import { withoutIndexes } from "./address.ts";
import { isBlocks } from "./configuration.ts";

/** The three trees a plan has of one value. */
export interface Trees {
  value: JsonNode | undefined;
  unknown: JsonNode | undefined;
  sensitive: JsonNode | undefined;
}

/** What was written for a value: its entry of the configuration, that there is none, or that this cannot be told. */
type Written = JsonNode | "unset" | "unsure";

interface Context {
  cause: Cause;
  refs: (expression: JsonNode) => readonly Reference[];
  nodes: number;
}

/**
 * The values of an instance as Terraform's own reading of the source would have them: a plan says null, an empty
 * list or "known after apply" for everything that the configuration leaves out; such attributes are absent. What a
 * provider fills in and the plan knows, stays. Blocks are lists.
 * @param expressions the resource's `expressions` of the configuration; undefined when the configuration is not known
 * @param refs the instances that an expression names
 */
export function plannedValues(
  trees: Trees,
  where: At,
  cause: Cause,
  expressions: JsonNode | "none" | undefined,
  refs: (expression: JsonNode) => readonly Reference[],
): ObjectValue {
  const context: Context = { cause, refs, nodes: 0 };
  const written = expressions === "none" ? [] : expressions && [expressions];
  return object(trees, where, written, true, context);
}

/** A block's content; `written` holds the expressions of the blocks it may have been written as. */
function object(
  trees: Trees,
  where: At,
  written: readonly JsonNode[] | undefined,
  isTop: boolean,
  context: Context,
): ObjectValue {
  const entries = new Map<string, Entry>();
  for (const [name, member] of membersOf(trees)) {
    const inner: Trees = {
      value: member.value,
      unknown: childOf(trees.unknown, name),
      sensitive: childOf(trees.sensitive, name),
    };
    const found = written?.map((one) => one.get(name)).filter((one) => one !== undefined);
    const state: readonly Written[] = !found ? ["unsure"] : found.length > 0 ? found : ["unset"];
    const value = attribute(name, inner, member.keyAt, state, isTop, context);
    if (value) entries.set(name, { value, keyAt: member.keyAt });
  }
  return { kind: "object", entries, at: where };
}

/** Members of the values, and those that only after_unknown has. */
function* membersOf({
  value,
  unknown,
}: Trees): Generator<[string, { value: JsonNode | undefined; keyAt: At }]> {
  const known: ReadonlyMap<string, JsonMember> | undefined =
    value?.kind === "object" ? value.members() : undefined;
  for (const [name, member] of known ?? []) yield [name, member];
  if (unknown?.kind !== "object") return;
  for (const [name, { keyAt }] of unknown.members())
    if (!known?.has(name)) yield [name, { value: undefined, keyAt }];
}

function childOf(tree: JsonNode | undefined, name: string): JsonNode | undefined {
  // `true` for a whole covers all that is in it.
  return tree?.bool === true ? tree : tree?.kind === "object" ? tree.get(name) : undefined;
}

function attribute(
  name: string,
  trees: Trees,
  keyAt: At,
  written: readonly Written[],
  isTop: boolean,
  context: Context,
): Value | undefined {
  const { value, unknown } = trees;
  const nodes = written.filter((one): one is JsonNode => typeof one !== "string");
  const isUnset = written.includes("unset");
  const where = value?.at ?? keyAt;
  if (unknown?.bool === true) {
    if (isUnset) return undefined;
    return refer({ kind: "unknown", cause: context.cause, at: where }, nodes, name, context);
  }
  if (!value) return undefined;
  if (nodes.some(isBlocks)) return blocks(trees, nodes, context);
  if (nodes.length === 0 && isEmpty(value, isTop || !isUnset) && !holdsUnknown(unknown)) return undefined;
  // Blocks of a dynamic block are not in the configuration: what was written in them cannot be told.
  if (nodes.length === 0) return loose(trees, context);
  const result = whole(trees, context, 0);
  return refer(result, nodes, name, context);
}

/** Nothing, as a plan has it of what was not written; false and 0 may be what a provider says. */
function isEmpty(value: JsonNode, keepsZero: boolean): boolean {
  switch (value.kind) {
    case "null":
      return true;
    case "string":
      return value.string === "";
    case "array":
      return value.items().next().done === true;
    case "object":
      return value.members().size === 0;
    case "bool":
      return !keepsZero && value.bool === false;
    default:
      return !keepsZero && value.number === 0;
  }
}

function holdsUnknown(unknown: JsonNode | undefined): boolean {
  if (unknown?.bool === true) return true;
  if (unknown?.kind === "object")
    for (const { value } of unknown.members().values()) if (holdsUnknown(value)) return true;
  if (unknown?.kind === "array") for (const one of unknown.items()) if (holdsUnknown(one)) return true;
  return false;
}

/** Nested blocks with their expressions. A block that can be there once is an object in a plan, and a list here. */
function blocks(trees: Trees, nodes: readonly JsonNode[], context: Context): Value | undefined {
  const { value } = trees;
  if (!value) return undefined;
  const written = nodes.flatMap((one) => (one.kind === "array" ? [...one.items()] : [one]));
  if (value.kind === "object") {
    const single = object(trees, value.at, written, false, context);
    return { kind: "list", items: [mark(single, trees.sensitive)], at: value.at };
  }
  if (value.kind !== "array") return whole(trees, context, 0);
  const elements = elementsOf(trees);
  if (elements.length === 0) return undefined;
  // Sets are in another order than the source. More blocks than were written come from a dynamic one.
  const known = elements.length === written.length ? written : undefined;
  const items = elements.map((one): Value => {
    if (one.unknown?.bool === true)
      return referAll(
        { kind: "unknown", cause: context.cause, at: one.value?.at ?? value.at },
        written,
        context,
      );
    if (one.value?.kind !== "object") return whole(one, context, 0);
    return mark(object(one, one.value.at, known, false, context), one.sensitive);
  });
  return { kind: "list", items, at: value.at };
}

function referAll(value: Value, written: readonly JsonNode[], context: Context): Value {
  return refer(
    value,
    written.flatMap((one) => [...one.members().values()].map((member) => member.value)),
    "",
    context,
  );
}

/** A value that the configuration does not show: its blocks lose what is empty in them. */
function loose(trees: Trees, context: Context): Value {
  const { value } = trees;
  if (value?.kind === "array") {
    const elements = elementsOf(trees);
    if (elements.length > 0 && elements.every((one) => one.value?.kind === "object"))
      return {
        kind: "list",
        at: value.at,
        items: elements.map((one) =>
          mark(object(one, one.value?.at ?? value.at, undefined, false, context), one.sensitive),
        ),
      };
  }
  return whole(trees, context, 0);
}

function elementsOf({ value, unknown, sensitive }: Trees): Trees[] {
  const hidden = unknown?.kind === "array" ? [...unknown.items()] : [];
  const secret = sensitive?.kind === "array" ? [...sensitive.items()] : [];
  const whole = {
    unknown: unknown?.bool === true ? unknown : undefined,
    sensitive: sensitive?.bool === true ? sensitive : undefined,
  };
  return [...(value?.items() ?? [])].map((one, i) => ({
    value: one,
    unknown: whole.unknown ?? hidden[i],
    sensitive: whole.sensitive ?? secret[i],
  }));
}

/** The whole of a value as it is, with what is unknown in it. */
function whole(trees: Trees, context: Context, depth: number): Value {
  const { value, unknown, sensitive } = trees;
  const where = value?.at ?? (unknown as JsonNode).at;
  if (++context.nodes > limits.nodes)
    return { kind: "unknown", cause: "not-supported", at: where, detail: "larger than the limit" };
  if (unknown?.bool === true) return { kind: "unknown", cause: context.cause, at: where };
  return mark(plain(trees, value, where, context, depth), sensitive);
}

function plain(trees: Trees, value: JsonNode | undefined, where: At, context: Context, depth: number): Value {
  switch (value?.kind) {
    case "array":
      return {
        kind: "list",
        items: elementsOf(trees).map((one) => whole(one, context, depth + 1)),
        at: where,
      };
    case "object": {
      const entries = new Map<string, Entry>();
      for (const [name, member] of membersOf(trees)) {
        const inner = {
          value: member.value,
          unknown: childOf(trees.unknown, name),
          sensitive: childOf(trees.sensitive, name),
        };
        if (inner.value || inner.unknown?.bool === true)
          entries.set(name, { value: whole(inner, context, depth + 1), keyAt: member.keyAt });
      }
      return { kind: "object", entries, at: where };
    }
    case "string": {
      const content = value.string ?? "";
      const shape = /^\s{0,64}[{[]/.test(content) ? readJsonString(content, where) : undefined;
      return { kind: "string", value: content, at: where, ...(shape && { shape }) };
    }
    case "number":
      return { kind: "number", value: value.number ?? 0, at: where };
    case "bool":
      return { kind: "bool", value: value.bool === true, at: where };
    default:
      return { kind: "null", at: where };
  }
}

/** Marks a value that the plan calls sensitive, and all that is in it. */
function mark<V extends Value>(value: V, sensitive: JsonNode | undefined): V {
  return sensitive?.bool === true ? secret(value) : value;
}

function secret<V extends Value>(value: V): V {
  const marked: Value = { ...value, sensitive: true };
  if (marked.kind === "list") marked.items = marked.items.map(secret);
  else if (marked.kind === "object")
    marked.entries = new Map(
      [...marked.entries].map(([key, entry]) => [key, { ...entry, value: secret(entry.value) }]),
    );
  else if (marked.kind === "string" && marked.shape) marked.shape = secret(marked.shape);
  return marked as V;
}

/** Attributes that name something: what their expression refers to is what they name. */
const naming = /(?:^|_)(?:ids?|arns?|names?|identifiers?|keys?|roles?|buckets?)$/;

/** Attributes over which a relation leads, whatever they are called; documents that list names are none. */
const leading = new Set(
  vocabulary.flatMap((rule) =>
    rule.by.flatMap((path) => path.split(".").filter((step) => !/^(?:\*|\d+|policy|resources)$/.test(step))),
  ),
);

function isNaming(attribute: string): boolean {
  return naming.test(attribute) || leading.has(attribute);
}

/**
 * The references of an attribute's expression, on the value and on all that is in it. A plan tells which names an
 * expression holds, not whether the value is one of them or a document that was made of them; the attribute a
 * reference leads to is kept only where that makes no difference.
 */
function refer(value: Value, nodes: readonly JsonNode[], name: string, context: Context): Value {
  const refs = new Map<string, Reference>();
  for (const node of nodes) {
    for (const ref of context.refs(node)) {
      const one = isNaming(name) ? ref : { key: ref.key, path: "*" };
      if (refs.size < 64) refs.set(`${one.key} ${one.path}`, one);
    }
  }
  if (refs.size === 0) return value;
  const list = [...refs.values()];
  const isOfData = list.every(isData);
  const put = (one: Value): Value => {
    if (one.kind === "list") return { ...one, items: one.items.map(put), refs: list };
    if (one.kind === "object")
      return {
        ...one,
        refs: list,
        entries: new Map(
          [...one.entries].map(([key, entry]) => [key, { ...entry, value: put(entry.value) }]),
        ),
      };
    // What data sources give is known once they have been read.
    if (one.kind === "unknown" && isOfData) return { ...one, cause: "data", refs: list };
    return { ...one, refs: list };
  };
  return put(value);
}

function isData({ key }: Reference): boolean {
  return /(?:^|\.)data\.[^.]+\.[^.]+$/.test(withoutIndexes(key));
}
