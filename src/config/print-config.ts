import { Document, isMap, isScalar } from "yaml";
import type { Config } from "./config.ts";

/** Where an effective setting came from. */
interface Origin {
  /** `--profile`, `crosswalk.yaml`, `default`; several where lists were joined. */
  from: readonly string[];
}

export interface EffectiveSettings {
  settings: Record<string, unknown>;
  origins: Record<string, Origin>;
}

/** Settings that a flag may give, with the default. */
export const defaults = { profile: "recommended", failOn: "high", failOnUnknown: false } as const;

interface Given {
  config: Config;
  /** The weakest first. */
  files: ReadonlyArray<{ path: string; config: Config }>;
  /** Flags that set something: key → flag and value. */
  flags: Record<string, { flag: string; value: unknown }>;
  /** Settings that the organization's floor decided: key → value. */
  held: Record<string, unknown>;
}

/** Every setting that holds, and what decided it: flag over file over default, under the organization's floor. */
export function effectiveSettings({ config, files, flags, held }: Given): EffectiveSettings {
  const settings: Record<string, unknown> = {};
  const origins: Record<string, Origin> = {};
  const keys = new Set([...Object.keys(defaults), ...Object.keys(flags), ...Object.keys(config)]);
  keys.delete("nested");
  for (const key of keys) {
    const set = files.filter((file) => key in file.config).map((file) => file.path);
    if (key in held) {
      settings[key] = held[key];
      origins[key] = { from: ["enforced by the organization"] };
    } else if (flags[key]) {
      settings[key] = flags[key].value;
      origins[key] = { from: [flags[key].flag] };
    } else if (key in config) {
      settings[key] = plain(config[key as keyof Config]);
      const isJoined = typeof settings[key] === "object";
      origins[key] = { from: isJoined ? set : set.slice(-1) };
    } else {
      settings[key] = defaults[key as keyof typeof defaults];
      origins[key] = { from: ["default"] };
    }
  }
  if (config.nested) {
    settings["nested"] = plain(config.nested);
    origins["nested"] = { from: config.nested.map((one) => `${one.folder}/crosswalk.yaml`) };
  }
  return { settings, origins };
}

/** The settings as YAML, each key with a comment that says what decided it. */
export function printSettings({ settings, origins }: EffectiveSettings): string {
  const document = new Document(settings);
  document.commentBefore =
    " What holds here: a flag wins over a file, a nearer file over one above, a file over the default.";
  if (isMap(document.contents))
    for (const pair of document.contents.items) {
      const key = isScalar(pair.key) ? String(pair.key.value) : "";
      const from = origins[key]?.from.join(", ") ?? "";
      if (isScalar(pair.value)) pair.value.comment = ` ${from}`;
      else if (isScalar(pair.key)) pair.key.commentBefore = ` ${from}`;
    }
  return String(document);
}

/** Without the places of records, which are no setting. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "at")
      .map(([key, inner]) => [key, plain(inner)]),
  );
}
