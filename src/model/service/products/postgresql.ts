import type { Product, Settings } from "../product.ts";
import { optionsOf } from "../words.ts";

/** Options that are short for a setting (PostgreSQL documentation, postgres reference page). */
const short: Record<string, string> = { l: "ssl", h: "listen_addresses", p: "port", B: "shared_buffers" };

/**
 * PostgreSQL takes settings from its file and, stronger, from `-c name=value` and `--name=value` of the server's command
 * line; `-` in a name stands for `_` (PostgreSQL documentation, 19.1.3). The image's variables make users and
 * databases, no settings (Docker official image, "Environment Variables").
 */
export const postgresql: Product = {
  type: "postgresql",
  configuration: /^\/etc\/postgresql\/|\/postgresql(?:\.auto)?\.conf$|^\/(?:etc|usr\/share)\/postgresql/,
  words(words) {
    const settings: Settings = new Map();
    for (const [name, entry] of optionsOf(words, { assign: ["-c"], flag: "on" }))
      settings.set(short[name] ?? name.replaceAll("-", "_").toLowerCase(), entry);
    return settings;
  },
};
