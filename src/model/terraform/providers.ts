import type { Block } from "../../parse/hcl/ast.ts";
import type { Value } from "../value.ts";
import { aliasOf, attributeOf } from "./definition.ts";
import type { ModuleInstance } from "./instance.ts";
import { resolve } from "./resolve.ts";
import { openCause } from "./values.ts";

/** Which provider configuration a resource uses, with what is known of it. */
export interface ProviderMeta {
  provider: string;
  providerAlias?: string;
  providerSource?: string;
  /** All constraints on the way from the root, comma separated as Terraform writes them. */
  providerVersion?: string;
}

/** `aws.east` of a `provider = aws.east` argument, split. */
function writtenReference(block: Block, name: string): { name: string; alias: string } | undefined {
  const value = attributeOf(block, name)?.value;
  if (value?.kind === "variable") return { name: value.name, alias: "" };
  if (value?.kind === "get" && value.object.kind === "variable")
    return { name: value.object.name, alias: value.name };
  if (value?.kind === "template" && value.parts[0]?.kind === "text") {
    const [provider = "", alias = ""] = value.parts[0].text.split(".");
    return { name: provider, alias };
  }
  return undefined;
}

export function providerOf(block: Block, module: ModuleInstance): ProviderMeta {
  const type = block.labels[0] ?? "";
  const reference = writtenReference(block, "provider");
  const name = reference?.name ?? type.split("_", 1)[0] ?? type;
  const meta: ProviderMeta = { provider: name };
  if (reference?.alias) meta.providerAlias = reference.alias;
  const requirement = requirementOf(name, module);
  if (requirement.source !== undefined) meta.providerSource = requirement.source;
  if (requirement.version !== undefined) meta.providerVersion = requirement.version;
  return meta;
}

export function requirementOf(name: string, module: ModuleInstance): { source?: string; version?: string } {
  const versions: string[] = [];
  let source: string | undefined;
  for (let here: ModuleInstance | undefined = module; here; here = here.call?.parent) {
    const required = here.definition.requiredProviders.get(name);
    if (!required) continue;
    const scope = here.scopeOf(required);
    const value = here.run.guardQuietly({ source: required.source, ...required.attribute.nameSpan }, () =>
      resolve(objectOf(required.value), scope),
    );
    const version = value.kind === "object" ? value.entries.get("version")?.value : value;
    const named = value.kind === "object" ? value.entries.get("source")?.value : undefined;
    if (version?.kind === "string" && !versions.includes(version.value)) versions.unshift(version.value);
    if (named?.kind === "string") source ??= named.value;
  }
  const result: { source?: string; version?: string } = {};
  if (source !== undefined) result.source = source;
  if (versions.length > 0) result.version = versions.join(", ");
  return result;
}

/** Without configuration_aliases, whose items are references to configurations and no values. */
function objectOf(value: Parameters<typeof resolve>[0]): Parameters<typeof resolve>[0] {
  if (value.kind !== "object") return value;
  return { ...value, items: value.items.filter((item) => item.value.kind === "template") };
}

/** The provider block a reference leads to, through the calls that hand configurations down. */
function configurationOf(
  name: string,
  alias: string,
  module: ModuleInstance,
): { block: Block; module: ModuleInstance } | undefined {
  let wanted = { name, alias };
  for (let here: ModuleInstance | undefined = module; here; here = here.call?.parent) {
    const own = here.definition.providers.find(
      (one) => one.block.labels[0] === wanted.name && aliasOf(one.block) === wanted.alias,
    );
    if (own) return { block: own.block, module: here };
    if (!here.call) return undefined;
    const passed = attributeOf(here.call.definition.block, "providers")?.value;
    if (passed?.kind !== "object") {
      if (wanted.alias !== "") return undefined;
      continue;
    }
    const key = wanted.alias === "" ? wanted.name : `${wanted.name}.${wanted.alias}`;
    const item = passed.items.find((one) => writtenName(one.key) === key);
    const [next, nextAlias = ""] = (item ? writtenName(item.value) : key)?.split(".") ?? [];
    if (next === undefined) return undefined;
    wanted = { name: next, alias: nextAlias };
  }
  return undefined;
}

function writtenName(value: Parameters<typeof resolve>[0]): string | undefined {
  if (value.kind === "variable") return value.name;
  if (value.kind === "get" && value.object.kind === "variable") return `${value.object.name}.${value.name}`;
  if (value.kind === "template" && value.parts[0]?.kind === "text") return value.parts[0].text;
  if (value.kind === "parentheses") return writtenName(value.inner);
  return undefined;
}

/** Weak on both sides: a block outlives the root modules that resolve it. */
const tagsOf = new WeakMap<Block, WeakMap<ModuleInstance, Record<string, unknown>>>();

/** Tags or labels that the provider's configuration puts on everything (`default_tags` of AWS, `default_labels` of Google). */
export function defaultTagsOf(
  meta: ProviderMeta,
  module: ModuleInstance,
): Record<string, unknown> | undefined {
  const found = configurationOf(meta.provider, meta.providerAlias ?? "", module);
  const block = found?.block.body.blocks.find((inner) => inner.type === "default_tags");
  const tags = block ? attributeOf(block, "tags") : found && attributeOf(found.block, "default_labels");
  if (!found || !tags) return undefined;
  let memo = tagsOf.get(found.block);
  if (!memo) {
    memo = new WeakMap();
    tagsOf.set(found.block, memo);
  }
  let plainTags = memo.get(found.module);
  if (!plainTags) {
    const provider = found.module.definition.providers.find((one) => one.block === found.block);
    if (!provider) return undefined;
    const scope = found.module.scopeOf(provider);
    const at = { source: provider.source, start: tags.start, end: tags.end };
    const value = found.module.run.guard(at, () => resolve(tags.value, scope));
    plainTags = Object.create(null) as Record<string, unknown>;
    const known = value.kind === "unknown" ? value.shape : value;
    if (known?.kind === "object")
      for (const [key, entry] of known.entries) plainTags[key] = plain(entry.value);
    if (value.kind === "unknown" || openCause(value))
      plainTags.$unknown = { cause: value.kind === "unknown" ? value.cause : "computed", refs: [] };
    memo.set(found.module, plainTags);
  }
  return plainTags;
}

function plain(value: Value): unknown {
  if (value.kind === "string" || value.kind === "number" || value.kind === "bool") return value.value;
  if (value.kind === "unknown") return { $unknown: { cause: value.cause, refs: [] } };
  return null;
}
