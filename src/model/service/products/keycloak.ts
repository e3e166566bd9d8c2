import { keycloakEntry } from "../../app/keycloak-server.ts";
import type { Product, Settings } from "../product.ts";
import { optionsOf, programOf } from "../words.ts";

/**
 * Keycloak takes its options from keycloak.conf, stronger from `KC_…` variables, strongest from `--option=value` of kc.sh
 * (Keycloak guide, "Configuring Keycloak": configuration sources). The setting `command` holds what is started: `start`,
 * `start-dev`.
 */
export const keycloak: Product = {
  type: "keycloak",
  configuration: /\/keycloak\.conf$|\/keycloak\/conf\/?$/,
  variables(environment) {
    const settings: Settings = new Map();
    for (const [name, entry] of environment) {
      if (!/^KC_[A-Z0-9_]+$/.test(name)) continue;
      const key = name.slice(3).toLowerCase().replaceAll("_", "-");
      settings.set(key, keycloakEntry(key, entry));
    }
    return settings;
  },
  words(words, container) {
    const settings: Settings = new Map();
    for (const [name, entry] of optionsOf(words, { flag: "true" }))
      settings.set(name, keycloakEntry(name, entry));
    const program = programOf(container.words);
    const [first] = words;
    if (first?.kind === "unknown") settings.set("command", { value: first });
    const start = words.find(
      (word) => word.kind === "string" && /^(?:start|start-dev|build)$/.test(word.value),
    );
    if (start && (program === undefined || /^kc\.sh$|^start|^build$|^-/.test(program)))
      settings.set("command", { value: start });
    return settings;
  },
};
