import type { ControlEvidence, Evidence, RequirementEvidence } from "../evidence.ts";
import { anchor, html, type Markup } from "./markup.ts";
import { states } from "./states.ts";

type Framework = "hipaa" | "soc2";

/**
 * Controls by requirements. A cell has the requirement's state as a shape, and the strength of the edge as its frame;
 * columns and rows without a cell are left out.
 */
export function matrix({ controls, requirements }: Evidence): Markup {
  const table = (framework: Framework, caption: string, rows: readonly ControlEvidence[], listed: boolean) =>
    grid(caption, framework, rows, requirements[framework], listed);
  const speaking = controls.filter((control) => control.assessable !== "process");
  const process = controls.filter((control) => control.assessable === "process");
  return html`<p>A cell stands where a control speaks of a requirement. Its shape is the requirement's state. A filled frame is a <b>direct</b> edge: a failing policy contradicts the requirement. A dashed frame is a <b>supporting</b> edge, which never contradicts.</p>
<ul class="legend" aria-label="Shapes">${Object.entries(states).map(
    ([state, { word, shape }]) =>
      html`<li><span class="cell e-direct s-${state}" aria-hidden="true">${shape}</span> ${word}</li>`,
  )}</ul>
${table("hipaa", "HIPAA", speaking, false)}${table("soc2", "SOC 2", speaking, false)}
<details class="fold"><summary>Controls that no config can show: ${process.length}</summary>
${table("hipaa", "HIPAA, not assessable from config", process, true)}${table("soc2", "SOC 2, not assessable from config", process, true)}</details>`;
}

function grid(
  caption: string,
  framework: Framework,
  controls: readonly ControlEvidence[],
  requirements: readonly RequirementEvidence[],
  listed: boolean,
): Markup | false {
  const rows = controls.filter((control) => control[framework].length > 0);
  const cited = new Set(rows.flatMap((control) => control[framework].map((ref) => ref.id)));
  const columns = requirements.filter((requirement) => cited.has(requirement.id));
  if (columns.length === 0) return false;
  const label = `${caption}: ${rows.length} controls, ${columns.length} requirements`;
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${label}"><table class="matrix"><caption>${label}</caption>
<thead><tr><th scope="col">Control</th>${columns.map(
    ({ id, title }) => html`<th scope="col" title="${title}"><a href="#${anchor("r", id)}">${id}</a></th>`,
  )}</tr></thead>
<tbody>${rows.map((control) => {
    const refs = new Map(control[framework].map((ref) => [ref.id, ref]));
    return html`<tr><th scope="row"><a href="#${anchor("c", control.id)}">${control.title}</a></th>${columns.map(
      ({ id }) => {
        const ref = refs.get(id);
        if (!ref) return html`<td></td>`;
        const { word, shape } = states[ref.state];
        const words = listed ? word : `${ref.strength}: ${word}`;
        return html`<td title="${control.title}, ${id}: ${words}"><span class="cell e-${ref.strength} s-${ref.state}" aria-hidden="true">${shape}</span><span class="sr">${words}</span></td>`;
      },
    )}</tr>`;
  })}</tbody></table></div>`;
}
