/**
 * `npm run bench`: start-up against `node -e 0`, and a scan of the corpus. Both sides run in turn, so that a noisy
 * machine slows both; medians and their ratio are printed. `--runs N` (default 15).
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const shared = resolve(process.env["CROSSWALK_SHARED"] ?? join(root, "..", "shared"));
const cli = join(root, "bin/crosswalk.js");
const runs = Number(process.argv[process.argv.indexOf("--runs") + 1]) || 15;

/** Budget of design.md: a cold one-file scan against an empty Node process. */
const startBudget = 1.7;

function time(args: string[], cwd: string): number {
  const start = process.hrtime.bigint();
  const done = spawnSync(process.execPath, args, { cwd, stdio: "ignore" });
  if (done.error) throw done.error;
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function pair(name: string, a: { args: string[]; cwd: string }, b: { args: string[]; cwd: string }): number {
  const first: number[] = [];
  const second: number[] = [];
  time(a.args, a.cwd);
  time(b.args, b.cwd);
  for (let i = 0; i < runs; i++) {
    first.push(time(a.args, a.cwd));
    second.push(time(b.args, b.cwd));
  }
  const ratio = median(first.map((one, i) => one / (second[i] ?? Number.NaN)));
  process.stdout.write(
    `${name.padEnd(34)} ${median(first).toFixed(1).padStart(8)} ms ${median(second).toFixed(1).padStart(8)} ms   ratio ${ratio.toFixed(2)}\n`,
  );
  return ratio;
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

process.stdout.write(`node ${process.version}, ${runs} runs, medians\n`);
process.stdout.write(`${"".padEnd(34)} ${"scan".padStart(11)} ${"node -e 0".padStart(11)}\n`);
let worst = 0;
for (const [name, [file, text]] of Object.entries(samples)) {
  const cwd = mkdtempSync(join(tmpdir(), "crosswalk-bench-"));
  writeFileSync(join(cwd, file), text);
  worst = Math.max(worst, pair(name, { args: [cli, "scan", file], cwd }, { args: ["-e", "0"], cwd }));
  rmSync(cwd, { recursive: true, force: true });
}
process.stdout.write(
  `start-up budget ${startBudget}: ${worst <= startBudget ? "kept" : `missed (${worst.toFixed(2)})`}\n`,
);

const corpus = join(shared, "corpus");
if (existsSync(corpus)) {
  const measure = `
    const { spawnSync } = require("node:child_process");
    const start = process.hrtime.bigint();
    const done = spawnSync(process.execPath, [${JSON.stringify(cli)}, "scan", ${JSON.stringify(corpus)}, "--format", "json", "--fail-on", "none"], { maxBuffer: 1 << 30 });
    console.log(JSON.stringify({ ms: Number(process.hrtime.bigint() - start) / 1e6, status: done.status, scanned: JSON.parse(done.stdout).scanned, rss: process.resourceUsage().maxRSS }));
  `;
  const times: number[] = [];
  let scanned: unknown;
  for (let i = 0; i < 3; i++) {
    const one = JSON.parse(execFileSync(process.execPath, ["-e", measure], { encoding: "utf8" })) as {
      ms: number;
      scanned: unknown;
    };
    times.push(one.ms);
    scanned = one.scanned;
  }
  const peak = /Maximum resident set size.*: (\d+)/.exec(
    spawnSync(
      "/usr/bin/time",
      ["-v", process.execPath, cli, "scan", corpus, "--format", "json", "--fail-on", "none"],
      { encoding: "utf8", maxBuffer: 1 << 30 },
    ).stderr ?? "",
  )?.[1];
  process.stdout.write(
    `corpus ${median(times).toFixed(0)} ms${peak ? `, peak ${(Number(peak) / 1024).toFixed(0)} MB` : ""}, ${JSON.stringify(scanned)}\n`,
  );
} else process.stderr.write(`skipped: no corpus in ${corpus}\n`);
