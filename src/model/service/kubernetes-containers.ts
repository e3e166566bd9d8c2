import { type At, at } from "../../text/span.ts";
import { podSpecOf } from "../kubernetes/pod-references.ts";
import { items, objectAt, text } from "../kubernetes/read.ts";
import type { Resource, Unit } from "../resource.ts";
import { type Entry, follow, step, unknown, type Value } from "../value.ts";
import type { Container, Mount } from "./container.ts";
import { commandWords } from "./words.ts";

/** Decodes base64 text; undefined for what is none. Handed in: the model knows no Node. */
export type Decode = (base64: string) => string | undefined;

/**
 * The containers of a unit's workloads, with the variables and files that their ConfigMaps and Secrets give them.
 * Init containers are left out: they serve nobody. Source: Kubernetes API reference, PodSpec v1 (env, envFrom, volumes).
 */
export function kubernetesContainers(unit: Unit, decode: Decode): Container[] {
  const byKey = new Map(unit.resources.map((resource) => [resource.key, resource]));
  return unit.resources
    .filter(({ meta }) => meta.podSpec !== undefined)
    .flatMap((owner) => {
      const spec = objectAt(owner.values, ...podSpecOf(owner));
      const find = (link: "configMaps" | "secrets", name: string | undefined): Resource | undefined =>
        owner.links
          .filter((one) => one.name === link)
          .map((one) => byKey.get(one.to))
          .find((one) => one?.name === name);
      return items(spec, "containers").flatMap((value) => containerOf(owner, value, { spec, find, decode }));
    });
}

interface Pod {
  spec: Value | undefined;
  find: (link: "configMaps" | "secrets", name: string | undefined) => Resource | undefined;
  decode: Decode;
}

function containerOf(owner: Resource, value: Value, pod: Pod): Container[] {
  if (value.kind !== "object") return [];
  const { environment, open } = environmentOf(value, pod);
  const given = [...items(value, "command"), ...items(value, "args")];
  const name = text(value, "name");
  return [
    {
      carrier: "kubernetes",
      owner,
      name: `${owner.address}${name ? `/${name}` : ""}`,
      head: headOf(value, value.at),
      body: value.at,
      image: step(value, "image"),
      environment,
      openEnvironment: open,
      words: given.length > 0 ? commandWords(given, environment) : undefined,
      mounts: items(value, "volumeMounts").flatMap((mount) => mountsOf(mount, pod)),
    },
  ];
}

/** The container's name, which stands on its first line in most manifests. */
function headOf(value: Value, otherwise: At): At {
  const entry = value.kind === "object" ? value.entries.get("name") : undefined;
  if (!entry?.keyAt) return otherwise;
  return at(entry.keyAt.source, entry.keyAt.start, Math.max(entry.keyAt.end, entry.value.at.end));
}

function environmentOf(container: Value, pod: Pod): { environment: Map<string, Entry>; open: boolean } {
  const environment = new Map<string, Entry>();
  let open = false;
  for (const from of items(container, "envFrom")) {
    const prefix = text(from, "prefix") ?? "";
    const map = pod.find("configMaps", text(from, "configMapRef", "name"));
    const secret = pod.find("secrets", text(from, "secretRef", "name"));
    if (!map && !secret) open = true;
    for (const resource of [map, secret])
      for (const [key, entry] of contentsOf(resource, pod.decode)) environment.set(prefix + key, entry);
  }
  for (const item of items(container, "env")) {
    const name = text(item, "name");
    if (name === undefined || item.kind !== "object") continue;
    const own = item.entries.get("value");
    const entry = own ?? referenced(item, pod);
    // The last entry of a name wins.
    environment.delete(name);
    if (entry) environment.set(name, entry);
  }
  return { environment, open };
}

function referenced(item: Value, pod: Pod): Entry | undefined {
  for (const [kind, link] of [
    ["configMapKeyRef", "configMaps"],
    ["secretKeyRef", "secrets"],
  ] as const) {
    const reference = follow(item, ["valueFrom", kind]);
    if (reference.rest.length > 0) continue;
    const found = contentsOf(pod.find(link, text(reference.value, "name")), pod.decode).get(
      text(reference.value, "key") ?? "",
    );
    return found ?? { value: unknown("outside-scan", reference.value.at, { detail: kind }) };
  }
  const from = step(item, "valueFrom");
  return from && { value: unknown("computed", from.at) };
}

/** `data` of a ConfigMap, `data` (decoded) and `stringData` of a Secret. */
function contentsOf(resource: Resource | undefined, decode: Decode): Map<string, Entry> {
  const found = new Map<string, Entry>();
  if (!resource) return found;
  const secret = resource.type === "Secret";
  for (const [key, entry] of objectAt(resource.values, "data")?.entries ?? []) {
    if (!secret) found.set(key, entry);
    else if (entry.value.kind === "string") {
      const plain = decode(entry.value.value);
      const { at: where } = entry.value;
      found.set(key, {
        ...entry,
        value:
          plain === undefined
            ? unknown("not-supported", where)
            : { kind: "string", value: plain, at: where, sensitive: true },
      });
    } else found.set(key, entry);
  }
  for (const [key, entry] of objectAt(resource.values, "stringData")?.entries ?? []) found.set(key, entry);
  return found;
}

/** The files of a mounted ConfigMap or Secret, one a key; any other volume is a place nobody read. */
function mountsOf(mount: Value, pod: Pod): Mount[] {
  const target = text(mount, "mountPath");
  if (target === undefined) return [];
  const name = text(mount, "name");
  const subPath = text(mount, "subPath");
  const volume = items(pod.spec, "volumes").find((one) => text(one, "name") === name);
  const sources = [...(volume ? [volume] : []), ...items(volume, "projected", "sources")];
  const mounts: Mount[] = [];
  for (const source of sources) {
    const map = pod.find("configMaps", text(source, "configMap", "name"));
    const secret = pod.find(
      "secrets",
      text(source, "secret", "secretName") ?? text(source, "secret", "name"),
    );
    const resource = map ?? secret;
    if (!resource) continue;
    const chosen = items(source, map ? "configMap" : "secret", "items");
    for (const [key, { value }] of contentsOf(resource, pod.decode)) {
      const path =
        chosen.length === 0
          ? key
          : text(
              chosen.find((one) => text(one, "key") === key),
              "path",
            );
      if (path === undefined || (subPath !== undefined && subPath !== path)) continue;
      const way = `${resource.address}/${key}`;
      mounts.push({ target: subPath === undefined ? `${target}/${path}` : target, content: { value, way } });
    }
  }
  return mounts.length > 0 ? mounts : [{ target }];
}
