import type { Recogniser } from "./recogniser.ts";

/** `sshd_config`, and `*.conf` in a folder `sshd_config.d`. */
export const sshd: Recogniser = ({ path, base, head }) => {
  if (base !== "sshd_config" && !/(?:^|\/)sshd_config\.d\/[^/]+\.conf(?:\.\w+)?$/.test(path))
    return undefined;
  return head.includes("\0") ? undefined : "sshd";
};
