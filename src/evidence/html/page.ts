import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { Evidence } from "../evidence.ts";
import { html, Markup } from "./markup.ts";
import { matrix } from "./matrix.ts";
import { opening } from "./opening.ts";
import { overlapView } from "./overlap-view.ts";
import { populationView } from "./population-view.ts";
import { bypassesView, controlsView, exceptionsView, notScannedView, policiesView } from "./registers.ts";
import { hipaaView, soc2View } from "./requirement-view.ts";
import { script } from "./script.ts";
import { stateOrder, states, tally } from "./states.ts";
import { style } from "./style.ts";

/**
 * The evidence as one page that needs nothing else: no script, style, image or font from elsewhere, all of it readable
 * without JavaScript, which only adds search.
 */
export function page(evidence: Evidence): string {
  const { provenance, requirements, scope } = evidence;
  const linked = { evidence, rows: new Map(evidence.population.map((row) => [row.id, row])) };
  const subject = scope.organization?.name;
  const commit = provenance.repository?.commit.slice(0, 12);
  const views: ReadonlyArray<readonly [id: string, title: string, content: Markup]> = [
    [
      "hipaa",
      "HIPAA: by safeguard, standard and specification",
      html`${tally(requirements.hipaa)}${hipaaView(linked)}`,
    ],
    ["soc2", "SOC 2: by category and criterion", html`${tally(requirements.soc2)}${soc2View(linked)}`],
    ["overlap", "Where the two overlap", overlapView(evidence)],
    ["matrix", "Crosswalk: controls by requirements", matrix(evidence)],
    ["exceptions", "Exceptions", exceptionsView(evidence)],
    ["bypasses", "Bypasses", bypassesView(evidence)],
    ["population", "Population", populationView(evidence)],
    ["not-scanned", "Not scanned", notScannedView(evidence)],
    ["controls", "Controls", controlsView(evidence)],
    ["policies", "Policies and their parameters", policiesView(evidence)],
    ["limits", "Limits", limitsView(evidence)],
  ];
  const links: ReadonlyArray<readonly [string, string] | string> = [
    ["about", "What this is"],
    ["scope", "Scope"],
    ["coverage", "Coverage"],
    ["provenance", "Where it comes from"],
    "Three views",
    ["hipaa", "HIPAA"],
    ["soc2", "SOC 2"],
    ["overlap", "Overlap"],
    ["matrix", "Crosswalk"],
    "Registers",
    ["exceptions", "Exceptions"],
    ["bypasses", "Bypasses"],
    ["population", "Population"],
    ["sample", "Sample"],
    ["not-scanned", "Not scanned"],
    ["controls", "Controls"],
    ["policies", "Policies"],
    ["limits", "Limits"],
  ];
  const csp = `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`;
  const body = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(csp)}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<title>Evidence ${provenance.generatedAt.slice(0, 10)}${subject !== undefined && `, ${subject}`}</title>
<style>${new Markup(style)}</style></head>
<body><a class="skip" href="#main">Skip to the content</a>
<header class="top"><h1>Evidence from configuration${subject !== undefined && `: ${subject}`}</h1>
<p class="muted">HIPAA Security Rule and SOC 2. ${provenance.generatedAt}${commit !== undefined && html`, commit <code>${commit}</code>`}. ${evidence.population.length} verdicts, ${evidence.exceptions.length} exceptions.</p></header>
<div class="layout"><nav class="side" aria-label="Contents"><ol>${links.map((link) =>
    typeof link === "string"
      ? html`<li class="sep">${link}</li>`
      : html`<li><a href="#${link[0]}">${link[1]}</a></li>`,
  )}</ol></nav>
<main id="main"><form class="find" role="search" hidden><label for="q">Search</label><input id="q" type="search" placeholder="citation, policy, resource, path" autocomplete="off">
<label for="s">State</label><select id="s"><option value="">all</option>${stateOrder.map(
    (state) => html`<option value="${state}">${states[state].shape} ${states[state].word}</option>`,
  )}</select><output for="q s" aria-live="polite"></output></form>
${opening(evidence)}
${views.map(
  ([id, title, content]) =>
    html`<section id="${id}" aria-labelledby="h-${id}"><h2 id="h-${id}">${title}</h2>${content}</section>\n`,
)}</main></div><script>${new Markup(script)}</script></body></html>
`;
  return body.text;
}

/** The process-only list, and what config cannot show of the others. */
function limitsView({ limits, requirements, controls }: Evidence): Markup {
  const process = [...requirements.hipaa, ...requirements.soc2].filter(
    (row) => row.state === "not-assessable",
  );
  const shown = controls.filter((control) => control.assessable !== "process" && control.limits !== "");
  return html`<ul class="statement">${limits.map((text) => html`<li>${text}</li>`)}</ul>
<h3>What config cannot show, by control</h3><dl class="record">${shown.map(
    (control) => html`<div><dt>${control.title}</dt><dd>${control.limits}</dd></div>`,
  )}</dl>
<h3>Not assessable from config: ${process.length}</h3><p>${process.map(
    (row, i) => html`${i > 0 && "; "}${row.id} ${row.title}`,
  )}.</p>`;
}

/** A source expression of CSP: the hash of an inline element's text. */
function hash(text: string): string {
  return `'sha256-${btoa(String.fromCharCode(...sha256(utf8ToBytes(text))))}'`;
}
