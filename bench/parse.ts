/**
 * `npx tsx bench/parse.ts`: our HCL parser against HashiCorp's own, native Go (bench/hashicorp), on every .tf of the
 * corpus: in memory, repeated to 20 MB, best of five after a warm-up on both sides; cold is the first pass.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseHcl } from "../src/parse/hcl/parser.ts";
import { Source } from "../src/text/source.ts";

const root = resolve(import.meta.dirname, "..");
const corpus = join(resolve(process.env["CROSSWALK_SHARED"] ?? join(root, "..", "shared")), "corpus");
if (!existsSync(corpus)) {
  process.stderr.write(`skipped: no corpus in ${corpus}\n`);
  process.exit(0);
}
const wanted = 20 * 2 ** 20;
const paths = readdirSync(corpus, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".tf"))
  .sort()
  .map((name) => join(corpus, name));
const files = paths.map((path) => ({
  path,
  text: readFileSync(path, "utf8"),
  bytes: readFileSync(path).length,
}));
const size = files.reduce((sum, file) => sum + file.bytes, 0);

function pass(times: number): number {
  const start = performance.now();
  for (let i = 0; i < times; i++)
    for (const { path, text } of files) parseHcl(new Source(path, "terraform", text));
  return (size * times) / 1e6 / ((performance.now() - start) / 1000);
}

const cold = pass(1);
const times = Math.ceil(wanted / size);
pass(times);
const warm = Math.max(...Array.from({ length: 5 }, () => pass(times)));
process.stdout.write(
  `${files.length} files, ${(size / 1e6).toFixed(2)} MB; ours: cold ${cold.toFixed(1)} MB/s, warm ${warm.toFixed(1)} MB/s\n`,
);
if (spawnSync("go", ["version"], { stdio: "ignore" }).status !== 0) {
  process.stderr.write("skipped: no go to build HashiCorp's parser\n");
  process.exit(0);
}
const binary = join(root, ".cache", "hashicorp-hcl");
execFileSync("go", ["build", "-o", binary, "."], { cwd: join(root, "bench/hashicorp"), stdio: "inherit" });
const theirs = JSON.parse(execFileSync(binary, { input: paths.join("\n"), encoding: "utf8" })) as {
  cold: number;
  warm: number;
};
process.stdout.write(
  `HashiCorp's, native Go: cold ${theirs.cold.toFixed(1)} MB/s, warm ${theirs.warm.toFixed(1)} MB/s\n`,
);
process.stdout.write(
  `ratio warm ${(warm / theirs.warm).toFixed(2)} (budget 2), cold ${(cold / theirs.cold).toFixed(2)}\n`,
);
