import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../support/paths.ts";
import type { Short } from "./short-form.ts";

/** What HashiCorp's own parser says of one text. */
export interface Judgement {
  /** Absent when it accepts the text. */
  error?: string;
  tree?: Short;
}

/** Whether `go` is there to build HashiCorp's parser. */
export const goIsThere: boolean = spawnSync("go", ["version"]).status === 0;

/** HashiCorp's current parser, native Go (bench/hashicorp/dump), on every text, in order. */
export function judge(texts: readonly string[]): Judgement[] {
  const binary = join(root, ".cache", "hashicorp-dump");
  mkdirSync(join(root, ".cache"), { recursive: true });
  execFileSync("go", ["build", "-o", binary, "./dump"], {
    cwd: join(root, "bench/hashicorp"),
    stdio: "inherit",
  });
  const input = texts.map((text) => `${JSON.stringify(text)}\n`).join("");
  const lines = execFileSync(binary, { input, encoding: "utf8", maxBuffer: 2 ** 30 }).split("\n");
  return texts.map((_, i) => JSON.parse(lines[i] ?? "{}") as Judgement);
}
