import type { Entry } from "../../value.ts";
import { imageOf } from "../container.ts";
import type { Product, Settings } from "../product.ts";

/** Variables of the official image, and Bitnami's, with the key they write (README of each image). */
const names: Record<string, string> = {
  RABBITMQ_DEFAULT_USER: "default_user",
  RABBITMQ_DEFAULT_PASS: "default_pass",
  RABBITMQ_DEFAULT_VHOST: "default_vhost",
};
const bitnami: Record<string, string> = {
  RABBITMQ_USERNAME: "default_user",
  RABBITMQ_PASSWORD: "default_pass",
  RABBITMQ_VHOST: "default_vhost",
};

/**
 * RabbitMQ takes its settings from files alone; the images' start scripts make some of variables. A tag with
 * `-management` switches on the management plugin (Docker official image).
 */
export const rabbitmq: Product = {
  type: "rabbitmq",
  configuration: /\/rabbitmq\.conf$|\/enabled_plugins$|^\/etc\/rabbitmq(?:\/conf\.d)?\/?/,
  variables(environment, container) {
    const settings: Settings = new Map();
    const image = imageOf(container.image);
    const table = image?.repository.startsWith("bitnami") ? { ...names, ...bitnami } : names;
    for (const [name, entry] of environment) {
      const key = table[name];
      if (key !== undefined) settings.set(key, key === "default_pass" ? hidden(entry) : entry);
    }
    if (container.image && /(?:^|-)management(?:-|$)/.test(image?.tag ?? "")) {
      const value = { kind: "string", value: "rabbitmq_management", at: container.image.at } as const;
      settings.set("enabled_plugins", { value });
    }
    return settings;
  },
  // The plugins of a file are not less for what the image switches on.
  precedence: ["variables", "file"],
};

function hidden(entry: Entry): Entry {
  return { ...entry, value: { ...entry.value, sensitive: true } };
}
