import type { Resource } from "../resource.ts";
import { apiGroup } from "./kinds.ts";
import { items, objectAt, scalarText, texts } from "./read.ts";

export function isNetworkPolicy(resource: Resource): boolean {
  return resource.type === "NetworkPolicy" || resource.type === "CiliumNetworkPolicy";
}

/**
 * Kinds whose objects make or schedule backups, by API group. Sources: the reference pages of Velero, CloudNativePG,
 * the Percona operators, Crunchy PGO, Stash, K8up and VolSync.
 */
const backupKinds: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["velero.io", new Set(["Schedule", "Backup"])],
  ["postgresql.cnpg.io", new Set(["ScheduledBackup", "Backup"])],
  ["pxc.percona.com", new Set(["PerconaXtraDBCluster", "PerconaXtraDBClusterBackup"])],
  ["psmdb.percona.com", new Set(["PerconaServerMongoDB", "PerconaServerMongoDBBackup"])],
  ["pgv2.percona.com", new Set(["PerconaPGBackup"])],
  ["postgres-operator.crunchydata.com", new Set(["PostgresCluster"])],
  ["stash.appscode.com", new Set(["BackupConfiguration"])],
  ["k8up.io", new Set(["Schedule", "Backup"])],
  ["volsync.backube", new Set(["ReplicationSource"])],
]);

/** A backup object of a known operator, or a CronJob whose name or labels call it a backup. */
export function isBackup(resource: Resource): boolean {
  if (resource.type === "CronJob") {
    if (backupWord.test(resource.name)) return true;
    for (const [key, value] of texts(resource.values, "metadata", "labels"))
      if (backupWord.test(key) || backupWord.test(value)) return true;
    return false;
  }
  const kind = scalarText(resource.values.entries.get("kind")?.value) ?? "";
  // PGO's cluster holds its own backup repositories; one without them backs nothing up.
  if (kind === "PostgresCluster" && !objectAt(resource.values, "spec", "backups")) return false;
  // Percona's clusters hold their schedules, too: `schedule` of MySQL, `tasks` of MongoDB.
  if (kind === "PerconaXtraDBCluster" && items(resource.values, "spec", "backup", "schedule").length === 0)
    return false;
  if (kind === "PerconaServerMongoDB" && items(resource.values, "spec", "backup", "tasks").length === 0)
    return false;
  return backupKinds.get(apiGroup(String(resource.meta.apiVersion ?? "")))?.has(kind) === true;
}

const backupWord = /(?:^|[^a-z])backups?(?:$|[^a-z])/i;

/**
 * Does a backup take in a namespace? Velero's do by includedNamespaces (empty or "*" is all) without
 * excludedNamespaces; all others work in their own namespace.
 */
export function protects(backup: Resource, namespace: string): boolean {
  if (apiGroup(String(backup.meta.apiVersion ?? "")) !== "velero.io")
    return backup.meta.namespace === namespace;
  const spec = backup.type === "Schedule" ? ["spec", "template"] : ["spec"];
  const named = (list: string): string[] =>
    items(backup.values, ...spec, list).flatMap((item) => scalarText(item) ?? []);
  const included = named("includedNamespaces");
  const takesIn = included.length === 0 || included.includes("*") || included.includes(namespace);
  return takesIn && !named("excludedNamespaces").includes(namespace);
}
