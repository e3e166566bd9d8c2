import { setDirective } from "../../app/redis-settings.ts";
import type { Entry, Value } from "../../value.ts";
import { imageOf } from "../container.ts";
import type { Product, Settings } from "../product.ts";
import { split } from "../words.ts";

/**
 * Redis and Valkey take any directive as `--name word word …` of the command line, over the file that the first argument
 * names (redis.io, "Redis configuration", passing arguments). The vendors' images hand on `REDIS_ARGS`
 * (redis-stack), `VALKEY_EXTRA_FLAGS` (valkey), and Bitnami's has variables of its own.
 */
export const redis: Product = {
  type: "redis",
  configuration: /\/(?:redis|valkey|keydb|sentinel)[^/]*\.conf$|^\/(?:usr\/local\/)?etc\/(?:redis|valkey)/,
  variables(environment, container) {
    const settings: Settings = new Map();
    const extra = environment.get("REDIS_ARGS") ?? environment.get("VALKEY_EXTRA_FLAGS");
    if (extra) take(settings, split(extra.value));
    const image = imageOf(container.image)?.repository ?? "";
    if (image.startsWith("bitnami")) bitnami(settings, environment);
    return settings;
  },
  words(words) {
    const settings: Settings = new Map();
    take(settings, words);
    return settings;
  },
};

/** Every `--name` with the words up to the next one. */
function take(settings: Settings, words: readonly Value[]): void {
  for (let i = 0; i < words.length; ) {
    const word = words[i++] as Value;
    if (word.kind !== "string" || !/^--[A-Za-z]/.test(word.value)) continue;
    const own: Value[] = [];
    while (i < words.length && !isOption(words[i] as Value)) own.push(words[i++] as Value);
    // `--save ""` and the like; a name alone sets nothing.
    if (own.length > 0)
      setDirective(settings, { name: word.value.slice(2).toLowerCase(), nameAt: word.at, words: own });
  }
}

function isOption(word: Value): boolean {
  return word.kind === "string" && /^--[A-Za-z]/.test(word.value);
}

/** Source: README of the bitnami/redis and bitnami/valkey containers, "Environment variables". */
const bitnamiNames: Record<string, string> = {
  PASSWORD: "requirepass",
  MASTER_PASSWORD: "masterauth",
  ACLFILE: "aclfile",
  PORT_NUMBER: "port",
};

function bitnami(settings: Settings, environment: ReadonlyMap<string, Entry>): void {
  for (const [name, entry] of environment) {
    const [, rest = ""] = /^(?:REDIS|VALKEY)_(.+)$/.exec(name) ?? [];
    const directive = bitnamiNames[rest];
    const { value } = entry;
    if (directive && !(value.kind === "string" && value.value === ""))
      setDirective(settings, {
        name: directive,
        ...(entry.keyAt && { nameAt: entry.keyAt }),
        words: [value],
      });
    if (rest === "PASSWORD_FILE") setDirective(settings, { name: "requirepass", words: [hidden(value)] });
    if (rest === "EXTRA_FLAGS") take(settings, split(value));
    // With TLS on, the port for plain text is closed unless another one is asked for.
    if (rest === "TLS_ENABLED" && value.kind === "string" && value.value === "yes") {
      settings.set("tls-port", { value: { kind: "string", value: "6379", at: value.at } });
      if (!settings.has("port"))
        settings.set("port", { value: { kind: "string", value: "0", at: value.at } });
    }
  }
}

/** What a file outside the scan holds. */
function hidden(value: Value): Value {
  return { kind: "unknown", cause: "outside-scan", at: value.at };
}
