import type { PrivateKey } from "../../parse/key-file.ts";
import type { Source } from "../../text/source.ts";
import { baseName, configUnit, folderOf, place, wholeText } from "../app/config-unit.ts";
import type { Resource, Unit } from "../resource.ts";
import { object, unknown } from "../value.ts";

/** One `key-file` resource for each file: `keys`, a list of `{format, encrypted}` placed at the headers. */
export function modelKeyFile({ source, keys }: { source: Source; keys: readonly PrivateKey[] }): Unit {
  const { path } = source;
  const unit = configUnit(path, [source]);
  const items = keys.map(({ span, format, encrypted, templated }) => {
    const where = place(source, span);
    if (templated) return unknown("not-rendered", where);
    return object(where, [
      ["format", { kind: "string", value: format, at: where }],
      ["encrypted", { kind: "bool", value: encrypted, at: where }],
    ]);
  });
  const head = items[0]?.at ?? wholeText(source);
  const resource: Resource = {
    key: `key-file:${path}`,
    address: `key-file:${path}`,
    type: "key-file",
    name: baseName(path),
    folder: folderOf(path),
    values: object(head, [["keys", { kind: "list", items, at: head }]]),
    head,
    body: head,
    via: [],
    meta: { file: baseName(path) },
    links: [],
  };
  unit.resources.push(resource);
  return unit;
}
