import type { Evidence, PopulationRow, RequirementEvidence } from "../evidence.ts";
import { anchor, html, type Markup } from "./markup.ts";
import { chip, tally } from "./states.ts";

/** What a requirement's entry links to. */
export interface Linked {
  evidence: Evidence;
  rows: ReadonlyMap<string, PopulationRow>;
}

/** A requirement shows so many of its rows; the CSV file has the others. */
const shown = 12;

const groups: Record<string, string> = {
  general: "General rules (164.306)",
  administrative: "Administrative safeguards (164.308)",
  physical: "Physical safeguards (164.310)",
  technical: "Technical safeguards (164.312)",
  organizational: "Organizational requirements (164.314)",
  documentation: "Policies, procedures and documentation (164.316)",
  "breach-notification": "Breach Notification Rule (164.400 to 164.414)",
  privacy: "Privacy Rule, what touches the above (164.502 to 164.528)",
  // Both frameworks have a group of this name.
  "soc2 privacy": "Privacy",
  "security/common": "Security: the common criteria",
  availability: "Availability",
  confidentiality: "Confidentiality",
  "processing integrity": "Processing integrity",
};

/** HIPAA: safeguard, standard, specification. */
export function hipaaView(linked: Linked): Markup {
  return view("hipaa", linked, (rows) => {
    const here = new Set(rows.map((row) => row.id));
    const below = (id: string) => rows.filter((row) => row.parent === id);
    const tree = (row: RequirementEvidence): Markup =>
      html`${entry(row, linked)}${below(row.id).length > 0 && html`<div class="below">${below(row.id).map(tree)}</div>`}`;
    return rows.filter((row) => !here.has(row.parent)).map(tree);
  });
}

/** SOC 2: category, criterion. */
export function soc2View(linked: Linked): Markup {
  return view("soc2", linked, (rows) => rows.map((row) => entry(row, linked)));
}

function view(
  framework: "hipaa" | "soc2",
  linked: Linked,
  list: (rows: readonly RequirementEvidence[]) => readonly Markup[],
): Markup {
  const all = linked.evidence.requirements[framework];
  if (all.length === 0)
    return html`<p class="note">This framework was left out of the run (--framework).</p>`;
  const names = [...new Set(all.map((row) => row.group))];
  return html`${names.map((name) => {
    const rows = all.filter((row) => row.group === name);
    return html`<section class="group" aria-labelledby="${anchor(`g-${framework}`, name)}">
<h3 id="${anchor(`g-${framework}`, name)}">${groups[`${framework} ${name}`] ?? groups[name] ?? name}</h3>${tally(rows)}
<div class="entries">${list(rows)}</div></section>`;
  })}`;
}

function entry(row: RequirementEvidence, linked: Linked): Markup {
  const { judged, fail, unknown } = row.counts;
  const brief =
    judged === 0 ? "" : `${judged} judged, ${fail} fail${unknown > 0 ? `, ${unknown} unknown` : ""}`;
  return html`<details class="entry" id="${anchor("r", row.id)}" data-find data-state="${row.state}"><summary>
<span class="id">${row.id}</span><span class="title">${row.title}${designation(row)}</span><span class="brief">${brief}</span>${chip(row.state)}</summary>
<div class="body"><p>${row.why}</p>${facts(row)}${behind(row)}${rowsOf(row, linked)}${exceptionsOf(row, linked)}${
    row.limits !== "" && html`<h4>What config cannot show</h4><p>${row.limits}</p>`
  }</div></details>`;
}

function designation(row: RequirementEvidence): Markup | false {
  if (row.framework !== "hipaa" || row.designation === "n/a") return false;
  const word = row.level === "standard" ? "standard" : row.designation;
  return html` <span class="tag">${word}</span>`;
}

/** What the sentence of the state leaves out. */
function facts({ state, counts }: RequirementEvidence): Markup | false {
  const more = [
    ...(state === "no-population" && counts.outOfScope > 0
      ? [`${counts.outOfScope} verdicts lie out of scope`]
      : []),
    ...(counts.scopeUnknown > 0
      ? [`scope is not confirmed for ${counts.scopeUnknown} of ${counts.judged}`]
      : []),
  ];
  return (
    more.length > 0 &&
    html`<p class="counts">${more.join("; ")}. Counts are of resources; a row below may stand for several that come from one place.</p>`
  );
}

/** The policies behind it, by control and strength. */
function behind(row: RequirementEvidence): Markup | false {
  if (row.edges.length === 0) return false;
  const controls = [...new Set(row.edges.map((edge) => edge.control))].sort();
  const list = (control: string, strength: string): Markup[] =>
    row.edges
      .filter((edge) => edge.control === control && edge.strength === strength)
      .map((edge, i) => html`${i > 0 && ", "}<a href="#${anchor("y", edge.policy)}">${edge.policy}</a>`);
  const line = (control: string, strength: string): Markup | false => {
    const policies = list(control, strength);
    return policies.length > 0 && html`<li><b>${control}</b> (${strength}): ${policies}</li>`;
  };
  return html`<h4>Policies behind it</h4><ul class="plain">${controls.map((control) => [
    line(control, "direct"),
    line(control, "supporting"),
  ])}</ul>`;
}

function rowsOf(row: RequirementEvidence, { rows }: Linked): Markup | false {
  if (row.rows.length === 0) return false;
  const strength = (one: PopulationRow): string =>
    one[row.framework].find((ref) => ref.id === row.id)?.strength ?? "";
  const known = row.rows.flatMap((id) => rows.get(id) ?? []);
  // What contradicts comes first.
  const sorted = [...known].sort((a, b) => rank(a, strength(a)) - rank(b, strength(b)));
  const items = sorted.slice(0, shown).map(
    (
      one,
    ) => html`<li><span class="v v-${one.verdict}">${one.verdict}</span>${one.status !== "open" && html` <span class="tag">${one.status}</span>`} <span class="muted">${strength(one)}</span>
<a class="address" href="#${anchor("p", one.id)}">${one.resource}</a>${one.addresses.length > 1 && html` <span class="muted">and ${one.addresses.length - 1} more</span>`} ${one.message} <span class="muted">${one.path}:${one.line}</span></li>`,
  );
  const left = sorted.length - items.length;
  return html`<h4>Verdicts that fail or are unknown</h4><ul class="rows">${items}</ul>${
    left > 0 && html`<p class="muted">and ${left} more: csv/population.csv has all of them</p>`
  }`;
}

function rank(row: PopulationRow, strength: string): number {
  return (row.verdict === "fail" ? 0 : 2) + (strength === "direct" ? 0 : 1) + (row.status === "open" ? 0 : 4);
}

function exceptionsOf(row: RequirementEvidence, { evidence }: Linked): Markup | false {
  const sign = new Set(evidence.exceptions.filter((one) => one.signOff).map((one) => one.id));
  return (
    row.exceptions.length > 0 &&
    html`<h4>Exceptions on record</h4><p>${row.exceptions.map(
      (id, i) =>
        html`${i > 0 && ", "}<a href="#${anchor("x", id)}">${id}</a>${sign.has(id) && " (no alternative is in place: somebody has to sign for that)"}`,
    )}</p>`
  );
}
