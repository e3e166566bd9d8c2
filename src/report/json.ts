import type { Outcome } from "../evaluate/verdict.ts";
import type { AppliedException, Finding } from "../judge/finding.ts";
import type { ExceptionResult, ScanResult } from "../judge/result.ts";
import type { At } from "../text/span.ts";
import { safeJson } from "./escape.ts";

export interface JsonOptions {
  /** The verdicts that `results` holds; counts cover all. */
  verdicts: ReadonlySet<Outcome>;
}

/**
 * The report for programs, as report.schema.json describes it: the same shape for zero, one or many findings. Fields
 * may be added; none changes its meaning without a new `schemaVersion`.
 */
export function renderJson(result: ScanResult, options: JsonOptions): string {
  const report = {
    schemaVersion: "1",
    tool: result.tool,
    scope: result.scope,
    scanned: result.scanned,
    counts: result.counts,
    gate: result.gate,
    results: result.findings.filter((finding) => options.verdicts.has(finding.verdict)).map(toResult),
    requirements: result.requirements,
    assumptions: result.assumptions,
    environmentVariables: result.environmentVariables ?? [],
    variableFiles: result.variableFiles ?? [],
    adjustments: result.adjustments ?? [],
    exceptions: result.exceptions.map(toRecord),
    baseline: result.baseline,
    notScanned: result.notScanned,
    diagnostics: result.diagnostics.map(({ at, path, ...rest }) => ({
      ...rest,
      ...(at ? { location: location(at) } : path !== undefined && { path }),
    })),
    ...(result.crossCheck && {
      crossCheck: {
        ...result.crossCheck,
        differences: result.crossCheck.differences.map(({ at, within, what }) => ({
          path: at.source.path,
          line: line(at),
          within,
          what,
        })),
      },
    }),
  };
  return `${safeJson(report)}\n`;
}

function toResult(finding: Finding) {
  const { policy, suppression, assumption, exception } = finding;
  return {
    policy: policy.id,
    control: policy.control,
    safeguard: finding.safeguard,
    severity: finding.severity,
    grade: finding.grade,
    verdict: finding.verdict,
    status: finding.status,
    unit: finding.unit,
    environment: finding.environment,
    environments: finding.environments,
    resource: { type: finding.resource.type, address: finding.resource.address },
    addresses: finding.addresses,
    site: finding.site,
    location: location(finding.at),
    via: frames(finding.via),
    instances: finding.instances?.map(({ via, ...one }) => ({ ...one, via: frames(via) })),
    message: finding.message,
    remediation: policy.remediation,
    cause: finding.cause,
    reason: finding.reason,
    detail: finding.detail,
    phi: finding.phi,
    soc2Boundary: finding.soc2Boundary,
    scopeRules: finding.scopeRules,
    requirements: finding.requirements,
    suppression: suppression && {
      reason: suppression.reason,
      path: suppression.at.source.path,
      line: line(suppression.at),
    },
    exception: exception && toException(exception),
    moreExceptions: finding.moreExceptions?.map(toException),
    baseline: finding.baseline,
    assumption,
    peers: policy.peers,
    fingerprint: finding.fingerprint,
  };
}

function frames(via: Finding["via"]) {
  return via.map(({ at, what }) => ({ path: at.source.path, line: line(at), what }));
}

function toException({ at, ...rest }: AppliedException) {
  return { ...rest, location: at && location(at) };
}

/** The record as it was written, without the folder it counts for, and what became of it. */
function toRecord({ record, ...rest }: ExceptionResult) {
  const { at, within: _, ...written } = record;
  return { ...written, location: at && location(at), ...rest };
}

function line(at: At): number {
  return at.source.lines.at(at.start).line;
}

function location({ source, start, end }: At) {
  const from = source.lines.at(start);
  const to = source.lines.at(Math.max(start, end));
  return {
    path: source.path,
    startLine: from.line,
    startColumn: from.column,
    endLine: to.line,
    endColumn: to.column,
  };
}
