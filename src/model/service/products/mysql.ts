import { mysqlOption } from "../../app/mysql-option.ts";
import type { Product, Settings } from "../product.ts";
import { optionsOf } from "../words.ts";

/**
 * MySQL, MariaDB and Percona Server take every option of their files on the command line too, where it is stronger
 * (MySQL reference manual, "Specifying Program Options"). The images' variables make users and databases, no settings.
 */
export const mysql: Product = {
  type: "mysql",
  configuration: /^\/etc\/(?:my\.cnf|mysql)(?:\.d)?(?:\/|$)|\.cnf$/,
  words(words) {
    const settings: Settings = new Map();
    for (const [name, entry] of optionsOf(words, { flag: bare })) {
      if (name.length < 2) continue;
      const { value } = entry;
      const written = value.kind === "string" && value.value !== bare ? value.value : undefined;
      const { key, value: said } = mysqlOption(name, written);
      const switched = said !== undefined && (value.kind === "string" || value.kind === "bool");
      settings.delete(key);
      settings.set(key, switched ? { value: { kind: "string", value: said, at: value.at } } : entry);
    }
    return settings;
  },
};

/** Stands for an option without a value; no argument can hold it. */
const bare = "\0";
