import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type {
  Assessable,
  Condition,
  ConditionalEdge,
  Control,
  Edge,
  HipaaRequirement,
  Requirements,
  Soc2Requirement,
} from "../../src/judge/requirements.ts";

const assessable = ["config", "partial", "process"] as const;
const strengths = ["direct", "supporting"] as const;

/**
 * The crosswalk as policies/refs/*.yaml hold it, checked; throws with the row's name when one breaks the schema.
 * Proposed-rule text stays behind: its paragraph numbers collide with current ones, so no report may see it.
 */
export function buildRequirements(): Requirements {
  const controls = read("controls");
  const hipaa = rows(read("hipaa"), "hipaa", hipaaRow);
  const soc2 = rows(read("soc2"), "soc2", soc2Row);
  return {
    safeguards: texts(controls["safeguards"], "safeguards"),
    controls: rows(controls, "controls", control),
    hipaa,
    soc2,
  };
}

/** The text of policies/dist/requirements.json: the same bytes for the same YAML, one row a line, without notes. */
export function renderRequirements(): string {
  const { safeguards, ...tables } = buildRequirements();
  const parts = Object.entries(tables).map(([name, list]) => {
    const lines = (list as unknown as Row[]).map(({ note: _, ...rest }) => JSON.stringify(rest));
    return `${JSON.stringify(name)}: [\n${lines.join(",\n")}\n]`;
  });
  return `{\n"safeguards": ${JSON.stringify(safeguards)},\n${parts.join(",\n")}\n}\n`;
}

type Row = Record<string, unknown>;

/** The failsafe schema keeps every scalar a text: 164.400 is a citation, not a number. */
function read(name: string): Row {
  const path = join(import.meta.dirname, "..", "refs", `${name}.yaml`);
  return row(parse(readFileSync(path, "utf8"), { schema: "failsafe", uniqueKeys: true }), path);
}

function rows<T>(table: Row, name: string, make: (id: string, given: Row) => T): T[] {
  return Object.entries(row(table[name], name)).map(([id, given]) => make(id, row(given, id)));
}

function control(id: string, given: Row): Control {
  only(id, given, [
    "title",
    "safeguard",
    "assessable",
    "objective",
    "hipaa",
    "soc2",
    "conditional",
    "listed",
    "relatedNotEvidenced",
    "ownerRole",
    "reviewCadence",
    "proves",
    "limits",
    "note",
  ]);
  const listed = given["listed"] === undefined ? {} : row(given["listed"], id);
  return {
    id,
    title: text(given, "title", id),
    safeguard: text(given, "safeguard", id),
    assessable: oneOf<Assessable>(text(given, "assessable", id), assessable, id),
    objective: text(given, "objective", id),
    hipaa: edges(given["hipaa"], id),
    soc2: edges(given["soc2"], id),
    conditional: ((given["conditional"] ?? []) as unknown[]).map((one) => conditional(row(one, id), id)),
    listed: { hipaa: texts(listed["hipaa"] ?? [], id), soc2: texts(listed["soc2"] ?? [], id) },
    relatedNotEvidenced: texts(given["relatedNotEvidenced"] ?? [], id),
    ownerRole: text(given, "ownerRole", id),
    reviewCadence: text(given, "reviewCadence", id),
    ...reviewMonths(text(given, "reviewCadence", id)),
    proves: text(given, "proves", id),
    limits: text(given, "limits", id),
    ...(given["note"] !== undefined && { note: text(given, "note", id) }),
  };
}

const periods = { weekly: 1, monthly: 1, quarterly: 3, semiannual: 6, annual: 12 } as const;

/**
 * Months between reviews of the control. Of several parts ("monthly review of gaps; quarterly control review") the one
 * that speaks of a control or plan review counts, else the longest; weekly work is looked at once a month.
 */
function reviewMonths(cadence: string): { reviewMonths?: number } {
  const of = (part: string): number[] =>
    Object.entries(periods).flatMap(([word, months]) =>
      new RegExp(`\\b${word}\\b`).test(part) ? [months] : [],
    );
  const parts = cadence.split(/[;,]/);
  const review = parts.find((part) => /(control|plan|access) review/.test(part) && of(part).length > 0);
  const months = review !== undefined ? of(review) : parts.flatMap(of);
  return months.length > 0 ? { reviewMonths: Math.max(...months) } : {};
}

function edges(given: unknown, id: string): Edge[] {
  if (given === undefined) return [];
  return Object.entries(row(given, id)).map(([ref, strength]) => ({
    ref,
    strength: oneOf(String(strength), strengths, `${id} ${ref}`),
  }));
}

function conditional(given: Row, id: string): ConditionalEdge {
  only(id, given, ["ref", "text", "strength", "when"]);
  const ref = text(given, "ref", id);
  const edge: ConditionalEdge = {
    ref,
    text: text(given, "text", id),
    strength: oneOf(
      given["strength"] === undefined ? "supporting" : text(given, "strength", id),
      strengths,
      id,
    ),
    framework: /^[0-9]/.test(ref) ? "hipaa" : "soc2",
  };
  if (given["when"] !== undefined) edge.when = condition(row(given["when"], id), id);
  return edge;
}

function condition(given: Row, id: string): Condition {
  const [kind] = Object.keys(given);
  if (kind === "fact") return { fact: text(given, "fact", id) };
  if (kind === "profile") return { profile: text(given, "profile", id) };
  if (kind === "phi") return { phi: oneOf(text(given, "phi", id), ["yes"] as const, id) };
  throw new Error(`${id}: a condition is a fact, a profile switch or phi, not ${kind}`);
}

function hipaaRow(citation: string, given: Row): HipaaRequirement {
  only(citation, given, [
    "level",
    "parent",
    "title",
    "designation",
    "safeguard",
    "assessable",
    "note",
    "appendixA",
    "denominator",
    "proposed2025",
  ]);
  return {
    citation,
    level: oneOf(text(given, "level", citation), ["standard", "specification", "rule"] as const, citation),
    parent: text(given, "parent", citation),
    title: text(given, "title", citation),
    designation: oneOf(
      text(given, "designation", citation),
      ["required", "addressable", "standard", "n/a"] as const,
      citation,
    ),
    safeguard: text(given, "safeguard", citation),
    assessable: oneOf<Assessable>(text(given, "assessable", citation), assessable, citation),
    note: text(given, "note", citation),
    denominator: oneOf(
      text(given, "denominator", citation),
      ["matrix", "orgdoc", "std", "none"] as const,
      citation,
    ),
  };
}

function soc2Row(criterion: string, given: Row): Soc2Requirement {
  only(criterion, given, ["category", "title", "assessable", "note"]);
  return {
    criterion,
    category: text(given, "category", criterion),
    title: text(given, "title", criterion),
    assessable: oneOf<Assessable>(text(given, "assessable", criterion), assessable, criterion),
    note: text(given, "note", criterion),
  };
}

function row(given: unknown, where: string): Row {
  if (typeof given !== "object" || given === null || Array.isArray(given))
    throw new Error(`${where}: not a mapping`);
  return given as Row;
}

function only(where: string, given: Row, keys: readonly string[]): void {
  for (const key of Object.keys(given))
    if (!keys.includes(key)) throw new Error(`${where}: unknown key ${key}`);
}

function text(given: Row, key: string, where: string): string {
  const value = given[key];
  if (typeof value !== "string" || value === "") throw new Error(`${where}: ${key} is missing`);
  return value;
}

function texts(given: unknown, where: string): string[] {
  if (!Array.isArray(given) || given.some((one) => typeof one !== "string")) {
    throw new Error(`${where}: not a list of texts`);
  }
  return given as string[];
}

function oneOf<T extends string>(given: string, allowed: readonly T[], where: string): T {
  if (!(allowed as readonly string[]).includes(given))
    throw new Error(`${where}: ${given} is none of ${allowed.join(", ")}`);
  return given as T;
}
