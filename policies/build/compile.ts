import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Catalogue, PolicyMetadata } from "../../src/evaluate/catalogue.ts";
import { type PackageAnnotations, readMetadata } from "../../src/evaluate/metadata.ts";
import { parameterProblems } from "../../src/evaluate/parameter-check.ts";
import { shardOf } from "../../src/evaluate/shard-name.ts";
import { checkSource } from "../../src/evaluate/source-check.ts";
import { attributesRead } from "./policy-attributes.ts";
import { checkPolicyAttributes } from "./provider-check.ts";
import { root } from "./root.ts";

/** Builtins that OPA's WASM runtime brings itself; everything else would need a host function. */
const nativeBuiltins = `
  plus minus mul div abs round ceil floor rem eq equal neq gt gte lt lte assign
  array.concat array.reverse array.slice and or intersection union
  is_number is_string is_boolean is_array is_set is_object is_null type_name
  bits.and bits.or bits.negate bits.xor bits.lsh bits.rsh count sum product max min sort
  base64.is_valid base64.decode base64.encode base64url.encode base64url.decode
  net.cidr_contains net.cidr_intersects glob.match json.marshal json.unmarshal json.is_valid json.remove json.filter
  object.filter object.get object.keys object.remove object.union object.union_n
  concat format_int indexof substring lower upper contains startswith endswith strings.reverse split replace
  strings.replace_n trim trim_left trim_prefix trim_right trim_suffix trim_space numbers.range to_number walk
  graph.reachable regex.is_valid regex.match regex.find_all_string_submatch_n internal.member_2 internal.member_3
`.split(/\s+/);

/** A policy's source files, relative to the project, sorted. */
export function policyFiles(): { policies: string[]; library: string[]; tests: string[] } {
  const all = readdirSync(join(root, "policies"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".rego"))
    .map((name) => join("policies", name).replaceAll("\\", "/"))
    .sort();
  const tests = all.filter((name) => name.endsWith("_test.rego"));
  const library = all.filter(
    (name) => !tests.includes(name) && (/\/lib\//.test(name) || name === "policies/main.rego"),
  );
  return { policies: all.filter((name) => !tests.includes(name) && !library.includes(name)), library, tests };
}

/** What policies may call, cut from the pinned OPA's own list: anything else is a compile error with its line. */
function renderCapabilities(opa: string): string {
  const all = JSON.parse(
    execFileSync(opa, ["capabilities", "--current"], { encoding: "utf8", maxBuffer: 1 << 26 }),
  ) as {
    builtins: Array<{ name: string }>;
  };
  const native = new Set(nativeBuiltins);
  return `${JSON.stringify({ ...all, builtins: all.builtins.filter((one) => native.has(one.name)) }, null, 1)}\n`;
}

/** Metadata of every policy, sorted by id. Throws with all problems when one breaks docs/policies.md. */
function inspect(opa: string, controls: ReadonlySet<string>): PolicyMetadata[] {
  const { policies, library } = policyFiles();
  const text = execFileSync(opa, ["inspect", "-a", "-f", "json", ...onlyFiles([...library, ...policies])], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const { annotations } = JSON.parse(text) as {
    annotations?: Array<{
      location?: { file: string };
      path?: Array<{ value: string }>;
      annotations: { scope: string; title?: string; description?: string; custom?: Record<string, unknown> };
    }>;
  };
  const found: PolicyMetadata[] = [];
  const problems: string[] = [];
  for (const one of annotations ?? []) {
    const name = (one.path ?? [])
      .map((step) => step.value)
      .join(".")
      .replace(/^data\./, "");
    if (one.annotations.scope !== "package" || !name.startsWith("crosswalk.policies.")) continue;
    const file = one.location?.file ?? "";
    const given: PackageAnnotations = { ...one.annotations, package: name, file };
    const read = readMetadata(given, controls);
    found.push(read.metadata);
    const expected = `policies/${read.metadata.package.replaceAll(".", "/")}.rego`;
    if (!file.endsWith(expected)) read.problems.push(`the package belongs into ${expected}`);
    const facts = checkSource(readFileSync(join(root, expected), "utf8"), read.metadata);
    read.problems.push(...facts.problems);
    read.problems.push(...parameterProblems(readFileSync(join(root, expected), "utf8"), read.metadata));
    read.metadata.follows = [...new Set([...facts.follows, ...linksOfLibrary(facts.imports)])].sort();
    const wrong = checkPolicyAttributes(attributesRead(readFileSync(join(root, expected), "utf8")), [
      ...read.metadata.subjects,
      ...read.metadata.reads,
    ]);
    read.problems.push(...wrong.map((name) => `no version of its types has ${name}`));
    problems.push(...read.problems.map((problem) => `${file}: ${problem}`));
  }
  const described = new Set(found.map((policy) => `policies/${policy.package.replaceAll(".", "/")}.rego`));
  for (const file of policies)
    if (!described.has(file)) problems.push(`${file}: no METADATA with scope: package`);
  const ids = new Set<string>();
  for (const id of found.flatMap((policy) => [policy.id, ...policy.aliases])) {
    if (ids.has(id)) problems.push(`the id ${id} is used twice`);
    ids.add(id);
  }
  if (problems.length > 0) throw new Error(`policies break docs/policies.md:\n  ${problems.join("\n  ")}`);
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Links that the named files of the library follow, and those that they import. */
function linksOfLibrary(names: readonly string[]): string[] {
  const seen = new Set<string>(["model"]);
  const found: string[] = [];
  const open = [...names];
  for (let name = open.pop(); name; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const { follows, imports, problems } = checkSource(
      readFileSync(join(root, `policies/lib/${name}.rego`), "utf8"),
    );
    if (problems.length > 0) throw new Error(`policies/lib/${name}.rego: ${problems.join("; ")}`);
    found.push(...follows);
    open.push(...imports);
  }
  return found;
}

// `opa inspect` takes one path; a bundle root with an ignore list would pick up the data files beside the policies.
function onlyFiles(files: string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), "crosswalk-inspect-"));
  execFileSync("cp", ["--parents", ...files, folder], { cwd: root });
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return [folder];
}

/** The files with what they import of the library, and main.rego: a shard holds nothing that it does not use. */
function withLibrary(files: readonly string[]): string[] {
  const wanted = new Set<string>(["policies/main.rego"]);
  const queue = [...files];
  for (let file = queue.pop(); file; file = queue.pop()) {
    for (const [, name] of readFileSync(join(root, file), "utf8").matchAll(
      /^import data\.crosswalk\.lib\.([a-z_]+)/gm,
    )) {
      const library = `policies/lib/${name}.rego`;
      if (!wanted.has(library)) queue.push(library);
      wanted.add(library);
    }
  }
  return [...[...wanted].sort(), ...files];
}

/** Compiles one shard. @returns the bytes of its policy.wasm */
function compileShard(
  opa: string,
  capabilities: string,
  policies: readonly PolicyMetadata[],
  files: string[],
): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "crosswalk-shard-"));
  try {
    const bundle = join(folder, "bundle.tar.gz");
    const limits = join(folder, "capabilities.json");
    writeFileSync(limits, capabilities);
    const entrypoints = [
      "crosswalk/main/verdicts",
      ...policies.map((one) => `crosswalk/policies/${one.package.replaceAll(".", "/")}/verdicts`),
    ];
    const args = ["build", "-t", "wasm", "--capabilities", limits, "-o", bundle];
    execFileSync(opa, [...args, ...entrypoints.flatMap((one) => ["-e", one]), ...files], {
      cwd: root,
      stdio: ["ignore", process.stderr.fd, "inherit"],
    });
    execFileSync("tar", ["-xzf", bundle, "-C", folder, "/policy.wasm"], { stdio: "pipe" });
    return readFileSync(join(folder, "policy.wasm"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All generated files of `policies/dist`, by path relative to the project. */
export function renderDist(opa: string, controls: ReadonlySet<string>, version: string): Map<string, Buffer> {
  const files = policyFiles();
  const capabilities = renderCapabilities(opa);
  const policies = inspect(opa, controls);
  const result = new Map<string, Buffer>([["policies/capabilities.json", Buffer.from(capabilities)]]);
  const digest = createHash("sha256");
  for (const shard of [...new Set(policies.map((policy) => policy.shard))].sort()) {
    const own = policies.filter((policy) => policy.shard === shard);
    const sources = withLibrary(files.policies.filter((file) => shardOf(file.split("/")[1] ?? "") === shard));
    const bytes = compileShard(opa, capabilities, own, sources);
    digest.update(bytes);
    result.set(`policies/dist/${shard}.wasm`, bytes);
  }
  digest.update(JSON.stringify(policies));
  const catalogue: Catalogue = { version, digest: digest.digest("hex"), policies };
  result.set("policies/dist/catalogue.json", Buffer.from(`${JSON.stringify(catalogue, null, 1)}\n`));
  return result;
}
