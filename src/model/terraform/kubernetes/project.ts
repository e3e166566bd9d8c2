import { noteCompanions, setLinks } from "../../kubernetes/connect.ts";
import { podMetadataPath, podSpecPath, typeOf } from "../../kubernetes/kinds.ts";
import { relate } from "../../kubernetes/links.ts";
import { Nearest } from "../../kubernetes/nearest.ts";
import { objectAt, text, texts } from "../../kubernetes/read.ts";
import type { Resource, Unit } from "../../resource.ts";
import { follow, type ObjectValue } from "../../value.ts";
import { givenObject, objectInText, type ParseYaml } from "./manifest.ts";
import { hides, named } from "./naming.ts";
import { objectValue } from "./object.ts";
import { kindOf, manifestArgument } from "./types.ts";

/** What the projection needs of the run. */
interface ProjectContext {
  /** Needed where the unit holds a kubectl_manifest. */
  parseYaml?: ParseYaml;
  /** Is the text a manifest that the scan reads as a file? It is judged there. */
  isScanned(text: string): boolean;
}

/**
 * Terraform resources that declare Kubernetes objects become those objects, in place: key, address and places stay
 * Terraform's, `type` is the kind and the values are those of a manifest, so that the policies on Kubernetes judge
 * them; `meta` has what architecture.md says of a kind, and `meta.terraformType`. They are tied to each other as
 * manifests are, those of one provider configuration; whether an object whose names are not known belongs to another
 * stays open.
 */
export function projectKubernetes(unit: Unit, context: ProjectContext): void {
  const projected = unit.resources.filter((resource) => project(resource, context));
  if (projected.length === 0) return;
  const byKey = new Map(projected.map((resource) => [resource.key, resource]));
  const shadows = projected.map((resource) => shadowOf(resource, byKey));
  const clusters = new Map<string, Resource[]>();
  for (const shadow of shadows) {
    const alias = String(shadow.meta.providerAlias ?? "");
    const cluster = clusters.get(alias);
    if (cluster) cluster.push(shadow);
    else clusters.set(alias, [shadow]);
  }
  for (const cluster of clusters.values()) {
    const nearest = new Nearest(cluster);
    const related = relate(cluster, nearest);
    setLinks(cluster, related, new Map());
    noteCompanions(cluster, nearest);
    for (const [name, from] of related.dangling) for (const one of from) dangle(unit, name, one.key);
    for (const shadow of cluster) byKey.get(shadow.key)?.links.push(...shadow.links);
    leaveOpen(unit, cluster, byKey);
  }
}

function project(resource: Resource, { parseYaml, isScanned }: ProjectContext): boolean {
  const { type, values, head } = resource;
  if (resource.meta.mode !== "managed") return false;
  const usual = kindOf(type);
  const argument = manifestArgument(type);
  let object: ObjectValue | undefined;
  if (usual) object = objectValue(type, values, usual, head);
  else if (argument !== undefined) {
    const given = values.entries.get(argument)?.value;
    if (given?.kind === "string") {
      if (isScanned(given.value)) return false;
      object = parseYaml && objectInText(given, `${head.source.path}#${resource.address}.yaml`, parseYaml);
    } else if (type === "kubectl_manifest")
      object = parseYaml && objectInText(given, `${head.source.path}#${resource.address}.yaml`, parseYaml);
    else object = readsFile(given?.at) ? undefined : givenObject(given);
  }
  const kind = object && text(object, "kind");
  const apiVersion = object && text(object, "apiVersion");
  if (!object || kind === undefined || apiVersion === undefined) return false;
  resource.type = typeOf(kind, apiVersion);
  resource.values = object;
  const podSpec = podSpecPath(resource.type);
  const metadata = objectAt(object, "metadata");
  resource.name = text(metadata, "name") ?? resource.name;
  Object.assign(resource.meta, {
    terraformType: type,
    apiVersion,
    namespace: text(metadata, "namespace") || "default",
    labels: Object.fromEntries(texts(metadata, "labels")),
    ...(podSpec && {
      podSpec: [...podSpec],
      podLabels: Object.fromEntries(texts(object, ...podMetadataPath(podSpec), "labels")),
    }),
  });
  return true;
}

/** `yamldecode(file("….yaml"))`: the file is a manifest that the scan reads itself. */
function readsFile(at: ObjectValue["at"] | undefined): boolean {
  if (!at) return false;
  const written = at.source.text.slice(at.start, Math.min(at.end, at.start + 400));
  return /^yamldecode\(\s*file\(\s*"[^"\n]*\.ya?ml"\s*\)\s*\)$/.test(written);
}

/** The object by the names that tie it to others. */
function shadowOf(resource: Resource, byKey: ReadonlyMap<string, Resource>): Resource {
  const values = named(resource.values, byKey) as ObjectValue;
  const namespace = text(values, "metadata", "namespace") || "default";
  const name = text(values, "metadata", "name") ?? resource.key;
  const { meta } = resource;
  meta.namespace = namespace;
  const podSpec = podSpecPath(resource.type);
  if (podSpec) meta.podLabels = Object.fromEntries(texts(values, ...podMetadataPath(podSpec), "labels"));
  return {
    ...resource,
    values,
    name,
    address: `${resource.type}.${namespace}.${name}`,
    folder: ".",
    links: [],
  };
}

/**
 * Where names are not known, an object may be tied to more than what equal names say: the links that it would be the
 * target of are then open for all.
 */
function leaveOpen(unit: Unit, cluster: readonly Resource[], byKey: ReadonlyMap<string, Resource>): void {
  const policy = cluster.find(({ type }) => type === "NetworkPolicy");
  for (const { key } of cluster) {
    const resource = byKey.get(key);
    if (!resource) continue;
    const { type, values, links } = resource;
    const hidden = (...path: string[]): boolean => {
      const { value, rest } = follow(values, path);
      return rest.length === 0 ? hides(value) : value.kind === "unknown";
    };
    if (type === "NetworkPolicy" && (hidden("metadata", "namespace") || hidden("spec", "podSelector")))
      dangle(unit, "networkPolicies", key);
    if (
      (type === "RoleBinding" || type === "ClusterRoleBinding") &&
      (hidden("subjects") || hidden("roleRef"))
    )
      for (const link of ["bindings", "grants"]) dangle(unit, link, key);
    if (type === "Service" && hidden("spec", "selector")) dangle(unit, "services", key);
    const podSpec = podSpecPath(type);
    // One link that rests on nothing tells policies that any may select these pods.
    if (
      policy &&
      podSpec &&
      (hidden("metadata", "namespace") || hidden(...podMetadataPath(podSpec), "labels"))
    )
      if (!links.some(({ name, to }) => name === "networkPolicies" && to === policy.key))
        links.push({ name: "networkPolicies", to: policy.key, inferred: true });
  }
}

function dangle(unit: Unit, link: string, key: string): void {
  const known = unit.dangling.get(link);
  if (!known) unit.dangling.set(link, [key]);
  else if (!known.includes(key)) known.push(key);
}
