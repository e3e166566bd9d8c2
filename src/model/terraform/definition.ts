import type { Attribute, Block, Body, Expression, HclFile } from "../../parse/hcl/ast.ts";
import type { Source } from "../../text/source.ts";
import { isOverride } from "../../text/terraform-files.ts";

/** A block together with the text it stands in. */
export interface Definition {
  block: Block;
  source: Source;
}

export interface NamedExpression {
  value: Expression;
  attribute: Attribute;
  source: Source;
}

/** What the files of one folder declare, override files merged in. */
export interface ModuleDefinition {
  folder: string;
  variables: Map<string, Definition>;
  locals: Map<string, NamedExpression>;
  outputs: Map<string, Definition>;
  calls: Map<string, Definition[]>;
  /** By reference: `aws_s3_bucket.a`, `data.aws_region.current`; more than one where an address is repeated. */
  resources: Map<string, Definition[]>;
  providers: Definition[];
  backends: Definition[];
  requiredProviders: Map<string, NamedExpression>;
  /** Text of attributes and blocks that an override file put into a block of another file. */
  foreign: Map<Attribute | Block, Source>;
}

/** Indexes the files of a folder. */
export function defineModule(folder: string, files: readonly HclFile[]): ModuleDefinition {
  const definition: ModuleDefinition = {
    folder,
    variables: new Map(),
    locals: new Map(),
    outputs: new Map(),
    calls: new Map(),
    resources: new Map(),
    providers: [],
    backends: [],
    requiredProviders: new Map(),
    foreign: new Map(),
  };
  for (const file of files) if (!isOverride(file.source.path)) collect(definition, file);
  for (const file of files) if (isOverride(file.source.path)) override(definition, file);
  return definition;
}

function collect(definition: ModuleDefinition, { body, source }: HclFile): void {
  for (const block of body.blocks) {
    const [first, second] = block.labels;
    const one: Definition = { block, source };
    switch (block.type) {
      case "variable":
        if (first !== undefined && !definition.variables.has(first)) definition.variables.set(first, one);
        break;
      case "output":
        if (first !== undefined && !definition.outputs.has(first)) definition.outputs.set(first, one);
        break;
      case "module":
        if (first !== undefined) push(definition.calls, first, one);
        break;
      case "provider":
        if (first !== undefined) definition.providers.push(one);
        break;
      case "locals":
        for (const attribute of block.body.attributes) {
          if (!definition.locals.has(attribute.name))
            definition.locals.set(attribute.name, local(attribute, source));
        }
        break;
      case "terraform":
        collectSettings(definition, block, source);
        break;
      default: {
        const address = resourceReference(block);
        if (address !== undefined && second !== undefined) push(definition.resources, address, one);
      }
    }
  }
}

function collectSettings(definition: ModuleDefinition, block: Block, source: Source): void {
  for (const inner of block.body.blocks) {
    if (inner.type === "backend" || inner.type === "cloud")
      definition.backends.push({ block: inner, source });
    if (inner.type === "required_providers") {
      for (const attribute of inner.body.attributes)
        definition.requiredProviders.set(attribute.name, local(attribute, source));
    }
  }
}

function local(attribute: Attribute, source: Source): NamedExpression {
  return { value: attribute.value, attribute, source };
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** How expressions name the block: `aws_s3_bucket.a`, `data.aws_region.current`. */
function resourceReference(block: Block): string | undefined {
  const [type, name] = block.labels;
  if (type === undefined || name === undefined) return undefined;
  if (block.type === "resource") return `${type}.${name}`;
  if (block.type === "data" || block.type === "ephemeral") return `${block.type}.${type}.${name}`;
  return undefined;
}

function override(definition: ModuleDefinition, { body, source }: HclFile): void {
  for (const block of body.blocks) {
    const [first] = block.labels;
    if (block.type === "locals") {
      for (const attribute of block.body.attributes)
        definition.locals.set(attribute.name, local(attribute, source));
      continue;
    }
    if (block.type === "terraform") {
      if (block.body.blocks.some((inner) => inner.type === "backend" || inner.type === "cloud"))
        definition.backends = [];
      collectSettings(definition, block, source);
      continue;
    }
    if (block.type === "provider") {
      const at = definition.providers.findIndex(
        (one) => one.block.labels[0] === first && aliasOf(one.block) === aliasOf(block),
      );
      const base = definition.providers[at];
      if (base) definition.providers[at] = merged(definition, base, block, source);
      else definition.providers.push({ block, source });
      continue;
    }
    const reference = resourceReference(block);
    const group = reference === undefined ? undefined : definition.resources.get(reference);
    const calls = block.type === "module" && first !== undefined ? definition.calls.get(first) : undefined;
    const targets = group ?? calls;
    if (targets?.[0]) targets[0] = merged(definition, targets[0], block, source);
    else if (first !== undefined && (block.type === "variable" || block.type === "output")) {
      const table = block.type === "variable" ? definition.variables : definition.outputs;
      const base = table.get(first);
      table.set(first, base ? merged(definition, base, block, source) : { block, source });
    }
  }
}

/** The alias of a provider block, "" when it has none. */
export function aliasOf(block: Block): string {
  const value = block.body.attributes.find((attribute) => attribute.name === "alias")?.value;
  const part = value?.kind === "template" ? value.parts[0] : undefined;
  return part?.kind === "text" ? part.text : "";
}

/** Attributes of the override win; nested blocks of a type it holds replace all of that type. */
function merged(definition: ModuleDefinition, base: Definition, by: Block, source: Source): Definition {
  const attributes = new Map(base.block.body.attributes.map((attribute) => [attribute.name, attribute]));
  for (const attribute of by.body.attributes) {
    attributes.set(attribute.name, attribute);
    definition.foreign.set(attribute, source);
  }
  const kind = (block: Block) => (block.type === "dynamic" ? (block.labels[0] ?? "") : block.type);
  const replaced = new Set(by.body.blocks.map(kind));
  const blocks = base.block.body.blocks.filter(
    (block) => block.type === "lifecycle" || !replaced.has(kind(block)),
  );
  for (const block of by.body.blocks) {
    definition.foreign.set(block, source);
    blocks.push(block);
  }
  const body: Body = { ...base.block.body, attributes: [...attributes.values()], blocks };
  return { source: base.source, block: { ...base.block, body } };
}

/** The attribute of that name, in a block's own body. */
export function attributeOf(block: Block, name: string): Attribute | undefined {
  return block.body.attributes.find((attribute) => attribute.name === name);
}

/** The text of an attribute that is a plain quoted string. */
export function literalOf(block: Block, name: string): string | undefined {
  const value = attributeOf(block, name)?.value;
  if (value?.kind !== "template") return undefined;
  if (value.parts.length === 0) return "";
  const part = value.parts.length === 1 ? value.parts[0] : undefined;
  return part?.kind === "text" ? part.text : undefined;
}
