import { type Entry, unknown, type Value } from "../value.ts";

/**
 * What a tool fills in before the manifest is applied: `${NAME}` and `$NAME` (envsubst, Flux post-build substitution,
 * skaffold), `{{ … }}` (Helm, Argo, Ansible). Not `$(NAME)`, which Kubernetes itself expands, and not the escape `$$`.
 */
const placeholder = /\$\$|\$\{[^{}\s]+\}|\$[A-Z_][A-Z0-9_]+|\{\{[^{}]*\}\}/g;

/** Shell and file contents live under these keys: a `$` there is theirs. */
const foreign: ReadonlySet<string> = new Set([
  "command",
  "args",
  "data",
  "stringData",
  "binaryData",
  "annotations",
]);

/**
 * A value in which every text with a placeholder is unknown (cause `variable`) and keeps its literal parts. Texts of
 * several lines are scripts and stay, as do shell, file contents, annotations, the values of `env` and what an object
 * is by itself (`apiVersion`, `kind`). The same value comes back when nothing changes.
 */
export function openPlaceholders(value: Value): Value {
  if (value.kind !== "object") return value;
  return replaceEntries(value, (key, entry) =>
    key === "apiVersion" || key === "kind" ? entry : below(key, entry),
  );
}

function below(key: string, value: Value): Value {
  // Only what lies below is foreign: a whole `stringData: ${SECRETS}` is a placeholder like any other.
  if (foreign.has(key) && value.kind !== "string") return value;
  if (key === "env" && value.kind === "list") return replaceItems(value, environmentEntry);
  return open(value);
}

/** `${X}` in a variable's value is told as a reference by the policies on secrets. */
function environmentEntry(value: Value): Value {
  if (value.kind !== "object") return open(value);
  return replaceEntries(value, (key, entry) => (key === "value" ? entry : below(key, entry)));
}

function open(value: Value): Value {
  switch (value.kind) {
    case "string":
      return value.value.includes("$") || value.value.includes("{{") ? openText(value.value, value) : value;
    case "list":
      return replaceItems(value, open);
    case "object":
      return replaceEntries(value, below);
    default:
      return value;
  }
}

function replaceItems(value: Value & { kind: "list" }, replace: (item: Value) => Value): Value {
  const items = value.items.map(replace);
  return items.some((item, i) => item !== value.items[i]) ? { ...value, items } : value;
}

function replaceEntries(
  value: Value & { kind: "object" },
  replace: (key: string, value: Value) => Value,
): Value {
  const changed = new Map<string, Entry>();
  for (const [key, entry] of value.entries) {
    const next = replace(key, entry.value);
    if (next !== entry.value) changed.set(key, { ...entry, value: next });
  }
  if (changed.size === 0) return value;
  const entries = [...value.entries].map(([key, entry]) => [key, changed.get(key) ?? entry] as const);
  return { ...value, entries: new Map(entries) };
}

function openText(text: string, value: Value): Value {
  if (text.trimEnd().includes("\n")) return value;
  const parts: Value[] = [];
  let detail: string | undefined;
  let literal = "";
  let last = 0;
  for (const found of text.matchAll(placeholder)) {
    if (found[0] === "$$") continue;
    literal = text.slice(last, found.index);
    if (literal) parts.push({ kind: "string", value: literal, at: value.at });
    const name = nameIn(found[0]);
    parts.push(unknown("variable", value.at, { detail: name }));
    detail ??= name;
    last = found.index + found[0].length;
  }
  if (detail === undefined) return value;
  literal = text.slice(last);
  if (literal) parts.push({ kind: "string", value: literal, at: value.at });
  return unknown("variable", value.at, parts.length === 1 ? { detail } : { detail, parts });
}

/** `TAG` of `${TAG:=v1}` and `$TAG`, `.Values.tag` of `{{ .Values.tag }}`. */
function nameIn(text: string): string {
  if (text.startsWith("{{")) return text.slice(2, -2).replace(/^-|-$/g, "").trim();
  return /[A-Za-z_][\w.-]*/.exec(text)?.[0] ?? text;
}
