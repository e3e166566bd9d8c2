import type { FormatEntry } from "./format.ts";

/** Every format that is not Terraform, in the order in which their units are judged. */
export const formats: readonly FormatEntry[] = [
  {
    kinds: ["kubernetes", "kustomization"],
    load: async () => (await import("./formats/kubernetes.ts")).kubernetes,
  },
  { kinds: ["helm-chart", "helm-values"], load: async () => (await import("./formats/helm.ts")).helm },
  { kinds: ["compose"], load: async () => (await import("./formats/compose.ts")).compose },
  { kinds: ["dockerfile"], load: async () => (await import("./formats/dockerfile.ts")).dockerfile },
  { kinds: ["openapi"], load: async () => (await import("./formats/openapi.ts")).openapi },
  { kinds: ["workflow", "action"], load: async () => (await import("./formats/workflow.ts")).workflow },
  { kinds: ["spring"], load: async () => (await import("./formats/spring.ts")).spring },
  { kinds: ["dotenv"], load: async () => (await import("./formats/dotenv.ts")).dotenv },
  { kinds: ["nginx"], load: async () => (await import("./formats/nginx.ts")).nginx },
  { kinds: ["mysql"], load: async () => (await import("./formats/mysql.ts")).mysql },
  { kinds: ["postgresql"], load: async () => (await import("./formats/postgresql.ts")).postgresql },
  { kinds: ["pg-hba"], load: async () => (await import("./formats/pg-hba.ts")).pgHba },
  {
    kinds: ["clinical-data"],
    load: async () => (await import("./formats/clinical-data.ts")).clinicalData,
  },
  { kinds: ["fhir"], load: async () => (await import("./formats/fhir.ts")).fhir },
  { kinds: ["key-file"], load: async () => (await import("./formats/key-file.ts")).keyFile },
  {
    kinds: ["keycloak-realm"],
    load: async () => (await import("./formats/keycloak-realm.ts")).keycloakRealm,
  },
  { kinds: ["mirth"], load: async () => (await import("./formats/mirth.ts")).mirth },
  {
    kinds: ["mirth-channel"],
    load: async () => (await import("./formats/mirth-channel.ts")).mirthChannel,
  },
  { kinds: ["orthanc"], load: async () => (await import("./formats/orthanc.ts")).orthanc },
  { kinds: ["smart"], load: async () => (await import("./formats/smart.ts")).smart },
  { kinds: ["dotnet"], load: async () => (await import("./formats/dotnet.ts")).dotnet },
  {
    kinds: ["elasticsearch", "opensearch"],
    load: async () => (await import("./formats/elasticsearch.ts")).elasticsearch,
  },
  { kinds: ["kafka"], load: async () => (await import("./formats/kafka.ts")).kafka },
  { kinds: ["kafka-jaas"], load: async () => (await import("./formats/kafka-jaas.ts")).kafkaJaas },
  { kinds: ["keycloak"], load: async () => (await import("./formats/keycloak-server.ts")).keycloakServer },
  { kinds: ["mongodb"], load: async () => (await import("./formats/mongodb.ts")).mongodb },
  {
    kinds: ["rabbitmq", "rabbitmq-plugins", "rabbitmq-terms"],
    load: async () => (await import("./formats/rabbitmq.ts")).rabbitmq,
  },
  {
    kinds: ["rabbitmq-definitions"],
    load: async () => (await import("./formats/rabbitmq-definitions.ts")).rabbitmqDefinitions,
  },
  { kinds: ["redis"], load: async () => (await import("./formats/redis.ts")).redis },
  { kinds: ["sshd"], load: async () => (await import("./formats/sshd.ts")).sshd },
  { kinds: ["haproxy"], load: async () => (await import("./formats/haproxy.ts")).haproxy },
];
