/** Formats whose few policies lie in one shard: each brings OPA's runtime again, a third of a megabyte. */
const together: Readonly<Record<string, string>> = {
  elasticsearch: "services",
  fhir: "health",
  generic: "health",
  haproxy: "services",
  kafka: "services",
  keycloak: "health",
  mirth: "health",
  mongodb: "services",
  mysql: "services",
  opensearch: "services",
  orthanc: "health",
  rabbitmq: "services",
  redis: "services",
  smart: "health",
  sshd: "services",
};

/** The shard that holds the policies of a folder of policies/: of its own name, or one that several share. */
export function shardOf(folder: string): string {
  return together[folder] ?? folder;
}
