/**
 * Reads provider schemas out of prebuilt CDK bindings. Each resource of a binding is one generated file, in which
 * `ToHclTerraform` functions map attribute names to types and comments say what is computed. Its TypeScript, which
 * lies in the source map, is read: compiling drops half of the comments.
 */

/** An attribute or block, as policies/schema/providers/*.json keep it. */
export interface Attribute {
  type: "string" | "bool" | "number" | "list" | "map" | "block" | "any";
  /** The provider sets it when the configuration does not, or always does. */
  computed?: true;
  /** What a list or map holds, when that is a scalar. */
  items?: "string" | "bool" | "number";
  /** What a block, or a list or map of objects, holds. */
  in?: Attributes;
  /** The only major versions of the provider that have it; absent: all that were read. */
  majors?: number[];
}

export type Attributes = Record<string, Attribute>;

interface Mapped {
  block: boolean;
  shape: string;
  storage: string;
}

const deepest = 12;

/**
 * The schema of one resource or data source; undefined when the first script is not that type's.
 * @param scripts the type's index.js, then the files of index-structs where the generator split it
 */
export function readBinding(scripts: readonly string[], type: string): Attributes | undefined {
  const text = scripts.map(sourceOf).join("\n");
  const name = type.replace(/^data\./, "");
  const main = new RegExp(`\\btfResourceType = "${name}"`).test(text) ? mainClass(text) : undefined;
  if (!main) return undefined;
  const classes = sections(text, /^export class (\w+) extends /gm);
  const structs = sections(text, /^export function (\w+)ToHclTerraform\(struct\?: .*\{$/gm);
  return readClass(main, mappings(classes.get(main) ?? ""), 0);

  function readClass(className: string, mapped: Map<string, Mapped>, depth: number): Attributes {
    const attributes: Attributes = {};
    if (depth > deepest) return attributes;
    const body = classes.get(className) ?? "";
    const computed = new Map<string, boolean>();
    for (const [, attribute = "", yes] of body.matchAll(/^ +\/\/ (\w+) - computed: (true|false), /gm))
      computed.set(attribute, yes === "true");
    const nested = new Map<string, string>();
    for (const [, of = "", attribute = ""] of body.matchAll(
      /= new (\w+?)(?:List|OutputReference|Map)\(this, "(\w+)"/g,
    ))
      nested.set(attribute, of);
    for (const attribute of new Set([...mapped.keys(), ...computed.keys()])) {
      if (attribute === "timeouts") continue;
      const of = nested.get(attribute);
      const inner = of === undefined ? undefined : `${of}OutputReference`;
      const map = mapped.get(attribute);
      const found: Attribute =
        of !== undefined && inner !== undefined && classes.has(inner)
          ? {
              type: map?.block ? "block" : map?.shape === "struct" || map?.shape === "map" ? "map" : "list",
              in: readClass(inner, mappings(structs.get(lowerFirst(of)) ?? ""), depth + 1),
            }
          : plain(map?.storage ?? getter(body, attribute));
      if (computed.get(attribute)) found.computed = true;
      attributes[attribute] = found;
    }
    return sorted(attributes);
  }
}

/** Several versions as one, newest first: what some lack says which majors have it; the newest decides on types. */
export function mergeVersions(
  versions: ReadonlyArray<{ major: number; attributes: Attributes }>,
): Attributes {
  const merged: Attributes = {};
  for (const name of new Set(versions.flatMap(({ attributes }) => Object.keys(attributes)))) {
    const holding = versions.flatMap(({ major, attributes }) => {
      const attribute = attributes[name];
      return attribute ? [{ major, attribute }] : [];
    });
    const newest = holding[0];
    if (!newest) continue;
    const attribute: Attribute = { ...newest.attribute };
    const inner = holding.flatMap(({ major, attribute: one }) =>
      one.in ? [{ major, attributes: one.in }] : [],
    );
    if (attribute.in) attribute.in = mergeVersions(inner);
    if (holding.length < versions.length)
      attribute.majors = holding.map(({ major }) => major).sort((a, b) => a - b);
    merged[name] = attribute;
  }
  return sorted(merged);
}

function sourceOf(script: string): string {
  const encoded = /sourceMappingURL=data:application\/json;base64,([A-Za-z0-9+/=]+)/.exec(script)?.[1] ?? "";
  if (encoded === "") return "";
  const map = JSON.parse(Buffer.from(encoded, "base64").toString("utf8")) as { sourcesContent?: string[] };
  return map.sourcesContent?.[0] ?? "";
}

function mainClass(text: string): string | undefined {
  return /^export class (\w+) extends \w+\.Terraform(?:Resource|DataSource) /m.exec(text)?.[1];
}

/** Top-level declarations by name, each up to its closing brace in the first column. */
function sections(text: string, head: RegExp): Map<string, string> {
  const found = new Map<string, string>();
  for (const match of text.matchAll(head)) {
    const end = text.indexOf("\n}\n", match.index);
    found.set(match[1] ?? "", text.slice(match.index, end < 0 ? undefined : end));
  }
  return found;
}

function mappings(body: string): Map<string, Mapped> {
  const found = new Map<string, Mapped>();
  const entry =
    /^ +(\w+): \{\n +value: .+,\n +isBlock: (true|false),\n +type: "(\w+)",\n +storageClassType: "([^"]*)"/gm;
  for (const [, name = "", block, shape = "", storage = ""] of body.matchAll(entry))
    found.set(name, { block: block === "true", shape, storage });
  return found;
}

/** The storage class that the getter of a read-only attribute tells. */
function getter(body: string, attribute: string): string {
  const kind =
    new RegExp(`\\.get(\\w+)Attribute\\(['"]${attribute}['"]\\)`).exec(body)?.[1] ??
    new RegExp(`new \\w+\\.((?:String|Number|Boolean)(?:Map|List))\\(this, "${attribute}"`).exec(body)?.[1] ??
    "any";
  return kind === "List" ? "stringList" : lowerFirst(kind);
}

const scalars = { string: "string", boolean: "bool", number: "number" } as const;

function plain(storage: string): Attribute {
  const scalar = scalars[storage as keyof typeof scalars];
  if (scalar) return { type: scalar };
  const [, item = "", holder] = /^(\w+?)(List|Map)$/.exec(storage) ?? [];
  if (!holder) return { type: "any" };
  const items = scalars[item as keyof typeof scalars];
  return { type: holder === "List" ? "list" : "map", ...(items && { items }) };
}

function sorted(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
