import { modelKubernetes } from "../../../src/model/kubernetes/model.ts";
import type { Resource, Unit } from "../../../src/model/resource.ts";
import type { Value } from "../../../src/model/value.ts";
import { parseYaml } from "../../../src/parse/yaml/yaml.ts";
import { Source } from "../../../src/text/source.ts";

/** The unit of some manifests, path → text. */
export function model(files: Record<string, string>): Unit {
  return modelKubernetes(
    Object.entries(files).map(([path, text]) => parseYaml(new Source(path, "kubernetes", text))),
  );
}

/** The resource of a key; fails when there is none. */
export function one(unit: Unit, key: string): Resource {
  const found = unit.resources.find((resource) => resource.key === key);
  if (!found) throw new Error(`no ${key} in ${unit.resources.map((resource) => resource.key).join(", ")}`);
  return found;
}

/** What a link of a resource leads to. */
export function linked(unit: Unit, key: string, name: string): string[] {
  return one(unit, key)
    .links.filter((link) => link.name === name)
    .map((link) => link.to);
}

/** A value as plain JSON. */
export function plain(value: Value): unknown {
  switch (value.kind) {
    case "object":
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plain(entry.value)]));
    case "list":
      return value.items.map(plain);
    case "null":
      return null;
    case "unknown":
      return { unknown: value.cause, ...(value.detail ? { detail: value.detail } : {}) };
    default:
      return value.value;
  }
}

/** The text a place covers. */
export function cut(at: { source: Source; start: number; end: number }): string {
  return at.source.text.slice(at.start, at.end);
}

/** A manifest; `spec` is YAML in flow style. */
export function manifest(kind: string, name: string, rest = "", namespace = ""): string {
  const apiVersion = versions[kind] ?? "v1";
  const place = namespace ? `, namespace: ${namespace}` : "";
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}${place}}\n${rest}\n`;
}

const versions: Record<string, string> = {
  Deployment: "apps/v1",
  StatefulSet: "apps/v1",
  CronJob: "batch/v1",
  NetworkPolicy: "networking.k8s.io/v1",
  CiliumNetworkPolicy: "cilium.io/v2",
  Ingress: "networking.k8s.io/v1",
  Role: "rbac.authorization.k8s.io/v1",
  ClusterRole: "rbac.authorization.k8s.io/v1",
  RoleBinding: "rbac.authorization.k8s.io/v1",
  ClusterRoleBinding: "rbac.authorization.k8s.io/v1",
  StorageClass: "storage.k8s.io/v1",
  Schedule: "velero.io/v1",
  ScheduledBackup: "postgresql.cnpg.io/v1",
};

/** A Deployment whose pods are labelled `app: NAME`. */
export function deployment(name: string, more = "", image = "registry.example/app:1"): string {
  return manifest(
    "Deployment",
    name,
    `spec: {template: {metadata: {labels: {app: ${name}}}, spec: {${more} containers: [{name: a, image: "${image}"}]}}}`,
  );
}
