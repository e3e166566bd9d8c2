import { discover } from "../discover/discover.ts";
import { loadConfig } from "./config.ts";
import { oneOf, profiles, severities } from "./select.ts";

export interface ConfigFlags {
  profile?: string;
  failOn?: string;
  failOnUnknown?: boolean;
  config?: string;
  orgConfig?: string;
  format: string;
}

/**
 * `crosswalk config`: prints the settings that hold, and for each what decided it.
 * @returns 2 when a file has a problem, else 0
 */
export async function showConfig(paths: readonly string[], flags: ConfigFlags): Promise<number> {
  const format = oneOf(["yaml", "json"] as const, flags.format, "--format");
  const { effectiveSettings, printSettings, defaults } = await import("../config/print-config.ts");
  const cwd = process.cwd();
  const sources = { explicit: flags.config, organization: flags.orgConfig };
  const first = await loadConfig(cwd, sources);
  const { include, exclude } = first.config;
  const found = await discover({
    cwd,
    paths: paths.length > 0 ? [...paths] : ["."],
    include: include ?? [],
    exclude: exclude ?? [],
  });
  const scanned = found.sources.map((source) => source.path);
  const { config, files, diagnostics } = await loadConfig(cwd, { ...sources, scanned });
  const given: Record<string, { flag: string; value: unknown }> = {};
  if (flags.profile !== undefined)
    given["profile"] = { flag: "--profile", value: oneOf(profiles, flags.profile, "--profile") };
  if (flags.failOn !== undefined)
    given["failOn"] = {
      flag: "--fail-on",
      value: oneOf([...severities, "none"] as const, flags.failOn, "--fail-on"),
    };
  if (flags.failOnUnknown) given["failOnUnknown"] = { flag: "--fail-on-unknown", value: true };
  const held: Record<string, unknown> = {};
  if (config.enforced) {
    const { enforce } = await import("../config/enforce.ts");
    const wanted = {
      profile: oneOf(profiles, flags.profile ?? config.profile ?? defaults.profile, "--profile"),
      failOn: oneOf(
        [...severities, "none"] as const,
        flags.failOn ?? config.failOn ?? defaults.failOn,
        "--fail-on",
      ),
      failOnUnknown: flags.failOnUnknown ?? config.failOnUnknown ?? defaults.failOnUnknown,
      inlineExceptions: true,
      baseline: true,
    };
    const { limited } = enforce(wanted, config.enforced);
    for (const [key, value] of Object.entries(limited))
      if (wanted[key as keyof typeof wanted] !== value) held[key] = value;
  }
  const effective = effectiveSettings({ config, files, flags: given, held });
  process.stdout.write(
    format === "json"
      ? `${JSON.stringify({ ...effective, files: files.map(({ path, role }) => ({ path, role })) }, null, 2)}\n`
      : printSettings(effective),
  );
  for (const { code, message, hint, at, path } of diagnostics) {
    const place = at ? `${at.source.path}:${at.source.lines.at(at.start).line}` : path;
    process.stderr.write(`${place ?? "crosswalk.yaml"}: ${message} [${code}]${hint ? `\n  ${hint}` : ""}\n`);
  }
  return diagnostics.some((one) => one.severity === "error") ? 2 : 0;
}
