import type { Expression } from "../../parse/hcl/ast.ts";
import type { At } from "../../text/span.ts";
import type { Frame } from "../resource.ts";
import { type Cause, type Entry, unknown, type Value } from "../value.ts";
import { attributeOf, type Definition, type ModuleDefinition, type NamedExpression } from "./definition.ts";
import { expand } from "./expand.ts";
import { Fault } from "./fault.ts";
import { ResourceMember } from "./members.ts";
import type { FoundModule, ModuleLoader } from "./module-loader.ts";
import { relativePath } from "./paths.ts";
import { openObject, resolve } from "./resolve.ts";
import type { Run } from "./run-state.ts";
import { limits } from "./run-state.ts";
import type { Group, Member, ModuleScope, Scope } from "./scope.ts";
import { placeOf } from "./scope.ts";
import { showsText } from "./sensitive.ts";
import { convert, readType } from "./type-constraint.ts";
import type { Type } from "./types.ts";
import { stamp, withRefs } from "./values.ts";

/** How a module instance was called; absent for the root. */
export interface Call {
  parent: ModuleInstance;
  definition: Definition;
  name: string;
  /** Scope of the call's arguments in the parent. */
  scope: Scope;
}

/** One instance of a module: its names resolve on demand, each once. */
export class ModuleInstance implements ModuleScope, Member {
  readonly run: Run;
  readonly folder: string;
  readonly rootFolder: string;
  readonly pathFromRoot: string;
  readonly definition: ModuleDefinition;
  /** `module.a["k"].` in front of every address; "" in the root. */
  readonly prefix: string;
  readonly call: Call | undefined;
  readonly via: Frame[];
  readonly unknownInstance: Cause | undefined;
  readonly loader: ModuleLoader;
  /** Names of the calls from the root, as modules.json joins them. */
  readonly path: string[];
  readonly #given: Map<string, NamedExpression>;
  readonly #memo = new Map<string, Value>();
  readonly #busy = new Set<string>();
  readonly #resources = new Map<string, Group | null>();
  readonly #calls = new Map<string, CallGroup | null>();
  readonly #types = new Map<string, Type>();

  constructor(
    run: Run,
    loader: ModuleLoader,
    definition: ModuleDefinition,
    given: Map<string, NamedExpression>,
    call?: Call,
    prefix = "",
    unknownInstance?: Cause,
  ) {
    this.run = run;
    this.loader = loader;
    this.definition = definition;
    this.folder = definition.folder;
    this.rootFolder = call ? call.parent.rootFolder : definition.folder;
    this.pathFromRoot = relativePath(this.rootFolder, this.folder);
    this.prefix = prefix;
    this.call = call;
    this.path = call ? [...call.parent.path, call.name] : [];
    this.unknownInstance = unknownInstance ?? call?.parent.unknownInstance;
    this.#given = given;
    this.via = call
      ? [
          ...call.parent.via,
          { at: placeOf(call.scope, call.definition.block.head), what: prefix.slice(0, -1) },
        ]
      : [];
  }

  scopeOf(definition: { source: Scope["source"] }): Scope {
    return { source: definition.source, module: this };
  }

  #undeclared(message: string, where: At): Value {
    this.run.say({ code: "tf-undeclared", severity: "warning", message, at: where });
    return unknown("not-supported", where, { detail: message });
  }

  #once(name: string, where: At, make: () => Value): Value {
    const known = this.#memo.get(name);
    if (known) return known;
    if (this.#busy.has(name)) {
      const message = `${this.prefix}${name} refers to itself.`;
      this.run.say({ code: "tf-cycle", severity: "error", message, at: where });
      return unknown("not-supported", where, { detail: message });
    }
    this.#busy.add(name);
    try {
      const value = this.run.guard(where, make);
      this.#memo.set(name, value);
      return value;
    } finally {
      this.#busy.delete(name);
    }
  }

  variable(name: string, where: At): Value {
    const definition = this.definition.variables.get(name);
    if (!definition) return this.#undeclared(`There is no variable "${name}" in this module.`, where);
    const head = placeOf(this.scopeOf(definition), definition.block.head);
    return this.#once(`var.${name}`, head, () => this.#variable(name, definition, head));
  }

  #variable(name: string, definition: Definition, head: At): Value {
    const { block } = definition;
    const scope = this.scopeOf(definition);
    const within = (value: Expression) => resolve(value, scope);
    const typeExpression = attributeOf(block, "type")?.value;
    const type: Type = typeExpression ? this.#type(name, typeExpression) : { kind: "any" };
    const fallback = attributeOf(block, "default")?.value;
    const nullable = attributeOf(block, "nullable")?.value;
    const given = this.#argument(name);
    const finish = (one: Value): Value => {
      const converted = convert(one, type, one.at, within);
      return isSensitive(block) ? this.run.secrets.mark(converted) : converted;
    };
    let value = given?.();
    const isRefused = value?.kind === "null" && nullable?.kind === "literal" && nullable.value === false;
    if (!value || isRefused) {
      if (value && !fallback) throw new Fault(`The variable "${name}" must not be null.`, value.at);
      if (!fallback) return unknown("variable", head, { detail: `${this.prefix}var.${name}` });
      value = within(fallback);
    }
    return finish(value);
  }

  /** Notes the places that show values of sensitive variables, whether or not anything reads them. */
  hideSecrets(): void {
    const { secrets } = this.run;
    for (const [name, { block, source }] of this.definition.variables) {
      if (!isSensitive(block)) continue;
      const fallback = attributeOf(block, "default");
      if (fallback) {
        const at = { source: this.definition.foreign.get(fallback) ?? source, ...spanOf(fallback.value) };
        if (showsText(at)) secrets.hide(at);
      }
      const given = this.#given.get(name);
      if (given) secrets.hide({ source: given.source, ...spanOf(given.value) });
      const argument = this.call && attributeOf(this.call.definition.block, name);
      if (!this.call || !argument) continue;
      const { scope, parent } = this.call;
      const at = {
        source: parent.definition.foreign.get(argument) ?? scope.source,
        ...spanOf(argument.value),
      };
      if (showsText(at)) secrets.hide(at);
    }
  }

  #type(name: string, expression: Expression): Type {
    let type = this.#types.get(name);
    if (!type) {
      type = readType(expression);
      this.#types.set(name, type);
    }
    return type;
  }

  /** How the caller, or a variable file, sets a variable. */
  #argument(name: string): (() => Value) | undefined {
    if (this.call) {
      const { definition, scope, parent } = this.call;
      const attribute = attributeOf(definition.block, name);
      if (!attribute) return undefined;
      const source = parent.definition.foreign.get(attribute) ?? scope.source;
      const inside = { ...scope, source };
      return () => this.run.guard(placeOf(inside, attribute.value), () => resolve(attribute.value, inside));
    }
    const given = this.#given.get(name);
    return given && (() => resolve(given.value, this.scopeOf(given)));
  }

  local(name: string, where: At): Value {
    const definition = this.definition.locals.get(name);
    if (!definition) return this.#undeclared(`There is no local "${name}" in this module.`, where);
    const scope = this.scopeOf(definition);
    return this.#once(`local.${name}`, placeOf(scope, definition.value), () =>
      resolve(definition.value, scope),
    );
  }

  /** An output, as `module.x.name` reads it. */
  attribute(name: string, where: At): Value {
    const definition = this.definition.outputs.get(name);
    if (!definition) throw new Fault(`The module has no output "${name}".`, where);
    const scope = this.scopeOf(definition);
    const expression = attributeOf(definition.block, "value");
    if (!expression) throw new Fault(`The output "${name}" has no value.`, where);
    const source = this.definition.foreign.get(expression) ?? scope.source;
    const inside = { ...scope, source };
    const value = this.#once(`output.${name}`, placeOf(inside, expression.value), () =>
      resolve(expression.value, inside),
    );
    return stamp(isSensitive(definition.block) ? this.run.secrets.mark(value) : value, where);
  }

  whole(where: At): Value {
    const pairs = new Map<string, Entry>();
    for (const name of this.definition.outputs.keys())
      pairs.set(name, { value: this.attribute(name, where) });
    return { kind: "object", entries: pairs, at: where };
  }

  resources(reference: string): Group | undefined {
    const known = this.#resources.get(reference);
    if (known !== undefined) return known ?? undefined;
    const definition = this.definition.resources.get(reference)?.[0];
    if (!definition) {
      this.#resources.set(reference, null);
      return undefined;
    }
    const group = this.#busy.has(reference)
      ? this.#unsettled(reference, definition)
      : this.expandResource(reference, definition);
    if (!this.#busy.has(reference)) this.#resources.set(reference, group);
    return group;
  }

  /** A count or for_each that needs the resource's own instances. */
  #unsettled(reference: string, definition: Definition): Group {
    const at = placeOf(this.scopeOf(definition), definition.block.head);
    this.run.say({
      code: "tf-cycle",
      severity: "error",
      message: `${this.prefix}${reference} refers to itself.`,
      at,
    });
    return { kind: "unknown", cause: "not-supported", members: new Map() };
  }

  /** The instances of one block; `suffix` tells a repeated address apart. */
  expandResource(reference: string, definition: Definition, suffix = ""): ResourceGroup {
    const base = `${this.prefix}${reference}`;
    this.#busy.add(reference);
    try {
      const expansion = expand(definition.block, this.scopeOf(definition), this.definition.foreign);
      const members = new Map<string | number, ResourceMember>();
      for (const { key, scope } of expansion.instances) {
        const address =
          key === undefined ? base : `${base}[${typeof key === "number" ? key : quoteKey(key)}]`;
        const cause = this.unknownInstance ?? expansion.cause;
        const member = new ResourceMember(
          address + suffix,
          address,
          definition,
          scope,
          this.definition.foreign,
          cause,
        );
        members.set(key ?? "", member);
      }
      return { ...groupOf(expansion), members };
    } finally {
      this.#busy.delete(reference);
    }
  }

  calls(name: string): CallGroup | undefined {
    const known = this.#calls.get(name);
    if (known !== undefined) return known ?? undefined;
    const definition = this.definition.calls.get(name)?.[0];
    if (!definition) {
      this.#calls.set(name, null);
      return undefined;
    }
    const busy = `module.${name}`;
    if (this.#busy.has(busy)) return { ...this.#unsettled(busy, definition), members: new Map() };
    this.#busy.add(busy);
    try {
      const group = this.#expandCall(name, definition);
      this.#calls.set(name, group);
      return group;
    } finally {
      this.#busy.delete(busy);
    }
  }

  #expandCall(name: string, definition: Definition): CallGroup {
    const at = placeOf(this.scopeOf(definition), definition.block.head);
    const expansion = expand(definition.block, this.scopeOf(definition), this.definition.foreign);
    const found: FoundModule = this.#tooDeep(definition, at)
      ? { missing: "called deeper than the limit or in a circle" }
      : this.#tooMany(expansion.instances.length, at)
        ? { missing: "beyond the limit of module instances" }
        : this.loader.find(this, name, definition);
    const members = new Map<string | number, CallMember>();
    for (const { key, scope } of expansion.instances) {
      const address = `${this.prefix}module.${name}${key === undefined ? "" : `[${typeof key === "number" ? key : quoteKey(key)}]`}`;
      const member =
        "missing" in found
          ? new MissingModule(address)
          : new ModuleInstance(
              this.run,
              this.loader,
              found.definition,
              new Map(),
              { parent: this, definition, name, scope },
              `${address}.`,
              expansion.cause,
            );
      members.set(key ?? "", member);
    }
    return { ...groupOf(expansion), members };
  }

  #tooMany(instances: number, at: At): boolean {
    const { run } = this;
    if (run.modules + instances <= limits.moduleInstances) {
      run.modules += instances;
      return false;
    }
    const message = `The unit calls modules more than ${limits.moduleInstances} times; the rest is not judged.`;
    if (!run.notScanned.some((one) => one.detail === message))
      run.notScanned.push({ path: at.source.path, cause: "limit", detail: message });
    run.say({ code: "tf-limit", severity: "warning", message, at });
    return true;
  }

  #tooDeep(definition: Definition, at: At): boolean {
    let depth = 1;
    let isCircle = false;
    for (let here: ModuleInstance | undefined = this; here; here = here.call?.parent) {
      depth++;
      if (here.call?.definition.block === definition.block) isCircle = true;
    }
    if (depth <= limits.modules && !isCircle) return false;
    const message = isCircle
      ? "The module calls itself."
      : `Modules call each other deeper than ${limits.modules} levels.`;
    this.run.say({ code: "tf-module-depth", severity: "error", message, at });
    this.run.notScanned.push({ path: at.source.path, cause: "limit", detail: message });
    return true;
  }
}

export interface ResourceGroup extends Group {
  readonly members: Map<string | number, ResourceMember>;
}
type CallMember = ModuleInstance | MissingModule;
export interface CallGroup extends Group {
  readonly members: Map<string | number, CallMember>;
}

/** A call whose module is not on disk: all its outputs are unknown. */
class MissingModule implements Member {
  readonly address: string;

  constructor(address: string) {
    this.address = address;
  }

  attribute(name: string, where: At): Value {
    return unknown("module", where, { detail: this.address, refs: [{ key: this.address, path: name }] });
  }

  whole(where: At): Value {
    return withRefs(openObject(new Map(), "module", where), [{ key: this.address, path: "" }]);
  }
}

function groupOf(expansion: { kind: Group["kind"]; cause?: Cause; detail?: string }): Omit<Group, "members"> {
  const { kind, cause, detail } = expansion;
  return { kind, ...(cause === undefined ? {} : { cause }), ...(detail === undefined ? {} : { detail }) };
}

/** `sensitive = true`, or a value that Terraform keeps nowhere. */
function isSensitive(block: Definition["block"]): boolean {
  const on = (name: string): boolean => {
    const value = attributeOf(block, name)?.value;
    return value?.kind === "literal" && value.value === true;
  };
  return on("sensitive") || on("ephemeral");
}

function spanOf({ start, end }: Expression): { start: number; end: number } {
  return { start, end };
}

/** An instance key as Terraform prints it in an address. */
function quoteKey(key: string): string {
  const escaped = key
    .replace(/[\\"]/g, "\\$&")
    .replace(/\n/g, "\\n")
    .replace(/\r/g, "\\r")
    .replace(/\t/g, "\\t")
    .replace(/([$%])\{/g, "$1$1{");
  return `"${escaped}"`;
}
