import type { PropertiesFile } from "../../parse/properties/properties.ts";
import type { YamlFile } from "../../parse/yaml/yaml.ts";
import type { Source } from "../../text/source.ts";
import { type At, at, type Span } from "../../text/span.ts";
import type { BoolValue, Entry, Value } from "../value.ts";
import { yamlValue } from "../yaml-value.ts";
import { place, wholeText } from "./config-unit.ts";

/** A Spring configuration file of either format. */
export type SpringFile = YamlFile | PropertiesFile;

/** One document of a file: flat settings, and the profile expressions of which one must hold for it to count. */
export interface SpringDocument {
  source: Source;
  span: Span;
  settings: Map<string, Entry>;
  /** Undefined: always active. */
  activation: string[] | undefined;
}

/**
 * The documents of a file, in order: YAML documents, or the parts of a properties file between `#---` lines (Spring Boot
 * reference, "Working with Multi-Document Files").
 */
export function documentsOf(file: SpringFile): SpringDocument[] {
  const documents = "documents" in file ? yamlDocuments(file) : propertiesDocuments(file);
  for (const document of documents) document.activation = activationOf(document.settings);
  return documents;
}

/** A key in the one form all of its spellings share: lower case, without `-` and `_`, `[name]` as `.name`. */
export function relaxedKey(key: string): string {
  const flat = key.replace(/\[([^[\]]*)\]/g, (index, name: string) =>
    /^\d+$/.test(name) ? index : `.${name}`,
  );
  return flat.replace(/^\./, "").replace(/[-_]/g, "").toLowerCase();
}

function yamlDocuments({ source, documents }: YamlFile): SpringDocument[] {
  return documents
    .filter((document) => document.contents !== null)
    .map(({ contents, span }) => {
      const settings = new Map<string, Entry>();
      flatten("", yamlValue(contents, source), undefined, settings);
      return { source, span, settings, activation: undefined };
    });
}

/** Nesting is limited by the YAML reader, so the recursion is too. */
function flatten(path: string, value: Value, keyAt: At | undefined, into: Map<string, Entry>): void {
  const put = (leaf: Value): void => {
    const key = relaxedKey(path);
    if (key) into.set(key, { value: leaf, ...(keyAt && { keyAt }) });
  };
  if (value.kind === "object" && value.entries.size > 0) {
    for (const [key, entry] of value.entries) {
      const below = path && !key.startsWith("[") ? `${path}.${key}` : path + key;
      flatten(below, entry.value, entry.keyAt, into);
    }
  } else if (value.kind === "list" && value.items.length > 0) {
    for (const [i, item] of value.items.entries()) flatten(`${path}[${i}]`, item, keyAt, into);
  } else if (value.kind === "null" || value.kind === "object" || value.kind === "list") {
    // Spring loads null and empty collections as the empty text.
    put({ kind: "string", value: "", at: value.at });
  } else put(value.kind === "bool" ? booleanOrText(value) : value);
}

/** SnakeYAML reads `yes` and `on` as booleans, but not `y` and `n`, which YAML 1.1 lists too. */
function booleanOrText(value: BoolValue): Value {
  const { source, start, end } = value.at;
  const text = source.text.slice(start, end);
  return /^[yYnN]$/.test(text) ? { kind: "string", value: text, at: value.at } : value;
}

function propertiesDocuments({ source, entries, comments }: PropertiesFile): SpringDocument[] {
  const cuts = comments.filter(({ start, end }) => /^[#!]---\s*$/.test(source.text.slice(start, end)));
  const documents: SpringDocument[] = [];
  let start = 0;
  for (const end of [...cuts.map((cut) => cut.start), source.text.length]) {
    documents.push({ source, span: { start, end }, settings: new Map(), activation: undefined });
    start = end;
  }
  let current = 0;
  for (const entry of entries) {
    while (entry.start >= (documents[current]?.span.end ?? Number.POSITIVE_INFINITY)) current++;
    const key = relaxedKey(entry.key);
    const value: Value = { kind: "string", value: entry.value, at: place(source, entry.valueSpan) };
    if (key) documents[current]?.settings.set(key, { value, keyAt: place(source, entry.keySpan) });
  }
  return documents;
}

const conditions = ["spring.config.activate.onprofile", "spring.profiles"];

/** `spring.config.activate.on-profile`, or `spring.profiles` of Spring Boot before 2.4; a list or comma-separated. */
function activationOf(settings: Map<string, Entry>): string[] | undefined {
  const found: string[] = [];
  let conditional = false;
  for (const [key, { value }] of settings) {
    if (!conditions.includes(key.replace(/\[\d+\]$/, ""))) continue;
    conditional = true;
    if (value.kind === "string") for (const one of value.value.split(",")) found.push(one.trim());
  }
  return conditional ? found.filter(Boolean) : undefined;
}

/** From a document's first to its last character, without its `---` and the blank lines around it. */
export function placeOf({ source, span }: SpringDocument): At {
  const { text } = source;
  if (span.start === 0 && span.end === text.length) return wholeText(source);
  let { start, end } = span;
  const marker = /^(?:---|[#!]---)[^\S\r\n]*(?:[\r\n]|$)/.exec(text.slice(start, Math.min(end, start + 80)));
  if (marker) start += marker[0].length;
  while (start < end && /\s/.test(text[start] ?? "")) start++;
  while (end > start && /\s/.test(text[end - 1] ?? "")) end--;
  return at(source, start, end);
}
