import type { Outcome } from "../evaluate/verdict.ts";
import type { Finding } from "../judge/finding.ts";
import type { ScanResult } from "../judge/result.ts";
import { type Format, formats, type Output, readOutput, useColor, writeReport } from "./outputs.ts";
import { clearProgress, progressPrinter } from "./progress.ts";
import { type RunFlags, runScan, type ScanRun } from "./run-scan.ts";
import { oneOf } from "./select.ts";

/** The flags of `crosswalk scan` as commander gives them. */
export interface ScanFlags extends RunFlags {
  format: string;
  output?: string[];
  verdicts?: string[];
  crossCheck?: boolean;
  strict?: boolean;
  quiet?: boolean;
}

const outcomes: readonly Outcome[] = ["fail", "unknown", "pass", "not-applicable"];

/**
 * `crosswalk scan`: prints the report and writes the files asked for.
 * @returns the exit code
 */
export async function scan(paths: readonly string[], flags: ScanFlags): Promise<number> {
  const format = oneOf(formats, flags.format, "--format");
  const outputs = (flags.output ?? []).map(readOutput);
  const verdicts = readVerdicts(flags.verdicts);
  const scanned = await runScan(paths, flags);
  const { result, frameworks } = scanned;
  const code = exitCode(scanned, flags);
  if (flags.crossCheck) {
    const { crossCheck } = await import("../cross-check/cross-check.ts");
    result.crossCheck = crossCheck(scanned.discovered.sources, { told: progressPrinter() });
    clearProgress();
  }
  const context = { verdicts, flags, code, ...(frameworks && { frameworks }) };
  for (const output of outputs)
    writeReport(output.path, await render(result, output.format, { ...context, output }));
  process.stdout.write(await render(result, format, context));
  return code;
}

function readVerdicts(given: string[] | undefined): ReadonlySet<Outcome> {
  if (!given) return new Set(["fail", "unknown"]);
  if (given.includes("all")) return new Set(outcomes);
  return new Set(given.map((one) => oneOf(outcomes, one, "--verdicts")));
}

interface RenderContext {
  verdicts: ReadonlySet<Outcome>;
  flags: ScanFlags;
  code: number;
  frameworks?: ReadonlyArray<"hipaa" | "soc2">;
  /** Set for a file, absent for standard output. */
  output?: Output;
}

async function render(result: ScanResult, format: Format, context: RenderContext): Promise<string> {
  if (format === "json") {
    const { renderJson } = await import("../report/json.ts");
    return renderJson(result, { verdicts: context.verdicts });
  }
  if (format === "sarif") {
    const { renderSarif } = await import("../report/sarif.ts");
    return renderSarif(result, { verdicts: context.verdicts });
  }
  const { renderText } = await import("../report/text.ts");
  return renderText(result, {
    color: !context.output && useColor(process.stdout),
    width: context.output ? 100 : Math.max(60, Math.min(process.stdout.columns ?? 100, 120)),
    quiet: context.flags.quiet === true,
    verdicts: context.verdicts,
    exitCode: context.code,
    ...(context.frameworks && { frameworks: context.frameworks }),
  });
}

/** Exit codes of design.md: 2 wins over 1, 1 over 3. */
export function exitCode(
  { result, discovered, failOnUnknown }: ScanRun,
  flags: Pick<ScanFlags, "strict">,
): number {
  const { named } = discovered;
  const untrusted = result.diagnostics.some(
    (one) =>
      one.code.startsWith("policy-") ||
      one.code === "config-invalid" ||
      one.code === "path-not-found" ||
      // --var with a name that no root has: a bad flag, as for Terraform.
      (one.code === "tf-undeclared-variable" && one.severity === "error"),
  );
  if (untrusted) return 2;
  if (result.gate.failing > 0) return 1;
  // What a comment quiets or lies aside does not gate.
  const open = (one: Finding): boolean => one.verdict === "unknown" && one.status === "open";
  if (failOnUnknown && result.findings.some(open)) return 1;
  const gaps = result.notScanned.filter((one) => one.cause !== "binary");
  if (flags.strict && gaps.length > 0) return 3;
  return gaps.some((one) => named.has(one.path)) ? 3 : 0;
}
