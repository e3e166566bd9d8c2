import type { Finding } from "../judge/finding.ts";
import type { Source } from "../text/source.ts";
import type { At, Span } from "../text/span.ts";
import { visible } from "./escape.ts";
import { type FrameLine, frame } from "./frame.ts";
import { count, cut, pack, widthOf, wrap } from "./layout.ts";
import type { Style } from "./style.ts";
import { FRAMEWORK, type Framework, references } from "./wording.ts";

const INDENT = "  ";
/** Frames of calls that are printed; the others are counted. */
const VIA = 3;

export interface FindingTextOptions {
  style: Style;
  width: number;
  frameworks: ReadonlySet<Framework>;
  /** Spans that hold secrets, by source. */
  secrets: ReadonlyMap<Source, readonly Span[]>;
}

/** `path:line:column`, safe to print. */
export function place(where: At): string {
  const { line, column } = where.source.lines.at(where.start);
  return `${visible(where.source.path)}:${line}:${column}`;
}

/**
 * The spans of the secrets that failing findings point at, and of those known from the schema: no frame may show them, whichever policy prints it. Other
 * verdicts point at references and heads of blocks, and so does a failing one about an absent argument.
 */
export function secretSpans(
  findings: readonly Finding[],
  known: ReadonlyMap<Source, readonly Span[]> = new Map(),
): Map<Source, Span[]> {
  const spans = new Map([...known].map(([source, list]) => [source, [...list]]));
  for (const { policy, verdict, at } of findings) {
    if (!policy.secret || verdict !== "fail" || isBlockHead(at)) continue;
    const of = spans.get(at.source);
    if (of) of.push(at);
    else spans.set(at.source, [at]);
  }
  return spans;
}

/** Type and labels of a Terraform block, which hold no value. */
function isBlockHead({ source, end }: At): boolean {
  // In JSON syntax a label is a key, with an object or a list of them behind it.
  const opening = source.path.endsWith(".json") ? /^[ \t]{0,4}:\s{0,4}(?:\{|\[\s{0,40}\{)/ : /^[ \t]{0,8}\{/;
  return source.kind === "terraform" && opening.test(source.text.slice(end, end + 60));
}

/** One failing finding as the lines of a terminal report. */
export function renderFinding(finding: Finding, options: FindingTextOptions): string[] {
  const { style, width } = options;
  const { policy, severity } = finding;
  const label = `${visible(severity)} ${visible(policy.id)}`;
  const head = `${style.severity[severity](visible(severity))} ${style.bold(visible(policy.id))}`;
  // Not the title: it is the sentence of a healthy resource and would read as the opposite of the finding.
  const title = visible(finding.safeguard);
  const lines =
    widthOf(label) + 2 + widthOf(title) <= width
      ? [`${head}  ${style.dim(title)}`]
      : [head, ...wrap(title, width - 2).map((line) => INDENT + style.dim(line))];
  lines.push(...code(finding, options), ...labelled(finding, options));
  return lines;
}

function code(finding: Finding, options: FindingTextOptions): string[] {
  const { style, width } = options;
  const { at, severity, policy } = finding;
  const paint = style.severity[severity];
  const last = at.source.lines.at(at.end).line + 1;
  const digits = Math.max(2, String(last).length);
  const gutter = digits + INDENT.length + 3;
  // A plan holds every value several times, sensitive ones too, often all on one line.
  const isPlan = at.source.kind === "terraform-plan";
  const masks = options.secrets.get(at.source) ?? [];
  const rows = isPlan ? [] : frame(at, { width: Math.max(20, width - gutter), masks, alone: policy.secret });
  const empty = `${INDENT}${" ".repeat(digits)} ${style.dim("│")} `;
  const several = rows.filter((row) => row.kind === "marked").length > 1;
  const lines = [`${INDENT}${" ".repeat(digits - 1)}${style.dim("╭─")} ${style.path(place(at))}`];
  const message = visible(finding.message);
  let told = false;
  for (const row of rows) {
    const text = rowText(row, empty, digits, several, style, paint);
    const beside = `${row.text} ${message}`;
    if (row.kind === "caret" && widthOf(beside) + gutter <= width) {
      lines.push(`${text} ${paint(message)}`);
      told = true;
    } else lines.push(text);
    if (row.kind === "caret" && !told) {
      lines.push(...wrap(message, width - gutter).map((line) => empty + paint(line)));
      told = true;
    }
  }
  if (!told) lines.push(...wrap(message, width - gutter).map((line) => empty + paint(line)));
  return lines.map((line) => line.trimEnd());
}

function rowText(
  row: FrameLine,
  empty: string,
  digits: number,
  several: boolean,
  style: Style,
  paint: (text: string) => string,
): string {
  if (row.kind === "caret") return empty + paint(row.text);
  if (row.number === undefined) return empty + style.dim(row.text);
  const number = String(row.number).padStart(digits);
  if (row.kind === "context") return `${INDENT}${style.dim(`${number} │`)} ${style.dim(row.text)}`;
  const mark = several ? paint(">") : " ";
  return `${mark} ${paint(number)} ${style.dim("│")} ${row.text}`;
}

/** What follows the code: instances, calls, both frameworks' references, the way out. */
function labelled(finding: Finding, options: FindingTextOptions): string[] {
  const { style, width } = options;
  const lines: string[] = [];
  const column = INDENT.length + 6;
  const add = (label: string, pieces: readonly string[], separator: string) => {
    pack(pieces, separator, Math.max(20, width - column)).forEach((line, i) => {
      lines.push(`${INDENT}${style.dim((i === 0 ? label : "").padEnd(5))} ${line}`);
    });
  };
  add("in", resource(finding), ", ");
  if (finding.via.length > 0) {
    const shown = finding.via.slice(0, VIA).map((one) => `${visible(one.what)} at ${place(one.at)}`);
    const more = finding.via.length - shown.length;
    add("via", more > 0 ? [...shown, count(more, "more call")] : shown, " › ");
  }
  for (const framework of ["hipaa", "soc2"] as const) {
    if (options.frameworks.has(framework)) add(FRAMEWORK[framework], cited(finding, framework), " · ");
  }
  if (finding.baseline?.lapsed)
    add(
      "note",
      [`known since ${finding.baseline.since} with another value: the baseline entry has lapsed`],
      " ",
    );
  add("fix", visible(finding.policy.remediation).split(" "), " ");
  // What `crosswalk except` and the records in crosswalk.yaml call the finding.
  add("id", [style.dim(finding.fingerprint.slice(0, 12))], " ");
  return lines;
}

function resource(finding: Finding): string[] {
  const others = finding.addresses.filter((address) => address !== finding.resource.address);
  const pieces = [cut(visible(finding.resource.address), 240)];
  if (finding.site) pieces.push(cut(visible(finding.site), 120));
  if (others.length === 1) pieces.push(`also ${cut(visible(others[0] ?? ""), 240)}`);
  if (others.length > 1) pieces.push(count(others.length, "other instance"));
  if (finding.phi === "yes") pieces.push("holds ePHI");
  const environments = (finding.environments ?? []).map(visible);
  if (environments.length === 1) pieces.push(`environment ${environments[0]}`);
  if (environments.length > 1) pieces.push(`environments ${environments.join(" and ")}`);
  const callers = new Set(finding.instances?.map((one) => one.unit));
  if (callers.size > 1) pieces.push(`in ${count(callers.size, "root module")}`);
  return pieces;
}

/** A framework that a policy of the crosswalk has no reference in says so; built-in policies have none at all. */
function cited(finding: Finding, framework: Framework): string[] {
  if (framework === "hipaa" && finding.phi === "no")
    return [outOfScope("holds no ePHI", finding.scopeRules?.phi)];
  if (framework === "soc2" && finding.soc2Boundary === "out")
    return [outOfScope("outside of the system", finding.scopeRules?.soc2)];
  const found = references(finding, framework).map(visible);
  if (found.length > 0 || finding.policy.control === "") return found;
  return [framework === "hipaa" ? "no reference" : "none in the chosen categories"];
}

function outOfScope(why: string, rule: string | undefined): string {
  return `out of scope: ${why} by ${visible(rule ?? "crosswalk.yaml")}`;
}
