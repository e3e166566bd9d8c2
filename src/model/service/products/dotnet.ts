import { dotnetEntry } from "../../app/dotnet.ts";
import type { Product, Settings } from "../product.ts";
import { optionsOf } from "../words.ts";

/** Prefixes that Azure App Service gives connection strings (Microsoft Learn, "Connection string prefixes"). */
const connection = /^(?:SQL|SQLAZURE|CUSTOM|MYSQL|POSTGRESQL)CONNSTR_(.+)$/i;

/**
 * .NET takes any setting from a variable, where `__` stands for `:` and case does not count, and, stronger, from
 * `--key=value`; `ASPNETCORE_` and `DOTNET_` begin those of the host (Microsoft Learn, "Configuration in ASP.NET Core").
 */
export const dotnet: Product = {
  type: "dotnet",
  configuration: /\/appsettings[^/]*\.json$/,
  variables(environment) {
    const settings: Settings = new Map();
    for (const [name, entry] of environment) {
      const [, host] = /^(?:ASPNETCORE|DOTNET)_(.+)$/i.exec(name) ?? [];
      const [, string] = connection.exec(name) ?? [];
      const key = string === undefined ? (host ?? name) : `ConnectionStrings:${string}`;
      if (host === undefined && string === undefined && !name.includes("__") && !name.includes(":")) continue;
      const spelled = key.replaceAll("__", ":").toLowerCase();
      settings.set(spelled, dotnetEntry(spelled, entry));
    }
    return settings;
  },
  words(words) {
    const settings: Settings = new Map();
    for (const [name, entry] of optionsOf(words)) {
      if (!name.includes(":") && name.toLowerCase() !== "urls") continue;
      settings.set(name.toLowerCase(), dotnetEntry(name.toLowerCase(), entry));
    }
    return settings;
  },
};
