import { dirname, resolve } from "node:path";
import type { Config } from "../config/config.ts";
import { enforceConfig } from "../config/enforce.ts";
import { mergeConfigs } from "../config/merge.ts";
import { nestConfig } from "../config/nest.ts";
import { readConfigText } from "../config/read-config.ts";
import { type Place, rebaseConfig } from "../config/rebase.ts";
import { isWithin, shownFrom } from "../discover/paths.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import type { ConfigFile, LoadedConfig } from "./config.ts";

type Read = (path: string) => { text: string } | { problem: string };

/** Joins configuration files, each given over those before it. */
export class Loader {
  readonly #cwd: string;
  readonly #deepest: number;
  readonly #files: ConfigFile[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  #config: Config = {};

  constructor(cwd: string, deepest: number) {
    this.#cwd = cwd;
    this.#deepest = deepest;
  }

  /**
   * Adds a file with what it extends.
   * @param folder what its globs count from
   */
  add(path: string, role: ConfigFile["role"], folder: string, read: Read): void {
    this.#one(path, role, placeOf(folder, this.#cwd), read, []);
  }

  finish(): Pick<LoadedConfig, "config" | "files" | "diagnostics"> {
    const floor = this.#config.enforced;
    if (floor) {
      const { config, refused } = enforceConfig(this.#config, floor);
      this.#config = config;
      for (const message of refused)
        this.#diagnostics.push({ code: "config-enforced", severity: "warning", message });
    }
    return { config: this.#config, files: this.#files, diagnostics: this.#diagnostics };
  }

  #one(path: string, role: ConfigFile["role"], place: Place, read: Read, via: readonly string[]): void {
    const shown = shownFrom(this.#cwd, path);
    const text = read(path);
    if ("problem" in text) {
      this.#problem(`${shown} ${text.problem}`, via.at(-1) ?? shown);
      return;
    }
    const { config: written, diagnostics } = readConfigText(text.text, shown);
    this.#diagnostics.push(...diagnostics);
    // A shared file lies anywhere: its globs count from the file that extends it.
    for (const other of written.extends ?? []) {
      const target = resolve(dirname(path), other);
      const next = [...via, shown];
      if (next.includes(shownFrom(this.#cwd, target)))
        this.#problem(`${shown} extends itself through ${other}`, shown);
      else if (next.length > this.#deepest)
        this.#problem(`${shown} is extended over more than ${this.#deepest} files`, shown);
      else this.#one(target, role === "repository" ? "shared" : role, place, read, next);
    }
    const { extends: _, ...own } = written;
    this.#join(own, shown, role, place);
  }

  #join(own: Config, shown: string, role: ConfigFile["role"], place: Place): void {
    let config = rebaseConfig(own, place);
    if (role === "nested") {
      const { nested, ignored } = nestConfig(config, place.up ?? ".");
      config = nested;
      for (const key of ignored) {
        const message = `${shown}: ${key} does not count here`;
        const hint =
          "It is a setting of the whole run: write it at the top, or start the scan in this folder.";
        this.#diagnostics.push({ code: "config-ignored", severity: "warning", message, hint, path: shown });
      }
    }
    if (config.enforced && role !== "organization") {
      this.#problem(`${shown}: enforced counts only in the file of --org-config`, shown);
      const { enforced: _, ...rest } = config;
      config = rest;
    }
    this.#files.push({ path: shown, role, config });
    this.#config = mergeConfigs(this.#config, config);
  }

  #problem(message: string, path: string): void {
    this.#diagnostics.push({ code: "config-invalid", severity: "error", message, path });
  }
}

function placeOf(folder: string, cwd: string): Place {
  if (isWithin(folder, cwd)) return { down: shownFrom(folder, cwd) };
  if (isWithin(cwd, folder)) return { up: shownFrom(cwd, folder) };
  return { down: "." };
}
