import type { Recogniser } from "./recogniser.ts";

/** The sections of the YAML format. */
const sections = new Set(
  (
    "storage net systemLog security replication sharding processManagement operationProfiling setParameter auditLog " +
    "cloud snmp"
  ).split(" "),
);
/** Options of the old format that no other program's `name = value` files have. */
const option =
  /^(?:dbpath|logpath|logappend|bind_ip|bind_ip_all|journal|nojournal|noauth|replSet|smallfiles|oplogSize|noprealloc|configdb|sslMode|tlsMode|keyFile|clusterAuthMode|slowms)\s*=/;

/** mongod.conf and mongos.conf by name and sections; any other .conf by the sections that MongoDB alone has together. */
export const mongodb: Recogniser = ({ base, head, topKeys }) => {
  const named = /(?:^|[-_.])mongo(?:d|s|db)?(?:[-_.][\w.-]*)?\.(?:conf|cfg|ya?ml)$/.test(base);
  if (!named && !base.endsWith(".conf")) return undefined;
  const known = yamlSections(topKeys());
  if (known !== undefined) return named || known >= 2 ? "mongodb" : undefined;
  if (!named || /\.ya?ml$/.test(base)) return undefined;
  return head.split(/\r\n?|\n/).some((line) => option.test(line.trim())) ? "mongodb" : undefined;
};

/** How many of the document's keys are sections, if all of them are and there is one. */
function yamlSections(documents: Set<string>[] | undefined): number | undefined {
  const keys = new Set((documents ?? []).flatMap((document) => [...document]));
  if (keys.size === 0) return undefined;
  for (const key of keys) if (!sections.has(key.split(".", 1)[0] ?? "")) return undefined;
  return keys.size;
}
