import type { Resource, Unit } from "../resource.ts";
import { follow, step } from "../value.ts";
import { documentResource } from "./json-documents.ts";

/** The realms that a unit's KeycloakRealmImport objects hold (Keycloak operator: `spec.realm` is a realm export). */
export function realmImports(unit: Unit): Resource[] {
  return unit.resources.flatMap((owner) => {
    if (owner.type !== "KeycloakRealmImport" || owner.copyOf) return [];
    const { value, rest } = follow(owner.values, ["spec", "realm"]);
    if (rest.length > 0 || value.kind !== "object") return [];
    const name = step(value, "realm");
    const section = `${owner.address}${name?.kind === "string" ? `/${name.value}` : ""}`;
    const realm = documentResource("keycloak:realm", "keycloak", value, section, owner.name);
    return [{ ...realm, folder: owner.folder, meta: { ...realm.meta, namespace: owner.meta.namespace } }];
  });
}
