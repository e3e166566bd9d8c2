import type { Recogniser } from "./recogniser.ts";

/** Directives that no other program's configuration has. */
const telling = new Set(
  (
    "appendonly appendfsync appendfilename aclfile maxmemory maxmemory-policy masterauth requirepass protected-mode " +
    "tcp-keepalive tcp-backlog tls-port tls-cert-file tls-replication tls-cluster tls-auth-clients replicaof slaveof " +
    "rdbcompression dbfilename databases replica-read-only slave-read-only cluster-enabled rename-command sentinel " +
    "unixsocket unixsocketperm enable-debug-command lazyfree-lazy-eviction daemonize"
  ).split(" "),
);
/** Directives that others may have too. */
const known = new Set(
  "port bind timeout logfile loglevel dir pidfile save include user loadmodule supervised".split(" "),
);

/** redis.conf, valkey.conf, sentinel.conf and their variants by name and directives; any other .conf by directives. */
export const redis: Recogniser = ({ base, head }) => {
  if (!base.endsWith(".conf")) return undefined;
  const named = /(?:^|[-_.])(?:redis|valkey|keydb|sentinel)(?:[-_.]|$)/.test(base);
  let found = 0;
  let likely = 0;
  for (const line of head.split(/\r\n?|\n/)) {
    const text = line.trim();
    if (text === "" || text.startsWith("#") || /^\{\{.*\}\}$/.test(text)) continue;
    const name = /^([A-Za-z][A-Za-z0-9.-]*)(?:\s+\S|$)/.exec(text)?.[1]?.toLowerCase();
    if (name === undefined || /[;{]$/.test(text) || /^\S+\s+=/.test(text)) {
      if (!named) return undefined;
      continue;
    }
    if (telling.has(name)) found++;
    else if (known.has(name)) likely++;
  }
  if (named) return found + likely > 0 ? "redis" : undefined;
  return found >= 2 ? "redis" : undefined;
};
