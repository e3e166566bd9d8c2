import type { Bypass, ControlEvidence, Evidence, ExceptionEvidence, PolicyEvidence } from "../evidence.ts";
import { anchor, html, type Markup } from "./markup.ts";

/** Every exception record, also those that do not act. */
export function exceptionsView({ exceptions }: Evidence): Markup {
  if (exceptions.length === 0) return html`<p>No exception is on record.</p>`;
  return html`<p>${exceptions.length} on record. Expired records stay listed: documentation is kept for six years from when it was last in effect (164.316(b)(2)(i)).</p>${exceptions.map(exceptionCard)}`;
}

function exceptionCard(one: ExceptionEvidence): Markup {
  const fields: ReadonlyArray<readonly [string, string]> = [
    ["Policy", one.policy],
    ["Type", one.type],
    ["Resources", one.resources.join(", ")],
    ["Cites", one.citations.join(", ")],
    ["Reason", one.reason],
    ["Weighed", one.factors.join(", ")],
    ["Alternative", one.alternative],
    ["Standard still met by", one.standardStillMetBy],
    ["Evidence of the alternative", one.alternativeEvidence],
    ["Compensating control, SOC 2", one.soc2Compensating],
    ["Owner", one.owner],
    ["Approved", [one.approvedBy, one.approvedOn].filter((text) => text !== "").join(", ")],
    ["Approver and author", one.approver],
    ["Review by", one.reviewBy],
    ["Expires", one.expiresOn],
    ["Risk analysis", one.riskRef],
    ["Recorded at", one.place],
  ];
  return html`<article class="card record" id="${anchor("x", one.id)}" data-find><h4>${one.id} <span class="tag">${one.status}</span></h4>
${one.signOff && html`<p><b>No alternative is in place: somebody has to sign for that.</b></p>`}
${one.problems.length > 0 && html`<ul class="problems">${one.problems.map((text) => html`<li>${text}</li>`)}</ul>`}
<dl>${fields.filter(([, text]) => text !== "").map(([name, text]) => html`<div><dt>${name}</dt><dd>${text}</dd></div>`)}
<div><dt>Acts on</dt><dd>${one.rows.length === 0 ? "no row" : one.rows.slice(0, 12).map((id, i) => html`${i > 0 && ", "}<a href="#${anchor("p", id)}"><code>${id.slice(0, 10)}</code></a>`)}${one.rows.length > 12 && ` and ${one.rows.length - 12} more`}</dd></div></dl>
${one.notes.length > 0 && html`<p class="muted">${one.notes.join("; ")}</p>`}</article>`;
}

const kinds: Record<Bypass["kind"], string> = {
  "inline-comment": "comment in a file, no record",
  baseline: "known violation",
  assumption: "assumed: somebody vouches for it",
  "policy-changed": "policy changed",
  "set-aside": "set aside",
};

/** What makes the gate quieter without an exception record. */
export function bypassesView({ bypasses }: Evidence): Markup {
  if (bypasses.length === 0) return html`<p>None: nothing makes the gate quieter than its policies.</p>`;
  return html`<p>None of these moves a requirement's state, but for an assumption: it turns what lies outside the scan into a pass, on somebody's word.</p>
<table class="wide stack"><thead><tr><th scope="col">Kind</th><th scope="col">What</th><th scope="col">Reason</th><th scope="col">Where</th><th scope="col">Rows</th></tr></thead><tbody>${bypasses.map(
    (one) =>
      html`<tr data-find><td data-label="Kind">${kinds[one.kind]}</td><td data-label="What">${one.what}</td><td data-label="Reason">${one.reason}</td><td data-label="Where"><span class="address">${one.place}</span></td><td data-label="Rows">${one.rows.length}</td></tr>`,
  )}</tbody></table>`;
}

export function notScannedView({ notScanned, diagnostics }: Evidence): Markup {
  return html`${
    notScanned.length === 0
      ? html`<p>Nothing that was recognised was left out.</p>`
      : html`<p>No verdict covers these.</p><table class="wide stack"><thead><tr><th scope="col">Path</th><th scope="col">Cause</th><th scope="col">Detail</th></tr></thead><tbody>${notScanned.map(
          (one) =>
            html`<tr data-find><td data-label="Path"><span class="address">${one.path}</span></td><td data-label="Cause">${one.cause}</td><td data-label="Detail">${one.detail}</td></tr>`,
        )}</tbody></table>`
  }${
    diagnostics.length > 0 &&
    html`<h3>What the run said about itself</h3><ul class="rows">${diagnostics.map(
      (one) =>
        html`<li data-find><b>${one.severity}</b> ${one.message} <span class="muted">${one.path ?? ""}${one.line !== undefined && `:${one.line}`} ${one.code}</span></li>`,
    )}</ul>`
  }`;
}

/** The policies that ran, with the parameters they used. */
export function policiesView({ policies }: Evidence): Markup {
  return html`<p>${policies.length} policies ran. A threshold is the tool's or the organization's, never the regulation's, unless a source says otherwise.</p>${policies.map(policyEntry)}`;
}

function policyEntry(one: PolicyEvidence): Markup {
  const { pass, fail, unknown } = one.counts;
  return html`<details class="entry" id="${anchor("y", one.id)}" data-find><summary><span class="id">${one.id}</span><span class="title">${one.title}</span><span class="brief">${pass} pass, ${fail} fail${unknown > 0 && `, ${unknown} unknown`}</span></summary>
<div class="body"><p>${one.description}</p><p class="muted">${one.control}, ${one.severity}. Judges ${one.subjects.join(", ")}.</p>${
    one.parameters.length > 0 &&
    html`<table class="wide"><thead><tr><th scope="col">Parameter</th><th scope="col">Used</th><th scope="col">Default</th><th scope="col">Meaning</th></tr></thead><tbody>${one.parameters.map(
      (parameter) =>
        html`<tr><th scope="row">${parameter.name}</th><td>${JSON.stringify(parameter.value)}</td><td>${JSON.stringify(parameter.default)}</td><td>${parameter.description}</td></tr>`,
    )}</tbody></table>`
  }${one.documentation.length > 0 && html`<p class="muted">${one.documentation.join(" ")}</p>`}</div></details>`;
}

/** Every control with its register entry. */
export function controlsView({ controls }: Evidence): Markup {
  return html`${controls.map(controlEntry)}`;
}

function controlEntry(one: ControlEvidence): Markup {
  const { pass, fail, unknown } = one.counts;
  const judged = pass + fail + unknown;
  const review = one.lastReview === undefined ? "no review on record" : `last review ${one.lastReview}`;
  const due =
    one.reviewDue === undefined ? "" : `, next due ${one.reviewDue}${one.reviewOverdue ? " (overdue)" : ""}`;
  return html`<details class="entry" id="${anchor("c", one.id)}" data-find><summary><span class="id">${one.ids.length > 0 ? one.ids.join(", ") : one.id}</span><span class="title">${one.title} <span class="tag">${one.assessable}</span>${one.reviewOverdue && html` <span class="tag">review overdue</span>`}</span><span class="brief">${judged > 0 && `${pass} pass, ${fail} fail`}</span></summary>
<div class="body"><p>${one.objective}</p><p class="muted">Owner: ${one.owner}. Cadence: ${one.cadence}; ${review}${due}.</p>
<p class="muted">HIPAA: ${one.hipaa.map((ref) => ref.id).join(", ") || "none"}<br>SOC 2: ${one.soc2.map((ref) => ref.id).join(", ") || "none"}</p>
${one.proves !== "" && html`<h4>What config can show</h4><p>${one.proves}</p>`}${one.limits !== "" && html`<h4>What it cannot</h4><p>${one.limits}</p>`}</div></details>`;
}
