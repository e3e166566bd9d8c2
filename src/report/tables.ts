import type { PolicyMetadata } from "../evaluate/catalogue.ts";
import type { ControlReview } from "../judge/control-reviews.ts";
import type { Assessable, Control, Edge, Requirements } from "../judge/requirements.ts";
import { visible } from "./escape.ts";
import { count, pack, pad, widthOf, wrap } from "./layout.ts";
import { code, type Page, pageOf, paragraphs, row, type TableOptions, text } from "./page.ts";
import type { Style } from "./style.ts";
import { compare, FRAMEWORK, type Framework, SEVERITIES } from "./wording.ts";

const ASSESSABLE: Record<Assessable, string> = {
  config: "assessable from config",
  partial: "partly assessable from config",
  process: "not assessable from config",
};

/** `crosswalk policies`: one line a policy, grouped by control, severe ones first. */
export function renderPolicies(list: readonly PolicyMetadata[], options: TableOptions): string {
  const page = pageOf(options);
  const groups = new Map<string, PolicyMetadata[]>();
  for (const policy of list) groups.set(policy.control, [...(groups.get(policy.control) ?? []), policy]);
  const column = Math.max(0, ...list.map((policy) => widthOf(visible(policy.id))));
  const blocks = [...groups]
    .sort((a, b) => compare(a[0], b[0]))
    .map(([control, policies]) => [
      `${page.style.bold(visible(control || "crosswalk.yaml itself"))} ${page.style.dim(count(policies.length, "policy", "policies"))}`,
      ...policyLines(policies, column, page.style),
    ]);
  return text([...blocks, [count(list.length, "policy", "policies")]]);
}

function policyLines(policies: readonly PolicyMetadata[], column: number, style: Style): string[] {
  const rank = (policy: PolicyMetadata) => SEVERITIES.indexOf(policy.severity);
  return [...policies]
    .sort((a, b) => rank(a) - rank(b) || compare(a.id, b.id))
    .map((policy) => {
      const severity = style.severity[policy.severity](pad(policy.severity, 8));
      const retired = policy.deprecated === undefined ? "" : style.dim(" (deprecated)");
      return `  ${severity}  ${pad(visible(policy.id), column)}  ${style.dim(visible(policy.title))}${retired}`;
    });
}

/**
 * `crosswalk explain <policy>`: what it asks, why, how to meet it, and what it bears on.
 * @param control absent for the policies about crosswalk.yaml itself
 */
export function renderPolicyDetail(
  policy: PolicyMetadata,
  control: Control | undefined,
  requirements: Requirements,
  options: TableOptions,
): string {
  const page = pageOf(options);
  const { style } = page;
  const grades = Object.entries(policy.grades).map(([grade, severity]) => `${grade}: ${severity}`);
  const parameters = Object.entries(policy.parameters ?? {}).map(
    ([name, { default: given, description }]) => `${name} = ${[given].flat().join(" ")}: ${description}`,
  );
  const narrowed = (framework: Framework) => narrow(control?.[framework] ?? [], policy, framework);
  return text([
    [
      `${style.bold(visible(policy.id))}  ${style.severity[policy.severity](policy.severity)} ${style.dim(policy.profile)}`,
      ...wrap(visible(policy.title), page.width),
    ],
    paragraphs(policy.description, page.width),
    policy.deprecated === undefined ? [] : [style.warn(`deprecated: ${visible(policy.deprecated)}`)],
    [
      ...row("judges", policy.subjects, ", ", page),
      ...row("reads", policy.reads, ", ", page),
      ...row("grades", grades, ", ", page),
      ...row("parameters", parameters, "\n", page),
      ...row("aliases", policy.aliases, ", ", page),
      ...row("peers", policy.peers, ", ", page),
      ...row("overlaps", policy.related, ", ", page),
    ],
    [
      ...row(
        "control",
        [control ? `${control.id}: ${control.title}` : "none: it asks about crosswalk.yaml"],
        ", ",
        page,
      ),
      ...row(
        FRAMEWORK.hipaa,
        described(narrowed("hipaa"), "hipaa", requirements),
        "\n",
        page,
        "no reference",
      ),
      ...row(FRAMEWORK.soc2, described(narrowed("soc2"), "soc2", requirements), "\n", page, "no reference"),
    ],
    row("fix", visible(policy.remediation).split(" "), " ", page),
    (policy.example ?? "").trimEnd() === "" ? [] : code(policy.example ?? ""),
    row("docs", policy.documentation, "\n", page),
  ]);
}

function narrow(edges: readonly Edge[], { references }: PolicyMetadata, framework: Framework): Edge[] {
  const kept = references?.[framework];
  return edges
    .filter((edge) => kept === undefined || kept.includes(edge.ref))
    .map((edge) => (references?.supporting === true ? { ...edge, strength: "supporting" } : edge));
}

/** `crosswalk controls`: the whole crosswalk, those that no config can show included. */
export function renderControls(
  requirements: Requirements,
  options: TableOptions,
  register: readonly ControlReview[] = [],
): string {
  const page = pageOf(options);
  const { style } = page;
  const first = Math.max(7, ...requirements.controls.map((control) => widthOf(visible(control.id)))) + 2;
  const rest = Math.max(40, page.width - first);
  const columns = { first, hipaa: Math.floor(rest * 0.6), soc2: Math.ceil(rest * 0.4) };
  const blocks = (["config", "partial", "process"] as const).map((assessable) => {
    const controls = requirements.controls.filter((control) => control.assessable === assessable);
    if (controls.length === 0) return [];
    const heading = `${style.bold(ASSESSABLE[assessable])} ${style.dim(count(controls.length, "control"))}`;
    const head = style.dim(`${pad("control", first)}${pad(FRAMEWORK.hipaa, columns.hipaa)}${FRAMEWORK.soc2}`);
    return [heading, head, ...controls.flatMap((control) => controlRow(control, columns))];
  });
  const legend = "(in parentheses): a supporting reference; a failing policy does not contradict it.";
  const kept = register.length === 0 ? [] : [[style.bold("register"), ...registerLines(register, page)]];
  return text([...blocks, wrap(legend, page.width).map(style.dim), ...kept.flat(0)]);
}

/** Owner, own ids, last review and the next one's date of each control in crosswalk.yaml. */
function registerLines(register: readonly ControlReview[], { style }: Page): string[] {
  const first = Math.max(...register.map(({ control }) => widthOf(control.id)));
  return register.map(({ control, record, due, overdue }) => {
    const last = record.lastReview === undefined ? "no review recorded" : `last review ${record.lastReview}`;
    const next = due === undefined ? "" : overdue ? style.warn(`, overdue since ${due}`) : `, due ${due}`;
    const ids = (record.ids ?? []).length > 0 ? `, ${(record.ids ?? []).map(visible).join(" ")}` : "";
    return `  ${pad(control.id, first)}  ${visible(record.owner ?? "no owner")}${ids}: ${last}${next}`;
  });
}

function controlRow(control: Control, columns: { first: number; hipaa: number; soc2: number }): string[] {
  const cell = (framework: Framework, width: number) => {
    const edges = control[framework].map((edge) => (edge.strength === "direct" ? edge.ref : `(${edge.ref})`));
    const all = [...edges, ...control.listed[framework]].map(visible);
    return pack(all.length > 0 ? all : ["–"], ", ", Math.max(10, width - 2));
  };
  const hipaa = cell("hipaa", columns.hipaa);
  const soc2 = cell("soc2", columns.soc2);
  const lines: string[] = [];
  for (let i = 0; i < Math.max(hipaa.length, soc2.length); i++) {
    const id = i === 0 ? visible(control.id) : "";
    lines.push(`${pad(id, columns.first)}${pad(hipaa[i] ?? "", columns.hipaa)}${soc2[i] ?? ""}`.trimEnd());
  }
  return lines;
}

/** `crosswalk explain <control>`: the safeguard, both frameworks' references, what config proves of it and what not. */
export function renderControlDetail(
  control: Control,
  requirements: Requirements,
  policies: readonly PolicyMetadata[],
  options: TableOptions,
): string {
  const page = pageOf(options);
  const { style } = page;
  const own = policies.filter((policy) => policy.control === control.id);
  const column = Math.max(0, ...own.map((policy) => widthOf(visible(policy.id))));
  const listed = (framework: Framework) => [
    ...described(control[framework], framework, requirements),
    ...control.listed[framework].map((ref) => describe(ref, framework, requirements)),
    ...control.conditional
      .filter((edge) => edge.framework === framework)
      .map((edge) => `${describe(edge.ref, framework, requirements)}, ${edge.text}`),
  ];
  return text([
    [
      `${style.bold(visible(control.title))}  ${visible(control.id)}`,
      style.dim(ASSESSABLE[control.assessable]),
    ],
    wrap(visible(control.objective), page.width),
    [
      ...row(FRAMEWORK.hipaa, listed("hipaa"), "\n", page, "no reference"),
      ...row(FRAMEWORK.soc2, listed("soc2"), "\n", page, "no reference"),
    ],
    [
      ...row("proves", visible(control.proves).split(" "), " ", page),
      ...row("limits", visible(control.limits).split(" "), " ", page),
      ...row("owner", [control.ownerRole], ", ", page),
      ...row("review", [control.reviewCadence], ", ", page),
    ],
    own.length === 0
      ? []
      : [style.bold(count(own.length, "policy", "policies")), ...policyLines(own, column, style)],
  ]);
}

/**
 * `crosswalk explain <citation or criterion>`: title, designation, note, and the controls and policies behind it. Only
 * the law in force: proposed rules are not part of the data.
 */
export function renderRequirementDetail(
  id: string,
  requirements: Requirements,
  policies: readonly PolicyMetadata[],
  options: TableOptions,
): string {
  const page = pageOf(options);
  const { style } = page;
  const hipaa = requirements.hipaa.find((one) => one.citation === id);
  const soc2 = requirements.soc2.find((one) => one.criterion === id);
  const found = hipaa ?? soc2;
  if (!found) return "";
  const framework: Framework = hipaa ? "hipaa" : "soc2";
  const source = hipaa ? `45 CFR ${hipaa.citation}` : `SOC 2 ${id}`;
  const kind = hipaa ? [hipaa.level, hipaa.designation, hipaa.safeguard] : [soc2?.category ?? ""];
  const details = [...new Set<string>(kind)].filter((word) => word !== "" && word !== "n/a");
  const behind = requirements.controls.filter((control) => touches(control, framework, id));
  const own = policies.filter((policy) => {
    const control = requirements.controls.find((one) => one.id === policy.control);
    return (
      control !== undefined && narrow(control[framework], policy, framework).some((edge) => edge.ref === id)
    );
  });
  const column = Math.max(0, ...own.map((policy) => widthOf(visible(policy.id))));
  return text([
    [
      `${style.bold(visible(source))}  ${visible(found.title)}`,
      style.dim([...details, ASSESSABLE[found.assessable]].join(", ")),
    ],
    wrap(visible(found.note ?? ""), page.width),
    row(
      "controls",
      behind.map((control) => strengthened(control, framework, id)),
      "\n",
      page,
    ),
    own.length === 0
      ? [style.dim("no policy refers to it")]
      : [style.bold(count(own.length, "policy", "policies")), ...policyLines(own, column, style)],
  ]);
}

function touches(control: Control, framework: Framework, id: string): boolean {
  return control[framework].some((edge) => edge.ref === id) || control.listed[framework].includes(id);
}

function strengthened(control: Control, framework: Framework, id: string): string {
  const edge = control[framework].find((one) => one.ref === id);
  const how = edge === undefined ? ASSESSABLE.process : edge.strength;
  return `${control.id}: ${control.title} (${how})`;
}

function described(edges: readonly Edge[], framework: Framework, requirements: Requirements): string[] {
  return edges.map(
    (edge) =>
      `${edge.strength === "supporting" ? "supports " : ""}${describe(edge.ref, framework, requirements)}`,
  );
}

/** `164.312(b) Audit controls (standard)`, `CC7.2 Watch systems for abnormal activity`. */
function describe(ref: string, framework: Framework, requirements: Requirements): string {
  if (framework === "soc2") {
    return `${ref} ${requirements.soc2.find((one) => one.criterion === ref)?.title ?? ""}`.trimEnd();
  }
  const one = requirements.hipaa.find((candidate) => candidate.citation === ref);
  if (!one) return ref;
  return `${ref} ${one.title}${one.designation === "n/a" ? "" : ` (${one.designation})`}`;
}
