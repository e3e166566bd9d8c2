import { spawnSync } from "node:child_process";

/** A child process that was run to its end. */
export interface Run {
  ms: number;
  /** Most memory it held, where /usr/bin/time tells. */
  megabytes?: number;
  status: number | null;
}

/** Runs a program and waits; a program that cannot be started throws. */
export function timed(command: string, args: readonly string[], cwd: string): Run {
  const start = process.hrtime.bigint();
  const done = spawnSync(command, args, { cwd, stdio: "ignore" });
  if (done.error) throw done.error;
  return { ms: Number(process.hrtime.bigint() - start) / 1e6, status: done.status };
}

/** As `timed`, with the child's ru_maxrss. */
export function weighed(command: string, args: readonly string[], cwd: string): Run {
  const start = process.hrtime.bigint();
  const done = spawnSync("/usr/bin/time", ["-v", command, ...args], {
    cwd,
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (done.error) return timed(command, args, cwd);
  const peak = /Maximum resident set size.*: (\d+)/.exec(done.stderr)?.[1];
  return {
    ms: Number(process.hrtime.bigint() - start) / 1e6,
    status: done.status,
    ...(peak && { megabytes: Number(peak) / 1024 }),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
