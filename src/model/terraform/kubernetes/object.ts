import type { At } from "../../../text/span.ts";
import type { Entry, ListValue, ObjectValue, Value } from "../../value.ts";
import { camelCase, listName } from "./names.ts";

/** Arguments of Terraform itself and of the provider's waiting, which are no part of the object. */
const notInObject: ReadonlySet<string> = new Set([
  "id",
  "timeouts",
  "lifecycle",
  "provisioner",
  "connection",
  "depends_on",
  "provider",
  "count",
  "for_each",
  "default_secret_name",
  "data_wo_revision",
  "binary_data_wo_revision",
  "status",
]);

/** Deeper blocks than the provider has are those of nobody. */
const deepest = 40;

/**
 * A typed resource's values → the object that the provider sends: blocks become objects or lists under the names
 * that Kubernetes has, maps keep their keys, every value its place. A block that may not be there stays unknown, with
 * what it would say. An argument that is null, or an empty text where the provider takes a number, is absent.
 */
export function objectValue(
  type: string,
  values: ObjectValue,
  { kind, apiVersion }: { kind: string; apiVersion: string },
  head: At,
): ObjectValue {
  const entries = new Map<string, Entry>([
    ["apiVersion", { value: { kind: "string", value: apiVersion, at: head } }],
    ["kind", { value: { kind: "string", value: kind, at: head } }],
  ]);
  for (const [name, entry] of values.entries) {
    if (notInObject.has(name) || name.startsWith("wait_")) continue;
    if (kind === "Secret" && payload.has(name)) addData(entries, payload.get(name) as string, entry);
    else add(entries, name, entry, "", 0);
  }
  if (type.startsWith("kubernetes_default_service_account")) nameDefault(entries, head);
  return { kind: "object", entries, at: values.at };
}

/** The provider encodes `data` itself; what is binary is given in base64, as a Secret's own data is. */
const payload: ReadonlyMap<string, string> = new Map([
  ["data", "stringData"],
  ["data_wo", "stringData"],
  ["binary_data", "data"],
  ["binary_data_wo", "data"],
]);

function addData(entries: Map<string, Entry>, name: string, entry: Entry): void {
  if (entry.value.kind === "null") return;
  const known = entries.get(name);
  if (known?.value.kind === "object" && entry.value.kind === "object") {
    const both = new Map([...known.value.entries, ...entry.value.entries]);
    entries.set(name, { ...known, value: { ...known.value, entries: both } });
  } else entries.set(name, entry);
}

function add(entries: Map<string, Entry>, name: string, entry: Entry, parent: string, depth: number): void {
  const { value } = entry;
  if (value.kind === "null" || isUnset(name, value)) return;
  if (value.kind !== "list" || !isBlocks(value)) {
    if (
      value.kind === "list" &&
      value.items.length === 0 &&
      listName(name, parent) === undefined &&
      !plainLists.has(name)
    )
      return;
    entries.set(camelCase(name), entry);
    return;
  }
  const list = listName(name, parent);
  const items = value.items.map((item) => block(item, name, depth + 1));
  const [first] = items;
  if (list !== undefined) entries.set(list, { ...entry, value: { ...value, items } });
  else if (name === "persistent_volume_source" && first?.kind === "object")
    for (const [key, inner] of first.entries) entries.set(key, inner);
  else if (first) entries.set(camelCase(name), { ...entry, value: first });
}

/** Lists of texts that say something by being empty. */
const plainLists: ReadonlySet<string> = new Set(["policy_types", "verbs", "resources", "api_groups"]);

/** Numbers that the provider takes as text, so that "" can mean that there is none. */
const nullableNumbers: ReadonlySet<string> = new Set(["run_as_user", "run_as_group", "fs_group"]);

function isUnset(name: string, value: Value): boolean {
  return nullableNumbers.has(name) && value.kind === "string" && value.value === "";
}

/** Blocks are lists of objects; a list of texts is an argument. */
function isBlocks(value: ListValue): boolean {
  return (
    value.items.length > 0 &&
    value.items.every(
      (item) =>
        item.kind === "object" ||
        (item.kind === "unknown" && item.shape?.kind === "object") ||
        item.kind === "null",
    ) &&
    value.items.some((item) => item.kind !== "null")
  );
}

function block(value: Value, name: string, depth: number): Value {
  if (value.kind === "unknown")
    return value.shape ? { ...value, shape: block(value.shape, name, depth) } : value;
  if (value.kind !== "object" || depth > deepest) return value;
  const entries = new Map<string, Entry>();
  for (const [key, entry] of value.entries) add(entries, key, entry, name, depth);
  addDefaults(entries, name, value);
  return { ...value, entries };
}

/**
 * What the provider sends where an argument is absent and Kubernetes would not say the same: pods ask for their
 * token, whatever their service account says (automount_service_account_token, default true since 2.0.0), and a
 * service account that is bound lies in the namespace default.
 */
function addDefaults(entries: Map<string, Entry>, name: string, { at, entries: given }: ObjectValue): void {
  if (
    name === "spec" &&
    (entries.has("containers") || given.has("container")) &&
    !entries.has("automountServiceAccountToken")
  )
    entries.set("automountServiceAccountToken", { value: { kind: "bool", value: true, at } });
  const kind = entries.get("kind")?.value;
  if (
    name === "subject" &&
    kind?.kind === "string" &&
    kind.value === "ServiceAccount" &&
    !entries.has("namespace")
  )
    entries.set("namespace", { value: { kind: "string", value: "default", at } });
}

/** `kubernetes_default_service_account` is the account of that name. */
function nameDefault(entries: Map<string, Entry>, head: At): void {
  const metadata = entries.get("metadata")?.value;
  if (metadata?.kind === "object")
    metadata.entries.set("name", { value: { kind: "string", value: "default", at: head } });
}
