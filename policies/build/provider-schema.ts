/**
 * The trimmed provider schemas: which attributes the types that policies judge have, and of which type.
 *
 *   tsx policies/build/provider-schema.ts            packs the bindings below with npm into a temporary folder and
 *                                                    writes policies/schema/providers/<provider>.json
 *   tsx policies/build/provider-schema.ts --from DIR takes tarballs that `npm pack` left in DIR
 *
 * Read are the types that the files here already hold, that a policy or the Terraform model names, and those of the
 * catalogue, where ../shared (or CROSSWALK_SHARED) is present. The bindings are never a dependency.
 * What they lack (sensitive, defaults, what a later major removed) is kept by hand in providers/overlay.yaml.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Attributes, mergeVersions, readBinding } from "./provider-bindings.ts";
import { root } from "./root.ts";

/** Bindings on npm, newest provider first. Each package.json names the provider's version. */
const bindings: Record<string, readonly string[]> = {
  aws: ["@cdktn/provider-aws@25.7.0", "@cdktf/provider-aws@20.1.0"],
  azurerm: ["@cdktn/provider-azurerm@16.1.0", "@cdktf/provider-azurerm@12.27.0"],
  google: ["@cdktf/provider-google@16.12.1", "@cdktf/provider-google@13.32.1"],
  github: ["@cdktf/provider-github@15.3.1"],
  azuread: ["@cdktf/provider-azuread@14.3.1", "@cdktf/provider-azuread@12.6.1"],
  okta: ["@cdktf/provider-okta@14.1.1"],
  vault: ["@cdktf/provider-vault@15.6.1"],
  random: ["@cdktn/provider-random@15.0.1"],
  tls: ["@cdktf/provider-tls@11.0.1"],
  kubernetes: ["@cdktf/provider-kubernetes@12.1.1"],
  helm: ["@cdktf/provider-helm@12.1.2"],
};

/** A file of policies/schema/providers. */
export interface ProviderSchema {
  provider: string;
  /** Versions of the provider, newest first, with the binding they were read from. */
  versions: Array<{ version: string; from: string }>;
  types: Record<string, { majors?: number[]; attributes: Attributes }>;
}

const folder = join(root, "policies/schema/providers");
const typeName = new RegExp(`\\b(?:data\\.)?(?:${Object.keys(bindings).join("|")})_[a-z0-9_]+\\b`, "g");

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
    texts.push(readFileSync(catalogue, "utf8"));
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
  const files = new Map<string, string[]>();
  const folders = new Map<string, string[]>();
  for (const member of members) {
    const [, short] =
      /^package\/lib\/([a-z0-9-]+)\/(?:index|index-structs\/structs\d+)\.js$/.exec(member) ?? [];
    if (short !== undefined) folders.set(short, [...(folders.get(short) ?? []), member].sort());
  }
  for (const type of wanted) {
    const short = type
      .replace(/^data\./, "")
      .slice(provider.length + 1)
      .replaceAll("_", "-");
    // What would be a reserved word of TypeScript has an ending.
    const own = folders.get(short) ?? folders.get(`${short}-resource`);
    const data = folders.get(`data-${provider}-${short}`);
    if (own) files.set(type.replace(/^data\./, ""), own);
    if (data) files.set(`data.${type.replace(/^data\./, "")}`, data);
  }
  execFileSync("tar", ["xzf", archive, "-C", target, "package/package.json", ...[...files.values()].flat()]);
  const meta = JSON.parse(readFileSync(join(target, "package/package.json"), "utf8")) as Record<
    string,
    { provider?: { version?: string } } | undefined
  >;
  const version = (meta["cdktn"] ?? meta["cdktf"])?.provider?.version ?? "0";
  const types = new Map<string, Attributes>();
  for (const [type, parts] of files) {
    const index = parts.find((one) => one.endsWith("/index.js")) ?? "";
    const scripts = [index, ...parts.filter((one) => one !== index)];
    const attributes = readBinding(
      scripts.map((one) => readFileSync(join(target, one), "utf8")),
      type,
    );
    // A generator that writes another way must not pass for a provider that lost its types.
    if (!attributes) throw new Error(`${name}: ${index} does not hold ${type} in the form that is read`);
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
