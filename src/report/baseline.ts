import type { BaselineEntry } from "../config/baseline-file.ts";
import type { ScanResult } from "../judge/result.ts";
import { visible } from "./escape.ts";
import { place } from "./finding-text.ts";
import { count, cut, pad, widthOf } from "./layout.ts";
import { pageOf, type TableOptions, text } from "./page.ts";
import type { SectionOptions } from "./summary.ts";

/** Findings of a list before the rest is only counted. */
const LONG = 10;

/** What the baseline knows: counted and shown, without a part in the gate. */
export function baselineSection(
  { findings, baseline }: ScanResult,
  { style, width }: SectionOptions,
): string[] {
  if (!baseline) return [];
  const known = findings.filter((one) => one.status === "baselined");
  const parts = [
    `${count(known.length, "finding")} known to ${visible(baseline.path)}; no gate, and requirements stay contradicted`,
  ];
  if (baseline.lapsed > 0)
    parts.push(`${count(baseline.lapsed, "entry", "entries")} lapsed: the value is another one by now`);
  if (baseline.gone > 0)
    parts.push(
      `${count(baseline.gone, "entry", "entries")} without a finding; crosswalk baseline prune removes what is fixed`,
    );
  const lines = known
    .slice(0, LONG)
    .map((one) =>
      cut(`  ${place(one.at)} ${visible(one.policy.id)} since ${visible(one.baseline?.since ?? "")}`, width),
    );
  if (known.length > LONG)
    lines.push(style.dim(`  and ${known.length - LONG} more; crosswalk baseline show`));
  const [first = "", ...rest] = parts;
  return [`${style.bold("baselined")} ${style.dim(first)}`, ...rest.map((part) => `  ${part}`), ...lines];
}

/** A baseline entry with what this scan knows of it. */
export interface ShownEntry {
  entry: BaselineEntry;
  state: "known" | "lapsed" | "gone";
  days: number;
}

/** `crosswalk baseline show`: the entries, oldest first. */
export function renderBaseline(entries: readonly ShownEntry[], options: TableOptions): string {
  const { style } = pageOf(options);
  const age = Math.max(0, ...entries.map((one) => widthOf(count(one.days, "day"))));
  const lines = entries.map(({ entry, state, days }) => {
    const paint = state === "known" ? style.dim : style.warn;
    const severity = style.severity[entry.severity](pad(entry.severity, 8));
    const what = `${visible(entry.path)} ${visible(entry.policy)} ${visible(entry.address)}`;
    return `${pad(count(days, "day"), age)}  ${severity}  ${what}${state === "known" ? "" : paint(` (${state})`)}`;
  });
  const of = (state: ShownEntry["state"]) => entries.filter((one) => one.state === state).length;
  return text([
    lines,
    [
      `${count(entries.length, "entry", "entries")}: ${of("known")} known, ${of("lapsed")} lapsed, ${of("gone")} gone`,
    ],
  ]);
}
