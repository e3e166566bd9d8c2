import { modelKeycloakServer } from "../../model/app/keycloak-server.ts";
import { parseProperties } from "../../parse/properties/properties.ts";
import type { Format } from "../format.ts";

export const keycloakServer: Format = {
  units: (sources, reading) =>
    modelKeycloakServer(sources.map((source) => reading.reported(parseProperties(source)))),
};
