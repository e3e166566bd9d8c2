import { clinicalData } from "./clinical-data.ts";
import { dockerfile } from "./dockerfile.ts";
import { dotnet } from "./dotnet.ts";
import { elasticsearch } from "./elasticsearch.ts";
import { fhir } from "./fhir.ts";
import { haproxy } from "./haproxy.ts";
import { kafka } from "./kafka.ts";
import { kafkaJaas } from "./kafka-jaas.ts";
import { keyFile } from "./key-file.ts";
import { keycloakRealm } from "./keycloak-realm.ts";
import { keycloakServer } from "./keycloak-server.ts";
import { mirth } from "./mirth.ts";
import { mongodb } from "./mongodb.ts";
import { mysql } from "./mysql.ts";
import { openapi } from "./openapi.ts";
import { orthanc } from "./orthanc.ts";
import { rabbitmq } from "./rabbitmq.ts";
import { rabbitmqDefinitions } from "./rabbitmq-definitions.ts";
import type { Recogniser } from "./recogniser.ts";
import { redis } from "./redis.ts";
import { smart } from "./smart.ts";
import { sshd } from "./sshd.ts";
import { workflow } from "./workflow.ts";

/** Asked in this order, after Terraform, dotenv, Kubernetes, Compose and Spring; the first answer counts. */
// biome-ignore format: one a line, so that additions do not meet
export const recognisers: readonly Recogniser[] = [
  clinicalData,
  dockerfile,
  dotnet,
  elasticsearch,
  fhir,
  kafka,
  kafkaJaas,
  keyFile,
  keycloakRealm,
  keycloakServer,
  mirth,
  mongodb,
  haproxy,
  mysql,
  openapi,
  rabbitmq,
  rabbitmqDefinitions,
  redis,
  orthanc,
  smart,
  sshd,
  workflow,
];
