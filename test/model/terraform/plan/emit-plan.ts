import type { Resource, Unit } from "../../../../src/model/resource.ts";
import { type Definition, defineModule, literalOf } from "../../../../src/model/terraform/definition.ts";
import { joinPath } from "../../../../src/model/terraform/paths.ts";
import type { SchemaOf } from "../../../../src/model/terraform/schema.ts";
import type { Value } from "../../../../src/model/value.ts";
import type { Body, Expression, HclFile, TemplatePart } from "../../../../src/parse/hcl/ast.ts";

/**
 * Writes the plan that Terraform would make of a unit, in the documented representation
 * (https://developer.hashicorp.com/terraform/internals/json-format), for providers that are not here. It knows the
 * source and what a plan leaves out, not how plans are read.
 * @param schema attributes of each type, those that the source does not set included
 */
export function emitPlan(unit: Unit, files: ReadonlyMap<string, HclFile>, schema: SchemaOf): unknown {
  const changes: unknown[] = [];
  const deferred: unknown[] = [];
  const prior: unknown[] = [];
  for (const resource of unit.resources) {
    const { mode } = resource.meta;
    if ((mode !== "managed" && mode !== "data") || resource.key !== resource.address) continue;
    const change = changeOf(resource, schema);
    if (resource.unknownInstance)
      deferred.push({ reason: "instance_count_unknown", resource_change: change });
    else if (mode === "managed" || hasUnknown(resource.values)) changes.push(change);
    else {
      const { change: inner, ...identity } = change;
      prior.push({ ...identity, values: inner.after, sensitive_values: {} });
    }
  }
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: {} },
    resource_changes: changes,
    ...(deferred.length > 0 && { deferred_changes: deferred }),
    prior_state: {
      format_version: "1.0",
      terraform_version: "1.11.4",
      values: { root_module: { resources: prior } },
    },
    configuration: {
      provider_config: providerConfig(unit),
      root_module: moduleConfig(unit.folder, unit, files, ""),
    },
    applyable: true,
    complete: deferred.length === 0,
    errored: false,
  };
}

/** Blocks that providers declare as attributes: the configuration does not show what was written in them. */
const attributesAsBlocks = new Set([
  "aws_security_group.ingress",
  "aws_security_group.egress",
  "aws_default_security_group.ingress",
  "aws_default_security_group.egress",
  "aws_s3_bucket.server_side_encryption_configuration",
  "aws_s3_bucket.versioning",
  "aws_s3_bucket.logging",
]);
const metaArguments = new Set([
  "count",
  "for_each",
  "provider",
  "depends_on",
  "providers",
  "source",
  "version",
]);
const metaBlocks = new Set(["lifecycle", "provisioner", "connection", "dynamic"]);

function changeOf(resource: Resource, schema: SchemaOf) {
  const after: Record<string, unknown> = {};
  const unknown: Record<string, unknown> = {};
  for (const [name, { value }] of resource.values.entries) {
    if (metaBlocks.has(name)) continue;
    const isBlocks = value.kind === "list" && value.items.some((item) => item.kind === "unknown");
    // A block that may be there any number of times is unknown as a whole.
    if (isBlocks && value.items.some((item) => item.kind === "unknown" && item.shape?.kind === "object"))
      unknown[name] = true;
    else
      put(after, unknown, name, attributesAsBlocks.has(`${resource.type}.${name}`) ? reversed(value) : value);
  }
  fill(resource, schema(resource.type) ?? {}, after, unknown);
  return {
    address: resource.address,
    mode: resource.meta["mode"],
    type: resource.type.replace(/^data\./, ""),
    name: resource.name,
    provider_name: `registry.terraform.io/hashicorp/${resource.meta["provider"]}`,
    change: {
      actions: [resource.meta["mode"] === "data" ? "read" : "create"],
      before: null,
      after,
      after_unknown: unknown,
      before_sensitive: false,
      after_sensitive: {},
    },
  };
}

/** Sets come in an order of their own. */
function reversed(value: Value): Value {
  return value.kind === "list" ? { ...value, items: [...value.items].reverse() } : value;
}

/** What the source does not set is null, empty or known after apply. */
function fill(
  resource: Resource,
  attributes: Record<string, unknown>,
  after: Record<string, unknown>,
  unknown: Record<string, unknown>,
): void {
  for (const [name, type] of Object.entries({ id: "s", ...attributes })) {
    if (resource.values.entries.has(name)) continue;
    const isBlock = typeof type === "object" && !Object.hasOwn(type, "");
    const isComputed =
      ["id", "arn", "tags_all"].includes(name) ||
      (isBlock ? attributesAsBlocks.has(`${resource.type}.${name}`) : name.length % 3 === 0);
    if (isComputed) unknown[name] = true;
    else after[name] = isBlock ? [] : null;
  }
}

function put(
  after: Record<string, unknown>,
  unknown: Record<string, unknown>,
  name: string,
  value: Value,
): void {
  const [known, hidden] = planned(value);
  if (hidden !== true) after[name] = known;
  if (hidden !== false) unknown[name] = hidden;
}

/** A value, and the tree that says what of it is known after apply. */
function planned(value: Value): [known: unknown, hidden: unknown] {
  switch (value.kind) {
    case "unknown":
      return [null, true];
    case "null":
      return [null, false];
    case "list": {
      const items = value.items.map(planned);
      return [items.map(([known]) => known), items.map(([, hidden]) => hidden)];
    }
    case "object": {
      const after: Record<string, unknown> = {};
      const unknown: Record<string, unknown> = {};
      for (const [name, entry] of value.entries) put(after, unknown, name, entry.value);
      return [after, unknown];
    }
    default:
      return [value.value, false];
  }
}

function hasUnknown(value: Value): boolean {
  if (value.kind === "unknown") return true;
  if (value.kind === "list") return value.items.some(hasUnknown);
  return value.kind === "object" && [...value.entries.values()].some((entry) => hasUnknown(entry.value));
}

function providerConfig(unit: Unit): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const put = (name: string, resource: Resource, expressions: unknown) => {
    const alias = resource.meta["providerAlias"];
    found[alias ? `${name}.${alias}` : name] ??= {
      name,
      full_name: `registry.terraform.io/${resource.meta["providerSource"] ?? `hashicorp/${name}`}`,
      ...(alias ? { alias } : {}),
      ...(resource.meta["providerVersion"] ? { version_constraint: resource.meta["providerVersion"] } : {}),
      ...(expressions ? { expressions } : {}),
    };
  };
  for (const resource of unit.resources)
    if (resource.meta["mode"] === "provider") put(resource.name, resource, constants(resource.values));
  for (const resource of unit.resources)
    if (resource.meta["mode"] === "managed") put(String(resource.meta["provider"]), resource, undefined);
  return found;
}

/** The known values of a provider block as expressions. */
function constants(value: Value): unknown {
  if (value.kind !== "object") return undefined;
  return Object.fromEntries(
    [...value.entries].map(([name, { value: inner }]) => [
      name,
      inner.kind === "list" && inner.items.every((item) => item.kind === "object")
        ? inner.items.map(constants)
        : hasUnknown(inner)
          ? {}
          : { constant_value: planned(inner)[0] },
    ]),
  );
}

function moduleConfig(
  folder: string,
  unit: Unit,
  files: ReadonlyMap<string, HclFile>,
  prefix: string,
): unknown {
  const own = [...files.values()].filter(
    ({ source }) => joinPath(source.path, "..") === folder && /\.tf$/.test(source.path),
  );
  const definition = defineModule(folder, own);
  const resources = [...definition.resources].flatMap(([reference, [first]]) =>
    first ? [resourceConfig(reference, first, unit, prefix)] : [],
  );
  const calls = [...definition.calls].map(([name, [first]]) => {
    const source = first && literalOf(first.block, "source");
    return [
      name,
      {
        source,
        expressions: first ? expressions(first.block.body, "", undefined, () => undefined) : {},
        ...repetition(first),
        module: source?.startsWith(".")
          ? moduleConfig(joinPath(folder, source), unit, files, `${prefix}module.${name}.`)
          : {},
      },
    ];
  });
  const outputs = [...definition.outputs].map(([name, one]) => {
    const value = one.block.body.attributes.find((attribute) => attribute.name === "value");
    return [name, { expression: value ? expression(value.value) : {} }];
  });
  return {
    outputs: Object.fromEntries(outputs),
    resources,
    module_calls: Object.fromEntries(calls),
    variables: Object.fromEntries([...definition.variables.keys()].map((name) => [name, {}])),
  };
}

function repetition(definition: Definition | undefined): Record<string, unknown> {
  const of = (name: string) => definition?.block.body.attributes.find((one) => one.name === name)?.value;
  const [count, each] = [of("count"), of("for_each")];
  return {
    ...(count && { count_expression: expression(count) }),
    ...(each && { for_each_expression: expression(each) }),
  };
}

function resourceConfig(reference: string, definition: Definition, unit: Unit, prefix: string): unknown {
  const isData = reference.startsWith("data.");
  const [type, name] = reference.replace(/^data\./, "").split(".");
  const bare = `${prefix}${reference}`;
  const one = unit.resources.find((resource) => resource.address.replace(/\[[^\]]*\]/g, "") === bare);
  const provider = one?.meta["provider"];
  const alias = one?.meta["providerAlias"];
  return {
    address: reference,
    mode: isData ? "data" : "managed",
    type,
    name,
    provider_config_key: alias ? `${provider}.${alias}` : provider,
    expressions: expressions(
      definition.block.body,
      type ?? "",
      one?.values,
      (attribute) => one?.values.entries.get(attribute)?.value,
    ),
    schema_version: 0,
    ...repetition(definition),
  };
}

function expressions(
  body: Body,
  type: string,
  _values: Value | undefined,
  value: (name: string) => Value | undefined,
): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const { name, value: written } of body.attributes)
    if (!metaArguments.has(name)) found[name] = expression(written, value(name));
  for (const block of body.blocks) {
    if (metaBlocks.has(block.type) || attributesAsBlocks.has(`${type}.${block.type}`)) continue;
    found[block.type] ??= [];
    const list = found[block.type];
    if (Array.isArray(list)) list.push(expressions(block.body, "", undefined, () => undefined));
  }
  return found;
}

function expression(written: Expression, value?: Value): Record<string, unknown> {
  const references: string[] = [];
  collect(written, references);
  if (references.length > 0) return { references };
  if (written.kind === "literal") return { constant_value: written.value };
  if (value && !hasUnknown(value)) return { constant_value: planned(value)[0] };
  return {};
}

/** Names in an expression as Terraform lists them: each with its prefixes behind it. */
function collect(node: unknown, into: string[], bound: ReadonlySet<string> = new Set()): void {
  if (Array.isArray(node)) {
    for (const one of node) collect(one, into, bound);
    return;
  }
  if (node === null || typeof node !== "object") return;
  const one = node as Expression | TemplatePart;
  if (one.kind === "variable" || one.kind === "get" || one.kind === "index") {
    const steps = traversal(one, into, bound);
    if (!steps) return;
    const head = steps[0] ?? "";
    if (bound.has(head) || steps.length < 2) return;
    const least = head === "data" ? 3 : 2;
    for (let n = steps.length; n >= least; n--) {
      const text = steps.slice(0, n).join("").replace(/^\./, "");
      into.push(text);
    }
    return;
  }
  if (one.kind === "for") {
    const inside = new Set(bound);
    for (const name of ["keyName", "valueName", "key", "value"] as const) {
      const given = (one as unknown as Record<string, unknown>)[name];
      if (typeof given === "string") inside.add(given);
    }
    for (const child of Object.values(one)) collect(child, into, inside);
    return;
  }
  for (const child of Object.values(one)) collect(child, into, bound);
}

/** `["aws_s3_bucket", ".a", "[0]", ".id"]`; steps behind an index that is no literal are cut off. */
function traversal(node: Expression, into: string[], bound: ReadonlySet<string>): string[] | undefined {
  if (node.kind === "variable") return [node.name];
  if (node.kind === "get") {
    const before = traversal(node.object, into, bound);
    return before && (before.at(-1) === "!" ? before : [...before, `.${node.name}`]);
  }
  if (node.kind === "index") {
    const before = traversal(node.object, into, bound);
    const { key } = node;
    const literal =
      key.kind === "literal" && typeof key.value === "number"
        ? `[${key.value}]`
        : key.kind === "template" && key.parts.length === 1 && key.parts[0]?.kind === "text"
          ? `["${key.parts[0].text}"]`
          : undefined;
    if (!literal) {
      collect(key, into, bound);
      // What follows an unknown index is not named.
      return before?.filter((step) => step !== "!").concat("!");
    }
    return before && [...before, literal];
  }
  collect(node, into, bound);
  return undefined;
}
