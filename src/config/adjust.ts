import type { PolicyMetadata } from "../evaluate/catalogue.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import { suggestion } from "../text/suggestion.ts";
import type { Config, ParameterValue, PolicySetting } from "./config.ts";

export interface Adjusted {
  policies: PolicyMetadata[];
  /** Values that differ from a parameter's default: policy id → name → value. */
  parameters: Record<string, Record<string, ParameterValue>>;
  /** Every change, for the reports: what runs otherwise than it was written is never silent. */
  adjustments: Array<{ policy: string; what: string; folder?: string; reason?: string }>;
  diagnostics: Diagnostic[];
}

interface Known {
  all: readonly PolicyMetadata[];
  controls: readonly string[];
  /** Ids given by --policy: who names a policy wants it to run, disabled or not. */
  named: readonly string[];
  /** The file to name in diagnostics. */
  path: string;
}

/** Applies what crosswalk.yaml says of single policies to those that were chosen to run. */
export function adjust(chosen: readonly PolicyMetadata[], config: Config, known: Known): Adjusted {
  const adjusted: Adjusted = { policies: [], parameters: {}, adjustments: [], diagnostics: [] };
  const byName = new Map<string, PolicyMetadata>();
  for (const policy of known.all) for (const name of [policy.id, ...policy.aliases]) byName.set(name, policy);
  const settings = new Map<string, PolicySetting>();
  for (const [name, setting] of Object.entries(config.policies ?? {})) {
    const policy = byName.get(name);
    if (policy) settings.set(policy.id, setting);
    else adjusted.diagnostics.push(unknownName("policies", name, [...byName.keys()], known.path));
  }
  for (const { folder, policies } of config.nested ?? []) {
    for (const [name, setting] of Object.entries(policies ?? {})) {
      const path = `${folder}/crosswalk.yaml`;
      const policy = byName.get(name);
      if (!policy) adjusted.diagnostics.push(unknownName("policies", name, [...byName.keys()], path));
      else for (const what of changes(policy, setting)) note(adjusted, policy.id, what, setting, folder);
      if (policy && setting.parameters)
        adjusted.diagnostics.push({
          code: "config-ignored",
          severity: "warning",
          message: `${path}: parameters of ${name} do not count here`,
          hint: "Parameters are settings of the whole run: write them at the top.",
          path,
        });
    }
  }
  for (const name of Object.keys(config.controls ?? {}))
    if (!known.controls.includes(name))
      adjusted.diagnostics.push(unknownName("controls", name, known.controls, known.path));
  for (const policy of chosen) {
    const setting = settings.get(policy.id);
    const isNamed = [policy.id, ...policy.aliases].some((name) => known.named.includes(name));
    if (setting) for (const what of changes(policy, setting)) note(adjusted, policy.id, what, setting);
    if (setting?.enabled === false && !isNamed) continue;
    adjusted.policies.push(setting?.severity ? { ...policy, severity: setting.severity } : policy);
    for (const [name, value] of Object.entries(setting?.parameters ?? {}))
      parameter(adjusted, policy, name, value, known.path);
  }
  return adjusted;
}

function changes(policy: PolicyMetadata, { enabled, severity }: PolicySetting): string[] {
  const found: string[] = [];
  if (enabled === false) found.push("disabled");
  if (severity && severity !== policy.severity)
    found.push(`severity ${severity} instead of ${policy.severity}`);
  return found;
}

function note(
  adjusted: Adjusted,
  policy: string,
  what: string,
  { reason }: PolicySetting,
  folder?: string,
): void {
  adjusted.adjustments.push({
    policy,
    what,
    ...(folder !== undefined && { folder }),
    ...(reason !== undefined && { reason }),
  });
}

function parameter(
  adjusted: Adjusted,
  policy: PolicyMetadata,
  name: string,
  value: ParameterValue,
  path: string,
): void {
  const declared = policy.parameters?.[name];
  const problem = (message: string, hint?: string): void => {
    adjusted.diagnostics.push({
      code: "config-invalid",
      severity: "error",
      message,
      path,
      ...(hint && { hint }),
    });
  };
  if (!declared) {
    const names = Object.keys(policy.parameters ?? {});
    const hint = names.length > 0 ? `It has ${names.join(", ")}.` : "It has none.";
    problem(`policies.${policy.id} has no parameter ${name}`, hint);
    return;
  }
  const kind = (one: unknown): string => (Array.isArray(one) ? "list" : typeof one);
  if (kind(value) !== kind(declared.default)) {
    problem(`policies.${policy.id}.parameters.${name} must be a ${kind(declared.default)}`);
    return;
  }
  if (JSON.stringify(value) === JSON.stringify(declared.default)) return;
  adjusted.parameters[policy.id] = { ...adjusted.parameters[policy.id], [name]: value };
  const setting: PolicySetting = {};
  note(
    adjusted,
    policy.id,
    `${name} = ${JSON.stringify(value)} instead of ${JSON.stringify(declared.default)}`,
    setting,
  );
}

function unknownName(key: string, name: string, known: readonly string[], path: string): Diagnostic {
  const hint = suggestion(name, known);
  return {
    code: "config-invalid",
    severity: "error",
    message: `${key} names ${name}, which does not exist`,
    path,
    ...(hint && { hint }),
  };
}
