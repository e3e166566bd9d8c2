import type { CoverageCounts, Evidence, Provenance } from "../evidence.ts";
import { html, type Markup } from "./markup.ts";
import { stateOrder, states } from "./states.ts";

/** What this is and is not, of what it was made, what lies in scope, and how much of the frameworks it touches. */
export function opening(evidence: Evidence): Markup {
  const { statement, provenance, coverage, scope } = evidence;
  return html`<section id="about" aria-labelledby="h-about"><h2 id="h-about">What this is, and what it is not</h2>
<ul class="statement">${statement.map((text) => html`<li>${text}</li>`)}</ul></section>
<section id="scope" aria-labelledby="h-scope"><h2 id="h-scope">Scope</h2>${scopeOf(evidence)}</section>
<section id="coverage" aria-labelledby="h-coverage"><h2 id="h-coverage">How much of each framework this touches</h2>
<p>Three separate counts. They are no score, and no percentage of anything: ${
    scope.confirmed ? "" : "the scope is not confirmed, and "
  }most requirements ask for people, contracts and documents.</p>
<div class="coverages">${counts("HIPAA", "specifications of the matrix in Appendix A to Subpart C", coverage.hipaa)}${counts("SOC 2", "criteria of the chosen categories", coverage.soc2)}</div>
<h3>The states</h3><dl class="states">${stateOrder.map(
    (state) =>
      html`<div><dt><span class="chip s-${state}"><span class="shape" aria-hidden="true">${states[state].shape}</span>${states[state].word}</span></dt><dd>${states[state].meaning}</dd></div>`,
  )}</dl></section>
<section id="provenance" aria-labelledby="h-provenance"><h2 id="h-provenance">Where it comes from</h2>${provenanceOf(provenance)}</section>`;
}

function counts(name: string, of: string, { total, withPolicy, judged, undecided }: CoverageCounts): Markup {
  return html`<div class="coverage"><h3>${name}</h3><p class="muted">of ${total} ${of}</p><dl>
<div><dt>${withPolicy}</dt><dd>have at least one policy in this run</dd></div>
<div><dt>${judged}</dt><dd>were judged: a policy met at least one resource in scope and gave pass or fail</dd></div>
<div><dt>${undecided}</dt><dd>could not be: no resources, or unresolved values only</dd></div></dl></div>`;
}

function scopeOf({ scope }: Evidence): Markup {
  const { organization, phi, soc2 } = scope;
  const is = (name: string, value: boolean | undefined): string =>
    `${name}: ${value === undefined ? "not stated" : value ? "yes" : "no"}`;
  const rows: Array<[string, string]> = [
    ...(organization?.name === undefined ? [] : [["Organization", organization.name] as [string, string]]),
    [
      "Its role under HIPAA",
      organization
        ? `${organization.role?.replaceAll("-", " ") ?? "not stated"}; ${is("clearinghouse", organization.clearinghouse)}; ${is("group health plan", organization.groupHealthPlan)}`
        : "not stated",
    ],
    ["SOC 2 categories", scope.categories.map((one) => one.replaceAll("-", " ")).join(", ")],
    ["Read", `${scope.files} files, ${scope.units} units, ${scope.resources} resources`],
    ["Resources with a verdict that hold ePHI", `yes ${phi.yes}, no ${phi.no}, unknown ${phi.unknown}`],
    ["… inside the SOC 2 boundary", `in ${soc2.in}, out ${soc2.out}, unknown ${soc2.unknown}`],
  ];
  return html`${
    !scope.confirmed &&
    html`<p class="warning"><span aria-hidden="true">▲ </span><b>Scope not confirmed.</b> crosswalk.yaml does not say what holds ePHI: references to HIPAA are printed for every resource, and the auditor has to confirm which of them matter.</p>`
  }${table(rows)}`;
}

function provenanceOf(from: Provenance): Markup {
  const { repository, tool, policies } = from;
  const rows: Array<[string, string]> = [
    ["Stated time", from.generatedAt],
    ["Expiry and reviews as of", from.asOf],
    [
      "Commit",
      repository
        ? `${repository.commit}${repository.branch === undefined ? "" : ` on ${repository.branch}`}`
        : `unknown: ${from.repositoryUnknown ?? ""}`,
    ],
    [
      "Files that differ from the commit",
      repository ? (repository.changed === 0 ? "none" : `${repository.changed}`) : "not known",
    ],
    ["Made by", from.runner === "" ? "no CI job that names itself" : from.runner],
    ["Tool", `${tool.name} ${tool.version}, Node ${from.node}`],
    ["Policies", `${policies.version}, profile ${policies.profile}, SHA-256 ${policies.digest}`],
    ["Command", `crosswalk ${from.command.join(" ")}`],
    ["A scan would have ended with", `exit code ${from.exitCode}`],
    ["Inputs", `${from.inputs.length} files, each with its SHA-256 in evidence.json`],
  ];
  return html`${
    repository?.dirty &&
    html`<p class="warning"><span aria-hidden="true">▲ </span><b>${repository.changed} of the files that were read do not stand in the commit as they were read.</b> This evidence is not that of the commit alone.</p>`
  }${table(rows)}<details class="fold"><summary>Settings that held</summary><pre>${JSON.stringify(from.settings, null, 1)}</pre>
${from.settingsFiles.length > 0 && table(from.settingsFiles.map((file) => [`${file.path} (${file.role})`, file.sha256]))}</details>`;
}

function table(rows: ReadonlyArray<readonly [string, string]>): Markup {
  return html`<table class="facts"><tbody>${rows.map(
    ([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`,
  )}</tbody></table>`;
}
