import type { JsonFile } from "../../parse/json/json.ts";
import { baseName, byPath, configUnit, firstLine, folderOf } from "../app/config-unit.ts";
import { jsonValue } from "../json-value.ts";
import { openPlaceholders } from "../kubernetes/placeholders.ts";
import type { Resource, Unit } from "../resource.ts";
import type { ObjectValue, Value } from "../value.ts";

/** A resource for a JSON object that is one document of its format. */
export function documentResource(
  type: string,
  prefix: string,
  values: ObjectValue,
  section?: string,
  name?: string,
): Resource {
  const { source } = values.at;
  const address = `${prefix}:${source.path}${section === undefined ? "" : `#${section}`}`;
  return {
    key: address,
    address,
    type,
    name: name ?? section ?? baseName(source.path),
    folder: folderOf(source.path),
    values,
    head: firstLine(source, values.at),
    body: values.at,
    via: [],
    meta: { file: baseName(source.path) },
    links: [],
  };
}

/** Values that a template or the environment fills in later are unknown; Keycloak replaces `${NAME}` at import, too. */
export function opened(value: Value): Value {
  return /\$\{|\{\{/.test(value.at.source.text) ? openPlaceholders(value) : value;
}

/** One unit a file, with one resource for its outermost object: SMART configurations, Keycloak realms. */
export function modelDocuments(files: readonly JsonFile[], type: string, prefix: string): Unit[] {
  return byPath(files).map(({ source, root, diagnostics }) => {
    const unit = configUnit(source.path, [source]);
    const values = opened(jsonValue(root, source));
    if (values.kind !== "object") return unit;
    const resource = documentResource(type, prefix, values);
    // What is absent from a broken document may stand in the part that was not read: neither a fail nor a pass.
    if (diagnostics.length > 0) resource.unknownInstance = "not-supported";
    unit.resources.push(resource);
    return unit;
  });
}
