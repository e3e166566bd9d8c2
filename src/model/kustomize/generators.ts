import type { YamlFile } from "../../parse/yaml/yaml.ts";
import { type At, at } from "../../text/span.ts";
import { resolveFrom } from "../app/include-path.ts";
import { items, text } from "../kubernetes/read.ts";
import type { Resource } from "../resource.ts";
import type { Entry } from "../value.ts";
import { itemsOf, type Kustomization } from "./kustomization.ts";

/** An entry of `configMapGenerator` or `secretGenerator`, as the origin of an object. */
export interface Generator {
  head: At;
  /** Key of the object's data → where it is written: the literal, or the file as a whole. */
  data(read: (path: string) => YamlFile | undefined): Map<string, Entry>;
}

/** The generator of a kustomization that made the object: its name, which a hash may follow. */
export function generatorOf(step: Kustomization, object: Resource): Generator | undefined {
  const key = object.type === "Secret" ? "secretGenerator" : "configMapGenerator";
  const item = itemsOf(step, key).find((one) => {
    const name = text(one, "name");
    return name !== undefined && object.name.includes(name);
  });
  if (item?.kind !== "object") return undefined;
  const name = item.entries.get("name");
  const head = name ? { ...(name.keyAt ?? name.value.at), end: name.value.at.end } : item.at;
  return {
    head,
    data: (read) => {
      const found = new Map<string, Entry>();
      for (const literal of items(item, "literals")) {
        const equals = literal.kind === "string" ? literal.value.indexOf("=") : -1;
        if (literal.kind === "string" && equals > 0)
          found.set(literal.value.slice(0, equals), { value: literal });
      }
      for (const entry of items(item, "files")) {
        if (entry.kind !== "string") continue;
        const equals = entry.value.indexOf("=");
        const path = resolveFrom(step.folder, entry.value.slice(equals + 1));
        const file = read(path)?.source;
        const where = file ? at(file, 0, file.text.length) : entry.at;
        const called = equals > 0 ? entry.value.slice(0, equals) : path.slice(path.lastIndexOf("/") + 1);
        found.set(called, { value: { ...entry, at: where } });
      }
      return found;
    },
  };
}
