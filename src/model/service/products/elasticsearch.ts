import type { Entry, Value } from "../../value.ts";
import type { Container } from "../container.ts";
import type { Product, Settings } from "../product.ts";
import { optionsOf } from "../words.ts";

/** What the images' start scripts take for a setting: lower-case words with a dot between. */
const plain = /^[a-z0-9_]+\.[a-z0-9_]+/;

/**
 * Elasticsearch takes a setting from its file and, stronger, from `-E name=value`. The image makes such options of
 * variables that are a setting's own name, and of `ES_SETTING_XPACK_SECURITY_ENABLED`, where `__` is an underscore
 * (Elasticsearch guide, "Configure Elasticsearch with Docker").
 */
export const elasticsearch: Product = {
  type: "elasticsearch",
  configuration: /\/elasticsearch\.ya?ml$|\/elasticsearch\/config\/?$|^\/etc\/elasticsearch/,
  variables: (environment) => settingsOf(environment, "ES_SETTING_"),
  words: optionSettings,
};

/**
 * OpenSearch takes variables and options in the same way. Its image's `DISABLE_SECURITY_PLUGIN` becomes
 * `plugins.security.disabled`; without `DISABLE_INSTALL_DEMO_CONFIG` it installs demo certificates, which is kept as
 * the setting `install-demo-configuration` (opensearch-docker-entrypoint.sh).
 */
export const opensearch: Product = {
  type: "opensearch",
  configuration: /\/opensearch\.ya?ml$|\/opensearch\/config\/?$|^\/etc\/opensearch/,
  variables(environment, container: Container) {
    const settings = settingsOf(environment);
    const disabled = environment.get("DISABLE_SECURITY_PLUGIN");
    if (disabled) settings.set("plugins.security.disabled", flag(disabled));
    const demo = environment.get("DISABLE_INSTALL_DEMO_CONFIG");
    const installed: Entry = demo
      ? flag(demo, { true: "false", false: "true" })
      : { value: { kind: "string", value: "true", at: container.head } };
    if (demo || container.image) settings.set("install-demo-configuration", installed);
    return settings;
  },
  words: optionSettings,
};

function settingsOf(environment: ReadonlyMap<string, Entry>, prefix?: string): Settings {
  const settings: Settings = new Map();
  for (const [name, entry] of environment) {
    if (plain.test(name)) settings.set(name, entry);
    else if (prefix !== undefined && name.startsWith(prefix)) {
      const key = name
        .slice(prefix.length)
        .toLowerCase()
        .replace(/__|_/g, (run) => (run === "_" ? "." : "_"));
      settings.set(key, entry);
    }
  }
  return settings;
}

/** The scripts compare with `true`; anything else leaves things as they are. */
function flag(entry: Entry, words: Record<string, string> = { true: "true", false: "false" }): Entry {
  const { value } = entry;
  if (value.kind === "unknown") return entry;
  const text = value.kind === "string" ? value.value : value.kind === "bool" ? String(value.value) : "";
  return {
    ...entry,
    value: { kind: "string", value: words[text === "true" ? "true" : "false"] ?? "", at: value.at },
  };
}

function optionSettings(words: readonly Value[]): Settings {
  const settings: Settings = new Map();
  for (const [name, entry] of optionsOf(words, { assign: ["-E"] }))
    if (plain.test(name)) settings.set(name, entry);
  return settings;
}
