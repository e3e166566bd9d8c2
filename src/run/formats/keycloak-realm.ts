import { modelDocuments } from "../../model/health/json-documents.ts";
import { parseJson } from "../../parse/json/json.ts";
import type { Format } from "../format.ts";

export const keycloakRealm: Format = {
  units: (sources, reading) =>
    modelDocuments(
      sources.map((source) => reading.reported(parseJson(source, { comments: false }))),
      "keycloak:realm",
      "keycloak",
    ),
};
