import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type BaselineFile, readBaseline } from "../config/baseline-file.ts";
import { shownFrom } from "../discover/paths.ts";
import { gitTop } from "../discover/walk.ts";
import { UsageError } from "./usage-error.ts";

export const baselineName = "crosswalk-baseline.json";

/** A baseline as a run takes it. */
export interface BaselineUse {
  file: BaselineFile;
  /** From the working directory. */
  path: string;
  renamed?: ReadonlyMap<string, string>;
}

/** Where the baseline lies, absolute: where --baseline says, else beside crosswalk.yaml, else at the top. */
export function baselinePath(cwd: string, config: string | undefined, explicit: string | undefined): string {
  if (explicit !== undefined) return resolve(cwd, explicit);
  const folder = config === undefined ? (gitTop(cwd) ?? cwd) : dirname(resolve(cwd, config));
  return join(folder, baselineName);
}

/**
 * The baseline of a run, with the files that git says were renamed since.
 * @returns undefined where there is none
 * @throws UsageError when one was named and is not there, or cannot be read as one: findings that it knows would fail
 */
export async function loadBaseline(
  cwd: string,
  config: string | undefined,
  explicit: string | undefined,
): Promise<BaselineUse | undefined> {
  const absolute = baselinePath(cwd, config, explicit);
  const path = shownFrom(cwd, absolute);
  if (!existsSync(absolute)) {
    if (explicit === undefined) return undefined;
    throw new UsageError(
      `--baseline ${path}: there is no such file`,
      "`crosswalk baseline create` writes one.",
    );
  }
  let text: string;
  try {
    text = readFileSync(absolute, "utf8");
  } catch (thrown) {
    throw new UsageError(
      `${path} cannot be read (${(thrown as NodeJS.ErrnoException).code ?? "unknown error"})`,
    );
  }
  const file = readBaseline(text);
  if (typeof file === "string") throw new UsageError(`${path} ${file}`);
  if (file.commit === undefined) return { file, path };
  const { Git } = await import("./git.ts");
  const renamed = Git.around(cwd)?.renames(file.commit);
  return { file, path, ...(renamed && renamed.size > 0 && { renamed }) };
}
