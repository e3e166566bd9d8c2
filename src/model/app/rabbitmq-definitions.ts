import type { JsonFile } from "../../parse/json/json.ts";
import { jsonValue } from "../json-value.ts";
import type { Unit } from "../resource.ts";
import { object, step, type Value } from "../value.ts";
import { byPath } from "./config-unit.ts";
import { serviceUnit } from "./service-unit.ts";

/**
 * One unit and one `rabbitmq:definitions` resource for each file of definitions: `users`, a list of `{name, tags}`; tags
 * are a text with commas between, as exports before 3.8.10 have them. Digests of passwords are left out.
 */
export function modelRabbitmqDefinitions(files: readonly JsonFile[]): Unit[] {
  return byPath(files).map(({ source, root }) => {
    const users = step(jsonValue(root, source), "users");
    const items = users?.kind === "list" ? users.items.map(userOf) : [];
    const list: Value | undefined = users && { kind: "list", items, at: users.at };
    return serviceUnit({
      type: "rabbitmq:definitions",
      source,
      settings: new Map(list ? [["users", { value: list }]] : []),
      complete: true,
    });
  });
}

function userOf(user: Value): Value {
  const name = step(user, "name");
  const tags = step(user, "tags");
  return object(user.at, [
    ...(name ? [["name", name] as const] : []),
    ...(tags ? [["tags", joinedTags(tags)] as const] : []),
  ]);
}

function joinedTags(tags: Value): Value {
  if (tags.kind !== "list") return tags;
  const words = tags.items.map((item) => (item.kind === "string" ? item.value : ""));
  return { kind: "string", value: words.join(","), at: tags.at };
}
