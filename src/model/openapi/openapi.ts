import type { YamlFile } from "../../parse/yaml/yaml.ts";
import { baseName, byPath, configUnit, firstLine, folderOf, wholeText } from "../app/config-unit.ts";
import type { Unit } from "../resource.ts";
import { type Entry, type ListValue, type ObjectValue, object, step, unknown, type Value } from "../value.ts";
import { type ReadYaml, References } from "./references.ts";

const methods = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"]);

/**
 * One unit and one `openapi` resource (`openapi:path`) for each description of an API, OpenAPI 3 and Swagger 2.0 alike:
 * `version`; `servers` and `security` as written; `schemes` (name → security scheme); of Swagger 2.0 `transports` and `host`;
 * `paths`, a list of `{name, parameters, servers, operations: [{name, security, parameters, servers}]}`. References
 * are followed where these stand, and a server's variables replaced by their defaults.
 * @param read a file inside the scan root that a reference names
 */
export function modelOpenapi(files: readonly YamlFile[], read: ReadYaml): Unit[] {
  return byPath(files).flatMap((file) => {
    const { source } = file;
    const { path } = source;
    const unit = configUnit(path, [source]);
    const references = new References(read, unit);
    const root = references.root(file);
    if (root.kind !== "object") return [];
    unit.resources.push({
      key: `openapi:${path}`,
      address: `openapi:${path}`,
      type: "openapi",
      name: baseName(path),
      folder: folderOf(path),
      values: description(root, references),
      head: firstLine(source),
      body: wholeText(source),
      via: [],
      meta: { file: baseName(path) },
      links: [],
    });
    return [unit];
  });
}

function description(root: ObjectValue, references: References): ObjectValue {
  const values: ObjectValue = { ...root, entries: new Map() };
  keep(values, "version", root.entries.get("openapi") ?? root.entries.get("swagger"));
  keep(values, "security", root.entries.get("security"));
  keep(values, "host", root.entries.get("host"));
  keep(values, "transports", root.entries.get("schemes"));
  keep(values, "servers", servers(root));
  const schemes =
    step(step(root, "components") ?? root, "securitySchemes") ?? step(root, "securityDefinitions");
  if (schemes) keep(values, "schemes", { value: eachEntry(references.follow(schemes), references) });
  const paths = step(root, "paths");
  if (paths) keep(values, "paths", { value: pathItems(references.follow(paths), references) });
  return values;
}

function keep(values: ObjectValue, key: string, entry: Entry | undefined): void {
  if (entry) values.entries.set(key, entry);
}

function eachEntry(value: Value, references: References): Value {
  if (value.kind !== "object") return value;
  const entries = [...value.entries].map(
    ([key, entry]) => [key, { ...entry, value: references.follow(entry.value) }] as const,
  );
  return { ...value, entries: new Map(entries) };
}

function pathItems(paths: Value, references: References): Value {
  if (paths.kind !== "object") return paths;
  const list: ListValue = { kind: "list", items: [], at: paths.at };
  for (const [name, entry] of paths.entries) {
    if (name.startsWith("x-")) continue;
    const item = references.follow(entry.value);
    const where = entry.keyAt ?? entry.value.at;
    const shown = object(where, [["name", { kind: "string", value: name, at: where }]]);
    if (item.kind === "object") {
      described(shown, item, references);
      const operations: ListValue = { kind: "list", items: [], at: where };
      for (const [key, { value, keyAt }] of item.entries) {
        if (!methods.has(key) || value.kind !== "object") continue;
        const place = keyAt ?? value.at;
        const operation = object(place, [["name", { kind: "string", value: key, at: place }]]);
        keep(operation, "security", value.entries.get("security"));
        keep(operation, "transports", value.entries.get("schemes"));
        described(operation, value, references);
        operations.items.push(operation);
      }
      keep(shown, "operations", { value: operations });
    } else if (item.kind === "unknown") keep(shown, "operations", { value: item });
    list.items.push(shown);
  }
  return list;
}

/** What paths and operations have in common: parameters and servers. */
function described(shown: ObjectValue, from: ObjectValue, references: References): void {
  const parameters = step(from, "parameters");
  if (parameters?.kind === "list") {
    const items = parameters.items.map((one) => references.follow(one));
    keep(shown, "parameters", { value: { ...parameters, items } });
  }
  keep(shown, "servers", servers(from));
}

function servers(from: ObjectValue): Entry | undefined {
  const entry = from.entries.get("servers");
  if (entry?.value.kind !== "list") return entry;
  const items = entry.value.items.map((server): Value => {
    const url = server.kind === "object" ? server.entries.get("url") : undefined;
    if (server.kind !== "object" || url?.value.kind !== "string") return server;
    const value = filledIn(url.value.value, url.value, step(server, "variables"));
    return { ...server, entries: new Map(server.entries).set("url", { ...url, value }) };
  });
  return { ...entry, value: { ...entry.value, items } };
}

/** `{name}` in a server's URL by the default that its variables must have. */
function filledIn(text: string, { at }: Value, variables: Value | undefined): Value {
  let open: string | undefined;
  const value = text.replace(/\{([^{}]*)\}/g, (written, name: string) => {
    const variable = variables && step(variables, name);
    const given = variable && step(variable, "default");
    if (given?.kind === "string" || given?.kind === "number") return String(given.value);
    open ??= name;
    return written;
  });
  if (open === undefined) return { kind: "string", value, at };
  const scheme = /^https?:\/\/[^{}]*/i.exec(value)?.[0];
  const rest: Value = unknown("variable", at, { detail: open });
  return unknown("variable", at, {
    detail: open,
    ...(scheme && { parts: [{ kind: "string", value: scheme, at }, rest] }),
  });
}
