import { setOption } from "../../app/mongodb-options.ts";
import type { Product, Settings } from "../product.ts";
import { optionsOf } from "../words.ts";

/**
 * MongoDB takes its settings from a file and, stronger, from options of mongod and mongos (MongoDB manual, "mongod"). The
 * official image starts the server with `--auth` when both variables of a root user are set (its entrypoint script).
 */
export const mongodb: Product = {
  type: "mongodb",
  configuration: /\/mongo[ds]?[^/]*\.(?:conf|ya?ml|cfg)$|^\/etc\/mongo/,
  variables(environment) {
    const settings: Settings = new Map();
    const of = (name: string) => environment.get(name) ?? environment.get(`${name}_FILE`);
    const user = of("MONGO_INITDB_ROOT_USERNAME");
    if (user && of("MONGO_INITDB_ROOT_PASSWORD")) {
      const value = { kind: "string", value: "enabled", at: user.value.at } as const;
      settings.set("security.authorization", { ...user, value });
    }
    return settings;
  },
  words(words) {
    const settings: Settings = new Map();
    for (const [name, entry] of optionsOf(words, { flag: "true" })) setOption(settings, name, entry);
    return settings;
  },
};
