import type { Recogniser } from "./recogniser.ts";

/** Definitions that RabbitMQ exports: its version, or users with their virtual hosts and permissions. */
export const rabbitmqDefinitions: Recogniser = ({ base, jsonKeys }) => {
  if (!base.endsWith(".json")) return undefined;
  const keys = jsonKeys();
  if (!keys.has("users") && !keys.has("vhosts")) return undefined;
  const exported = keys.has("rabbit_version") || keys.has("rabbitmq_version");
  return exported || (keys.has("users") && keys.has("vhosts") && keys.has("permissions"))
    ? "rabbitmq-definitions"
    : undefined;
};
