import type { Resource, Unit } from "../../../src/model/resource.ts";
import { type Inputs, plainInputs } from "../../../src/model/terraform/inputs.ts";
import { modelTerraform } from "../../../src/model/terraform/model.ts";
import { follow, type Step, type Value } from "../../../src/model/value.ts";
import type { HclFile } from "../../../src/parse/hcl/ast.ts";
import { parseHclJson } from "../../../src/parse/hcl/json/parser.ts";
import { parseHcl } from "../../../src/parse/hcl/parser.ts";
import { Source } from "../../../src/text/source.ts";
import type { At } from "../../../src/text/span.ts";
import { isModuleFile } from "../../../src/text/terraform-files.ts";

/** Models files given as text by path. */
export function model(
  files: Record<string, string>,
  varFiles: string[] = [],
  inputs: Partial<Inputs> = {},
): Unit[] {
  const known = new Map(Object.entries(files));
  const parsed = new Map<string, HclFile>();
  const load = (path: string) => {
    const text = known.get(path);
    if (text === undefined || !/\.(?:tf|tofu|tfvars)(?:\.json)?$/.test(path)) return undefined;
    let file = parsed.get(path);
    if (!file) {
      const source = new Source(path, isModuleFile(path) ? "terraform" : "tfvars", text);
      file = path.endsWith(".json") ? parseHclJson(source) : parseHcl(source);
      parsed.set(path, file);
    }
    return file;
  };
  const list = (folder: string) => {
    const prefix = folder === "." ? "" : `${folder}/`;
    const names = new Set<string>();
    for (const path of known.keys()) {
      if (!path.startsWith(prefix)) continue;
      const [name = "", ...rest] = path.slice(prefix.length).split("/");
      names.add(rest.length > 0 ? `${name}/` : name);
    }
    return [...names].sort();
  };
  const discovered = new Map<string, HclFile>();
  for (const path of known.keys()) {
    const file = path.includes(".terraform/") ? undefined : load(path);
    if (file) discovered.set(path, file);
  }
  return [
    ...modelTerraform({
      files: discovered,
      load,
      list,
      read: (path) => known.get(path),
      parse: parseHcl,
      varFiles,
      inputs: { ...plainInputs(varFiles), ...inputs },
    }),
  ];
}

/** The one unit of a main.tf. */
export function modelOne(text: string, more: Record<string, string> = {}, varFiles: string[] = []): Unit {
  const [unit] = model({ "main.tf": text, ...more }, varFiles);
  if (!unit) throw new Error("no unit");
  return unit;
}

export function resource(unit: Unit, key: string): Resource {
  const found = unit.resources.find((one) => one.key === key);
  if (!found) throw new Error(`no ${key} among ${unit.resources.map((one) => one.key).join(", ")}`);
  return found;
}

export function valueAt(unit: Unit, key: string, ...path: Step[]): Value {
  const found = follow(resource(unit, key).values, path);
  if (found.rest.length > 0) throw new Error(`${key} has no ${path.join(".")}`);
  return found.value;
}

/** Plain JSON of a value; an unknown as a text that names its cause and references. */
export function plain(value: Value): unknown {
  switch (value.kind) {
    case "null":
      return null;
    case "list":
      return value.items.map(plain);
    case "object":
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plain(entry.value)]));
    case "unknown": {
      const refs = (value.refs ?? []).map((ref) => `${ref.key}.${ref.path}`).join(" ");
      return `<${value.cause}${refs === "" ? "" : ` ${refs}`}>`;
    }
    default:
      return value.value;
  }
}

/** The value of an expression. */
export function evaluate(expression: string, more = ""): Value {
  return valueAt(modelOne(`resource "t" "r" {\n  v = ${expression}\n}\n${more}`), "t.r", "v");
}

/** `path:line:column` and the text at a place. */
export function place(at: At): string {
  const { line, column } = at.source.lines.at(at.start);
  return `${at.source.path}:${line}:${column} ${at.source.text.slice(at.start, at.end).split("\n")[0]}`;
}

/** A value with the place of each part, for golden files. */
export function placed(value: Value): unknown {
  const where = place(value.at);
  if (value.kind === "list") return { at: where, items: value.items.map(placed) };
  if (value.kind === "object") {
    return {
      at: where,
      entries: Object.fromEntries([...value.entries].map(([key, entry]) => [key, placed(entry.value)])),
    };
  }
  const shape =
    (value.kind === "string" || value.kind === "unknown") && value.shape
      ? { shape: placed(value.shape) }
      : {};
  const refs = value.refs ? { refs: value.refs.map((ref) => `${ref.key}.${ref.path}`) } : {};
  return { at: where, value: plain(value), ...refs, ...shape };
}
