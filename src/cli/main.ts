import { Command, CommanderError } from "commander";
import { evidenceCommands } from "./evidence-commands.ts";
import { recordCommands } from "./record-commands.ts";
import { terraformOptions } from "./terraform-options.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Runs the command line.
 * @param args without node and script
 * @returns the exit code design.md promises: 0, 1 (violations), 2 (no trustworthy result), 3 (incomplete)
 */
export async function main(args: string[]): Promise<number> {
  let code = 0;
  // A reader that has gone away (`crosswalk scan | head`) is no failure of the scan; Node tells it by this event.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  const program = buildProgram(args, (given) => {
    code = given;
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
    if (thrown instanceof UsageError) {
      process.stderr.write(`crosswalk: ${thrown.message}\n${thrown.hint ? `  ${thrown.hint}\n` : ""}`);
      return 2;
    }
    const error = thrown as NodeJS.ErrnoException;
    process.stderr.write(
      `crosswalk: internal error: ${error?.stack ?? String(thrown)}\n  This is a bug in crosswalk: please report it.\n`,
    );
    return 2;
  }
}

function collect(value: string, previous: string[] = []): string[] {
  return [...previous, ...value.split(",").map((one) => one.trim())].filter((one) => one !== "");
}

function repeat(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}

function buildProgram(args: readonly string[], setCode: (code: number) => void): Command {
  const program = new Command("crosswalk")
    .description(
      "Judges Terraform, Kubernetes and application config once, for the HIPAA Security Rule and SOC 2.",
    )
    .option("-V, --version", "print the version")
    .showHelpAfterError("(crosswalk --help shows commands and examples)")
    .exitOverride()
    .addHelpText(
      "after",
      `
Examples:
  crosswalk scan                                  scan this folder
  crosswalk scan infra/ k8s/ --fail-on critical   scan two roots, fail on critical only
  crosswalk scan main.tf                          judge one file with the unit it belongs to
  crosswalk scan --format sarif --output sarif=crosswalk.sarif
  crosswalk explain 164.312(a)(2)(iv)             what stands behind a citation
  crosswalk policies --control audit-logging      list policies

Exit codes: 0 nothing at or above --fail-on; 1 violations; 2 no trustworthy result; 3 incomplete.`,
    );
  program.action(async (options: { version?: boolean }) => {
    if (!options.version) {
      program.outputHelp();
      return;
    }
    const { toolVersion } = await import("./version.ts");
    process.stdout.write(`${toolVersion()}\n`);
  });

  const scanCommand = program
    .command("scan")
    .description("judge files and print what was found")
    .argument("[paths...]", "files, folders or globs; default: this folder")
    .option("--format <format>", "text, json or sarif, on standard output", "text")
    .option(
      "--output <[format=]path>",
      "also write a report to a file (repeatable); the ending tells the format",
      repeat,
    )
    .option("--fail-on <severity>", "exit 1 at or above critical, high, medium, low; or none (default: high)")
    .option("--fail-on-unknown", "exit 1 when a verdict is unknown")
    .option(
      "--verdicts <list>",
      "which verdicts the report lists: fail, unknown, pass, not-applicable, all",
      collect,
    )
    .option("--profile <profile>", "recommended, strict or all (default: recommended)")
    .option("--policy <id>", "only this policy (repeatable, comma-separated)", collect)
    .option("--control <id>", "only policies of this control (repeatable, comma-separated)", collect)
    .option("--framework <name>", "print references of hipaa or soc2 only", collect)
    .option("--policy-dir <folder>", "add your own policies, compiled with the opa command", repeat)
    .option("--config <path>", "use this crosswalk.yaml")
    .option("--org-config <path>", "an organization's settings; what it enforces cannot be weakened")
    .option("--why-in-scope <address>", "print which scope rules decided about a resource, and judge nothing")
    .option("--cross-check", "read the Terraform files with hcl2-parser too and list differences (slow)")
    .option("--strict", "exit 3 when anything was not scanned")
    .option("--quiet", "print findings and the gate only")
    .option("--no-inline-exceptions", "ignore crosswalk:ignore comments (for auditors)")
    .option("--as-of <date>", "judge expiry and review dates as of this day, YYYY-MM-DD (default: today)")
    .option("--baseline <file>", "known violations (default: crosswalk-baseline.json beside crosswalk.yaml)")
    .option("--no-baseline", "known violations fail like new ones")
    .action(async (paths: string[], options) => {
      if (options.whyInScope !== undefined) {
        const { whyInScope } = await import("./why-in-scope.ts");
        await whyInScope(paths, options.whyInScope, { ...options, inputs: scanInputs });
        return;
      }
      const { scan } = await import("./scan.ts");
      setCode(await scan(paths, { ...options, inputs: scanInputs }));
    });
  const scanInputs = terraformOptions(scanCommand);

  program
    .command("policies")
    .description("list the policies")
    .option("--control <id>", "only policies of this control", collect)
    .option("--profile <profile>", "only policies of this profile")
    .option("--subject <type>", "only policies that judge this resource type", collect)
    .option("--severity <severity>", "only policies of this severity", collect)
    .option("--format <format>", "text or json", "text")
    .action(async (options) => {
      const { policies } = await import("./inspect.ts");
      policies(options);
    });

  program
    .command("explain")
    .description("explain a policy, a control, a HIPAA citation or a SOC 2 criterion")
    .argument("<name>", "for example aws-rds-not-public, audit-logging, 164.312(b), CC6.1")
    .action(async (name: string) => {
      const { explain } = await import("./inspect.ts");
      explain(name);
    });

  program
    .command("controls")
    .description("print the whole table control, HIPAA, SOC 2, and the register of crosswalk.yaml")
    .option("--format <format>", "text or json", "text")
    .option("--config <path>", "use this crosswalk.yaml")
    .option("--as-of <date>", "what is overdue as of this day, YYYY-MM-DD (default: today)")
    .action(async (options) => {
      const { controls } = await import("./inspect.ts");
      await controls(options);
    });

  program
    .command("config")
    .description("print the settings that hold here, and what decided each")
    .argument("[paths...]", "what would be scanned; default: this folder")
    .option("--profile <profile>", "as with scan")
    .option("--fail-on <severity>", "as with scan")
    .option("--fail-on-unknown", "as with scan")
    .option("--config <path>", "use this crosswalk.yaml")
    .option("--org-config <path>", "an organization's settings; what it enforces cannot be weakened")
    .option("--format <format>", "yaml or json", "yaml")
    .action(async (paths: string[], options) => {
      const { showConfig } = await import("./config-command.ts");
      setCode(await showConfig(paths, options));
    });

  program
    .command("init")
    .description("write a commented crosswalk.yaml from what lies in this folder")
    .option("--force", "overwrite the one that is there")
    .option("--print", "print it instead of writing it")
    .action(async (options) => {
      const { init } = await import("./init.ts");
      await init(options);
    });

  const inputCommand = program
    .command("input")
    .description("print what a policy sees, as JSON")
    .argument("<paths...>", "files, folders or globs")
    .option("--policy <id>", "only what these policies judge or read", collect)
    .action(async (paths: string[], options) => {
      const { input } = await import("./input.ts");
      await input(paths, { ...options, inputs: given });
    });
  const given = terraformOptions(inputCommand);

  recordCommands(program, setCode);
  evidenceCommands(program, setCode, args);
  for (const command of program.commands) command.exitOverride();
  return program;
}
