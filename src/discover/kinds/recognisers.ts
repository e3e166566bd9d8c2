import { dockerfile } from "./dockerfile.ts";
import { fhir } from "./fhir.ts";
import { keyFile } from "./key-file.ts";
import { keycloakRealm } from "./keycloak-realm.ts";
import { mirth } from "./mirth.ts";
import { openapi } from "./openapi.ts";
import type { Recogniser } from "./recogniser.ts";
import { smart } from "./smart.ts";
import { workflow } from "./workflow.ts";

/** Asked in this order, after Terraform, dotenv, Kubernetes, Compose and Spring; the first answer counts. */
// biome-ignore format: one a line, so that additions do not meet
export const recognisers: readonly Recogniser[] = [
  dockerfile,
  fhir,
  keyFile,
  keycloakRealm,
  mirth,
  openapi,
  smart,
  workflow,
];
