import type { Entry, Value } from "../value.ts";
import type { Container } from "./container.ts";

/** Flat settings of a program in the spelling its policies use: key → value. */
export type Settings = Map<string, Entry>;

/**
 * How a program takes settings beside its own files. `settings` a format reads from files and those of a product have
 * the same keys, so that one policy serves every place a setting can be written.
 */
export interface Product {
  /** The type of its resources: `redis`, `spring`. */
  type: string;
  /** Settings that environment variables make. */
  variables?(environment: ReadonlyMap<string, Entry>, container: Container): Settings;
  /** Settings that the command line makes; `words` are entrypoint and arguments, split as a shell would. */
  words?(words: readonly Value[], container: Container): Settings;
  /** Which of the three wins where several set the same key: the first is the strongest. Arguments, variables, file when absent. */
  precedence?: ReadonlyArray<"words" | "variables" | "file">;
  /** Joins what a stronger place sets onto a weaker one; key by key when absent. */
  overlay?(weaker: Settings, stronger: Settings): Settings;
  /** Paths inside a container at which its configuration lies: one that was not read makes the settings incomplete. */
  configuration?: RegExp;
}
