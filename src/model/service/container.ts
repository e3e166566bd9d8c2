import type { At } from "../../text/span.ts";
import type { Resource } from "../resource.ts";
import type { Entry, Value } from "../value.ts";

/** Where the settings of a program may be written beside its own files. */
type CarrierKind = "compose" | "kubernetes" | "dockerfile" | "workflow" | "terraform" | "dotenv";

/**
 * What runs, or sets the environment of what runs: a container of a workload, a Compose service, a stage of a
 * Dockerfile, a job's service; a dotenv file is one that has nothing but variables.
 */
export interface Container {
  carrier: CarrierKind;
  /** The resource it is a part of. */
  owner: Resource;
  /** Names it in addresses: `service.db`, `StatefulSet.default.db/postgres`. */
  name: string;
  /** Where a finding lands when what it is about is absent. */
  head: At;
  body: At;
  image: Value | undefined;
  /** Later entries have won already; each value's place is where it was written, also in another file. */
  environment: ReadonlyMap<string, Entry>;
  /** Other variables may be set that were not read: a file or an object outside the scan. */
  openEnvironment: boolean;
  /** Entrypoint and arguments in order; one that could not be read is unknown. Undefined: the image's own. */
  words: readonly Value[] | undefined;
  /** Files that it sees at paths of its own. */
  mounts: readonly Mount[];
}

/** A file or folder at a path inside a container. */
export interface Mount {
  /** Absolute path inside. */
  target: string;
  /** The content, when it is written as a value: a ConfigMap's key, a Compose config; `way` names it below its object. */
  content?: { value: Value; text?: string; way: string };
  /** The path of the file or folder in the scan. */
  path?: string;
}

/** An image reference taken apart: `registry/name:tag@digest`. */
export interface Image {
  /** Without registry, tag and digest: `postgres`, `bitnami/redis`. */
  repository: string;
  /** It comes from where its vendor publishes it, not from a registry that may hold a build of somebody's own. */
  published: boolean;
  tag: string | undefined;
  /** The version that the tag begins with: `16.3` of `16.3-alpine`, `v22`; undefined for `latest` and names. */
  version: string | undefined;
}

/** Registries on which vendors publish; images of their names in any other may be changed. */
const publicRegistries =
  /^(?:(?:index\.|registry-1\.)?docker\.io|public\.ecr\.aws|quay\.io|ghcr\.io|mcr\.microsoft\.com|docker\.elastic\.co|mirror\.gcr\.io)$/;

/** Takes an image reference apart (distribution/reference grammar); undefined for what is no known text. */
export function imageOf(value: Value | undefined): Image | undefined {
  const text = value?.kind === "string" ? value.value : undefined;
  if (!text) return undefined;
  const named = text.split("@", 1)[0] ?? "";
  const slash = named.lastIndexOf("/");
  const colon = named.indexOf(":", slash + 1);
  const path = colon < 0 ? named : named.slice(0, colon);
  const tag = colon < 0 ? undefined : named.slice(colon + 1);
  const [first = "", ...rest] = path.split("/");
  const registry = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
  const repository = (registry ? rest.join("/") : path).replace(/^(?:docker\/)?library\//, "");
  const published = !registry || publicRegistries.test(first);
  const version =
    tag === undefined ? undefined : /^v?(\d+(?:\.\d+){0,3})(?![\w.]*[A-Za-z]\d{6})/.exec(tag)?.[1];
  return { repository, published, tag, version };
}
