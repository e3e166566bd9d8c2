import type { Recogniser } from "./recogniser.ts";

/** appsettings.json and appsettings.<environment>.json: no other program has files of that name. */
export const dotnet: Recogniser = ({ base, head }) =>
  /^appsettings(?:\.[\w-]+)*\.json$/.test(base) && /^\s*(?:\{|\/[/*])/.test(head) ? "dotnet" : undefined;
