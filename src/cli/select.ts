import type { PolicyMetadata, Profile, Severity } from "../evaluate/catalogue.ts";
import { suggestion } from "../text/suggestion.ts";
import { UsageError } from "./usage-error.ts";

export const severities: readonly Severity[] = ["critical", "high", "medium", "low"];
export const profiles: readonly Profile[] = ["recommended", "strict", "all"];

/** Checks a word against the ones that are allowed; the error names them. */
export function oneOf<T extends string>(allowed: readonly T[], given: string, what: string): T {
  const found = allowed.find((one) => one === given);
  if (found === undefined)
    throw new UsageError(`${what} must be one of ${allowed.join(", ")}, not "${given}"`);
  return found;
}

export interface Selection {
  profile: Profile;
  policy?: string[] | undefined;
  control?: string[] | undefined;
}

/**
 * The policies a run uses: those of the profile, cut by control; policies named by id run whatever their profile.
 * @throws UsageError when a name is not known or nothing is left: an empty run would look like a pass
 */
export function selectPolicies(all: readonly PolicyMetadata[], selection: Selection): PolicyMetadata[] {
  const active = all.filter((policy) => !policy.deprecated);
  const controls = new Set(selection.control ?? []);
  for (const control of controls)
    if (!active.some((policy) => policy.control === control))
      throw new UsageError(
        `no policy belongs to a control "${control}"`,
        suggestion(control, unique(active.map((one) => one.control))),
      );
  let chosen: PolicyMetadata[];
  if (selection.policy) {
    chosen = selection.policy.map((id) => {
      const found = active.find((policy) => policy.id === id || policy.aliases.includes(id));
      if (!found)
        throw new UsageError(
          `there is no policy "${id}"`,
          suggestion(
            id,
            active.map((one) => one.id),
          ),
        );
      return found;
    });
  } else {
    const reach = profiles.indexOf(selection.profile);
    chosen = active.filter((policy) => profiles.indexOf(policy.profile) <= reach);
  }
  if (controls.size > 0) chosen = chosen.filter((policy) => controls.has(policy.control));
  if (chosen.length === 0)
    throw new UsageError("the filters leave no policy to run", "`crosswalk policies` lists them all.");
  return unique(chosen).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
