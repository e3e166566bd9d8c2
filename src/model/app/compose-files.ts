import type { YamlFile } from "../../parse/yaml/yaml.ts";
import type { NotScanned } from "../../text/diagnostic.ts";
import { step, type Value } from "../value.ts";
import { yamlValue } from "../yaml-value.ts";
import { folderOf } from "./config-unit.ts";
import { insideRoot, resolveFrom } from "./include-path.ts";

/** More files than this are not read for the Compose files of a scan. */
const maxFiles = 1000;

/** Reads a file of the scan root as Compose does; undefined when there is none. */
export type ReadCompose = (path: string) => YamlFile | undefined;

/** The given Compose files with those that they name. */
interface ComposeFiles {
  /** Projects of their own: those that were given, and those that an `include` names. */
  projects: YamlFile[];
  /** Files that only `extends` names: nothing but a source of services. */
  extended: YamlFile[];
  /** What could not be read, told at the file that names it. */
  notScanned: NotScanned[];
}

/**
 * Follows `include` and `extends: {file}` to files that their names did not tell to be Compose files. What lies outside the
 * scan root or on the network, or is not there, is told. Source: Compose file reference, Include and Extends.
 */
export function withNamedFiles(files: readonly YamlFile[], read: ReadCompose): ComposeFiles {
  const projects = [...files];
  const extended: YamlFile[] = [];
  const notScanned: NotScanned[] = [];
  const known = new Set(files.map(({ source }) => source.path));
  const queue = [...files];
  for (let file = queue.shift(); file; file = queue.shift()) {
    for (const { value, list, what } of named(file, projects, extended)) {
      const from = file.source;
      const gap = (cause: NotScanned["cause"]): void => {
        notScanned.push({
          path: from.path,
          cause,
          detail: `${what} ${textOf(value) ?? "of a path with variables"}`,
        });
      };
      const text = textOf(value);
      if (text === undefined || text.includes("${")) gap("unreadable");
      else if (/^[a-z][a-z0-9+.-]+:|\.git(?:#|$)/i.test(text)) gap("outside-root");
      else {
        const path = resolveFrom(folderOf(from.path), text);
        if (known.has(path)) continue;
        known.add(path);
        const found = insideRoot(path, from) && known.size <= maxFiles ? read(path) : undefined;
        if (found) {
          list.push(found);
          queue.push(found);
        } else
          gap(insideRoot(path, from) ? (known.size > maxFiles ? "limit" : "unreadable") : "outside-root");
      }
    }
  }
  return { projects, extended, notScanned };
}

interface Named {
  value: Value;
  list: YamlFile[];
  what: string;
}

function named(file: YamlFile, projects: YamlFile[], extended: YamlFile[]): Named[] {
  const root = yamlValue(file.documents[0]?.contents, file.source);
  const found: Named[] = [];
  for (const entry of listed(step(root, "include")))
    for (const value of listed(entry.kind === "object" ? step(entry, "path") : entry))
      found.push({ value, list: projects, what: "include" });
  const services = step(root, "services");
  for (const { value: service } of services?.kind === "object" ? services.entries.values() : []) {
    const extension = step(service, "extends");
    const value = extension && step(extension, "file");
    if (value) found.push({ value, list: extended, what: "extends" });
  }
  return found;
}

function listed(value: Value | undefined): Value[] {
  if (!value || value.kind === "null") return [];
  return value.kind === "list" ? value.items : [value];
}

function textOf(value: Value): string | undefined {
  return value.kind === "string" ? value.value : undefined;
}
