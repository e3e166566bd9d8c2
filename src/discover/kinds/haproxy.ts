import type { Recogniser } from "./recogniser.ts";

const section = /^[ \t]*(?:global|defaults|frontend|backend|listen)(?:[ \t]|$)/m;
const directive =
  /^[ \t]+(?:bind|server|mode|timeout|balance|default_backend|use_backend|maxconn|log)[ \t]+\S/m;

/** `haproxy*.cfg` and `*.cfg` in a folder haproxy, with a section of HAProxy's; elsewhere with a directive of it too. */
export const haproxy: Recogniser = ({ path, base, head }) => {
  if (!base.endsWith(".cfg") || head.includes("\0") || !section.test(head)) return undefined;
  if (base.includes("haproxy") || /(?:^|\/)haproxy(?:\/[^/]+)?\/[^/]+$/.test(path)) return "haproxy";
  return /^[ \t]*(?:frontend|backend|listen)[ \t]+\S/m.test(head) && directive.test(head)
    ? "haproxy"
    : undefined;
};
