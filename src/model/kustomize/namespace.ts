import type { Resource } from "../resource.ts";
import type { Entry, ObjectValue, Value } from "../value.ts";
import type { Kustomization } from "./kustomization.ts";

/** Kinds without a namespace (Kubernetes API reference 1.34); Kustomize takes every kind it does not know as one with. */
const clusterKinds: ReadonlySet<string> = new Set([
  "APIService",
  "CSIDriver",
  "CSINode",
  "CertificateSigningRequest",
  "ClusterRole",
  "ClusterRoleBinding",
  "CustomResourceDefinition",
  "FlowSchema",
  "IngressClass",
  "MutatingWebhookConfiguration",
  "Namespace",
  "Node",
  "PersistentVolume",
  "PodSecurityPolicy",
  "PriorityClass",
  "PriorityLevelConfiguration",
  "RuntimeClass",
  "StorageClass",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ValidatingWebhookConfiguration",
  "VolumeAttachment",
]);

/** The `namespace` that acts last, with its place. */
export function namespaceOf(steps: readonly Kustomization[]): (Value & { kind: "string" }) | undefined {
  for (let i = steps.length - 1; i >= 0; i--) {
    const value = steps[i]?.values.entries.get("namespace")?.value;
    if (value?.kind === "string" && value.value !== "") return value;
  }
  return undefined;
}

/** Moves objects into the namespace that the kustomizations set, as their build does. */
export function applyNamespace(objects: readonly Resource[], steps: readonly Kustomization[]): void {
  const namespace = namespaceOf(steps);
  if (!namespace) return;
  for (const object of objects) {
    if (clusterKinds.has(object.type)) continue;
    const entries = new Map<string, Entry>(object.values.entries);
    const old = entries.get("metadata");
    const metadata = old?.value.kind === "object" ? old.value : undefined;
    if (!old || !metadata) continue;
    const value: ObjectValue = {
      ...metadata,
      entries: new Map([...metadata.entries, ["namespace", { value: namespace }]]),
    };
    entries.set("metadata", { ...old, value });
    object.values = { ...object.values, entries };
    object.meta.namespace = namespace.value;
    object.address = `${object.type}.${namespace.value}.${object.name}`;
    object.key = object.address;
  }
}
