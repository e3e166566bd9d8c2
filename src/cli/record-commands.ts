import type { Command } from "commander";
import { terraformOptions } from "./terraform-options.ts";

/** Flags of every command that judges files to answer a question about records. */
function judging(command: Command): ReturnType<typeof terraformOptions> {
  command
    .option("--profile <profile>", "recommended, strict or all")
    .option("--policy-dir <folder>", "add your own policies", (one: string, all: string[] = []) => [
      ...all,
      one,
    ])
    .option("--config <path>", "use this crosswalk.yaml")
    .option("--org-config <path>", "an organization's settings; what it enforces cannot be weakened")
    .option("--as-of <date>", "judge dates as of this day, YYYY-MM-DD (default: today)");
  return terraformOptions(command);
}

/** Adds `exceptions`, `except` and `baseline`. */
export function recordCommands(program: Command, setCode: (code: number) => void): void {
  const exceptionsCommand = program
    .command("exceptions")
    .description("list the exceptions of crosswalk.yaml: what each does, and how long it lasts")
    .argument("[paths...]", "files, folders or globs; default: this folder")
    .option("--format <format>", "text or json", "text")
    .option("--check", "exit 1 when one is invalid, or has expired with findings left")
    .option("--expiring-within <days>", "mark those that expire within so many days", "30");
  const exceptionsInputs = judging(exceptionsCommand);
  exceptionsCommand.action(async (paths: string[], options) => {
    const { exceptions } = await import("./exceptions.ts");
    setCode(await exceptions(paths, { ...options, inputs: exceptionsInputs }));
  });

  const exceptCommand = program
    .command("except")
    .description("write the skeleton of an exception for a finding into crosswalk.yaml")
    .argument("<fingerprint>", "the finding's fingerprint, or its first 8 or more characters")
    .argument("[paths...]", "files, folders or globs; default: this folder")
    .option("--id <id>", "the record's id (default: the next EX-<year>-<number>)");
  const exceptInputs = judging(exceptCommand);
  exceptCommand.action(async (fingerprint: string, paths: string[], options) => {
    const { except } = await import("./except.ts");
    await except(fingerprint, paths, { ...options, inputs: exceptInputs });
  });

  const baseline = program
    .command("baseline")
    .description("violations that are known already: new ones fail, known ones are counted and shown");
  const actions = [
    ["create", "make all open violations known", "createBaseline"],
    ["prune", "take out what is fixed", "pruneBaseline"],
    ["show", "list the entries with their ages", "showBaseline"],
  ] as const;
  for (const [name, description, action] of actions) {
    const command = baseline
      .command(name)
      .description(description)
      .argument("[paths...]", "files, folders or globs; default: this folder")
      .option("--baseline <file>", "this file instead of crosswalk-baseline.json beside crosswalk.yaml");
    const inputs = judging(command);
    command.action(async (paths: string[], options) => {
      const made = await import("./baseline.ts");
      await made[action](paths, { ...options, inputs });
    });
    command.exitOverride();
  }
}
