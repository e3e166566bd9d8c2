/**
 * The trimmed provider schemas: which attributes the types that policies judge have, and of which type.
 *
 *   tsx policies/build/provider-schema.ts            packs the bindings below with npm into a temporary folder and
 *                                                    writes policies/schema/providers/<provider>.json
 *   tsx policies/build/provider-schema.ts --from DIR takes tarballs that `npm pack` left in DIR
 *
 * Read are the types that the files here already hold, that a policy or the Terraform model names, and those of the
 * catalogue's first wave, where ../shared (or CROSSWALK_SHARED) is present. The bindings are never a dependency.
 * What they lack (sensitive, defaults, what a later major removed) is kept by hand in providers/overlay.yaml.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Attribute, type Attributes, mergeVersions, readBinding } from "./provider-bindings.ts";
import { root } from "./root.ts";

/** Bindings on npm, newest provider first. Each package.json names the provider's version. */
const bindings: Record<string, readonly string[]> = {
  aws: ["@cdktn/provider-aws@25.7.0", "@cdktf/provider-aws@20.1.0"],
  azurerm: ["@cdktn/provider-azurerm@16.1.0", "@cdktf/provider-azurerm@12.27.0"],
  google: ["@cdktf/provider-google@16.12.1"],
  github: ["@cdktf/provider-github@15.3.1"],
};

/** A file of policies/schema/providers. */
export interface ProviderSchema {
  provider: string;
  /** Versions of the provider, newest first, with the binding they were read from. */
  versions: Array<{ version: string; from: string }>;
  types: Record<string, { majors?: number[]; attributes: Attributes }>;
}

const folder = join(root, "policies/schema/providers");
const typeName = /\b(?:data\.)?(?:aws|azurerm|google|github)_[a-z0-9_]+\b/g;

/** Arguments that every resource takes (https://developer.hashicorp.com/terraform/language/meta-arguments). */
const metaArguments = new Set([
  "count",
  "depends_on",
  "for_each",
  "lifecycle",
  "provider",
  "provisioner",
  "connection",
  "timeouts",
]);

let read: ReadonlyMap<string, ProviderSchema> | undefined;

/** The committed schemas, by provider; read once. */
export function readSchemas(): ReadonlyMap<string, ProviderSchema> {
  read ??= readFiles();
  return read;
}

function readFiles(): Map<string, ProviderSchema> {
  const schemas = new Map<string, ProviderSchema>();
  for (const provider of Object.keys(bindings)) {
    const path = join(folder, `${provider}.json`);
    if (existsSync(path)) schemas.set(provider, JSON.parse(readFileSync(path, "utf8")) as ProviderSchema);
  }
  return schemas;
}

/**
 * What the tool loads at run time, from the committed schemas: `{TYPE: {ATTRIBUTE: code}}`, where a code is `s`, `b`
 * or `n` for a text, boolean or number, `[s` for a list or map of them, or an object for what holds attributes.
 * @returns texts by file name in policies/dist
 */
export function renderSchemas(): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [provider, schema] of readSchemas()) {
    const types: Record<string, unknown> = {};
    for (const [type, { attributes }] of Object.entries(schema.types)) types[type] = compact(attributes);
    files[`schema-${provider}.json`] = `${JSON.stringify(types)}\n`;
  }
  return files;
}

function compact(attributes: Attributes): Record<string, unknown> {
  const short: Record<string, unknown> = {};
  for (const [name, { type, items, in: inner }] of Object.entries(attributes)) {
    if (inner) {
      const below = compact(inner);
      if (Object.keys(below).length > 0) short[name] = below;
    } else if (items) short[name] = `[${items.charAt(0)}`;
    else if (type === "string" || type === "bool" || type === "number") short[name] = type.charAt(0);
  }
  return short;
}

/**
 * Which of the names that a policy reads does no version of its types have? A name may stand at any depth; a dotted
 * path is followed from the top, list indices left out. Pseudo types (`provider.aws`, `terraform:backend`,
 * `random_password`) are not in the schema: with one of them among the types nothing can be said.
 * @param types the policy's subjects and reads
 * @returns the wrong names in order; a type of our providers that no version has is returned as `type TYPE`
 */
export function checkPolicyAttributes(attributes: readonly string[], types: readonly string[]): string[] {
  const schemas = readSchemas();
  const known: Attributes[] = [];
  const wrong: string[] = [];
  let exempt = false;
  for (const type of types) {
    const provider = /^(?:data\.)?([a-z]+)_/.exec(type)?.[1];
    const schema = provider === undefined ? undefined : schemas.get(provider);
    const found = schema?.types[type];
    if (found) known.push(found.attributes);
    else if (schema) wrong.push(`type ${type}`);
    else exempt = true;
  }
  if (exempt || known.length === 0) return wrong;
  for (const attribute of attributes) {
    if (metaArguments.has(attribute)) continue;
    const path = attribute.split(".").filter((part) => !/^(?:\d+|_|\*)$/.test(part));
    if (!known.some((one) => (path.length === 1 ? holds(one, path[0] ?? "") : leads(one, path))))
      wrong.push(attribute);
  }
  return wrong;
}

function holds(attributes: Attributes, name: string): boolean {
  if (Object.hasOwn(attributes, name)) return true;
  return Object.values(attributes).some((one) => one.in && holds(one.in, name));
}

function leads(attributes: Attributes, [first = "", ...rest]: readonly string[]): boolean {
  const found: Attribute | undefined = Object.hasOwn(attributes, first) ? attributes[first] : undefined;
  if (!found) return false;
  if (rest.length === 0) return true;
  // Below a map, and below a text that holds a document, any name may follow.
  return found.in
    ? leads(found.in, rest)
    : found.type === "map" || found.type === "string" || found.type === "any";
}

/** Names that look like types of the providers, in what is written here; the bindings tell which are. */
function wantedTypes(): Set<string> {
  const wanted = new Set<string>();
  const texts: string[] = [];
  for (const [top, ending] of [
    ["policies", ".rego"],
    ["src/model/terraform", ".ts"],
  ] as const) {
    for (const name of readdirSync(join(root, top), { recursive: true, encoding: "utf8" }))
      if (name.endsWith(ending)) texts.push(readFileSync(join(root, top, name), "utf8"));
  }
  const shared = resolve(process.env["CROSSWALK_SHARED"] ?? resolve(root, "..", "shared"));
  const catalogue = join(shared, "catalogue/terraform.csv");
  if (existsSync(catalogue)) {
    const first = readFileSync(catalogue, "utf8")
      .split("\n")
      .filter((line) => /,1\r?$/.test(line));
    texts.push(...first.map((line) => line.split(",")[2] ?? ""));
  }
  for (const text of texts) for (const [type] of text.matchAll(typeName)) wanted.add(type);
  for (const schema of readSchemas().values()) for (const type of Object.keys(schema.types)) wanted.add(type);
  return wanted;
}

function generate(from: string | undefined): void {
  const temporary = mkdtempSync(join(tmpdir(), "crosswalk-bindings-"));
  try {
    for (const [provider, packages] of Object.entries(bindings)) {
      const wanted = [...wantedTypes()]
        .filter((type) => type.replace(/^data\./, "").startsWith(`${provider}_`))
        .sort();
      const versions = packages.flatMap((name) => unpack(name, provider, wanted, temporary, from) ?? []);
      const types: ProviderSchema["types"] = {};
      for (const type of new Set(wanted.flatMap((one) => [one, `data.${one.replace(/^data\./, "")}`]))) {
        const plainType = type.replace(/^data\./, "");
        // A data source is kept when it was asked for by name, or when there is no resource of that name.
        if (type !== plainType && !wanted.includes(type) && versions.some((one) => one.types.has(plainType)))
          continue;
        const holding = versions.flatMap(({ major, types: read }) => {
          const attributes = read.get(type);
          return attributes ? [{ major, attributes }] : [];
        });
        if (holding.length === 0) continue;
        const majors = [...new Set(holding.map(({ major }) => major))].sort((a, b) => a - b);
        const all = new Set(versions.map(({ major }) => major)).size;
        types[type] = { ...(majors.length < all && { majors }), attributes: mergeVersions(holding) };
      }
      const schema = {
        provider,
        versions: versions.map(({ version, from: binding }) => ({ version, from: binding })),
        types,
      };
      writeFileSync(join(folder, `${provider}.json`), print(schema));
      process.stdout.write(`${provider}: ${Object.keys(types).length} types\n`);
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

interface Unpacked {
  major: number;
  version: string;
  from: string;
  types: Map<string, Attributes>;
}

function unpack(
  name: string,
  provider: string,
  wanted: readonly string[],
  temporary: string,
  from: string | undefined,
): Unpacked {
  const tarball = `${name.slice(1).replace("/", "-").replace("@", "-")}.tgz`;
  if (from === undefined) execFileSync("npm", ["pack", name, "--silent"], { cwd: temporary });
  const archive = join(from ?? temporary, tarball);
  const target = mkdtempSync(join(temporary, "x-"));
  const members = execFileSync("tar", ["tzf", archive], { encoding: "utf8", maxBuffer: 1 << 26 }).split("\n");
  const present = new Set(members);
  const files = new Map<string, string>();
  for (const type of wanted) {
    const short = type
      .replace(/^data\./, "")
      .slice(provider.length + 1)
      .replaceAll("_", "-");
    for (const [key, member] of [
      [type.replace(/^data\./, ""), `package/lib/${short}/index.js`],
      [`data.${type.replace(/^data\./, "")}`, `package/lib/data-${provider}-${short}/index.js`],
    ] as const)
      if (present.has(member)) files.set(key, member);
  }
  execFileSync("tar", ["xzf", archive, "-C", target, "package/package.json", ...files.values()]);
  const meta = JSON.parse(readFileSync(join(target, "package/package.json"), "utf8")) as Record<
    string,
    { provider?: { version?: string } } | undefined
  >;
  const version = (meta["cdktn"] ?? meta["cdktf"])?.provider?.version ?? "0";
  const types = new Map<string, Attributes>();
  for (const [type, member] of files) {
    const attributes = readBinding(readFileSync(join(target, member), "utf8"), type);
    // A generator that writes another way must not pass for a provider that lost its types.
    if (!attributes) throw new Error(`${name}: ${member} does not hold ${type} in the form that is read`);
    types.set(type, attributes);
  }
  return { major: Number.parseInt(version.replace(/^\D+/, ""), 10), version, from: name, types };
}

/** One line an attribute, so that a new version of a provider gives a diff that can be read. */
function print(schema: ProviderSchema): string {
  const lines = [
    `{"provider": ${JSON.stringify(schema.provider)},`,
    `"versions": ${JSON.stringify(schema.versions)},`,
  ];
  const types = Object.entries(schema.types).map(([type, { majors, attributes }]) => {
    const rows = Object.entries(attributes).map(
      ([name, one]) => `    ${JSON.stringify(name)}: ${JSON.stringify(one)}`,
    );
    const head = majors ? `"majors": ${JSON.stringify(majors)}, ` : "";
    return `  ${JSON.stringify(type)}: {${head}"attributes": {\n${rows.join(",\n")}\n  }}`;
  });
  return `${lines.join("\n")}\n"types": {\n${types.join(",\n")}\n}}\n`;
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === import.meta.filename) {
  const at = process.argv.indexOf("--from");
  const from = at < 0 ? undefined : process.argv[at + 1];
  generate(from === undefined ? undefined : resolve(from));
}
