import type { Unit } from "../../src/model/resource.ts";
import type { Cause, UnknownValue, Value } from "../../src/model/value.ts";

interface Found {
  unit: string;
  key: string;
  cause: Cause;
  detail: string;
  /** `path:line` and the text that is unknown. */
  place: string;
}

interface UnknownTally {
  resources: number;
  /** Leaves of all attributes, known and unknown. */
  values: number;
  byCause: Map<Cause, number>;
  /** For each cause what it comes from: variables, types of data sources, modules. */
  behind: Map<Cause, Map<string, number>>;
  found: Found[];
  /** `code path:line message` of every diagnostic. */
  diagnostics: string[];
}

/** Counts every unknown leaf of the units' resources by its cause. What shows in a shape is counted there. */
export function countUnknowns(units: readonly Unit[]): UnknownTally {
  const tally: UnknownTally = {
    resources: 0,
    values: 0,
    byCause: new Map(),
    behind: new Map(),
    found: [],
    diagnostics: [],
  };
  for (const unit of units) {
    for (const resource of unit.resources) {
      if (resource.meta.mode === "managed" || resource.meta.mode === "data") tally.resources++;
      walk(resource.values, (value) => {
        tally.values++;
        if (value.kind !== "unknown") return;
        tally.byCause.set(value.cause, (tally.byCause.get(value.cause) ?? 0) + 1);
        const detail = sourceOf(value);
        const known = tally.behind.get(value.cause) ?? new Map<string, number>();
        tally.behind.set(value.cause, known);
        known.set(detail, (known.get(detail) ?? 0) + 1);
        tally.found.push({
          unit: unit.id,
          key: resource.key,
          cause: value.cause,
          detail,
          place: placeOf(value),
        });
      });
    }
    for (const one of unit.diagnostics) {
      const where = one.at ? `${one.at.source.path}:${one.at.source.lines.at(one.at.start).line}` : one.path;
      tally.diagnostics.push(`${one.code} ${where} ${one.message}`);
    }
  }
  return tally;
}

function placeOf({ at }: UnknownValue): string {
  const { line } = at.source.lines.at(at.start);
  return `${at.source.path}:${line} ${at.source.text.slice(at.start, at.end).split("\n")[0]?.slice(0, 90)}`;
}

/** What would resolve it: the variable, the module, the function, or the type that computes it. */
function sourceOf(value: UnknownValue): string {
  const data = /(?:^|\.)(data\.\w+)\./.exec(value.detail ?? "");
  if (data?.[1]) return data[1];
  if (value.detail !== undefined) return value.detail.replace(/\[[^\]]*\]/g, "[*]");
  const key = value.refs?.[0]?.key ?? "";
  const parts = key.replace(/\[[^\]]*\]/g, "").split(".");
  while (parts[0] === "module") parts.splice(0, 2);
  const path = value.refs?.[0]?.path ?? "";
  return parts[0] === "data" ? `data.${parts[1]}` : `${parts[0] ?? ""}.${path.split(".")[0]}`;
}

function walk(value: Value, visit: (leaf: Value) => void): void {
  if (value.kind === "list") for (const item of value.items) walk(item, visit);
  else if (value.kind === "object") for (const entry of value.entries.values()) walk(entry.value, visit);
  else visit(value);
}
