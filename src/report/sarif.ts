import type {
  Invocation,
  Location,
  Log,
  Notification,
  ReportingDescriptor,
  Result,
  Run,
  Suppression,
} from "sarif";
import type { Outcome } from "../evaluate/verdict.ts";
import type { AppliedException, Finding, Status } from "../judge/finding.ts";
import type { ScanResult } from "../judge/result.ts";
import { type Code, codes } from "../text/codes.ts";
import type { Diagnostic, NotScanned } from "../text/diagnostic.ts";
import type { At } from "../text/span.ts";
import { relativeUri, safeJson } from "./escape.ts";
import { levelOf, message, ruleOf } from "./sarif-rule.ts";
import { compare, NOT_SCANNED } from "./wording.ts";

export interface SarifOptions {
  /**
   * `unknown`, chosen without `fail` or together with `pass`, adds results of kind "open"; code scanning services show
   * any result as an alert, so that unknowns are otherwise only counted in the run's properties.
   */
  verdicts?: ReadonlySet<Outcome>;
}

/** Findings that stand in the log; those aside and out of scope are counted in the run's properties. */
const REPORTED: ReadonlySet<Status> = new Set(["open", "suppressed", "excepted", "baselined"]);
/** The run itself cannot be trusted, as exit code 2 says. */
const BROKEN: ReadonlySet<Code> = new Set([
  "policy-aborted",
  "policy-coverage",
  "policy-invalid-verdict",
  "policy-compile",
  "config-invalid",
  "path-not-found",
]);
const CONFIGURATION: ReadonlySet<Code> = new Set([
  "config-invalid",
  "path-not-found",
  "suppression-no-reason",
  "suppression-unknown-policy",
  "suppression-unused",
]);

/**
 * The report as a SARIF 2.1.0 log with one run, as code scanning services accept it: rules once, every result at a
 * place, relative URIs, fingerprints that do not move with lines.
 */
export function renderSarif(result: ScanResult, options: SarifOptions = {}): string {
  const { verdicts } = options;
  const open = verdicts?.has("unknown") === true && (!verdicts.has("fail") || verdicts.has("pass"));
  const findings = result.findings.filter(
    (one) => REPORTED.has(one.status) && (one.verdict === "fail" || (open && one.verdict === "unknown")),
  );
  const rules = rulesOf(findings);
  const index = new Map(rules.map((rule, i) => [rule.id, i]));
  const asked = result.requirements.soc2.length > 0;
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      runOf(
        result,
        rules,
        findings.map((finding) => toResult(finding, index.get(finding.policy.id) ?? 0, asked)),
      ),
    ],
  };
  return `${safeJson(log)}\n`;
}

function runOf(result: ScanResult, rules: ReportingDescriptor[], results: Result[]): Run {
  const notifications = notificationsOf(result.diagnostics);
  return {
    tool: {
      driver: {
        name: result.tool.name,
        version: result.tool.version,
        semanticVersion: result.tool.version,
        rules,
        ...(notifications.length > 0 && { notifications }),
        properties: { policies: result.tool.policies },
      },
    },
    invocations: [invocationOf(result)],
    originalUriBaseIds: { "%SRCROOT%": { description: { text: "The folder in which the scan started." } } },
    columnKind: "utf16CodeUnits",
    results,
    properties: {
      scope: result.scope,
      scanned: result.scanned,
      counts: result.counts,
      gate: result.gate,
      assumptions: result.assumptions,
      exceptions: result.exceptions.map(
        ({ record, status, problems, notes, signOff, approver, daysLeft, matched }) => ({
          id: record.id,
          policy: record.policy,
          ...(record.type !== undefined && { type: record.type }),
          status,
          problems,
          notes,
          signOff,
          approver,
          ...(daysLeft !== undefined && { daysLeft }),
          findings: matched.map((one) => one.fingerprint),
        }),
      ),
      ...(result.baseline && { baseline: result.baseline }),
      environmentVariables: result.environmentVariables ?? [],
      adjustments: result.adjustments ?? [],
    },
  };
}

/** One rule a policy, sorted, tagged with every reference that one of its findings prints. */
function rulesOf(findings: readonly Finding[]): ReportingDescriptor[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.policy.id);
    if (group) group.push(finding);
    else groups.set(finding.policy.id, [finding]);
  }
  return [...groups]
    .sort((a, b) => compare(a[0], b[0]))
    .flatMap(([, group]) => (group[0] ? [ruleOf(group[0], group)] : []));
}

function toResult(finding: Finding, ruleIndex: number, soc2Asked: boolean): Result {
  const suppressions = suppressionsOf(finding);
  const fails = finding.verdict === "fail";
  return {
    ruleId: finding.policy.id,
    ruleIndex,
    kind: fails ? "fail" : "open",
    level: fails ? levelOf(finding.severity) : "none",
    message: { text: message(finding, soc2Asked) },
    locations: [
      {
        ...located(finding.at),
        logicalLocations: [{ fullyQualifiedName: finding.resource.address, kind: "resource" }],
      },
    ],
    partialFingerprints: { "crosswalk/v1": finding.fingerprint },
    ...(finding.via.length > 0 && {
      relatedLocations: finding.via.map(({ at, what }, i) => ({
        id: i + 1,
        ...located(at),
        message: { text: what },
      })),
    }),
    ...(suppressions.length > 0 && { suppressions }),
    properties: {
      severity: finding.severity,
      grade: finding.grade,
      control: finding.policy.control,
      safeguard: finding.safeguard,
      status: finding.status,
      addresses: finding.addresses,
      ...(finding.environments && { environments: finding.environments }),
      ...(finding.instances && {
        instances: finding.instances.map(({ via, ...one }) => ({
          ...one,
          via: via.map(({ at, what }) => `${at.source.path}:${at.source.lines.at(at.start).line} ${what}`),
        })),
      }),
      ...(finding.site !== undefined && { site: finding.site }),
      ...(finding.cause !== undefined && { cause: finding.cause }),
      phi: finding.phi,
      hipaa: finding.requirements.hipaa,
      soc2: finding.requirements.soc2,
    },
  };
}

function suppressionsOf({
  status,
  suppression,
  exception,
  moreExceptions,
  baseline,
}: Finding): Suppression[] {
  if (status === "suppressed")
    return [{ kind: "inSource", status: "accepted", justification: suppression?.reason ?? "" }];
  if (status === "baselined")
    return [
      {
        kind: "external",
        status: "accepted",
        justification: `known since ${baseline?.since ?? "before"}, baseline`,
      },
    ];
  if (status !== "excepted") return [];
  return [exception, ...(moreExceptions ?? [])].flatMap((one) => (one ? [excepted(one)] : []));
}

/** The record as a suppression: what it does to each reference, who answers for it, until when. */
function excepted({ id, type, effects, owner, expiresOn, at }: AppliedException): Suppression {
  const does = Object.entries(effects).map(([ref, effect]) => `${ref} ${effect}`);
  return {
    kind: "external",
    status: "accepted",
    justification: `${id} (${type}): ${does.join(", ")}; owner ${owner}, until ${expiresOn}`,
    ...(at && { location: located(at) }),
  };
}

/** Lines and columns start at 1 and the end is exclusive, in the log as in our positions. */
function located({ source, start, end }: At): Location {
  const from = source.lines.at(start);
  const to = source.lines.at(Math.max(start, end));
  return {
    physicalLocation: {
      artifactLocation: { uri: relativeUri(source.path), uriBaseId: "%SRCROOT%" },
      region: { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column },
    },
  };
}

function file(path: string): Location {
  return { physicalLocation: { artifactLocation: { uri: relativeUri(path), uriBaseId: "%SRCROOT%" } } };
}

function invocationOf({ diagnostics, notScanned }: ScanResult): Invocation {
  const of = (configuration: boolean) =>
    diagnostics.filter((one) => CONFIGURATION.has(one.code) === configuration).map(diagnosed);
  const configuration = of(true);
  const execution = [...of(false), ...notScanned.map(left)];
  return {
    executionSuccessful: !diagnostics.some((one) => one.severity === "error" && BROKEN.has(one.code)),
    ...(execution.length > 0 && { toolExecutionNotifications: execution }),
    ...(configuration.length > 0 && { toolConfigurationNotifications: configuration }),
  };
}

function diagnosed({ code, severity, message, hint, at, path }: Diagnostic): Notification {
  const locations = at ? [located(at)] : path === undefined ? [] : [file(path)];
  return {
    level: severity,
    descriptor: { id: code },
    message: { text: hint ? `${message}. ${hint}` : message },
    ...(locations.length > 0 && { locations }),
  };
}

function left({ path, cause, detail }: NotScanned): Notification {
  const why = detail === "" ? "" : `: ${detail}`;
  return {
    level: "warning",
    message: { text: `Not scanned, ${NOT_SCANNED[cause]}${why}` },
    locations: [file(path)],
    properties: { cause },
  };
}

function notificationsOf(diagnostics: readonly Diagnostic[]): ReportingDescriptor[] {
  const used = [...new Set(diagnostics.map((one) => one.code))].sort(compare);
  return used.map((id) => {
    const text = { text: codes[id] };
    return { id, shortDescription: text, fullDescription: text, help: text };
  });
}
