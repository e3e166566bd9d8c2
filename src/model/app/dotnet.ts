import type { JsonFile } from "../../parse/json/json.ts";
import { jsonValue } from "../json-value.ts";
import type { Unit } from "../resource.ts";
import type { Entry, Value } from "../value.ts";
import { baseName, byPath, configUnit, folderOf } from "./config-unit.ts";
import { addService } from "./service-unit.ts";

/** An application has a handful of environments; what lies beyond this many is not judged by itself. */
const maxEnvironments = 50;
const secret =
  /(?:^|:)(?:connectionstrings:[^:]+|[^:]*(?:connectionstring|accountkey|sharedaccesskey|password|secret))$/;

/** Keeps a setting's text out of reports where it is a secret. */
export function dotnetEntry(key: string, entry: Entry): Entry {
  return secret.test(key) ? { ...entry, value: { ...entry.value, sensitive: true } } : entry;
}

/**
 * One unit for the appsettings files of a folder, with a `dotnet` resource for the base and one for each environment: the
 * settings of `appsettings.<environment>.json` over the base. Keys are in lower case with `:` between their levels, items
 * of lists `key:0`, because .NET compares them so (Microsoft Learn, "Configuration in ASP.NET Core").
 */
export function modelDotnet(files: readonly JsonFile[]): Unit[] {
  const folders = new Map<string, JsonFile[]>();
  for (const file of byPath(files)) {
    const folder = folderOf(file.source.path);
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  return [...folders.values()].map(unitOf);
}

function unitOf(files: readonly JsonFile[]): Unit {
  const base = files.find(({ source }) => environmentOf(source.path) === undefined);
  const lead = base ?? files[0];
  const unit = configUnit(
    lead?.source.path ?? "",
    files.map(({ source }) => source),
  );
  const below = base ? settingsOf(base) : new Map<string, Entry>();
  if (base) addService(unit, { type: "dotnet", source: base.source, settings: below, complete: false });
  const others = files.filter((file) => file !== base);
  for (const file of others.slice(0, maxEnvironments)) {
    const { source } = file;
    const environment = environmentOf(source.path) ?? "";
    const settings = new Map(below);
    for (const [key, entry] of settingsOf(file)) {
      settings.delete(key);
      settings.set(key, entry);
    }
    addService(unit, { type: "dotnet", source, settings, complete: false, meta: { environment } });
  }
  if (others.length > maxEnvironments) {
    const detail = `${others.length - maxEnvironments} more environments`;
    unit.notScanned.push({ path: unit.folder, cause: "limit", detail });
  }
  return unit;
}

/** `Production` of appsettings.Production.json. */
function environmentOf(path: string): string | undefined {
  return /^appsettings\.(.+)\.json/i.exec(baseName(path))?.[1];
}

function settingsOf({ source, root }: JsonFile): Map<string, Entry> {
  const settings = new Map<string, Entry>();
  const visit = (path: string, value: Value, keyAt: Entry["keyAt"]): void => {
    if (value.kind === "object" && value.entries.size > 0) {
      for (const [key, entry] of value.entries) {
        const name = key.toLowerCase().replaceAll("__", ":");
        visit(path ? `${path}:${name}` : name, entry.value, entry.keyAt);
      }
    } else if (value.kind === "list" && value.items.length > 0) {
      for (const [i, item] of value.items.entries()) visit(`${path}:${i}`, item, keyAt);
    } else if (path) {
      settings.delete(path);
      settings.set(path, dotnetEntry(path, { value, ...(keyAt && { keyAt }) }));
    }
  };
  visit("", jsonValue(root, source), undefined);
  return settings;
}
