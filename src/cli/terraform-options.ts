import type { Command } from "commander";
import type { InputFlags } from "./terraform-inputs.ts";

/**
 * Adds the flags that give values to Terraform.
 * @returns what was given to `--var` and `--var-file`, in one list: with Terraform the later one wins
 */
export function terraformOptions(command: Command): NonNullable<InputFlags["inputs"]> {
  const inputs: Array<NonNullable<InputFlags["inputs"]>[number]> = [];
  const note = (flag: "--var" | "--var-file") => (value: string) => {
    inputs.push({ flag, value });
    return value;
  };
  command
    .option("--var <name=value>", "value of a Terraform variable (repeatable)", note("--var"))
    .option("--var-file <path>", "Terraform variable file (repeatable)", note("--var-file"))
    .option("--workspace <name>", 'what terraform.workspace is (default: "default")')
    .option(
      "--environment <name=files>",
      "judge a root module once with these variable files (repeatable, files comma-separated)",
      (value: string, previous: string[] = []) => [...previous, value],
    );
  return inputs;
}
