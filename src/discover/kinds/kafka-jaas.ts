import type { Recogniser } from "./recogniser.ts";

/** A JAAS login configuration: a context, and a login module with its flag. */
export const kafkaJaas: Recogniser = ({ base, head }) => {
  if (!/jaas/.test(base) || !/\.(?:conf|config|jaas)$/.test(base)) return undefined;
  return /^\s*[\w.-]+\s*\{/m.test(head) &&
    /LoginModule\s+(?:required|requisite|sufficient|optional)\b/.test(head)
    ? "kafka-jaas"
    : undefined;
};
