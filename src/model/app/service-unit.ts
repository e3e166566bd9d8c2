import type { Source } from "../../text/source.ts";
import type { Unit } from "../resource.ts";
import type { Entry } from "../value.ts";
import { baseName, configUnit, firstLine, folderOf, wholeText } from "./config-unit.ts";

/** A program's settings as its files give them, before a container and defaults are looked at. */
export interface FileSettings {
  type: string;
  /** The file that leads: it names the resource, and what is absent is missed there. */
  source: Source;
  /** Flat settings in the one spelling that policies use. */
  settings: ReadonlyMap<string, Entry>;
  /** Every file that was read for them; the leading one when absent. */
  sources?: readonly Source[];
  /** All that sets them was read, so that what is absent has its default. */
  complete: boolean;
  /** Set apart from the other settings of the same file: a profile, an environment. */
  section?: string;
  meta?: Record<string, unknown>;
}

/** A unit with the one resource of a program that one file, and what it includes, configures. */
export function serviceUnit(given: FileSettings): Unit {
  const unit = configUnit(given.source.path, given.sources ?? [given.source]);
  addService(unit, given);
  return unit;
}

/** Adds the resource of a program's settings to a unit. */
export function addService(unit: Unit, given: FileSettings): void {
  const { type, source, settings, complete, section, meta } = given;
  const address = section === undefined ? `${type}:${source.path}` : `${type}:${source.path}#${section}`;
  unit.resources.push({
    key: address,
    address,
    type,
    name: section ?? baseName(source.path),
    folder: folderOf(source.path),
    values: { kind: "object", entries: new Map(settings), at: wholeText(source) },
    head: firstLine(source),
    body: wholeText(source),
    via: [],
    meta: { file: baseName(source.path), ...meta, complete },
    links: [],
  });
}
