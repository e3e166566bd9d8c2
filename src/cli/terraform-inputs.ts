import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { shownFrom } from "../discover/paths.ts";
import type { InputArgument, Inputs } from "../model/terraform/inputs.ts";
import { UsageError } from "./usage-error.ts";

/** The flags that give values to Terraform, as commander collects them. */
export interface InputFlags {
  /** `--var` and `--var-file` in one list: their order decides. */
  inputs?: ReadonlyArray<{ flag: "--var" | "--var-file"; value: string }>;
  workspace?: string;
  environment?: string[];
}

/** What they come to, and every file they name: those may be read wherever they lie. */
export interface GivenInputs {
  inputs: Inputs;
  files: string[];
}

/**
 * Reads the flags and `TF_VAR_…`.
 * @throws UsageError for a value that cannot be read and a file that is not there
 */
export function readInputs(cwd: string, flags: InputFlags, env: NodeJS.ProcessEnv): GivenInputs {
  const files: string[] = [];
  const file = (path: string, flag: string): string => {
    const full = resolve(cwd, path);
    if (path === "" || !existsSync(full)) throw new UsageError(`${flag} ${path}: there is no such file`);
    const shown = shownFrom(cwd, full);
    files.push(shown);
    return shown;
  };
  const given = (flags.inputs ?? []).map(({ flag, value }): InputArgument => {
    if (flag === "--var-file") return { file: file(value, flag) };
    const [name, text] = split(value);
    if (name === "") throw new UsageError(`--var ${value}: a name is missing`, "Write --var name=value.");
    // The value may be a secret: it is not repeated.
    if (text === undefined) throw new UsageError("--var: a value is missing", "Write --var name=value.");
    return { name, text };
  });
  const names = new Set<string>();
  const environments = (flags.environment ?? []).map((value) => {
    const [name, list] = split(value);
    const hint = "Write --environment name=file,file.";
    if (name === "" || !list)
      throw new UsageError(`--environment ${value}: a name or its files are missing`, hint);
    if (names.has(name)) throw new UsageError(`--environment ${name} is given twice`, hint);
    names.add(name);
    const paths = list.split(",").filter((one) => one !== "");
    return { name, files: paths.map((path) => file(path, "--environment")) };
  });
  if (flags.workspace === "") throw new UsageError("--workspace needs a name");
  const variables = new Map<string, string>();
  for (const key of Object.keys(env).sort())
    if (key.startsWith("TF_VAR_") && key.length > 7) variables.set(key.slice(7), env[key] ?? "");
  return {
    inputs: { arguments: given, variables, workspace: flags.workspace ?? "default", environments },
    files: [...new Set(files)],
  };
}

function split(value: string): [string, string | undefined] {
  const at = value.indexOf("=");
  return at < 0 ? [value.trim(), undefined] : [value.slice(0, at).trim(), value.slice(at + 1)];
}
