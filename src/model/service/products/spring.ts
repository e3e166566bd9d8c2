import { relaxedKey } from "../../app/spring-settings.ts";
import type { Entry } from "../../value.ts";
import type { Product, Settings } from "../product.ts";
import { optionsOf } from "../words.ts";

/** First words of Spring's own settings and of the servers built on it that this tool knows. */
const roots = /^(?:spring|server|management|logging|hapi|eureka|springdoc)\./;

/**
 * Spring Boot takes any setting from a variable (`SPRING_DATASOURCE_URL`, or the setting's own name where the shell
 * allows dots) and, stronger, from `--name=value`; both win over files (Spring Boot reference, "Externalized
 * Configuration" and "Binding From Environment Variables"). `_` stands for `.` and dashes are left out: two settings
 * that differ in nothing else have the same relaxed key here.
 */
export const spring: Product = {
  type: "spring",
  configuration: /\/(?:application|bootstrap)[^/]*\.(?:ya?ml|properties)$|\/config\/?$/,
  variables(environment) {
    const settings: Settings = new Map();
    for (const [name, entry] of environment) {
      const key = fromVariable(name);
      if (roots.test(key)) settings.set(key, entry);
    }
    return settings;
  },
  words(words) {
    const settings: Settings = new Map();
    for (const [name, entry] of optionsOf(words, { flag: "true" })) {
      const key = relaxedKey(name.replace(/^D(?=spring)/, ""));
      if (roots.test(key)) settings.set(key, entry);
    }
    return settings;
  },
  overlay: byRoot,
};

/**
 * Settings of several words that policies read. Spring takes a variable with or without the words' underscores
 * (`SPRING_JPA_SHOW_SQL`, `SPRING_JPA_SHOWSQL`), and the name alone does not tell a word's end from a level's.
 */
const severalWords = [
  "hapi.fhir.custominterceptorclasses",
  "hapi.fhir.fhirversion",
  "spring.datasource.driverclassname",
  "spring.jpa.showsql",
  "spring.security.oauth2.resourceserver.jwt.issueruri",
  "spring.security.oauth2.resourceserver.jwt.jwkseturi",
];
const bySpelling = new Map(severalWords.map((key) => [key.replaceAll(".", ""), key]));

/** `SPRING_DATASOURCE_URL` → `spring.datasource.url`; `HAPI_FHIR_TESTER_0_NAME` → `hapi.fhir.tester[0].name`. */
function fromVariable(name: string): string {
  if (name.includes(".")) return relaxedKey(name);
  const flat = name.toLowerCase().replace(/__+/g, "_").replaceAll("_", ".");
  const known = bySpelling.get(flat.replaceAll(".", ""));
  if (known !== undefined) return known;
  return flat.replace(/\.(\d+)(?=\.|$)/g, "[$1]");
}

/** A list is replaced as a whole. */
function byRoot(weaker: Settings, stronger: Settings): Settings {
  const root = (key: string): string => key.split("[", 1)[0] ?? key;
  const replaced = new Set([...stronger.keys()].map(root));
  const joined = new Map<string, Entry>();
  for (const [key, entry] of weaker) if (!replaced.has(root(key))) joined.set(key, entry);
  for (const [key, entry] of stronger) joined.set(key, entry);
  return joined;
}
