import type { Entry, Value } from "../value.ts";

/**
 * Options of the command line, which are also the keys of the old file format, with the setting of the YAML format that
 * they stand for (MongoDB manual, "Self-Managed Configuration File Options" and "mongod"; `ssl` names up to 4.0).
 */
const options: Record<string, string> = {
  auditDestination: "auditLog.destination",
  auditFilter: "auditLog.filter",
  auditFormat: "auditLog.format",
  bind_ip: "net.bindIp",
  bind_ip_all: "net.bindIpAll",
  clusterAuthMode: "security.clusterAuthMode",
  dbpath: "storage.dbPath",
  enableEncryption: "security.enableEncryption",
  encryptionKeyFile: "security.encryptionKeyFile",
  keyFile: "security.keyFile",
  kmipServerName: "security.kmip.serverName",
  logpath: "systemLog.path",
  port: "net.port",
  profile: "operationProfiling.mode",
  redactClientLogData: "security.redactClientLogData",
  replSet: "replication.replSetName",
  configdb: "sharding.configDB",
  slowms: "operationProfiling.slowOpThresholdMs",
  tlsAllowConnectionsWithoutCertificates: "net.tls.allowConnectionsWithoutCertificates",
  tlsAllowInvalidCertificates: "net.tls.allowInvalidCertificates",
  tlsAllowInvalidHostnames: "net.tls.allowInvalidHostnames",
  tlsCAFile: "net.tls.CAFile",
  tlsCertificateKeyFile: "net.tls.certificateKeyFile",
  tlsCertificateKeyFilePassword: "net.tls.certificateKeyFilePassword",
  tlsDisabledProtocols: "net.tls.disabledProtocols",
  tlsMode: "net.tls.mode",
  verbose: "systemLog.verbosity",
};

/** Settings under their names before 4.2: `net.ssl.…`. */
const formerly: Record<string, string> = {
  PEMKeyFile: "certificateKeyFile",
  PEMKeyPassword: "certificateKeyFilePassword",
};
const modes: Record<string, string> = {
  allowSSL: "allowTLS",
  preferSSL: "preferTLS",
  requireSSL: "requireTLS",
};
const profiles: Record<string, string> = { "0": "off", "1": "slowOp", "2": "all" };
const secret = /^net\.tls\.(?:certificateKeyFilePassword|clusterPassword)$/;

/** A setting under the name it has today. */
export function setSetting(settings: Map<string, Entry>, name: string, entry: Entry): void {
  const [, below] = /^net\.ssl\.(.+)$/.exec(name) ?? [];
  const key = below === undefined ? name : `net.tls.${formerly[below] ?? below}`;
  const value = key === "net.tls.mode" ? mapped(entry.value, modes) : entry.value;
  settings.delete(key);
  settings.set(key, { ...entry, value: secret.test(key) ? { ...value, sensitive: true } : value });
}

/** An option of the command line, or a line of the old file format, as the setting that it stands for. */
export function setOption(settings: Map<string, Entry>, name: string, entry: Entry): void {
  if (name === "auth" || name === "noauth") {
    const wanted = name === "auth" ? "true" : "false";
    const on = entry.value.kind === "string" ? entry.value.value === wanted : undefined;
    const value: Value =
      on === undefined
        ? entry.value
        : { kind: "string", value: on ? "enabled" : "disabled", at: entry.value.at };
    settings.set("security.authorization", { ...entry, value });
  } else if (/^v+$/.test(name)) {
    const value: Value = { kind: "string", value: String(name.length), at: entry.value.at };
    settings.set("systemLog.verbosity", { ...entry, value });
  } else if (name === "profile") {
    setSetting(settings, "operationProfiling.mode", { ...entry, value: mapped(entry.value, profiles) });
  } else if (name.startsWith("ssl")) {
    const below = name.slice(3);
    const word = /^[A-Z][a-z]/.test(below) ? below.charAt(0).toLowerCase() + below.slice(1) : below;
    setSetting(settings, `net.ssl.${word}`, entry);
  } else setSetting(settings, options[name] ?? name, entry);
}

function mapped(value: Value, words: Record<string, string>): Value {
  if (value.kind !== "string") return value;
  return Object.hasOwn(words, value.value) ? { ...value, value: words[value.value] ?? value.value } : value;
}
