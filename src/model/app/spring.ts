import type { At } from "../../text/span.ts";
import type { Resource, Unit } from "../resource.ts";
import type { Entry } from "../value.ts";
import { baseName, byPath, configUnit, firstLine, folderOf, wholeText } from "./config-unit.ts";
import { resolvePlaceholders } from "./spring-placeholders.ts";
import { holds, profilesIn } from "./spring-profiles.ts";
import { documentsOf, placeOf, type SpringDocument, type SpringFile } from "./spring-settings.ts";

/** A service has a handful of profiles; what lies beyond this many is not judged by itself. */
const maxProfiles = 50;

interface Group {
  base: SpringDocument[];
  /** Documents of `application-<profile>` files. */
  profiles: Map<string, SpringDocument[]>;
  files: SpringFile[];
}

/**
 * One unit for the files of one folder and base name (`application`, `bootstrap`), with a `spring` resource for the base
 * and one for each profile: the effective settings of the profile over the base. Within a profile `.properties` wins
 * over `.yaml`, profile files win over all base documents, a later document over an earlier one, and a list replaces a
 * list (Spring Boot reference, "Externalized Configuration").
 */
export function modelSpring(files: readonly SpringFile[]): Unit[] {
  const groups = new Map<string, Group>();
  for (const file of inPrecedence(files)) {
    const { path } = file.source;
    const { base, profile } = nameOf(path);
    const id = `${folderOf(path)}/${base}`;
    const group: Group = groups.get(id) ?? { base: [], profiles: new Map(), files: [] };
    groups.set(id, group);
    group.files.push(file);
    const documents = documentsOf(file);
    // `application-default` holds while no profile is active, as the base does.
    if (profile === undefined) for (const document of documents) group.base.push(document);
    else group.profiles.set(profile, [...(group.profiles.get(profile) ?? []), ...documents]);
  }
  return [...groups.values()].map(unitOf);
}

/** YAML before properties, so that the later one wins. */
function inPrecedence(files: readonly SpringFile[]): SpringFile[] {
  const sorted = byPath(files);
  const properties = (file: SpringFile): boolean => file.source.path.endsWith(".properties");
  return [...sorted.filter((file) => !properties(file)), ...sorted.filter(properties)];
}

function nameOf(path: string): { base: string; profile: string | undefined } {
  const stem = baseName(path).replace(/\.[^.]*$/, "");
  const match = /^(application|bootstrap)-(.+)$/.exec(stem);
  return match?.[1] ? { base: match[1], profile: match[2] } : { base: stem, profile: undefined };
}

function unitOf(group: Group): Unit {
  const paths = group.files.map((file) => file.source.path).sort();
  const lead = paths.find((path) => nameOf(path).profile === undefined) ?? paths[0] ?? "";
  const unit = configUnit(
    lead,
    byPath(group.files).map((file) => file.source),
  );
  const unconditional = [...group.base, ...(group.profiles.get("default") ?? [])];
  if (unconditional.length > 0) {
    const head = group.base.find((document) => document.source.path === lead) ?? unconditional[0];
    add(unit, lead, undefined, effective(group, "default"), head, true);
  }
  const all = profilesOf(group);
  for (const profile of all.slice(0, maxProfiles)) {
    const own =
      group.profiles.get(profile)?.[0] ?? group.base.find((one) => one.activation && applies(one, profile));
    add(unit, lead, profile, effective(group, profile), own ?? group.base[0], group.profiles.has(profile));
  }
  if (all.length > maxProfiles) {
    unit.notScanned.push({ path: lead, cause: "limit", detail: `${all.length - maxProfiles} more profiles` });
  }
  return unit;
}

function profilesOf(group: Group): string[] {
  const names = new Set(group.profiles.keys());
  for (const document of [...group.base, ...[...group.profiles.values()].flat()]) {
    for (const expression of document.activation ?? [])
      for (const name of profilesIn(expression)) names.add(name);
  }
  names.delete("default");
  return [...names].sort();
}

function applies(document: SpringDocument, profile: string): boolean {
  const active = new Set([profile]);
  return document.activation?.some((expression) => holds(expression, active)) ?? true;
}

/** What counts when a profile is active alone. A key's root (before the first index) is replaced as a whole. */
function effective(group: Group, profile: string): Map<string, Entry> {
  const roots = new Map<string, Map<string, Entry>>();
  for (const document of [...group.base, ...(group.profiles.get(profile) ?? [])]) {
    if (!applies(document, profile)) continue;
    const own = new Map<string, Map<string, Entry>>();
    for (const [key, entry] of document.settings) {
      const root = key.split("[", 1)[0] ?? key;
      const keys = own.get(root) ?? new Map<string, Entry>();
      own.set(root, keys);
      keys.set(key, entry);
    }
    for (const [root, keys] of own) roots.set(root, keys);
  }
  const settings = new Map<string, Entry>();
  for (const keys of roots.values()) for (const [key, entry] of keys) settings.set(key, entry);
  return settings;
}

function add(
  unit: Unit,
  lead: string,
  profile: string | undefined,
  merged: Map<string, Entry>,
  document: SpringDocument | undefined,
  whole: boolean,
): void {
  if (!document || merged.size === 0) return;
  const { settings, defaulted } = resolvePlaceholders(merged);
  const { source } = document;
  const body: At = whole ? wholeText(source) : placeOf(document);
  const address = profile === undefined ? `spring:${lead}` : `spring:${lead}#${profile}`;
  const resource: Resource = {
    key: address,
    address,
    type: "spring",
    name: profile ?? baseName(lead),
    folder: folderOf(lead),
    values: { kind: "object", entries: settings, at: body },
    head: firstLine(source, body),
    body,
    via: [],
    meta: { file: baseName(lead), ...(profile !== undefined && { profile }), placeholderDefaults: defaulted },
    links: [],
  };
  unit.resources.push(resource);
}
