import type { YamlFile } from "../../parse/yaml/yaml.ts";
import type { Source } from "../../text/source.ts";
import type { At } from "../../text/span.ts";
import { folderOf } from "../app/config-unit.ts";
import type { ObjectValue, Value } from "../value.ts";
import { yamlValue } from "../yaml-value.ts";

/** A kustomization file, as far as it says what is built from what. */
export interface Kustomization {
  path: string;
  folder: string;
  source: Source;
  values: ObjectValue;
  /** The first line that says something: where a build is spoken of. */
  head: At;
  /** `kind: Component`: it changes what others build, and builds nothing by itself. */
  component: boolean;
  /** `resources` with the former `bases`: files, folders and remote places. */
  resources: Listed[];
  components: Listed[];
  /** The file could not be read whole. */
  broken: boolean;
}

/** An entry of a list of files, as written. */
export interface Listed {
  text: string;
  at: At;
}

/**
 * Reads the first document of a kustomization file, as Kustomize does
 * (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/).
 */
export function readKustomization(file: YamlFile): Kustomization {
  const { source } = file;
  const document = file.documents.find((one) => one.contents !== null || one.broken);
  const value = yamlValue(document?.contents, source);
  const values: ObjectValue =
    value.kind === "object"
      ? value
      : { kind: "object", entries: new Map(), at: { source, start: 0, end: source.text.length } };
  const kind = values.entries.get("kind")?.value;
  return {
    path: source.path,
    folder: folderOf(source.path),
    source,
    values,
    head: headOf(values),
    component: kind?.kind === "string" && kind.value === "Component",
    resources: [...listed(values, "resources"), ...listed(values, "bases")],
    components: listed(values, "components"),
    broken: document?.broken === true || (value.kind !== "object" && value.kind !== "null"),
  };
}

function listed(values: ObjectValue, key: string): Listed[] {
  const list = values.entries.get(key)?.value;
  if (list?.kind !== "list") return [];
  return list.items.flatMap((item) => (item.kind === "string" ? [{ text: item.value, at: item.at }] : []));
}

function headOf(values: ObjectValue): At {
  const first = [...values.entries.values()].find((entry) => entry.keyAt);
  if (!first?.keyAt) return { ...values.at, end: values.at.start };
  const { keyAt, value } = first;
  const scalar = value.kind !== "object" && value.kind !== "list" && value.at.source === keyAt.source;
  return { ...keyAt, end: scalar && value.at.end > keyAt.end ? value.at.end : keyAt.end };
}

/** The items of a list of the kustomization; none for anything else. */
export function itemsOf({ values }: Kustomization, key: string): readonly Value[] {
  const list = values.entries.get(key)?.value;
  return list?.kind === "list" ? list.items : [];
}
