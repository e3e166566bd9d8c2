import type { Recogniser } from "./recogniser.ts";

/** A Keycloak realm export (Keycloak documentation, "Importing and exporting realms"): `realm` beside settings only realms have. */
export const keycloakRealm: Recogniser = ({ base, jsonKeys }) => {
  if (!base.endsWith(".json")) return undefined;
  const keys = jsonKeys();
  if (!keys.has("realm")) return undefined;
  // An adapter's keycloak.json has `realm` and `ssl-required`; an export has `clients`, `sslRequired` or both.
  return keys.has("clients") || keys.has("sslRequired") ? "keycloak-realm" : undefined;
};
