import type { Product, Settings } from "../product.ts";

/**
 * Mirth takes any setting of mirth.properties from a variable of its image that begins with `_MP_`: `_` stands for `.`,
 * `__` for `-` (nextgenhealthcare/connect-docker, "Environment Variables"). Its entry point writes them over the file.
 */
export const mirth: Product = {
  type: "mirth",
  configuration: /\/mirth\.properties$|\/connect\/conf\/?$/,
  variables(environment) {
    const settings: Settings = new Map();
    for (const [name, entry] of environment) {
      if (!name.startsWith("_MP_")) continue;
      const key = name.slice(4).toLowerCase().replaceAll("__", "-").replaceAll("_", ".");
      settings.set(key, entry);
    }
    return settings;
  },
};
