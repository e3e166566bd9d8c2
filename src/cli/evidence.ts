import { buildEvidence } from "../evidence/build.ts";
import { evidenceFiles } from "../evidence/files.ts";
import { renderJson } from "../report/json.ts";
import { controlRegister } from "../run.ts";
import { checkTarget, writeFolder } from "./evidence-folder.ts";
import { provenanceOf } from "./evidence-provenance.ts";
import { type RunFlags, runScan } from "./run-scan.ts";
import { exitCode } from "./scan.ts";
import { UsageError } from "./usage-error.ts";

/** The flags of `crosswalk evidence` as commander gives them. */
export interface EvidenceFlags extends RunFlags {
  out?: string;
  time?: string;
  sample?: string;
  seed?: string;
  strict?: boolean;
}

/**
 * `crosswalk evidence`: scans, and writes the body of evidence with its views. Violations do not fail it: that is the
 * gate's part, and what the gate would have said stands in the evidence.
 * @param args the arguments behind `crosswalk`, for the record
 * @returns 0, or 2 when the scan gave no trustworthy result; then nothing is written
 */
export async function evidence(
  paths: readonly string[],
  flags: EvidenceFlags,
  args: readonly string[],
): Promise<number> {
  const { out } = flags;
  if (!out)
    throw new UsageError("--out is missing", "Name the folder to write: crosswalk evidence --out evidence");
  const generatedAt = readTime(flags.time);
  const size = readSize(flags.sample);
  const asOf = flags.asOf ?? generatedAt.slice(0, 10);
  checkTarget(out);
  const given: EvidenceFlags = { ...flags, asOf };
  const scanned = await runScan(paths, given);
  const { result, loaded, requirements, policies } = scanned;
  const code = exitCode(scanned, flags);
  if (code === 2) {
    for (const { severity, message, at, path } of result.diagnostics) {
      if (severity !== "error") continue;
      const place = at ? `${at.source.path}:${at.source.lines.at(at.start).line}` : path;
      process.stderr.write(`crosswalk: ${place === undefined ? "" : `${place}: `}${message}\n`);
    }
    process.stderr.write("crosswalk: no trustworthy result, so no evidence was written\n");
    return 2;
  }
  const provenance = provenanceOf({ scanned, flags: given, args, generatedAt, exitCode: code });
  const body = buildEvidence({
    result,
    config: loaded.config,
    requirements,
    policies,
    provenance,
    reviews: await controlRegister(requirements, loaded.config.controls ?? {}, scanned.today),
    sample: {
      seed: flags.seed ?? provenance.repository?.commit ?? "crosswalk",
      ...(size !== undefined && { size }),
    },
  });
  const report = renderJson(result, { verdicts: new Set(["fail", "unknown", "pass", "not-applicable"]) });
  writeFolder(out, evidenceFiles(body, report));
  const { hipaa, soc2 } = body.coverage;
  process.stdout.write(
    `${out}: ${body.population.length} verdicts, ${body.exceptions.length} exceptions, ${body.notScanned.length} not scanned
  HIPAA  ${hipaa.withPolicy} of ${hipaa.total} specifications have a policy, ${hipaa.judged} were judged, ${hipaa.undecided} could not be
  SOC 2  ${soc2.withPolicy} of ${soc2.total} criteria have a policy, ${soc2.judged} were judged, ${soc2.undecided} could not be
  open ${out}/index.html; check it with: crosswalk evidence verify ${out}\n`,
  );
  return 0;
}

/** Reads `--time`; now when absent, in whole seconds. Throws UsageError. */
function readTime(given: string | undefined): string {
  const shape = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;
  const time = given === undefined ? new Date() : new Date(shape.test(given) ? given : Number.NaN);
  if (Number.isNaN(time.getTime()))
    throw new UsageError(
      `--time ${given} is no time`,
      "Write it as ISO 8601 with its zone: 2026-11-25T09:00:00Z, or as a date.",
    );
  return `${time.toISOString().slice(0, 19)}Z`;
}

function readSize(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(given))
    throw new UsageError(`--sample ${given} is no size`, "Write a whole number from 1.");
  return Number(given);
}
