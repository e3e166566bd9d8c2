import type { ListValue, ObjectValue, Value } from "../model/value.ts";

/** What identifies an element of a list to its owner, in the order they are tried. */
const nameKeys = ["name", "sid", "Sid", "id", "device_name", "key"] as const;
const portKeys = [
  "from_port",
  "to_port",
  "port",
  "containerPort",
  "targetPort",
  "target",
  "published",
  "protocol",
] as const;
const rangeKeys = [
  "cidr_blocks",
  "ipv6_cidr_blocks",
  "cidr_ipv4",
  "cidr_ipv6",
  "cidr",
  "cidrBlock",
  "host_ip",
] as const;

/** How an element of a list is called, free of its position: by `name=web`, `sid=AllowAll`, `ports=22,22 0.0.0.0/0`. */
export interface ElementName {
  key: string;
  text: string;
}

/** The name an element carries itself; undefined when it has none that is known. */
export function elementName(element: Value): ElementName | undefined {
  const object = opened(element);
  if (!object) return undefined;
  for (const key of nameKeys) {
    const text = scalar(object.entries.get(key)?.value);
    if (text !== undefined && text !== "") return { key, text };
  }
  const ports = known(object, portKeys);
  return ports === ""
    ? undefined
    : { key: "ports", text: [ports, known(object, rangeKeys)].filter(Boolean).join(" ") };
}

function opened(value: Value): ObjectValue | undefined {
  if (value.kind === "object") return value;
  return (value.kind === "string" || value.kind === "unknown") && value.shape?.kind === "object"
    ? value.shape
    : undefined;
}

function known(object: ObjectValue, keys: readonly string[]): string {
  const texts: string[] = [];
  for (const key of keys) {
    const value = object.entries.get(key)?.value;
    const items = value?.kind === "list" ? value.items : value ? [value] : [];
    for (const item of items) {
      const text = scalar(item);
      if (text !== undefined) texts.push(text);
    }
  }
  return texts.join(",");
}

function scalar(value: Value | undefined): string | undefined {
  if (value?.sensitive) return undefined;
  if (value?.kind === "string") return value.value;
  return value?.kind === "number" || value?.kind === "bool" ? String(value.value) : undefined;
}

const depthLimit = 32;

/** What stands under such a key may be a secret: no digest may be made of it, since a short one could be guessed. */
const secretKey = /pass|secret|token|credential|private|connection|auth/i;

/** May a value under this key be a secret? */
export function isSecretKey(key: string): boolean {
  return secretKey.test(key);
}

/** A value's content as text: no positions, no secrets, keys sorted; equal contents give equal texts. */
export function content(value: Value, depth = 0): string {
  if (depth > depthLimit) return "…";
  if (value.sensitive) return "";
  switch (value.kind) {
    case "null":
      return "null";
    case "unknown":
      return `?${value.cause} ${(value.refs ?? []).map((ref) => `${ref.key}.${ref.path}`).join(",")}${
        value.shape
          ? content(value.shape, depth + 1)
          : (value.parts ?? []).map((part) => content(part, depth + 1)).join("+")
      }`;
    case "string":
      return value.shape ? content(value.shape, depth + 1) : JSON.stringify(value.value);
    case "list":
      return `[${value.items.map((item) => content(item, depth + 1)).join(",")}]`;
    case "object": {
      const keys = [...value.entries.keys()].sort();
      return `{${keys.map((key) => `${JSON.stringify(key)}:${member(value, key, depth)}`).join(",")}}`;
    }
    default:
      return String(value.value);
  }
}

function member(object: ObjectValue, key: string, depth: number): string {
  const entry = object.entries.get(key);
  return entry && !secretKey.test(key) ? content(entry.value, depth + 1) : "";
}

/** What an element is called in an identity, and how many before it in the list are called the same. */
export interface Label {
  name: ElementName | undefined;
  text: string;
  before: number;
}

const labelled = new WeakMap<ListValue, Label[]>();

/** The labels of a list's elements; computed once a list, so that a thousand sites in it cost one walk. */
export function labels(list: ListValue): Label[] {
  const known = labelled.get(list);
  if (known) return known;
  const seen = new Map<string, number>();
  const made = list.items.map((item): Label => {
    const name = elementName(item);
    const text = name ? JSON.stringify([name.key, name.text]) : content(item);
    const before = seen.get(text) ?? 0;
    seen.set(text, before + 1);
    return { name, text, before };
  });
  labelled.set(list, made);
  return made;
}
