import type { Recogniser } from "./recogniser.ts";

const option =
  /^(?:db(?:-[\w-]+)?|hostname(?:-[\w-]+)?|https?-[\w-]+|proxy(?:-[\w-]+)?|log(?:-[\w-]+)?|health-enabled|metrics-enabled|features(?:-disabled)?|cache(?:-[\w-]+)?|spi-[\w-]+|transaction-[\w-]+|config-[\w-]+|kc\.[\w.-]+|vault(?:-[\w-]+)?|truststore-[\w-]+|bootstrap-[\w-]+|tracing-[\w-]+)\s*[=:]/;

/** keycloak.conf, by its name and one option. */
export const keycloakServer: Recogniser = ({ base, head }) => {
  if (base !== "keycloak.conf") return undefined;
  return head.split(/\r\n?|\n/).some((line) => option.test(line.trim())) ? "keycloak" : undefined;
};
