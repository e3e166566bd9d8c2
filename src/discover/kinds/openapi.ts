import type { Recogniser } from "./recogniser.ts";

const version = /^\s*["']?(?:openapi|swagger)["']?\s*:\s*["']?[23](?:\.\d+){1,2}\b/;

/** A YAML or JSON text whose outermost level says `openapi: 3.…` or `swagger: "2.0"`, beside what such a document must have. */
export const openapi: Recogniser = ({ name, head, jsonKeys }) => {
  if (!/\.(?:ya?ml|json)$/i.test(name)) return undefined;
  if (name.toLowerCase().endsWith(".json") || /^\s{0,64}\{/.test(head)) {
    const keys = jsonKeys();
    if (!keys.has("openapi") && !keys.has("swagger")) return undefined;
    if (!keys.has("info") && !keys.has("paths") && !keys.has("components")) return undefined;
    return /"(?:openapi|swagger)"\s*:\s*"[23]\.\d/.test(head) ? "openapi" : undefined;
  }
  let versioned = false;
  let shaped = false;
  for (const line of head.split(/\r\n?|\n/)) {
    if (/^["']?(?:info|paths|components|webhooks)["']?[ \t]*:/.test(line)) shaped = true;
    else if (/^["']?[os]/.test(line) && version.test(line)) versioned = true;
    if (versioned && shaped) return "openapi";
  }
  return undefined;
};
