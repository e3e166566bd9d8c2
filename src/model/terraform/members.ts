import type { Block } from "../../parse/hcl/ast.ts";
import type { At } from "../../text/span.ts";
import { type Cause, type Entry, unknown, type Value } from "../value.ts";
import { attributeValue, blockLists, blockTypes } from "./body.ts";
import type { Definition, ModuleDefinition } from "./definition.ts";
import { composePolicyDocument } from "./policy-document.ts";
import { openObject } from "./resolve.ts";
import type { Member, Scope } from "./scope.ts";
import { placeOf } from "./scope.ts";
import { entries, stamp, withRefs } from "./values.ts";

/** Arguments that every resource takes and that are not attributes of it. */
const META = new Set(["count", "for_each", "provider", "depends_on", "providers"]);

/** An instance of a resource, data source or provider; attributes are resolved when asked for, once. */
export class ResourceMember implements Member {
  readonly key: string;
  readonly address: string;
  readonly scope: Scope;
  readonly definition: Definition;
  readonly unknownInstance: Cause | undefined;
  readonly #foreign: ModuleDefinition["foreign"];
  readonly #known = new Map<string, Value>();
  readonly #busy = new Set<string>();
  #whole: Value | undefined;
  #wholeBusy = false;

  constructor(
    key: string,
    address: string,
    definition: Definition,
    scope: Scope,
    foreign: ModuleDefinition["foreign"],
    unknownInstance: Cause | undefined,
  ) {
    this.key = key;
    this.address = address;
    this.definition = definition;
    this.scope = { ...scope, source: definition.source, self: this };
    this.#foreign = foreign;
    this.unknownInstance = unknownInstance;
  }

  get #block(): Block {
    return this.definition.block;
  }

  /** As written; undefined when the block does not set it. */
  raw(name: string): Value | undefined {
    const known = this.#known.get(name);
    if (known) return known;
    const attribute = META.has(name)
      ? undefined
      : this.#block.body.attributes.find((one) => one.name === name);
    if (
      !attribute &&
      !this.#block.body.blocks.some((block) => block.type === name || block.labels[0] === name)
    )
      return undefined;
    const where = attribute ? placeOf(this.scope, attribute.value) : this.head;
    if (this.#busy.has(name)) return this.#circle(name, where);
    this.#busy.add(name);
    try {
      const value = attribute
        ? attributeValue(attribute, this.scope, this.#foreign)
        : blockLists(
            this.#block.body,
            this.scope,
            this.#foreign,
            { depth: 0, open: this.computedCause },
            name,
          ).get(name);
      if (!value) return value;
      const marked = this.#withSecrecy(name, value);
      this.#known.set(name, marked);
      return marked;
    } finally {
      this.#busy.delete(name);
    }
  }

  /** What the provider calls sensitive. */
  #withSecrecy(name: string, value: Value): Value {
    const { run } = this.scope.module;
    const [type = ""] = this.#block.labels;
    const paths = run.outside.sensitive?.(this.#block.type === "data" ? `data.${type}` : type);
    let marked = value;
    for (const path of paths ?? []) {
      const [first, ...rest] = path.split(".");
      if (first === name) marked = run.secrets.markPath(marked, rest);
    }
    return marked;
  }

  #circle(name: string, where: At): Value {
    const message = `${this.address}.${name} refers to itself.`;
    this.scope.module.run.say({ code: "tf-cycle", severity: "error", message, at: where });
    return unknown("not-supported", where, { detail: message, refs: [{ key: this.key, path: name }] });
  }

  get head(): At {
    return placeOf({ ...this.scope, source: this.definition.source }, this.#block.head);
  }

  /** What an attribute is when the block does not set it. */
  get computedCause(): Cause {
    return this.unknownInstance ?? (this.#block.type === "data" ? "data" : "computed");
  }

  attribute(name: string, where: At): Value {
    const refs = [{ key: this.key, path: name }];
    if (name === "json" || name === "minified_json") {
      const composed = this.#policyDocument(name);
      if (composed) return withRefs(stamp(composed, where), refs);
    }
    const value = this.raw(name);
    // An argument set to null is left to the provider, as if it were not there.
    if (!value || value.kind === "null") return unknown(this.computedCause, where, { refs });
    return withRefs(stamp(value, where), refs);
  }

  #policyDocument(name: string): Value | undefined {
    if (this.#block.type !== "data" || this.#block.labels[0] !== "aws_iam_policy_document") return undefined;
    const memo = `:${name}`;
    let value = this.#known.get(memo);
    if (!value) {
      if (this.#busy.has(memo)) return this.#circle(name, this.head);
      this.#busy.add(memo);
      try {
        value = composePolicyDocument((attribute) => this.raw(attribute), this.head, name === "json");
      } finally {
        this.#busy.delete(memo);
      }
      this.#known.set(memo, value);
    }
    return value;
  }

  whole(where: At): Value {
    if (!this.#whole) {
      if (this.#wholeBusy) return this.#circle("*", where);
      this.#wholeBusy = true;
      try {
        this.#whole = openObject(this.#pairs(false), this.computedCause, this.head);
      } finally {
        this.#wholeBusy = false;
      }
      this.#whole = { ...this.#whole, refs: [{ key: this.key, path: "" }] };
    }
    return stamp(this.#whole, where);
  }

  /** All attributes and blocks as written, with their places. */
  values(): Value & { kind: "object" } {
    return entries(this.#pairs(true), this.head);
  }

  #pairs(isOwn: boolean): Map<string, Entry> {
    const pairs = new Map<string, Entry>();
    const { body } = this.#block;
    for (const attribute of body.attributes) {
      if (META.has(attribute.name)) continue;
      const value = this.raw(attribute.name);
      const source = this.#foreign.get(attribute) ?? this.definition.source;
      const keyAt: At = { source, start: attribute.nameSpan.start, end: attribute.nameSpan.end };
      if (value) pairs.set(attribute.name, { value, keyAt });
    }
    for (const type of blockTypes(body)) {
      if (
        pairs.has(type) ||
        (!isOwn && (type === "provisioner" || type === "lifecycle" || type === "connection"))
      )
        continue;
      const value = this.raw(type);
      if (value) pairs.set(type, { value, keyAt: value.at });
    }
    if (!isOwn && this.#block.type === "data" && this.#block.labels[0] === "aws_iam_policy_document") {
      const json = this.#policyDocument("json");
      if (json) pairs.set("json", { value: json });
    }
    return pairs;
  }
}
