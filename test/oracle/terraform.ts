import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const env = {
  ...process.env,
  TF_CLI_CONFIG_FILE: "/dev/null",
  CHECKPOINT_DISABLE: "1",
  TF_IN_AUTOMATION: "1",
};
for (const name of Object.keys(env))
  if (/^TF_(?:VAR|LOG|WORKSPACE|CLI_ARGS)/.test(name)) delete (env as NodeJS.ProcessEnv)[name];

/** Is the `terraform` command there? */
export const terraformIsThere: boolean =
  spawnSync("terraform", ["version"], { env, stdio: "ignore" }).status === 0;

/** A temporary folder with these files, removed when `use` is done. */
export function inFolder<T>(files: Record<string, string>, use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "crosswalk-oracle-"));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a terraform command printed; `undefined` when it failed. */
export function terraform(
  folder: string,
  args: readonly string[],
  input?: string,
): { status: number; stdout: string; stderr: string } {
  const result = spawnSync("nice", ["-n", "10", "terraform", ...args], {
    cwd: folder,
    env,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    timeout: 120_000,
    ...(input === undefined ? {} : { input }),
  });
  return { status: result.status ?? -1, stdout: result.stdout ?? "", stderr: result.stderr ?? "" };
}

/** A parameter's type as `terraform metadata functions -json` writes it. */
export type ParameterType = string | [string, ParameterType];
export interface Signature {
  parameters?: Array<{ name: string; type: ParameterType; is_nullable?: boolean }>;
  variadic_parameter?: { name: string; type: ParameterType; is_nullable?: boolean };
  return_type: ParameterType;
}

/** The language's functions, without their `core::` twins. */
export function functionSignatures(): Map<string, Signature> {
  const printed = execFileSync("terraform", ["metadata", "functions", "-json"], { env, encoding: "utf8" });
  const { function_signatures } = JSON.parse(printed) as { function_signatures: Record<string, Signature> };
  return new Map(Object.entries(function_signatures).filter(([name]) => !name.startsWith("core::")));
}

/** A value, or that Terraform refuses the expression. */
export type Outcome = { value: unknown } | { refused: true };

/** The console reads lines of at most 64 kB. */
const LINE = 60_000;

/** What the console gives for each expression, in a folder; one that fails a whole batch is found by halving. */
export function consoleValues(folder: string, expressions: readonly string[]): Outcome[] {
  const rows = expressions.map((expression) => `try(jsonencode(${expression}),"!")`);
  const outcomes: Outcome[] = [];
  for (let from = 0; from < rows.length; ) {
    let to = from;
    for (let size = 0; to < rows.length && size < LINE && to - from < 250; to++)
      size += Buffer.byteLength(rows[to] ?? "") + 1;
    if (to - from > 1) to--;
    if (to === rows.length - 1 && Buffer.byteLength(rows.slice(from).join(",")) < LINE && to - from < 250)
      to++;
    outcomes.push(...batch(folder, rows.slice(from, to)));
    from = to;
  }
  return outcomes;
}

function batch(folder: string, rows: readonly string[]): Outcome[] {
  const { status, stdout } = terraform(
    folder,
    ["console", "-no-color"],
    `nonsensitive(base64encode(jsonencode([${rows.join(",")}])))\n`,
  );
  const printed = status === 0 ? /^"([A-Za-z0-9+/=]*)"\s*$/.exec(stdout)?.[1] : undefined;
  if (printed !== undefined) {
    const texts = JSON.parse(Buffer.from(printed, "base64").toString("utf8")) as string[];
    if (texts.length !== rows.length) throw new Error(`asked ${rows.length}, answered ${texts.length}`);
    return texts.map((text) => (text === "!" ? { refused: true } : { value: JSON.parse(text) }));
  }
  if (rows.length <= 1) return rows.map(() => ({ refused: true }));
  const half = rows.length >> 1;
  return [...batch(folder, rows.slice(0, half)), ...batch(folder, rows.slice(half))];
}
