import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { delimiter, join, relative, resolve, sep } from "node:path";
import { gunzipSync } from "node:zlib";
import type { PolicyMetadata } from "./catalogue.ts";
import { type PackageAnnotations, readMetadata } from "./metadata.ts";
import { parameterProblems } from "./parameter-check.ts";
import { listPackaged, readPackaged } from "./shards.ts";
import { checkSource } from "./source-check.ts";

/** The user's own policies, compiled: what `--policy-dir` adds to a run. */
export interface CustomPolicies {
  policies: PolicyMetadata[];
  /** Bytes of the one shard that holds them all, by its name. */
  shards: Map<string, Uint8Array<ArrayBuffer>>;
}

/**
 * Compiles a folder of policies (docs/policies.md) with the `opa` command, or takes them from the cache when
 * neither the folder nor the library has changed.
 * @param folder the user's folder
 * @param scanRoots real paths; an `opa` inside them is never started
 * @param controls known control ids
 * @throws Error with one line a problem: no policies, no `opa`, compile errors with file and line, bad metadata
 */
export function loadCustomPolicies(
  folder: string,
  scanRoots: readonly string[],
  controls: ReadonlySet<string>,
): CustomPolicies {
  const files = existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".rego") && !name.endsWith("_test.rego"))
        .sort()
    : [];
  if (files.length === 0) throw new Error(`--policy-dir ${folder} holds no .rego file`);
  const sources = new Map<string, Buffer>(files.map((name) => [name, readFileSync(join(folder, name))]));
  const library = libraryFiles();
  const digest = createHash("sha256");
  for (const [name, bytes] of [...library, ...sources])
    digest.update(`${name}\0${bytes.length}\0`).update(bytes);
  const cache = join(
    process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"),
    "crosswalk",
    digest.digest("hex"),
  );
  if (!existsSync(join(cache, "policy.wasm"))) compile(folder, files, library, scanRoots, cache);
  return read(cache, controls, sources, library);
}

function libraryFiles(): Map<string, Buffer> {
  const library = listPackaged("policies/lib").filter(
    (name) => name.endsWith(".rego") && !name.endsWith("_test.rego"),
  );
  const names = ["policies/main.rego", ...library.map((name) => `policies/lib/${name}`)];
  return new Map(names.map((name) => [name, readPackaged(name)]));
}

/** `opa` from PATH, never one that lies inside what is scanned. */
function findOpa(scanRoots: readonly string[]): string {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    if (!folder) continue;
    const candidate = join(folder, process.platform === "win32" ? "opa.exe" : "opa");
    if (!existsSync(candidate)) continue;
    const real = realpathSync(candidate);
    if (scanRoots.some((root) => real === root || real.startsWith(root + sep))) continue;
    return real;
  }
  throw new Error(
    "--policy-dir needs the `opa` command on PATH (outside the scanned folders) to compile policies; it was not found",
  );
}

function compile(
  folder: string,
  files: string[],
  library: Map<string, Buffer>,
  scanRoots: readonly string[],
  cache: string,
): void {
  const opa = findOpa(scanRoots);
  const work = mkdtempSync(join(tmpdir(), "crosswalk-policies-"));
  try {
    for (const [name, bytes] of library) place(join(work, name), bytes);
    for (const name of files) place(join(work, "custom", name), readFileSync(join(folder, name)));
    place(join(work, "capabilities.json"), readPackaged("policies/capabilities.json"));
    const run = (args: string[]): string => {
      try {
        return execFileSync(opa, args, {
          cwd: work,
          encoding: "utf8",
          stdio: ["ignore", "pipe", "pipe"],
          maxBuffer: 1 << 28,
        });
      } catch (thrown) {
        const { stdout, stderr } = thrown as { stdout?: string; stderr?: string };
        throw new Error(
          `--policy-dir ${folder} does not compile:\n${(stderr || stdout || "").replaceAll("custom/", "").trim()}`,
        );
      }
    };
    run(["check", "--strict", "--capabilities", "capabilities.json", "policies", "custom"]);
    const inspected = run(["inspect", "-a", "-f", "json", "custom"]);
    const packages = packagesOf(inspected);
    if (packages.length === 0)
      throw new Error(
        `--policy-dir ${folder} holds no policy: a package crosswalk.policies.* with METADATA, scope: package`,
      );
    const entrypoints = [
      "crosswalk/main/verdicts",
      ...packages.map((one) => `${one.package.replaceAll(".", "/")}/verdicts`),
    ];
    run([
      "build",
      "-t",
      "wasm",
      "--capabilities",
      "capabilities.json",
      "-o",
      "bundle.tar.gz",
      ...entrypoints.flatMap((one) => ["-e", one]),
      "policies",
      "custom",
    ]);
    const wasm = readTar(readFileSync(join(work, "bundle.tar.gz")), "policy.wasm");
    mkdirSync(cache, { recursive: true, mode: 0o700 });
    writeFileSync(join(cache, "packages.json"), JSON.stringify(packages));
    writeFileSync(join(cache, "policy.wasm.new"), wasm);
    renameSync(join(cache, "policy.wasm.new"), join(cache, "policy.wasm"));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function place(path: string, bytes: Buffer): void {
  mkdirSync(resolve(path, ".."), { recursive: true });
  writeFileSync(path, bytes);
}

function packagesOf(inspected: string): PackageAnnotations[] {
  const { annotations } = JSON.parse(inspected) as {
    annotations?: Array<{
      location?: { file: string };
      path?: Array<{ value: string }>;
      annotations: { scope: string; title?: string; description?: string; custom?: Record<string, unknown> };
    }>;
  };
  return (annotations ?? [])
    .map((one) => ({
      ...one.annotations,
      file: relative("custom", one.location?.file ?? ""),
      package: (one.path ?? [])
        .map((step) => step.value)
        .join(".")
        .replace(/^data\./, ""),
    }))
    .filter((one) => one.scope === "package" && one.package.startsWith("crosswalk.policies."));
}

/** One file out of the gzipped tar that `opa build` writes (ustar: 512-byte headers, name at 0, octal size at 124). */
function readTar(archive: Buffer, wanted: string): Buffer {
  const tar = gunzipSync(archive);
  for (let at = 0; at + 512 <= tar.length; ) {
    const name = tar.toString("utf8", at, at + 100).replace(/\0.*$/s, "");
    const size = Number.parseInt(tar.toString("ascii", at + 124, at + 136), 8) || 0;
    if (name.replace(/^\//, "") === wanted) return tar.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error("opa build gave a bundle without policy.wasm");
}

function read(
  cache: string,
  controls: ReadonlySet<string>,
  sources: ReadonlyMap<string, Buffer>,
  library: ReadonlyMap<string, Buffer>,
): CustomPolicies {
  const texts = [...sources, ...library].filter(([name]) => !name.endsWith("/lib/model.rego"));
  const facts = texts.map(([, bytes]) => checkSource(bytes.toString("utf8")));
  const telling = facts.every((one) => one.problems.length === 0);
  const follows = [...new Set(facts.flatMap((one) => one.follows))].sort();
  const packages = JSON.parse(readFileSync(join(cache, "packages.json"), "utf8")) as PackageAnnotations[];
  const problems: string[] = [];
  const policies = packages.map((one) => {
    const found = readMetadata(one, controls);
    const source = sources.get(one.file)?.toString("utf8") ?? "";
    const unseen = checkSource(source, found.metadata).problems.filter((problem) =>
      /custom\.whole/.test(problem),
    );
    problems.push(
      ...[...found.problems, ...unseen, ...parameterProblems(source, found.metadata)].map(
        (problem) => `${one.file}: ${problem}`,
      ),
    );
    return { ...found.metadata, shard: "custom", ...(telling && { follows }) };
  });
  if (problems.length > 0)
    throw new Error(`policies of --policy-dir break the metadata rules:\n  ${problems.join("\n  ")}`);
  return {
    policies,
    shards: new Map([["custom", readFileSync(join(cache, "policy.wasm")) as Buffer<ArrayBuffer>]]),
  };
}
