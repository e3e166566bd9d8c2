import type { PropertiesFile } from "../../parse/properties/properties.ts";
import type { Unit } from "../resource.ts";
import type { Entry } from "../value.ts";
import { byPath, place } from "./config-unit.ts";
import { serviceUnit } from "./service-unit.ts";
import { type Placeholder, templateActions, textValue } from "./text-value.ts";

const secret = /(?:password|secret)$/;

/** Keeps an option's text out of reports where it is a secret. */
export function keycloakEntry(key: string, entry: Entry): Entry {
  return secret.test(key) ? { ...entry, value: { ...entry.value, sensitive: true } } : entry;
}

/**
 * One unit and one `keycloak` resource for each keycloak.conf: option → text, the last one wins. `${NAME}` and
 * `${NAME:default}` come from the environment (Keycloak guide, "Configuring Keycloak").
 */
export function modelKeycloakServer(files: readonly PropertiesFile[]): Unit[] {
  return byPath(files).map(({ source, entries }) => {
    const settings = new Map<string, Entry>();
    for (const { key, keySpan, value, valueSpan } of entries) {
      const actions = templateActions(source.text, valueSpan);
      const found = actions.length > 0 ? actions : variables(source.text, valueSpan);
      const written = textValue(place(source, valueSpan), found, value);
      settings.delete(key);
      settings.set(key, keycloakEntry(key, { value: written, keyAt: place(source, keySpan) }));
    }
    return serviceUnit({ type: "keycloak", source, settings, complete: true });
  });
}

function variables(text: string, span: { start: number; end: number }): Placeholder[] {
  const found: Placeholder[] = [];
  for (const match of text.slice(span.start, span.end).matchAll(/\$\{([A-Za-z_][\w.]*)(?::([^}]*))?\}/g)) {
    const start = span.start + match.index;
    const [whole, detail = "", fallback] = match;
    const given = fallback !== undefined && { fallback };
    found.push({ start, end: start + whole.length, cause: "variable", detail, ...given });
  }
  return found;
}
