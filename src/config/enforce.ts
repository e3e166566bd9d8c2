import type { Profile, Severity } from "../evaluate/catalogue.ts";
import type { Config, Enforced, PolicySetting } from "./config.ts";

/** Settings of a run after flag, file and default were weighed, as far as an organization may limit them. */
export interface Limited {
  profile: Profile;
  failOn: Severity | "none";
  failOnUnknown: boolean;
  inlineExceptions: boolean;
  baseline: boolean;
}

const profiles: readonly Profile[] = ["recommended", "strict", "all"];
const severities: ReadonlyArray<Severity | "none"> = ["none", "critical", "high", "medium", "low"];

/**
 * Raises what is weaker than the organization's floor.
 * @returns the settings that hold, and a sentence for each attempt to weaken one
 */
export function enforce(given: Limited, floor: Enforced): { limited: Limited; refused: string[] } {
  const limited = { ...given };
  const refused: string[] = [];
  const hold = (what: string, wanted: unknown, held: unknown): void => {
    refused.push(`${what} ${String(wanted)} is weaker than the organization's ${String(held)}, which holds`);
  };
  if (floor.profile && profiles.indexOf(given.profile) < profiles.indexOf(floor.profile)) {
    hold("profile", given.profile, floor.profile);
    limited.profile = floor.profile;
  }
  if (floor.failOn && severities.indexOf(given.failOn) < severities.indexOf(floor.failOn)) {
    hold("failOn", given.failOn, floor.failOn);
    limited.failOn = floor.failOn;
  }
  // Not an attempt: nobody asked for the opposite.
  if (floor.failOnUnknown) limited.failOnUnknown = true;
  if (floor.inlineExceptions === false) limited.inlineExceptions = false;
  if (floor.baseline === false) limited.baseline = false;
  return { limited, refused };
}

/**
 * The configuration with the organization's settings of policies and SOC 2 categories over those of the repository.
 * A repository may make a policy more severe; it cannot disable one, lower it, or change its parameters.
 */
export function enforceConfig(config: Config, floor: Enforced): { config: Config; refused: string[] } {
  const refused: string[] = [];
  const held = { ...config };
  const limit = (given: Record<string, PolicySetting> | undefined, where: string) => {
    const settings = { ...given };
    for (const [id, rule] of Object.entries(floor.policies ?? {})) {
      const own = settings[id];
      if (own) refused.push(...attempts(id, own, rule, where));
      settings[id] = own ? stricter(own, rule) : rule;
    }
    return settings;
  };
  if (floor.policies) {
    held.policies = limit(config.policies, "");
    if (config.nested)
      held.nested = config.nested.map((one) =>
        one.policies ? { ...one, policies: limit(one.policies, ` in ${one.folder}`) } : one,
      );
  }
  if (floor.categories && config.scope?.soc2?.categories) {
    const own = config.scope.soc2.categories;
    const missing = floor.categories.filter((one) => !own.includes(one));
    if (missing.length > 0)
      refused.push(`scope.soc2.categories leaves out ${missing.join(", ")}, which the organization asks for`);
    held.scope = { ...config.scope, soc2: { ...config.scope.soc2, categories: [...own, ...missing] } };
  }
  return { config: held, refused };
}

function attempts(id: string, own: PolicySetting, rule: PolicySetting, where: string): string[] {
  const found: string[] = [];
  const no = (what: string): void => {
    found.push(`policies.${id}${where} ${what}; the organization's setting holds`);
  };
  if (own.enabled === false && rule.enabled !== false) no("is disabled");
  if (own.severity && rule.severity && isLower(own.severity, rule.severity))
    no(`is lowered to ${own.severity}`);
  for (const name of Object.keys(rule.parameters ?? {}))
    if (own.parameters && name in own.parameters) no(`changes the parameter ${name}`);
  return found;
}

function stricter(own: PolicySetting, rule: PolicySetting): PolicySetting {
  const severity =
    own.severity && rule.severity && !isLower(own.severity, rule.severity) ? own.severity : rule.severity;
  const parameters = { ...own.parameters, ...rule.parameters };
  return {
    ...own,
    ...rule,
    ...(rule.enabled === undefined && { enabled: true }),
    ...(severity ? { severity } : own.severity && { severity: own.severity }),
    ...(Object.keys(parameters).length > 0 && { parameters }),
  };
}

function isLower(a: Severity, b: Severity): boolean {
  return severities.indexOf(a) > severities.indexOf(b);
}
