import type { ExceptionStatus } from "../judge/result.ts";
import { useColor } from "./outputs.ts";
import { type RunFlags, runScan } from "./run-scan.ts";
import { oneOf } from "./select.ts";
import { UsageError } from "./usage-error.ts";

export interface ExceptionsFlags extends RunFlags {
  format: string;
  check?: boolean;
  expiringWithin: string;
}

/** Records in such a state need somebody; the others act, or are over. */
const broken: ReadonlySet<ExceptionStatus> = new Set<ExceptionStatus>([
  "expired",
  "incomplete",
  "too-broad",
  "self-approved",
  "no-effect",
]);

/**
 * `crosswalk exceptions`: every record with its status, judged with all policies, whatever the profile.
 * @returns 1 with --check when a record is invalid or has expired with findings left; 2 when crosswalk.yaml is broken
 */
export async function exceptions(paths: readonly string[], flags: ExceptionsFlags): Promise<number> {
  const format = oneOf(["text", "json"] as const, flags.format, "--format");
  const days = Number(flags.expiringWithin);
  if (!/^\d{1,5}$/.test(flags.expiringWithin))
    throw new UsageError(`--expiring-within must be a number of days, not "${flags.expiringWithin}"`);
  const { result, today } = await runScan(paths, { ...flags, profile: flags.profile ?? "all" });
  const unusable = result.diagnostics.filter((one) => one.code === "config-invalid");
  if (format === "json") {
    const { renderJson } = await import("../report/json.ts");
    const { exceptions: records } = JSON.parse(renderJson(result, { verdicts: new Set() })) as {
      exceptions: unknown;
    };
    process.stdout.write(`${JSON.stringify({ asOf: today, exceptions: records }, null, 2)}\n`);
  } else {
    const { renderExceptions } = await import("../report/exceptions.ts");
    const color = useColor(process.stdout);
    process.stdout.write(
      renderExceptions(result.exceptions, {
        color,
        width: process.stdout.columns ?? 100,
        expiringWithin: days,
      }),
    );
  }
  for (const one of unusable) {
    const line = one.at ? `:${one.at.source.lines.at(one.at.start).line}` : "";
    process.stderr.write(
      `crosswalk: ${one.at?.source.path ?? one.path ?? "crosswalk.yaml"}${line}: ${one.message}\n`,
    );
  }
  if (unusable.length > 0) return 2;
  return flags.check && result.exceptions.some((one) => broken.has(one.status)) ? 1 : 0;
}
