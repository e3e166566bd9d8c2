import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseHcl } from "../src/parse/hcl/parser.ts";
import { Source } from "../src/text/source.ts";

const wanted = 20 * 2 ** 20;

interface Speed {
  cold: number;
  warm: number;
}

/**
 * Our HCL parser against HashiCorp's own, native Go (bench/hashicorp), on every .tf of a folder: in memory, repeated to
 * 20 MB, best of five after a warm-up on both sides; cold is the first pass. MB/s.
 * @returns undefined for theirs where there is no Go to build it
 */
export function parseSpeeds(
  root: string,
  folder: string,
): { files: number; megabytes: number; ours: Speed; theirs: Speed | undefined } {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".tf"))
    .sort()
    .map((name) => join(folder, name));
  const files = paths.map((path) => ({
    path,
    text: readFileSync(path, "utf8"),
    bytes: readFileSync(path).length,
  }));
  const size = files.reduce((sum, file) => sum + file.bytes, 0);
  const pass = (times: number): number => {
    const start = performance.now();
    for (let i = 0; i < times; i++)
      for (const { path, text } of files) parseHcl(new Source(path, "terraform", text));
    return (size * times) / 1e6 / ((performance.now() - start) / 1000);
  };
  const cold = pass(1);
  const times = Math.ceil(wanted / size);
  pass(times);
  const warm = Math.max(...Array.from({ length: 5 }, () => pass(times)));
  const found = { files: files.length, megabytes: size / 1e6, ours: { cold, warm } };
  if (spawnSync("go", ["version"], { stdio: "ignore" }).status !== 0) return { ...found, theirs: undefined };
  const binary = join(root, ".cache", "hashicorp-hcl");
  execFileSync("go", ["build", "-o", binary, "."], { cwd: join(root, "bench/hashicorp"), stdio: "inherit" });
  return {
    ...found,
    theirs: JSON.parse(execFileSync(binary, { input: paths.join("\n"), encoding: "utf8" })) as Speed,
  };
}
