import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../support/paths.ts";

export interface Ran {
  status: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** A run that takes longer is ended: nothing that is read may hang the tool. */
const limit = 10_000;

/**
 * Runs the bundled command line.
 * @param user runs it as somebody else; only root may
 */
export function crosswalk(
  args: readonly string[],
  cwd: string = root,
  env: NodeJS.ProcessEnv = {},
  user?: number,
): Ran {
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "bin/crosswalk.js"), ...args],
    {
      cwd,
      encoding: "utf8",
      timeout: limit,
      ...(user !== undefined && { uid: user, gid: user }),
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, FORCE_COLOR: "", ...env },
    },
  );
  return { status, signal, stdout, stderr };
}
