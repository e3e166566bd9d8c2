import type { AppliedException } from "../judge/finding.ts";
import type { ExceptionResult, ExceptionStatus, ScanResult } from "../judge/result.ts";
import { visible } from "./escape.ts";
import { place } from "./finding-text.ts";
import { count, cut, pad, widthOf, wrap } from "./layout.ts";
import { pageOf, type TableOptions, text } from "./page.ts";
import type { Style } from "./style.ts";
import type { SectionOptions } from "./summary.ts";
import { compare } from "./wording.ts";

/** Records of a list before the rest is only counted. */
const LONG = 20;

const STATUS: Record<ExceptionStatus, string> = {
  active: "active",
  "review-due": "review due",
  expired: "expired",
  closed: "closed",
  incomplete: "incomplete",
  "too-broad": "too broad",
  "self-approved": "self-approved",
  "no-effect": "no effect",
  unmatched: "unmatched",
  "not-run": "not judged",
};

const GOOD: ReadonlySet<ExceptionStatus> = new Set<ExceptionStatus>(["active", "closed", "not-run"]);

/** The records of a report, each with what it does; closed and not judged ones are counted only. */
export function exceptionsSection(result: ScanResult, { style, width }: SectionOptions): string[] {
  if (result.exceptions.length === 0) return [];
  const told = result.exceptions.filter(({ status }) => status !== "closed" && status !== "not-run");
  const lines = told
    .slice(0, LONG)
    .flatMap((one) => [cut(recordLine(one, 0, style), width + 40), ...details(one, width)]);
  if (told.length > LONG) lines.push(style.dim(`  and ${count(told.length - LONG, "more record")}`));
  return [`${style.bold("exceptions")} ${style.dim(tally(result.exceptions))}`, ...lines];
}

/** `crosswalk exceptions`: every record, those that need something first. */
export function renderExceptions(
  results: readonly ExceptionResult[],
  options: TableOptions & { expiringWithin: number },
): string {
  const page = pageOf(options);
  const { style } = page;
  if (results.length === 0) return "no exceptions in crosswalk.yaml\n";
  const column = Math.max(...results.map(({ record }) => widthOf(visible(record.id))));
  const blocks = results.map((one) => {
    const { record } = one;
    const soon = one.daysLeft !== undefined && one.daysLeft >= 0 && one.daysLeft <= options.expiringWithin;
    const where = record.at ? [`    ${style.dim(place(record.at))}`] : [];
    const resources = wrap(visible((record.resources ?? ["no resources"]).join(", ")), page.width - 4);
    return [
      recordLine(one, column, style),
      ...where,
      ...resources.map((line) => `    ${line}`),
      ...details(one, page.width),
      ...(soon && acts(one) ? [`    ${style.warn(`expires within ${options.expiringWithin} days`)}`] : []),
    ];
  });
  return text([...blocks, [tally(results)]]);
}

function recordLine(one: ExceptionResult, column: number, style: Style): string {
  const { record, status } = one;
  const paint = GOOD.has(status) ? style.good : status === "review-due" ? style.warn : style.bad;
  const id = pad(visible(record.id), column);
  return `  ${id}  ${paint(STATUS[status])}  ${visible(record.policy)}, ${count(one.matched.length, "finding")}${expiry(one)}`;
}

function expiry({ record, daysLeft }: ExceptionResult): string {
  if (daysLeft === undefined) return "";
  const on = visible(record.expiresOn ?? "");
  return daysLeft < 0 ? `, expired on ${on}` : `, ${count(daysLeft, "day")} to ${on}`;
}

function details(one: ExceptionResult, width: number): string[] {
  const { record, problems, notes, signOff, approver, approverDetail, matched } = one;
  const lines = [...problems];
  const effects = new Map<string, string>();
  for (const each of matched)
    for (const [ref, effect] of Object.entries(each.effects))
      effects.set(ref, meaning(ref, effect, record.type));
  for (const [ref, effect] of [...effects].sort((a, b) => compare(a[0], b[0])))
    lines.push(`${ref}: ${effect}`);
  lines.push(...notes.filter((note) => !effects.has(note.slice(0, note.indexOf(":")))));
  if (signOff && acts(one))
    lines.push("no alternative, 164.306(d)(3)(ii)(B): needs the sign-off of a person");
  if (approver === "author")
    lines.push(`approved by ${record.approvedBy ?? ""}, who changed the record last`);
  if (approver === "not-checked" && acts(one)) lines.push(`approver not checked: ${approverDetail ?? ""}`);
  return lines.flatMap((line) => wrap(visible(line), width - 4).map((part) => `    ${part}`));
}

/** What an effect is called. "Excepted" never without the word of what stands in its place. */
function meaning(
  ref: string,
  effect: AppliedException["effects"][string],
  type: ExceptionResult["record"]["type"],
): string {
  const hipaa = /^\d/.test(ref);
  if (effect === "excepted")
    return hipaa ? "excepted, alternative documented" : "excepted, compensating control documented";
  if (effect === "risk-accepted")
    return hipaa ? "risk accepted; the requirement stays contradicted" : "risk accepted";
  return `cleared as ${type === "not-applicable" ? "not applicable" : "a false positive"}`;
}

function acts({ status }: ExceptionResult): boolean {
  return status === "active" || status === "review-due";
}

function tally(results: readonly ExceptionResult[]): string {
  const counts = new Map<ExceptionStatus, number>();
  for (const { status } of results) counts.set(status, (counts.get(status) ?? 0) + 1);
  const parts = (Object.keys(STATUS) as ExceptionStatus[])
    .filter((status) => counts.has(status))
    .map((status) => `${counts.get(status)} ${STATUS[status]}`);
  return `${count(results.length, "record")}: ${parts.join(", ")}`;
}
