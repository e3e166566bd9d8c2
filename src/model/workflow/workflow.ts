import type { YamlFile } from "../../parse/yaml/yaml.ts";
import { baseName, byPath, configUnit, firstLine, folderOf, wholeText } from "../app/config-unit.ts";
import type { Unit } from "../resource.ts";
import { type Entry, type ListValue, type ObjectValue, object, step, type Value } from "../value.ts";
import { yamlValue } from "../yaml-value.ts";
import { evaluate, listExpressions } from "./expressions.ts";

/**
 * One unit and one resource for each file: `github:workflow` (`workflow:path`) or `github:action` (`action:path`). Values as
 * written, but `on` is always an object event → filters; a text with an expression is unknown (`variable`), and each
 * step lists its expressions as `{in, text}`, where `in` is the key they stand under (`run`, `with.script`), each with its own place.
 * Source: GitHub Actions, "Workflow syntax" and "Metadata syntax".
 */
export function modelWorkflows(files: readonly YamlFile[]): Unit[] {
  return byPath(files).flatMap((file) => {
    const { source } = file;
    const { path } = source;
    const root = yamlValue(file.documents[0]?.contents, source);
    const unit = configUnit(path, [source]);
    if (root.kind !== "object") return [];
    const kind = source.kind === "action" ? "action" : "workflow";
    const address = `${kind}:${path}`;
    unit.resources.push({
      key: address,
      address,
      type: `github:${kind}`,
      name: baseName(path),
      folder: folderOf(path),
      values: shaped(root),
      head: firstLine(source),
      body: wholeText(source),
      via: [],
      meta: { file: baseName(path) },
      links: [],
    });
    return [unit];
  });
}

function shaped(root: ObjectValue): ObjectValue {
  const entries = new Map<string, Entry>();
  for (const [key, entry] of root.entries) {
    const value = key === "on" ? events(entry.value) : entry.value;
    entries.set(key, { ...entry, value: key === "jobs" || key === "runs" ? value : evaluate(value) });
  }
  const jobs = entries.get("jobs");
  if (jobs?.value.kind === "object") {
    const shapedJobs = [...jobs.value.entries].map(
      ([name, job]) => [name, { ...job, value: withSteps(job.value) }] as const,
    );
    entries.set("jobs", { ...jobs, value: { ...jobs.value, entries: new Map(shapedJobs) } });
  }
  const runs = entries.get("runs");
  if (runs) entries.set("runs", { ...runs, value: withSteps(runs.value) });
  return { ...root, entries };
}

/** `on: push`, `on: [push, pull_request]` and `on: {push: …}` are the same. */
function events(value: Value): Value {
  if (value.kind === "string") return object(value.at, [[value.value, { kind: "null", at: value.at }]]);
  if (value.kind !== "list") return value;
  return object(
    value.at,
    value.items.flatMap(
      (item): Array<[string, Value]> =>
        item.kind === "string" ? [[item.value, { kind: "null", at: item.at }]] : [],
    ),
  );
}

/** A job, or what an action runs: its steps with their expressions. */
function withSteps(holder: Value): Value {
  const evaluated = evaluate(holder);
  const steps = step(holder, "steps");
  if (evaluated.kind !== "object" || steps?.kind !== "list") return evaluated;
  const entry = evaluated.entries.get("steps");
  const items = steps.items.map((item): Value => {
    const known = evaluate(item);
    if (known.kind !== "object") return known;
    const list: ListValue = { kind: "list", items: [], at: item.at };
    listExpressions(item, "", list);
    if (list.items.length === 0) return known;
    return { ...known, entries: new Map(known.entries).set("expressions", { value: list }) };
  });
  const entries = new Map(evaluated.entries);
  entries.set("steps", { ...entry, value: { ...steps, items } });
  return { ...evaluated, entries };
}
