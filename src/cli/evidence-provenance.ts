import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, isAbsolute, resolve } from "node:path";
import type { Config } from "../config/config.ts";
import { effectiveSettings } from "../config/print-config.ts";
import { isWithin, shownFrom } from "../discover/paths.ts";
import { gitTop } from "../discover/walk.ts";
import type { Provenance } from "../evidence/evidence.ts";
import { digest } from "../evidence/manifest.ts";
import { Git } from "./git.ts";
import type { RunFlags, ScanRun } from "./run-scan.ts";
import { toolVersion } from "./version.ts";

interface Given {
  scanned: ScanRun;
  flags: RunFlags;
  /** The arguments behind `crosswalk`. */
  args: readonly string[];
  /** ISO 8601, UTC */
  generatedAt: string;
  exitCode: number;
}

/** Who made the evidence, of what and with what; nothing in it names this machine, its user or a secret. */
export function provenanceOf({ scanned, flags, args, generatedAt, exitCode }: Given): Provenance {
  const { result, loaded, catalogue, discovered } = scanned;
  const cwd = process.cwd();
  const kinds = new Map(discovered.sources.map((source) => [source.path, source.kind as string]));
  const read = [...new Set([...kinds.keys(), ...(result.sources ?? [])])].sort(byText);
  const files = read.map((path) => ({ path, bytes: bytesOf(resolve(cwd, path)) }));
  const git = Git.around(cwd);
  const commit = git?.head();
  const branch = git?.branch();
  const changed = git && commit !== undefined ? changedFiles(git, cwd, files) : 0;
  const baseline = result.baseline ? [{ path: result.baseline.path, role: "baseline" }] : [];
  const custom = (flags.policyDir ?? []).flatMap(regoFiles);
  const settingsFiles = [...loaded.files, ...baseline, ...custom].map(({ path, role }) => ({
    path: shownPath(cwd, path),
    role,
    sha256: digest(bytesOf(resolve(cwd, path)) ?? ""),
  }));
  return {
    tool: { name: "crosswalk", version: toolVersion() },
    policies: { version: catalogue.version, digest: catalogue.digest, profile: scanned.profile },
    node: process.versions.node,
    generatedAt,
    asOf: scanned.today,
    command: commandOf(args, cwd),
    exitCode,
    runner: runnerOf(process.env),
    ...(commit === undefined
      ? { repositoryUnknown: git ? "there is no commit yet" : "there is no git work tree, or no git" }
      : { repository: { commit, ...(branch !== undefined && { branch }), dirty: changed > 0, changed } }),
    settings: settingsOf(scanned, flags),
    settingsFiles,
    inputs: files.map(({ path, bytes }) => ({
      path: shownPath(cwd, path),
      kind: kinds.get(path) ?? "terraform",
      sha256: bytes === undefined ? "" : digest(bytes),
    })),
  };
}

/** The organization's own policies: the digest of the shipped ones does not cover them. */
function regoFiles(folder: string): Array<{ path: string; role: string }> {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".rego"))
    .sort(byText)
    .map((name) => ({ path: `${folder}/${name}`.replaceAll("\\", "/"), role: "policy" }));
}

function bytesOf(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** How many of the files do not stand in the commit byte for byte: changed, not committed, or outside of it. */
function changedFiles(
  git: Git,
  cwd: string,
  files: ReadonlyArray<{ path: string; bytes: Uint8Array | undefined }>,
): number {
  const blobs = git.blobs();
  const top = gitTop(cwd) ?? cwd;
  return files.filter(({ path, bytes }) => {
    const id = blobs.get(shownFrom(top, resolve(cwd, path)));
    return (
      id === undefined || bytes === undefined || blobId(bytes, id.length === 64 ? "sha256" : "sha1") !== id
    );
  }).length;
}

/** The name git gives a file's content (gitformat-pack(5): a header, then the bytes). */
function blobId(bytes: Uint8Array, algorithm: "sha1" | "sha256"): string {
  return createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

/** The settings that hold. Values given to Terraform may be secrets: only the names of what was given are in it. */
function settingsOf(
  { result, loaded, profile, failOn, failOnUnknown }: ScanRun,
  flags: RunFlags,
): Provenance["settings"] {
  const flag = (value: unknown) => ({ flag: "", value });
  const { exceptions: _, controls: __, ...config }: Config = loaded.config;
  const { settings } = effectiveSettings({
    config,
    files: [],
    flags: {
      profile: flag(profile),
      failOn: flag(failOn),
      failOnUnknown: flag(failOnUnknown),
      inlineExceptions: flag(flags.inlineExceptions !== false),
      ...(flags.policy && { onlyPolicies: flag(flags.policy) }),
      ...(flags.control && { onlyControls: flag(flags.control) }),
      ...(flags.framework && { onlyFrameworks: flag(flags.framework) }),
      terraform: flag({
        workspace: flags.workspace ?? "default",
        variables: (flags.inputs ?? []).map(({ flag: name, value }) =>
          name === "--var" ? value.split("=")[0] : basename(value),
        ),
        environmentVariables: result.environmentVariables ?? [],
        environments: (flags.environment ?? []).map((one) => one.split("=")[0]),
      }),
    },
    held: {},
  });
  return Object.fromEntries(Object.entries(settings).sort(([a], [b]) => byText(a, b)));
}

/** Flags whose value may be a secret, or says where on this machine the output goes. */
const hidden = new Set(["--var", "--out"]);

/** The arguments as given, without values of variables, and without the paths of this machine. */
function commandOf(args: readonly string[], cwd: string): string[] {
  const shown: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    const [, flag = "", value] = /^(--[a-z-]+)(?:=(.*))?$/s.exec(arg) ?? [];
    if (hidden.has(flag)) {
      const text = value ?? args[++i] ?? "";
      if (flag === "--var") shown.push("--var", `${text.split("=")[0] ?? ""}=…`);
    } else if (value !== undefined) shown.push(`${flag}=${shownPath(cwd, value)}`);
    else shown.push(shownPath(cwd, arg));
  }
  return shown;
}

/** An absolute path as it is from here, or, when it lies outside of the work tree, its last part only. */
function shownPath(cwd: string, path: string): string {
  if (!isAbsolute(path) && !path.startsWith("../")) return path;
  const full = resolve(cwd, path);
  return isWithin(gitTop(cwd) ?? cwd, full) ? shownFrom(cwd, full) : `…/${basename(full)}`;
}

/**
 * The CI job as its documented variables name it; a person's name is not looked for. Only these are read, and what
 * they hold is printed as an address without credentials and query.
 */
function runnerOf(env: NodeJS.ProcessEnv): string {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  if (server && repository && run) {
    const attempt = env["GITHUB_RUN_ATTEMPT"];
    return `GitHub Actions: ${plainUrl(`${server}/${repository}/actions/runs/${run}`)}${attempt ? ` attempt ${attempt}` : ""}`;
  }
  if (env["CI_JOB_URL"]) return `GitLab CI: ${plainUrl(env["CI_JOB_URL"])}`;
  if (env["BUILD_URL"]) return `Jenkins: ${plainUrl(env["BUILD_URL"])}`;
  if (env["CIRCLE_BUILD_URL"]) return `CircleCI: ${plainUrl(env["CIRCLE_BUILD_URL"])}`;
  if (env["BUILDKITE_BUILD_URL"]) return `Buildkite: ${plainUrl(env["BUILDKITE_BUILD_URL"])}`;
  const { SYSTEM_COLLECTIONURI: collection, SYSTEM_TEAMPROJECT: project, BUILD_BUILDID: build } = env;
  if (collection && project && build)
    return `Azure Pipelines: ${plainUrl(`${collection}${encodeURIComponent(project)}/_build/results`)} build ${build}`;
  return "";
}

function plainUrl(text: string): string {
  try {
    const { protocol, host, pathname } = new URL(text);
    return protocol === "https:" || protocol === "http:" ? `${protocol}//${host}${pathname}` : "";
  } catch {
    return "";
  }
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
