import type { Evidence, PopulationRow } from "../evidence.ts";
import { actingRecords } from "../population.ts";
import { anchor, html, type Markup } from "./markup.ts";

/** Every judged site, folded by policy, so that thousands of rows cost nothing until they are opened. */
export function populationView({ population, policies, sample }: Evidence): Markup {
  const titles = new Map(policies.map((policy) => [policy.id, policy.title]));
  const byPolicy = new Map<string, PopulationRow[]>();
  for (const row of population) {
    const rows = byPolicy.get(row.policy);
    if (rows) rows.push(row);
    else byPolicy.set(row.policy, [row]);
  }
  return html`<p>${population.length} rows: each policy on each resource it judges, passes included. The ids stay the same between runs. csv/population.csv holds the same rows with every column.</p>
${[...byPolicy].map(([policy, rows]) => {
  const of = (verdict: PopulationRow["verdict"]): number =>
    rows.filter((row) => row.verdict === verdict).length;
  const counts = (["fail", "unknown", "pass", "not-applicable"] as const)
    .filter((verdict) => of(verdict) > 0)
    .map((verdict, i) => html`${i > 0 && " "}<span class="v v-${verdict}">${of(verdict)} ${verdict}</span>`);
  return html`<details class="fold rows-of"><summary><span class="id">${policy}</span> <span class="title">${titles.get(policy) ?? ""}</span> <span class="counts">${counts}</span></summary>
${table(rows)}</details>`;
})}
<h3 id="sample">Sample</h3>
<p>${sample.size} of the ${sample.of} rows that pass or fail: those with the smallest SHA-256 of “seed, line feed, id”. Seed: <code>${sample.seed}</code>. Whoever has the population and the seed draws the same rows.</p>
${table(
  sample.rows.flatMap((id) => population.find((row) => row.id === id) ?? []),
  false,
)}`;
}

function table(rows: readonly PopulationRow[], anchors = true): Markup | false {
  if (rows.length === 0) return false;
  return html`<table class="wide stack population"><thead><tr><th scope="col">Verdict</th><th scope="col">Resource</th><th scope="col">What was seen</th><th scope="col">Scope</th><th scope="col">Id</th></tr></thead>
<tbody>${rows.map(
    (row) => html`<tr${anchors && html` id="${anchor("p", row.id)}"`} data-find>
<td data-label="Verdict"><span class="v v-${row.verdict}">${row.verdict}</span>${row.status !== "open" && html` <span class="tag">${row.status}</span>`}${row.verdict === "fail" && html`<br><span class="muted">${row.severity}</span>`}</td>
<td data-label="Resource"><span class="address">${row.resource}</span>${row.addresses.length > 1 && html` <span class="muted">and ${row.addresses.length - 1} more</span>`}<br><span class="muted">${row.path}:${row.line}</span></td>
<td data-label="What was seen">${row.verdict === "pass" && row.reason === undefined ? html`<span class="muted">passes: ${row.policy}</span>` : row.verdict === "fail" ? row.message : (row.reason ?? row.cause ?? row.message)}${row.site !== undefined && html`<br><span class="muted">at ${row.site}</span>`}${actingRecords(row).map(({ id }) => html`<br>exception <a href="#${anchor("x", id)}">${id}</a>`)}</td>
<td data-label="Scope"><span class="muted">ePHI ${row.phi}<br>SOC 2 ${row.soc2Boundary}</span></td>
<td data-label="Id"><code title="${row.id}">${row.id.slice(0, 10)}</code></td></tr>`,
  )}</tbody></table>`;
}
