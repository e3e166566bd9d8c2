import { kafkaEntry } from "../../app/kafka.ts";
import type { Entry } from "../../value.ts";
import { imageOf } from "../container.ts";
import type { Product, Settings } from "../product.ts";
import { optionsOf } from "../words.ts";

/** Variables of the start scripts and images, no properties of the broker. */
const otherwise =
  /^KAFKA_(?:(?:HEAP|JVM_PERFORMANCE|GC_LOG|LOG4J|JMX)_OPTS|OPTS|LOG4J_.*|TOOLS_.*|JMX_.*|VERSION|HOME|DEBUG|EXTRA_ARGS|USER|GROUP|MODE|CREATE_TOPICS|CERTIFICATE_PASSWORD|KRAFT_CLUSTER_ID|(?:CLIENT|INTER_BROKER|CONTROLLER)_(?:USERS?|PASSWORDS?))$/;

/**
 * Kafka takes properties from its file, and `--override name=value` over it. The images make them of variables:
 * `KAFKA_LISTENERS` is `listeners`. In Confluent's, `__` is a dash and `___` an underscore; in Apache's, `__` is an
 * underscore and `___` a dash; Bitnami's write `KAFKA_CFG_…` (the images' own documentation).
 */
export const kafka: Product = {
  type: "kafka",
  configuration:
    /\/(?:server|broker|controller)\.properties$|^\/(?:mnt|etc|opt)\/(?:shared|kafka)(?:\/config)?\/?$/,
  variables(environment, container) {
    const settings: Settings = new Map();
    const image = imageOf(container.image)?.repository ?? "";
    const apache = /^apache\/kafka/.test(image);
    const bitnami =
      image.startsWith("bitnami") || [...environment.keys()].some((name) => name.startsWith("KAFKA_CFG_"));
    for (const [name, entry] of environment) {
      const prefix = bitnami ? "KAFKA_CFG_" : "KAFKA_";
      if (!name.startsWith(prefix) || otherwise.test(name)) continue;
      const key = propertyOf(name.slice(prefix.length), apache);
      settings.set(key, kafkaEntry(key, entry));
    }
    return settings;
  },
  words(words) {
    const settings: Settings = new Map();
    for (const [name, entry] of optionsOf(words, { assign: ["--override"] }) as Map<string, Entry>)
      if (name.includes(".") || name === "listeners") settings.set(name, kafkaEntry(name, entry));
    return settings;
  },
};

function propertyOf(name: string, apache: boolean): string {
  return name
    .toLowerCase()
    .replace(/_+/g, (run) => (run === "_" ? "." : (run === "__") === apache ? "_" : "-"));
}
