import type { LegacyMongodbFile } from "../../parse/mongodb/legacy.ts";
import type { YamlFile } from "../../parse/yaml/yaml.ts";
import type { Source } from "../../text/source.ts";
import type { Unit } from "../resource.ts";
import { type Entry, unknown, type Value } from "../value.ts";
import { yamlValue } from "../yaml-value.ts";
import { baseName, byPath, place } from "./config-unit.ts";
import { flatten } from "./flatten.ts";
import { setOption, setSetting } from "./mongodb-options.ts";
import { serviceUnit } from "./service-unit.ts";
import { environmentVariables, templateActions, textValue } from "./text-value.ts";

/** A configuration file of either format. */
export type MongodbFile = YamlFile | LegacyMongodbFile;

/**
 * One unit and one `mongodb` resource for each file: setting as the YAML format has it (`net.tls.mode`) → value. What
 * an expansion directive reads (`__exec`, `__rest`) is unknown. A file that could not be read whole is not complete.
 */
export function modelMongodb(files: readonly MongodbFile[]): Unit[] {
  return byPath(files).map((file) => {
    const { source } = file;
    const settings = "documents" in file ? fromYaml(file) : fromOptions(file);
    const complete = file.diagnostics.every(
      ({ severity, code }) => severity !== "error" && code !== "config-syntax",
    );
    const router = /^mongos/.test(baseName(source.path)) || settings.has("sharding.configDB");
    return serviceUnit({ type: "mongodb", source, settings, complete, meta: { router } });
  });
}

function fromYaml({ source, documents }: YamlFile): Map<string, Entry> {
  const settings = new Map<string, Entry>();
  const contents = documents.find((document) => document.contents !== null)?.contents;
  for (const [key, entry] of flatten(yamlValue(contents, source), ".")) {
    const [, setting] = /^(.+)\.__(?:exec|rest)$/.exec(key) ?? [];
    if (setting !== undefined)
      setSetting(settings, setting, { ...entry, value: unknown("outside-scan", entry.value.at) });
    else if (!/\.__\w+(?:\.|$)/.test(key))
      setSetting(settings, key, { ...entry, value: open(entry.value, source) });
  }
  return settings;
}

/** A text that templates or the environment fill in. */
function open(value: Value, source: Source): Value {
  if (value.kind !== "string") return value;
  const found = [
    ...templateActions(source.text, value.at),
    ...environmentVariables(source.text, value.at, false),
  ];
  return found.length > 0 ? textValue(value.at, found) : value;
}

function fromOptions({ source, options }: LegacyMongodbFile): Map<string, Entry> {
  const settings = new Map<string, Entry>();
  for (const { name, nameSpan, value, valueSpan } of options) {
    const actions = templateActions(source.text, valueSpan);
    const found = actions.length > 0 ? actions : environmentVariables(source.text, valueSpan, false);
    const entry = {
      value: textValue(place(source, valueSpan), found, value),
      keyAt: place(source, nameSpan),
    };
    setOption(settings, name, entry);
  }
  return settings;
}
