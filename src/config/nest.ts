import type { Config, Selector } from "./config.ts";

/** Settings that speak of one run as a whole: in a file below the working directory they cannot count. */
const ofTheRun = ["extends", "profile", "failOn", "failOnUnknown", "organization", "enforced"] as const;

/**
 * The part of a configuration that can count for one folder only: its lists, each entry limited to the folder, and
 * its settings of policies.
 * @param folder from the working directory
 * @returns also the keys that cannot count there
 */
export function nestConfig(config: Config, folder: string): { nested: Config; ignored: string[] } {
  const ignored: string[] = ofTheRun.filter((key) => config[key] !== undefined && key !== "extends");
  const within = <T>(entries: T[] | undefined): T[] | undefined =>
    entries?.map((entry) => ({ ...entry, within: folder }));
  const nested: Config = {};
  for (const key of ["include", "exclude", "roots", "units", "controls"] as const)
    if (config[key]) Object.assign(nested, { [key]: config[key] });
  const assume = within(config.assume);
  if (assume) nested.assume = assume;
  const exceptions = within(config.exceptions);
  if (exceptions) nested.exceptions = exceptions;
  if (config.scope) {
    const { phi, noPhi, soc2 } = config.scope;
    nested.scope = {};
    const rules = (list: Selector[] | undefined): Selector[] => within(list) ?? [];
    if (phi) nested.scope.phi = rules(phi);
    if (noPhi) nested.scope.noPhi = rules(noPhi);
    if (soc2) nested.scope.soc2 = { in: rules(soc2.in), out: rules(soc2.out) };
    for (const [key, value] of [
      ["scope.otherwise", config.scope.otherwise],
      ["scope.soc2.otherwise", soc2?.otherwise],
      ["scope.soc2.categories", soc2?.categories],
    ] as const)
      if (value !== undefined) ignored.push(key);
  }
  if (config.policies || config.declares)
    nested.nested = [
      {
        folder,
        ...(config.policies && { policies: config.policies }),
        ...(config.declares && { declares: config.declares }),
      },
    ];
  return { nested, ignored };
}
