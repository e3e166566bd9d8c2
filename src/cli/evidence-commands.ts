import type { Command } from "commander";
import { terraformOptions } from "./terraform-options.ts";

function list(value: string, previous: string[] = []): string[] {
  return [...previous, ...value.split(",").map((one) => one.trim())].filter((one) => one !== "");
}

/** Adds `evidence` with `evidence verify` and `evidence diff`. */
export function evidenceCommands(
  program: Command,
  setCode: (code: number) => void,
  args: readonly string[],
): void {
  const command = program
    .command("evidence")
    .description(
      "write what auditors ask for: one body of evidence, viewed by HIPAA, by SOC 2, and where they overlap",
    )
    .argument("[paths...]", "files, folders or globs; default: this folder")
    .option("--out <folder>", "a new folder, or older evidence to replace")
    .option("--time <time>", "the stated time, ISO 8601 (default: now); all else repeats byte for byte")
    .option(
      "--as-of <date>",
      "judge expiry and review dates as of this day (default: the day of the stated time)",
    )
    .option("--sample <size>", "how many rows the sample of the population has (default: 25)")
    .option("--seed <text>", "what the sample is drawn with (default: the commit)")
    .option("--fail-on <severity>", "as with scan; recorded, not acted on")
    .option("--fail-on-unknown", "as with scan; recorded, not acted on")
    .option("--profile <profile>", "recommended, strict or all (default: recommended)")
    .option("--policy <id>", "only this policy (repeatable, comma-separated)", list)
    .option("--control <id>", "only policies of this control (repeatable, comma-separated)", list)
    .option("--framework <name>", "hipaa or soc2 only", list)
    .option("--policy-dir <folder>", "add your own policies", (one: string, all: string[] = []) => [
      ...all,
      one,
    ])
    .option("--config <path>", "use this crosswalk.yaml")
    .option("--org-config <path>", "an organization's settings; what it enforces cannot be weakened")
    .option("--strict", "as with scan; recorded, not acted on")
    .option("--no-inline-exceptions", "ignore crosswalk:ignore comments")
    .option("--baseline <file>", "known violations (default: crosswalk-baseline.json beside crosswalk.yaml)")
    .option("--no-baseline", "use no baseline");
  const inputs = terraformOptions(command);
  command.action(async (paths: string[], options) => {
    const { evidence } = await import("./evidence.ts");
    setCode(await evidence(paths, { ...options, inputs }, args));
  });

  command
    .command("verify")
    .description("check every digest: exit 1 when a file was changed, is missing, or was added")
    .argument("<folder>", "an evidence folder")
    .action(async (folder: string) => {
      const { verifyEvidence } = await import("./evidence-verify.ts");
      setCode(verifyEvidence(folder));
    });

  command
    .command("diff")
    .description(
      "what changed between bodies of evidence: first seen, fixed, days open, states, gaps between runs",
    )
    .argument("<folders...>", "two or more evidence folders; their stated times give the order")
    .option("--format <format>", "text, json or csv", "text")
    .action(async (folders: string[], options) => {
      const { diffFolders } = await import("./evidence-diff.ts");
      diffFolders(folders, options);
    });
}
