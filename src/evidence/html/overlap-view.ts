import type { Evidence, OverlapRow } from "../evidence.ts";
import { anchor, html, type Markup } from "./markup.ts";
import { states } from "./states.ts";

/** Which controls count for both frameworks, what only one of them asks, and what is often told wrongly. */
export function overlapView({ overlap }: Evidence): Markup {
  return html`<p>One control can answer two auditors. The states stay apart all the same: a SOC 2 result never changes a HIPAA row, nor the reverse.</p>
${part("Asked by both", "They count twice: the same evidence goes to both auditors.", overlap.both)}
${part("Asked by HIPAA only", "", overlap.hipaaOnly)}
${part("Asked by SOC 2 only", "Under the chosen categories.", overlap.soc2Only)}
<h3>Where the two are often confused</h3>
<div class="notes">${overlap.notes.map(
    ({ topic, note, hipaa, soc2 }) => html`<article class="card" data-find><h4>${topic}</h4><p>${note}</p>
<p class="muted">HIPAA: ${hipaa.length > 0 ? hipaa.join(", ") : "nothing"}<br>SOC 2, nearest criteria: ${soc2.length > 0 ? soc2.join(", ") : "none in the chosen categories"}</p>
<p class="muted">Not assessable from config, for either.</p></article>`,
  )}</div>`;
}

function part(heading: string, note: string, rows: readonly OverlapRow[]): Markup {
  return html`<h3>${heading}: ${rows.length}</h3>${note !== "" && html`<p class="muted">${note}</p>`}${
    rows.length === 0
      ? html`<p>None.</p>`
      : html`<table class="wide stack"><thead><tr><th scope="col">Control</th><th scope="col">HIPAA</th><th scope="col">SOC 2</th></tr></thead>
<tbody>${rows.map(
          (row) =>
            html`<tr data-find><th scope="row"><a href="#${anchor("c", row.control)}">${row.title}</a></th><td data-label="HIPAA">${refs(row.hipaa)}</td><td data-label="SOC 2">${refs(row.soc2)}</td></tr>`,
        )}</tbody></table>`
  }`;
}

function refs(list: OverlapRow["hipaa"]): Markup | string {
  if (list.length === 0) return "none";
  return html`<span class="refs">${list.map(
    ({ id, state }) =>
      html`<a class="ref s-${state}" href="#${anchor("r", id)}" title="${states[state].word}"><span class="shape" aria-hidden="true">${states[state].shape}</span>${id}<span class="sr"> ${states[state].word}</span></a>`,
  )}</span>`;
}
