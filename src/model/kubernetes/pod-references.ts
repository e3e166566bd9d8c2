import type { Resource } from "../resource.ts";
import type { Value } from "../value.ts";
import { items, objectAt, text } from "./read.ts";

/** Names a pod spec refers to, all in the pod's own namespace. */
export interface PodReferences {
  serviceAccount: string;
  configMaps: Set<string>;
  secrets: Set<string>;
  claims: Set<string>;
}

/** Keys of a pod spec that hold containers. */
export const containerLists = ["containers", "initContainers", "ephemeralContainers"] as const;

/** What the pods of a workload mount and read their environment from. Source: Kubernetes API reference, PodSpec v1. */
export function references(workload: Resource): PodReferences {
  const spec = objectAt(workload.values, ...podSpecOf(workload));
  const found: PodReferences = {
    serviceAccount: text(spec, "serviceAccountName") ?? text(spec, "serviceAccount") ?? "default",
    configMaps: new Set(),
    secrets: new Set(),
    claims: new Set(),
  };
  const note = (into: Set<string>, name: string | undefined): void => {
    if (name) into.add(name);
  };
  for (const list of containerLists) {
    for (const container of items(spec, list)) {
      for (const from of items(container, "envFrom")) {
        note(found.configMaps, text(from, "configMapRef", "name"));
        note(found.secrets, text(from, "secretRef", "name"));
      }
      for (const entry of items(container, "env")) {
        note(found.configMaps, text(entry, "valueFrom", "configMapKeyRef", "name"));
        note(found.secrets, text(entry, "valueFrom", "secretKeyRef", "name"));
      }
    }
  }
  for (const volume of items(spec, "volumes")) {
    const sources: Value[] = [volume, ...items(volume, "projected", "sources")];
    for (const source of sources) {
      note(found.configMaps, text(source, "configMap", "name"));
      note(found.secrets, text(source, "secret", "secretName") ?? text(source, "secret", "name"));
    }
    note(found.claims, text(volume, "persistentVolumeClaim", "claimName"));
  }
  return found;
}

export function podSpecOf(workload: Resource): string[] {
  const path = workload.meta.podSpec;
  return Array.isArray(path) ? path.map(String) : [];
}
