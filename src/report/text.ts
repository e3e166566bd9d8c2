import type { Outcome } from "../evaluate/verdict.ts";
import type { Finding } from "../judge/finding.ts";
import type { ScanResult } from "../judge/result.ts";
import { baselineSection } from "./baseline.ts";
import { visible } from "./escape.ts";
import { exceptionsSection } from "./exceptions.ts";
import { renderFinding, secretSpans } from "./finding-text.ts";
import { count, cutPath, widthOf, wrap } from "./layout.ts";
import { type Style, styleOf } from "./style.ts";
import {
  asideSection,
  crossCheckSection,
  diagnosticsSection,
  notScannedSection,
  requirementTable,
  type SectionOptions,
  safeguardTable,
  suppressedSection,
  unknownSection,
  verdictSection,
} from "./summary.ts";
import type { Framework } from "./wording.ts";

export interface TextOptions {
  /** Decided by the caller: terminal, NO_COLOR, FORCE_COLOR. */
  color: boolean;
  /** Columns of the terminal; used between 60 and 120. */
  width: number;
  /** Findings, what was not scanned, errors and the gate; no lists of what is quiet, no tables. */
  quiet?: boolean;
  /** Whose references and requirements are printed; both when absent. */
  frameworks?: readonly Framework[];
  /** Verdicts to list beside the failing ones; absent, or fail and unknown: unknowns are only summed up. */
  verdicts?: ReadonlySet<Outcome>;
  /** The code the process will exit with, when it is known. */
  exitCode?: number;
}

/**
 * The report for a terminal: failing open findings by file, then what was quieted, what is unknown, what was not
 * scanned, what went wrong, and the summary. Pure; the same result gives the same bytes.
 */
export function renderText(result: ScanResult, options: TextOptions): string {
  const style = styleOf(options.color);
  const width = Math.max(60, Math.min(120, Math.floor(options.width) || 80));
  const frameworks = new Set<Framework>(options.frameworks ?? ["hipaa", "soc2"]);
  const section: SectionOptions = { style, width, frameworks };
  const quiet = options.quiet === true;
  const diagnostics = quiet
    ? result.diagnostics.filter((one) => one.severity === "error")
    : result.diagnostics;
  const blocks = [
    ...findingBlocks(result, section),
    ...listed(result.findings, options, section),
    quiet ? [] : suppressedSection(result.findings, section),
    quiet ? [] : exceptionsSection(result, section),
    quiet ? [] : baselineSection(result, section),
    quiet ? [] : asideSection(result.findings, section),
    quiet ? [] : unknownSection(result, section),
    notScannedSection(result.notScanned, section),
    diagnosticsSection(diagnostics, section),
    crossCheckSection(result.crossCheck, section),
    quiet ? [] : safeguardTable(result.findings, section),
    quiet ? [] : requirementTable(result, section),
  ].filter((block) => block.length > 0);
  if (quiet && blocks.length === 0 && result.gate.failing === 0) return "";
  blocks.push(closing(result, options, section));
  return `${blocks.map((block) => block.join("\n")).join("\n\n")}\n`;
}

function listed(
  findings: readonly Finding[],
  { verdicts }: TextOptions,
  section: SectionOptions,
): string[][] {
  const summedUp =
    verdicts === undefined || (verdicts.size === 2 && verdicts.has("fail") && verdicts.has("unknown"));
  if (summedUp) return [];
  const chosen = (["unknown", "pass", "not-applicable"] as const).filter((one) => verdicts.has(one));
  return chosen.map((verdict) => verdictSection(findings, verdict, section));
}

function findingBlocks(result: ScanResult, options: SectionOptions): string[][] {
  const open = result.findings.filter((one) => one.verdict === "fail" && one.status === "open");
  const secrets = secretSpans(result.findings, result.secrets);
  const files = new Map<string, Finding[]>();
  for (const finding of open) {
    const path = finding.at.source.path;
    const list = files.get(path);
    if (list) list.push(finding);
    else files.set(path, [finding]);
  }
  return [...files].flatMap(([path, findings]) => {
    const blocks = findings.map((finding) => renderFinding(finding, { ...options, secrets }));
    const first = blocks[0] ?? [];
    return [[header(path, findings.length, options), "", ...first], ...blocks.slice(1)];
  });
}

/** `── path ─────── 3 findings ──`, as wide as the report. */
function header(path: string, findings: number, { style, width }: { style: Style; width: number }): string {
  const total = count(findings, "finding");
  const name = cutPath(visible(path), width - total.length - 10);
  const line = Math.max(1, width - widthOf(name) - total.length - 8);
  return `${style.dim("──")} ${style.bold(name)} ${style.dim("─".repeat(line))} ${total} ${style.dim("──")}`;
}

function closing(
  result: ScanResult,
  options: TextOptions,
  { style, width, frameworks }: SectionOptions,
): string[] {
  const { scanned, tool, counts } = result;
  const lines: string[] = [];
  if (options.quiet !== true) {
    const files = `${count(scanned.files, "file")}, ${count(scanned.resources, "resource")} in ${count(scanned.units, "unit")}`;
    const policies = `${count(scanned.policies, "policy", "policies")} (${visible(tool.policies.profile)})`;
    const missing = result.notScanned.length > 0 ? `; ${result.notScanned.length} not scanned` : "";
    lines.push(...wrap(`checked ${files} with ${policies}${missing}`, width));
    lines.push(...wrap(verdicts(counts), width));
    const variables = result.environmentVariables ?? [];
    if (variables.length > 0)
      lines.push(...wrap(visible(`values from the environment: ${variables.join(", ")}`), width));
    for (const one of result.adjustments ?? []) {
      const where = one.folder === undefined ? "" : ` in ${one.folder}`;
      const why = one.reason === undefined ? "" : `: ${one.reason}`;
      const text = `changed by crosswalk.yaml: ${one.policy}${where} ${one.what}${why}`;
      lines.push(...wrap(visible(text), width).map((line) => style.dim(line)));
    }
    for (const one of result.assumptions) {
      const text = `assumed: ${one.name}, by ${one.owner} on ${one.date}, passes ${count(one.findings, "finding")}`;
      lines.push(...wrap(visible(text), width));
    }
    if (!result.scope.confirmed && frameworks.has("hipaa")) {
      const text =
        "scope not confirmed: name in crosswalk.yaml what holds ePHI; until then HIPAA references are printed for all";
      lines.push(...wrap(text, width).map(style.dim));
    }
  }
  lines.push(gate(result, options.exitCode, style));
  return lines;
}

function verdicts({ byVerdict, open, ...quieted }: ScanResult["counts"]): string {
  const active = open.critical + open.high + open.medium + open.low;
  const words: ReadonlyArray<readonly [keyof typeof quieted, string]> = [
    ["suppressed", "suppressed"],
    ["excepted", "excepted"],
    ["baselined", "baselined"],
    ["outOfScope", "out of scope"],
    ["aside", "aside"],
  ];
  const quiet = words.filter(([key]) => quieted[key] > 0).map(([key, word]) => `${quieted[key]} ${word}`);
  const fail = `${byVerdict.fail} fail${quiet.length > 0 ? ` (${[`${active} open`, ...quiet].join(", ")})` : ""}`;
  return `verdicts: ${fail}, ${byVerdict.unknown} unknown, ${byVerdict.pass} pass, ${byVerdict["not-applicable"]} not applicable`;
}

function gate({ gate: { failOn, failing } }: ScanResult, exitCode: number | undefined, style: Style): string {
  const code = exitCode ?? (failing > 0 ? 1 : undefined);
  const threshold = `at or above ${visible(failOn)}`;
  const found =
    failing > 0
      ? `${count(failing, "finding")} ${threshold}`
      : failOn === "none"
        ? "off, --fail-on none"
        : `no finding ${threshold}`;
  const why =
    code === 2
      ? "; no trustworthy result, see the errors above"
      : code === 3
        ? "; incomplete, see what was not scanned"
        : code === 1 && failing === 0
          ? "; unknown verdicts count by --fail-on-unknown"
          : "";
  const paint = failing > 0 || (code ?? 0) !== 0 ? style.bad : style.good;
  return style.bold(paint(`gate: ${found}${why}${code === undefined ? "" : ` (exit ${code})`}`));
}
