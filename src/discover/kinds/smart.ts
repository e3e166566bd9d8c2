import type { Recogniser } from "./recogniser.ts";

/** SMART App Launch: the discovery document at `.well-known/smart-configuration`, by name or by its required keys. */
export const smart: Recogniser = ({ path, name, head, jsonKeys }) => {
  const named =
    /^smart-configuration(?:\.json)?$/.test(name) || /\/\.well-known\/smart-configuration/.test(path);
  if (!named && !/\.json$/.test(name)) return undefined;
  if (!/^\s{0,64}\{/.test(head)) return undefined;
  const keys = jsonKeys();
  if (!keys.has("token_endpoint") && !keys.has("authorization_endpoint")) return undefined;
  return named || keys.has("capabilities") ? "smart" : undefined;
};
