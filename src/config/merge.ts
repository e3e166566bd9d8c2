import type { Config, ScopeConfig } from "./config.ts";

/**
 * One configuration over another: single settings of `over` win, lists are joined (those of `over` first, so that its
 * scope rules are asked first), tables are joined key by key.
 */
export function mergeConfigs(base: Config, over: Config): Config {
  const merged: Config = { ...base, ...over };
  joinLists(merged, base, over);
  if (base.policies && over.policies) {
    merged.policies = { ...base.policies };
    for (const [id, setting] of Object.entries(over.policies))
      merged.policies[id] = { ...base.policies[id], ...setting };
  }
  if (base.controls && over.controls) {
    merged.controls = { ...base.controls };
    for (const [id, record] of Object.entries(over.controls))
      merged.controls[id] = { ...base.controls[id], ...record };
  }
  if (base.organization && over.organization)
    merged.organization = { ...base.organization, ...over.organization };
  if (base.scope && over.scope) merged.scope = mergeScopes(base.scope, over.scope);
  return merged;
}

const lists = ["include", "exclude", "declares", "assume", "exceptions", "roots", "units", "nested"] as const;

function joinLists(merged: Config, base: Config, over: Config): void {
  for (const key of lists) {
    const [low, high] = [base[key], over[key]];
    if (low && high) Object.assign(merged, { [key]: [...high, ...low] });
  }
}

function mergeScopes(base: ScopeConfig, over: ScopeConfig): ScopeConfig {
  const joined = <T>(high: T[] | undefined, low: T[] | undefined): T[] | undefined =>
    high && low ? [...high, ...low] : (high ?? low);
  const merged: ScopeConfig = { ...base, ...over };
  const phi = joined(over.phi, base.phi);
  if (phi) merged.phi = phi;
  const noPhi = joined(over.noPhi, base.noPhi);
  if (noPhi) merged.noPhi = noPhi;
  if (base.soc2 && over.soc2) {
    merged.soc2 = { ...base.soc2, ...over.soc2 };
    const inside = joined(over.soc2.in, base.soc2.in);
    if (inside) merged.soc2.in = inside;
    const outside = joined(over.soc2.out, base.soc2.out);
    if (outside) merged.soc2.out = outside;
  }
  return merged;
}
