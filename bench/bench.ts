/**
 * `npm run bench`: every budget of docs/performance.md in one run, as ratios: both sides of a ratio run in turn, so that
 * a noisy machine slows both. `--runs N` (default 15) starts, `--without-checkov` leaves out what takes minutes.
 */
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { checkov, checkovArguments } from "./checkov.ts";
import { writeKubernetes, writeTerraform } from "./generate.ts";
import { median, timed, weighed } from "./measure.ts";
import { writeMixed } from "./mixed.ts";
import { parseSpeeds } from "./parse.ts";

const root = resolve(import.meta.dirname, "..");
const corpus = join(resolve(process.env["CROSSWALK_SHARED"] ?? join(root, "..", "shared")), "corpus");
const cli = join(root, "bin/crosswalk.js");
const runs = Number(process.argv[process.argv.indexOf("--runs") + 1]) || 15;
const work = mkdtempSync(join(tmpdir(), "crosswalk-bench-"));
const scan = [cli, "scan", "--format", "json", "--fail-on", "none"];

let missed = 0;
function row(what: string, figure: string, budget: string, kept: boolean): void {
  if (!kept) missed++;
  process.stdout.write(`| ${what} | ${figure} | ${budget} | ${kept ? "kept" : "missed"} |\n`);
}

const samples: Record<string, [file: string, text: string]> = {
  "one Terraform file": [
    "main.tf",
    'resource "aws_db_instance" "ehr" {\n  engine              = "postgres"\n  instance_class      = "db.t4g.medium"\n  publicly_accessible = true\n}\n',
  ],
  "one Kubernetes manifest": [
    "pod.yaml",
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: fhir\nspec:\n  containers:\n    - name: fhir\n      image: hapiproject/hapi:v7.4.0\n      securityContext:\n        privileged: true\n",
  ],
  "one dotenv file": [".env", "DATABASE_PASSWORD=hunter2-for-real\n"],
};

/** `--only start-up,parsing,mixed,doubling,size,checkov` measures some of it. */
function asked(part: string): boolean {
  const at = process.argv.indexOf("--only");
  return at < 0 || (process.argv[at + 1] ?? "").split(",").includes(part);
}

function startUp(): void {
  for (const [name, [file, text]] of Object.entries(samples)) {
    const cwd = mkdtempSync(join(work, "one-"));
    writeFileSync(join(cwd, file), text);
    const pairs = Array.from({ length: runs + 1 }, () => [
      timed(process.execPath, [cli, "scan", file], cwd).ms,
      timed(process.execPath, ["-e", "0"], cwd).ms,
    ]).slice(1);
    const ratio = median(pairs.map(([ours = 0, empty = 1]) => ours / empty));
    const [ours, empty] = [0, 1].map((i) => median(pairs.map((pair) => pair[i] ?? Number.NaN)));
    const times = `${ours?.toFixed(0)} / ${empty?.toFixed(0)} ms`;
    row(
      `${name}, cold, against \`node -e 0\``,
      `${ratio.toFixed(2)} (${times})`,
      "at most 1.7",
      ratio <= 1.7,
    );
  }
}

function parsing(): void {
  const { files, megabytes, ours, theirs } = parseSpeeds(root, corpus);
  const what = `${files} \`.tf\` files, ${megabytes.toFixed(2)} MB, ours / HashiCorp's`;
  if (!theirs) {
    process.stderr.write("skipped: no go to build HashiCorp's parser\n");
    return;
  }
  const rates = (name: "warm" | "cold"): string =>
    `${(ours[name] / theirs[name]).toFixed(1)} (${ours[name].toFixed(1)} / ${theirs[name].toFixed(1)} MB/s)`;
  row(`${what}, warm`, rates("warm"), "at least 2", ours.warm >= 2 * theirs.warm);
  row(`${what}, first pass`, rates("cold"), "", true);
}

/** Manifests and application config, against what the `yaml` package needs to parse them. */
function mixed(): void {
  const folder = join(work, "mixed");
  writeMixed(folder, 200);
  const pairs = Array.from({ length: 5 }, () => [
    timed(process.execPath, [...scan, folder], work).ms,
    timed(process.execPath, [join(root, "bench/parse-yaml.mjs"), folder], work).ms,
  ]);
  const ratio = median(pairs.map(([ours = 0, theirs = 1]) => ours / theirs));
  const [ours = 0, theirs = 0] = [0, 1].map((i) => median(pairs.map((pair) => pair[i] ?? Number.NaN)));
  row(
    "1,000 Kubernetes objects and 500 config files, ours / `yaml` alone",
    `${ratio.toFixed(2)} (${(ours / 1000).toFixed(2)} / ${(theirs / 1000).toFixed(2)} s)`,
    "at most 3",
    ratio <= 3,
  );
}

function againstCheckov(): void {
  const command = checkov(root);
  for (const [folder, budget] of [
    ["terragoat", 10],
    ["terraform-aws-eks", 100],
  ] as const) {
    const path = join(corpus, folder);
    const ours = median([1, 2, 3, 4, 5].map(() => timed(process.execPath, [...scan, path], work).ms));
    const theirs = timed(command, checkovArguments(path), work).ms;
    const times = `${(ours / 1000).toFixed(2)} / ${(theirs / 1000).toFixed(1)} s`;
    row(
      `${folder}, ours / Checkov`,
      `${(theirs / ours).toFixed(0)} (${times})`,
      `at least ${budget}`,
      theirs >= budget * ours,
    );
  }
}

function doubling(): void {
  const times: number[] = [];
  for (const copies of [1, 2, 4, 8]) {
    const folder = join(work, `copies${copies}`);
    for (let i = 0; i < copies; i++) cpSync(corpus, join(folder, `copy${i}`), { recursive: true });
    times.push(Math.min(...[1, 2, 3].map(() => timed(process.execPath, [...scan, folder], work).ms)));
  }
  for (const [i, factor] of ["1x to 2x", "2x to 4x", "4x to 8x"].entries()) {
    const [before = 1, after = Number.NaN] = times.slice(i, i + 2);
    const seconds = `${(before / 1000).toFixed(2)} to ${(after / 1000).toFixed(2)} s`;
    row(
      `corpus ${factor}`,
      `${(after / before).toFixed(2)} (${seconds})`,
      "at most 2.1",
      after <= 2.1 * before,
    );
  }
}

function memoryAndSize(): void {
  const terraform = join(work, "terraform");
  const kubernetes = join(work, "kubernetes");
  writeTerraform(terraform, 10_000);
  writeKubernetes(kubernetes, 3_000);
  const whole = existsSync(corpus) ? weighed(process.execPath, [...scan, corpus], work) : undefined;
  if (whole?.megabytes)
    row(
      "peak memory, whole corpus",
      `${whole.megabytes.toFixed(0)} MB`,
      "under 400 MB",
      whole.megabytes < 400,
    );
  for (const [what, folder, seconds] of [
    ["10,000 resources in one root", terraform, 3],
    ["3,000 Deployments x 3,000 network policies", kubernetes, 4],
  ] as const) {
    const found = [1, 2, 3].map(() => weighed(process.execPath, [...scan, folder], work));
    const best = Math.min(...found.map((one) => one.ms));
    const peak = Math.max(...found.map((one) => one.megabytes ?? 0));
    row(
      what,
      `${(best / 1000).toFixed(2)} s, ${peak.toFixed(0)} MB`,
      `under ${seconds} s`,
      best < seconds * 1000,
    );
  }
}

try {
  process.stdout.write(`node ${process.version}\n\n| what | figure | budget | |\n|---|---|---|---|\n`);
  if (asked("start-up")) startUp();
  if (asked("mixed")) mixed();
  if (existsSync(corpus)) {
    if (asked("parsing")) parsing();
    if (asked("doubling")) doubling();
  } else process.stderr.write(`skipped: no corpus in ${corpus}\n`);
  if (asked("size")) memoryAndSize();
  if (existsSync(corpus) && asked("checkov") && !process.argv.includes("--without-checkov")) againstCheckov();
  process.stdout.write(`\n${missed === 0 ? "every budget kept" : `${missed} missed`}\n`);
  process.exitCode = missed === 0 ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
