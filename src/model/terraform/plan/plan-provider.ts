import type { JsonNode } from "../../../parse/plan/json-node.ts";
import type { Resource } from "../../resource.ts";
import { object, unknown, type Value } from "../../value.ts";
import type { ProviderMeta } from "../providers.ts";
import type { PlannedModule } from "./configuration.ts";
import type { PlannedInstance } from "./planned-instance.ts";

/** The provider configurations of a plan. */
export class PlanProviders {
  readonly #configurations: JsonNode | undefined;

  constructor(configurations: JsonNode | undefined) {
    this.#configurations = configurations?.kind === "object" ? configurations : undefined;
  }

  /** What is known of the provider of an instance: `registry.terraform.io/hashicorp/aws`, its alias and version. */
  of(instance: PlannedInstance, configured: JsonNode | undefined): ProviderMeta {
    const key = configured?.get("provider_config_key")?.string;
    const found = key === undefined ? undefined : this.#configurations?.get(key);
    const source = found?.get("full_name")?.string ?? instance.providerName;
    const name =
      found?.get("name")?.string ??
      source?.split("/").at(-1) ??
      instance.type.split("_", 1)[0] ??
      instance.type;
    const meta: ProviderMeta = { provider: name };
    const alias = found?.get("alias")?.string;
    if (alias) meta.providerAlias = alias;
    if (source !== undefined)
      meta.providerSource = source.replace(/^registry\.(?:terraform\.io|opentofu\.org)\//, "");
    const version = found?.get("version_constraint")?.string ?? this.#versionOf(name);
    if (version) meta.providerVersion = version;
    return meta;
  }

  /** An aliased configuration has the constraints of the plain one. */
  #versionOf(name: string): string | undefined {
    return this.#configurations?.find(name, "version_constraint")?.string;
  }

  /** Tags or labels that the configuration puts on everything; undefined when the plan does not say. */
  defaultTags(configured: JsonNode | undefined): Record<string, unknown> | undefined {
    const key = configured?.get("provider_config_key")?.string;
    const found = key === undefined ? undefined : this.#configurations?.get(key);
    const [block] = [...(found?.find("expressions", "default_tags")?.items() ?? [])];
    const tags = block ? block.get("tags") : found?.find("expressions", "default_labels");
    if (!tags) return undefined;
    const plain = Object.create(null) as Record<string, unknown>;
    const constant = tags.get("constant_value");
    if (constant?.kind !== "object") plain.$unknown = { cause: "not-supported", refs: [] };
    else for (const [name, { value }] of constant.members()) plain[name] = value.string ?? null;
    return plain;
  }

  /** The configurations as resources. A plan holds the constants in them, not what expressions gave. */
  *resources(folder: string): Generator<Resource> {
    for (const [, { value: node, keyAt }] of this.#configurations?.members() ?? []) {
      const name = node.get("name")?.string;
      const expressions = node.get("expressions");
      if (name === undefined || !expressions) continue;
      const alias = node.get("alias")?.string;
      const module = node.get("module_address")?.string;
      const address = `${module ? `${module}.` : ""}provider.${name}${alias ? `.${alias}` : ""}`;
      const source = node
        .get("full_name")
        ?.string?.replace(/^registry\.(?:terraform\.io|opentofu\.org)\//, "");
      const version = node.get("version_constraint")?.string ?? this.#versionOf(name);
      yield {
        key: address,
        address,
        type: `provider.${name}`,
        name,
        folder,
        values: expressionValues(expressions, 0),
        head: keyAt,
        body: node.at,
        via: [],
        meta: {
          provider: name,
          mode: "provider",
          ...(alias && { providerAlias: alias }),
          ...(source && { providerSource: source }),
          ...(version && { providerVersion: version }),
        },
        links: [],
      };
    }
  }
}

function expressionValues(expressions: JsonNode, depth: number): Resource["values"] {
  const entries = object(expressions.at);
  for (const [name, { value: node, keyAt }] of expressions.members()) {
    const value = expressionValue(node, depth);
    if (name !== "alias") entries.entries.set(name, { value, keyAt });
  }
  return entries;
}

function expressionValue(node: JsonNode, depth: number): Value {
  if (node.kind === "array" && depth < 20)
    return {
      kind: "list",
      items: [...node.items()].map((one) => expressionValues(one, depth + 1)),
      at: node.at,
    };
  const constant = node.get("constant_value");
  if (constant) return constantValue(constant);
  return unknown("not-supported", node.at, {
    detail: "a plan does not hold the values of provider arguments",
  });
}

function constantValue(node: JsonNode): Value {
  switch (node.kind) {
    case "array":
      return { kind: "list", items: [...node.items()].map(constantValue), at: node.at };
    case "object":
      return object(
        node.at,
        [...node.members()].map(([key, { value }]) => [key, constantValue(value)] as const),
      );
    case "string":
      return { kind: "string", value: node.string ?? "", at: node.at };
    case "number":
      return { kind: "number", value: node.number ?? 0, at: node.at };
    case "bool":
      return { kind: "bool", value: node.bool === true, at: node.at };
    default:
      return { kind: "null", at: node.at };
  }
}

/** The blocks that a plan's configuration declares, by address without instance keys. */
export function declaredBlocks(root: PlannedModule): Set<string> {
  const blocks = new Set<string>();
  for (const { module, prefix } of root.tree())
    for (const reference of module.resources().keys()) blocks.add(prefix + reference);
  return blocks;
}
