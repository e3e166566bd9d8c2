import type { RequirementEvidence } from "../evidence.ts";
import { type Context, opening } from "./context.ts";
import { markup, property, token } from "./datatypes.ts";
import { requirementId, requirementObjective } from "./identifiers.ts";

const frameworks = {
  hipaa: {
    file: "catalog-hipaa.json",
    title: "HIPAA: Security Rule, with the breach notification and privacy paragraphs that crosswalk names",
    remarks:
      "Titles are the headings of 45 CFR Part 164, which are in the public domain; where the regulation gives none, the title is ours. The text of the regulation is not repeated here. Designations follow 45 CFR 164.306(d). Not legal advice.",
  },
  soc2: {
    file: "catalog-soc2.json",
    title: "SOC 2: Trust Services Criteria by identifier, titles paraphrased",
    remarks:
      "Every title is a short paraphrase of crosswalk's own. The text of the criteria is copyrighted by the AICPA and is not here; read it there.",
  },
} as const;

/** The catalog of a framework: every requirement that crosswalk knows, also those that no config can show. */
export function requirementCatalog(context: Context, framework: "hipaa" | "soc2"): object {
  const { file, title, remarks } = frameworks[framework];
  const rows = context.evidence.requirements[framework];
  const groups = [...new Set(rows.map((row) => row.group))].map((group) => ({
    id: token(`${framework}-group-${group}`),
    title: markup(group),
    controls: nested(rows.filter((row) => row.group === group)),
  }));
  return { catalog: { ...opening(context, file, title, remarks), groups } };
}

/** Specifications below their standard, paragraphs below the paragraph they belong to. */
function nested(rows: readonly RequirementEvidence[]): object[] {
  const ids = new Set(rows.map((row) => row.id));
  const below = (parent: string): object[] =>
    rows.filter((row) => row.parent === parent && row.id !== parent).map(control);
  const control = (row: RequirementEvidence): object => ({ ...own(row), controls: below(row.id) });
  return rows.filter((row) => !ids.has(row.parent) || row.parent === row.id).map(control);
}

function own(row: RequirementEvidence): object {
  const { framework, id, title, level, designation, assessable } = row;
  const control = requirementId(framework, id);
  return {
    id: control,
    class: token(level),
    title: markup(title),
    props: [
      { name: "label", value: id },
      ...(designation === "" ? [] : [property("designation", designation)]),
      property("assessable", assessable),
      ...(framework === "soc2" ? [property("title-source", "paraphrased")] : []),
    ],
    links: framework === "hipaa" ? [{ href: regulation(id), rel: "reference" }] : [],
    parts: [
      { id: `${control}_smt`, name: "statement", prose: statement(row) },
      ...(assessable === "process"
        ? []
        : [
            {
              id: requirementObjective(framework, id),
              name: "assessment-objective",
              prose: `Nothing in the configuration files contradicts ${id}. ${
                assessable === "partial" ? "Config shows one ingredient of it; the core lies elsewhere. " : ""
              }That nothing contradicts it does not satisfy it.`,
            },
          ]),
    ],
  };
}

function statement({ framework, id, title }: RequirementEvidence): string {
  return framework === "hipaa"
    ? `45 CFR ${id}: ${markup(title)}.`
    : `${id}, in crosswalk's words and not the AICPA's: ${markup(title)}.`;
}

/** The section of the regulation; eCFR has no stable address for paragraphs. */
function regulation(citation: string): string {
  return `https://www.ecfr.gov/current/title-45/section-${/^\d+\.\d+/.exec(citation)?.[0] ?? "164"}`;
}
