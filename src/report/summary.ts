import type { Finding } from "../judge/finding.ts";
import type { RequirementResult, ScanResult } from "../judge/result.ts";
import type { Cause } from "../model/value.ts";
import type { Diagnostic, NotScanned } from "../text/diagnostic.ts";
import type { SecondOpinion } from "../text/second-opinion.ts";
import { visible } from "./escape.ts";
import { place } from "./finding-text.ts";
import { count, cut, cutPath, pack, pad, widthOf, wrap } from "./layout.ts";
import type { Style } from "./style.ts";
import {
  bySafeguard,
  compare,
  FRAMEWORK,
  type Framework,
  LEADING,
  NOT_SCANNED,
  STATES,
  UNKNOWN,
} from "./wording.ts";

/** Rows of a list before the rest is only counted. */
const LONG = 20;
/** Warnings of one code before the rest is only counted. */
const FEW = 5;

export interface SectionOptions {
  style: Style;
  width: number;
  frameworks: ReadonlySet<Framework>;
}

function section(name: string, note: string, lines: readonly string[], style: Style): string[] {
  return [`${style.bold(name)}${note === "" ? "" : ` ${style.dim(note)}`}`, ...lines];
}

/** Suppressed findings, one line each: a comment quiets the gate but leaves no record. */
export function suppressedSection(findings: readonly Finding[], { style, width }: SectionOptions): string[] {
  const rows = findings.filter((finding) => finding.status === "suppressed");
  if (rows.length === 0) return [];
  const lines = rows.map((finding) => {
    const reason = visible(finding.suppression?.reason ?? "");
    const line = `  ${place(finding.at)} ${visible(finding.policy.id)}`;
    return `${cut(`${line}: ${reason}`, width)}`;
  });
  return section("suppressed", `${rows.length}, no record`, lines, style);
}

/** The open findings of one verdict, one line each, for `--verdicts`. */
export function verdictSection(
  findings: readonly Finding[],
  verdict: Finding["verdict"],
  { style, width }: SectionOptions,
): string[] {
  const rows = findings.filter((finding) => finding.verdict === verdict && finding.status === "open");
  if (rows.length === 0) return [];
  const lines = rows.map((finding) => {
    const why = [finding.cause, finding.reason, finding.detail].filter((part) => part !== undefined);
    const because = why.length > 0 ? `: ${visible(why.join(" "))}` : "";
    const what = `${visible(finding.policy.id)} ${visible(finding.resource.address)}`;
    return cut(`  ${place(finding.at)} ${what}${because}`, width);
  });
  return section(verdict, String(rows.length), lines, style);
}

/** Findings in folders such as examples and tests, counted by the folder that set them aside. */
export function asideSection(findings: readonly Finding[], { style, width }: SectionOptions): string[] {
  const folders = new Map<string, number>();
  let all = 0;
  for (const finding of findings) {
    if (finding.status !== "aside" || finding.verdict !== "fail") continue;
    const path = finding.at.source.path;
    const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".";
    folders.set(folder, (folders.get(folder) ?? 0) + 1);
    all++;
  }
  if (all === 0) return [];
  const sorted = [...folders].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]));
  const pieces = sorted.slice(0, 8).map(([folder, n]) => `${cutPath(visible(folder), 60)} ${n}`);
  if (sorted.length > 8) pieces.push(count(sorted.length - 8, "more folder"));
  const lines = pack(pieces, ", ", width - 2).map((line) => `  ${line}`);
  return section("aside", `${count(all, "finding")} in examples, tests or copies; no gate`, lines, style);
}

/** At most three lines: how many verdicts are unknown, by cause, and what resolves most of them. */
export function unknownSection(
  { findings, variableFiles }: Pick<ScanResult, "findings" | "variableFiles">,
  { style, width }: SectionOptions,
): string[] {
  const causes = new Map<Cause, { count: number; names: Map<string, number> }>();
  let all = 0;
  for (const finding of findings) {
    if (finding.verdict !== "unknown" || finding.status !== "open") continue;
    const cause = finding.cause ?? "not-supported";
    const group = causes.get(cause) ?? { count: 0, names: new Map<string, number>() };
    group.count++;
    if (finding.detail) group.names.set(finding.detail, (group.names.get(finding.detail) ?? 0) + 1);
    causes.set(cause, group);
    all++;
  }
  if (all === 0) return [];
  const sorted = [...causes].sort((a, b) => b[1].count - a[1].count || compare(a[0], b[0]));
  const told = sorted.length > 3 ? sorted.slice(0, 2) : sorted;
  const digits = String(told[0]?.[1].count ?? 0).length;
  const texts = told.map(([cause, group]) => {
    const { action, names } = UNKNOWN[cause];
    const known = [...group.names]
      .sort((a, b) => b[1] - a[1] || compare(a[0], b[0]))
      .map(([name]) => visible(name));
    const more = known.length > 3 ? `, ${known.length - 3} more` : "";
    const which = names && known.length > 0 ? ` (${known.slice(0, 3).join(", ")}${more})` : "";
    const best = cause === "variable" ? variableFiles?.[0] : undefined;
    if (best) {
      const other = group.count - best.resolves;
      const rest = other > 0 ? `, ${other} with other values` : "";
      const path = cutPath(visible(best.path), 50);
      return `${String(best.resolves).padStart(digits)} resolve with --var-file ${path}${rest}${which}`;
    }
    return `${String(group.count).padStart(digits)} ${action}${which}`;
  });
  const rest = sorted.slice(told.length);
  if (rest.length > 0) {
    const left = rest.reduce((sum, [, group]) => sum + group.count, 0);
    const list = rest.map(([cause]) => cause).join(", ");
    texts.push(`${String(left).padStart(digits)} for other causes (${list}); see --verdicts unknown`);
  }
  const head = `${all} unknown: `;
  return texts.map((text, i) => {
    const line = cut(text, width - head.length);
    return i === 0 ? style.warn(head) + line : " ".repeat(head.length) + line;
  });
}

/** What no verdict covers, grouped by cause; a long group shows its first paths and counts the rest. */
export function notScannedSection(list: readonly NotScanned[], { style, width }: SectionOptions): string[] {
  if (list.length === 0) return [];
  const groups = new Map<string, NotScanned[]>();
  for (const one of list) groups.set(one.cause, [...(groups.get(one.cause) ?? []), one]);
  const most = Math.max(3, Math.floor(LONG / groups.size));
  const lines: string[] = [];
  for (const [cause, rows] of [...groups].sort((a, b) => compare(a[0], b[0]))) {
    const name = NOT_SCANNED[cause as NotScanned["cause"]];
    for (const row of rows.slice(0, rows.length > most ? most - 1 : most)) {
      const path = cutPath(visible(row.path), width - 4);
      const detail = row.detail === "" ? "" : `: ${visible(row.detail)}`;
      const text = wrap(`${path} ${name}${detail}`, width - 4);
      lines.push(...text.map((line, i) => (i === 0 ? `  ${line}` : `    ${line}`)));
    }
    if (rows.length > most) lines.push(style.dim(`  and ${rows.length - most + 1} more ${name}`));
  }
  return section(style.warn("not scanned"), String(list.length), lines, style);
}

/** Where the other parser reads Terraform files otherwise, and what it could not read; also when there is nothing. */
export function crossCheckSection(
  opinion: SecondOpinion | undefined,
  { style, width }: SectionOptions,
): string[] {
  if (!opinion) return [];
  const { differences, notRead } = opinion;
  const rows = [
    ...differences.map(
      ({ at, within, what }) =>
        `${place(at)}: ${within === "" ? "" : `${visible(within)}: `}${visible(what)}`,
    ),
    ...notRead.map(({ path, detail }) => `${visible(path)}: not read: ${visible(detail)}`),
  ];
  const note = `${opinion.parser} reads ${opinion.agreed} of ${count(opinion.files, "Terraform file")} as crosswalk does`;
  const lines = rows
    .slice(0, LONG)
    .flatMap((row) => wrap(row, width - 4).map((line, i) => (i === 0 ? `  ${line}` : `    ${line}`)));
  if (rows.length > LONG) lines.push(style.dim(`  and ${rows.length - LONG} more; --format json lists them`));
  return section("cross-check", note, lines, style);
}

/** What the user must know about the run, errors first; many of one code are counted. */
export function diagnosticsSection(list: readonly Diagnostic[], { style, width }: SectionOptions): string[] {
  const sorted = [...list].sort((a, b) => rankOf(a) - rankOf(b));
  const told = new Map<string, number>();
  const more = new Map<string, number>();
  const lines: string[] = [];
  for (const one of sorted) {
    const kind = `${one.severity} ${one.code}`;
    const before = told.get(kind) ?? 0;
    if (before < (one.severity === "error" ? LONG : FEW)) {
      told.set(kind, before + 1);
      lines.push(...diagnosticLines(one, style, width));
    } else more.set(kind, (more.get(kind) ?? 0) + 1);
  }
  for (const [kind, n] of more) {
    const [severity = "", code = ""] = kind.split(" ");
    lines.push(style.dim(`and ${count(n, `more ${severity}`)} [${code}]; --format json lists them`));
  }
  return lines;
}

function diagnosticLines(one: Diagnostic, style: Style, width: number): string[] {
  const word = one.severity === "error" ? style.bad(style.bold("error")) : style.warn("warning");
  const where = one.at ? `${place(one.at)}: ` : one.path === undefined ? "" : `${visible(one.path)}: `;
  const indent = one.severity.length + 1;
  const text = wrap(`${where}${visible(one.message)} [${one.code}]`, width - indent);
  const lines = text.map((line, i) => (i === 0 ? `${word} ${line}` : " ".repeat(indent) + line));
  if (one.hint) lines.push(...hang("hint: ", visible(one.hint), indent, width).map(style.dim));
  return lines;
}

function rankOf(one: Diagnostic): number {
  return one.severity === "error" ? 0 : 1;
}

/** Prose with its continuation lines under its first word. */
function hang(label: string, text: string, indent: number, width: number): string[] {
  return wrap(text, width - indent - label.length).map(
    (line, i) => " ".repeat(indent) + (i === 0 ? label : " ".repeat(label.length)) + line,
  );
}

/** Verdicts by safeguard, the four leading ones first, also when nothing of theirs was judged. */
export function safeguardTable(findings: readonly Finding[], { style, width }: SectionOptions): string[] {
  const rows = new Map<string, { fail: number; unknown: number; pass: number }>();
  for (const { safeguard, verdict, status } of findings) {
    if (status !== "open" || verdict === "not-applicable" || safeguard === "") continue;
    const row = rows.get(safeguard) ?? { fail: 0, unknown: 0, pass: 0 };
    row[verdict]++;
    rows.set(safeguard, row);
  }
  if (rows.size === 0) return [];
  const names = [...new Set([...LEADING, ...rows.keys()])].sort(bySafeguard);
  const first = Math.min(Math.max(26, ...names.map((name) => widthOf(visible(name)))), width - 30);
  const lines = [style.dim(`${pad("safeguard", first)}     fail  unknown     pass`)];
  for (const name of names) {
    const row = rows.get(name) ?? { fail: 0, unknown: 0, pass: 0 };
    const cell = (n: number, paint: (text: string) => string) =>
      n === 0 ? style.dim("–".padStart(9)) : paint(String(n).padStart(9));
    const cells = cell(row.fail, style.bad) + cell(row.unknown, style.warn) + cell(row.pass, style.good);
    lines.push(pad(cut(visible(name), first), first) + cells);
  }
  return lines;
}

/** The requirements of each framework by state: every one is counted, also those that no config can show. */
export function requirementTable(result: ScanResult, { style, width, frameworks }: SectionOptions): string[] {
  const chosen = (["hipaa", "soc2"] as const).filter((one) => frameworks.has(one));
  const states = STATES.filter(([state]) =>
    ["contradicted", "no-contradiction", "unknown", "no-population", "not-assessable"].includes(state)
      ? true
      : chosen.some((framework) => result.requirements[framework].some((one) => one.state === state)),
  );
  if (!chosen.some((framework) => result.requirements[framework].length > 0)) return [];
  const first = Math.max(...states.map(([, name]) => name.length));
  const head = chosen.map((framework) => FRAMEWORK[framework].padStart(9)).join("");
  const lines = [style.dim(pad("requirements", first) + head)];
  for (const [state, name] of states) {
    const cells = chosen.map((framework) => {
      const n = result.requirements[framework].filter((one) => one.state === state).length;
      const cell = String(n === 0 ? "–" : n).padStart(9);
      return n > 0 && state === "contradicted" ? style.bad(cell) : n === 0 ? style.dim(cell) : cell;
    });
    lines.push(pad(name, first) + cells.join(""));
  }
  for (const framework of chosen) {
    const ids = result.requirements[framework].filter(isContradicted).map((one) => visible(one.id));
    if (ids.length === 0) continue;
    const label = `${FRAMEWORK[framework]} contradicted: `;
    pack(ids, ", ", width - label.length).forEach((line, i) => {
      lines.push((i === 0 ? label : " ".repeat(label.length)) + line);
    });
  }
  return lines;
}

function isContradicted(one: RequirementResult): boolean {
  return one.state === "contradicted";
}
