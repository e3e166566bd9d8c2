import type { Product, Settings } from "../product.ts";
import { optionsOf } from "../words.ts";

/** sshd takes any keyword from `-o Keyword=value`, which is read before its file, so that its first value wins (sshd(8)). */
export const sshd: Product = {
  type: "sshd",
  configuration: /^\/etc\/ssh\/?$|\/sshd_config(?:\.d)?(?:\/|$)/,
  words(words) {
    const settings: Settings = new Map();
    for (const [i, word] of words.entries()) {
      if (word.kind !== "string" || !word.value.startsWith("-o")) continue;
      for (const [name, entry] of optionsOf(words.slice(i, i + 2), { assign: ["-o"] })) {
        const keyword = name.trim().toLowerCase();
        if (!keyword.startsWith("-") && !settings.has(keyword)) settings.set(keyword, entry);
      }
    }
    return settings;
  },
};
