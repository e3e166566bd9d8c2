import type { Resource, Unit } from "../resource.ts";
import { step, type Value } from "../value.ts";
import type { Decode } from "./kubernetes-containers.ts";

/** A text inside an object that may be a file: the object, the way below the object's file, and where it is written. */
export interface Content {
  owner: Resource;
  way: string;
  value: Value;
  /** What the value holds when it is written in an encoding. */
  text?: string;
}

/** The files that a unit's ConfigMaps, Secrets and Compose configs hold. */
export function embeddedContents(unit: Unit, decode: Decode): Content[] {
  const found: Content[] = [];
  for (const owner of unit.resources) {
    if (owner.type === "ConfigMap" || owner.type === "Secret") {
      for (const part of owner.type === "Secret" ? ["data", "stringData"] : ["data"]) {
        const data = step(owner.values, part);
        if (data?.kind !== "object") continue;
        for (const [key, { value }] of data.entries) {
          const text = value.kind === "string" ? value.value : undefined;
          if (text === undefined || !/[.]/.test(key)) continue;
          const plain = owner.type === "Secret" && part === "data" ? decode(text) : undefined;
          if (owner.type === "Secret" && part === "data" && plain === undefined) continue;
          if (!isFile(plain ?? text)) continue;
          found.push({
            owner,
            way: `${owner.address}/${key}`,
            value,
            ...(plain !== undefined && { text: plain }),
          });
        }
      }
    } else if (owner.type === "compose:config") {
      const value = step(owner.values, "content");
      if (value?.kind === "string") found.push({ owner, way: configWay(unit, owner), value });
    }
  }
  return found;
}

/** Named as the first service that mounts it sees it: the name tells what it is. */
function configWay(unit: Unit, config: Resource): string {
  for (const { type, values } of unit.resources) {
    const list = type === "compose:service" ? step(values, "configs") : undefined;
    for (const item of list?.kind === "list" ? list.items : []) {
      const source = step(item, "source");
      const target = step(item, "target");
      if (source?.kind === "string" && source.value === config.name && target?.kind === "string")
        return `config.${config.name}/${target.value.slice(target.value.lastIndexOf("/") + 1)}`;
    }
  }
  return `config.${config.name}/${config.name}`;
}

/** One short line is a value, not a file. */
function isFile(text: string): boolean {
  return text.length > 80 || /\n[^\n]/.test(text);
}
