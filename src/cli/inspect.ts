import { builtInPolicies } from "../evaluate/built-in.ts";
import type { PolicyMetadata } from "../evaluate/catalogue.ts";
import { readCatalogue, readDist } from "../evaluate/shards.ts";
import type { Requirements } from "../judge/requirements.ts";
import {
  renderControlDetail,
  renderControls,
  renderPolicies,
  renderPolicyDetail,
  renderRequirementDetail,
} from "../report/tables.ts";
import { suggestion } from "../text/suggestion.ts";
import { useColor } from "./outputs.ts";
import { oneOf, profiles, severities } from "./select.ts";
import { UsageError } from "./usage-error.ts";

const formats = ["text", "json"] as const;

/** `crosswalk policies`: the list, filtered. A filter that matches nothing is an error. */
export function policies(options: {
  control?: string[];
  profile?: string;
  subject?: string[];
  severity?: string[];
  format: string;
}): void {
  const format = oneOf(formats, options.format, "--format");
  const profile = options.profile && oneOf(profiles, options.profile, "--profile");
  for (const severity of options.severity ?? []) oneOf(severities, severity, "--severity");
  const list = allPolicies().filter(
    (policy) =>
      (!options.control || options.control.includes(policy.control)) &&
      (!profile || policy.profile === profile) &&
      (!options.subject || options.subject.some((subject) => policy.subjects.includes(subject))) &&
      (!options.severity || options.severity.includes(policy.severity)),
  );
  if (list.length === 0)
    throw new UsageError("no policy matches these filters", "`crosswalk policies` lists them all.");
  process.stdout.write(
    format === "json"
      ? `${JSON.stringify({ policies: list }, null, 2)}\n`
      : renderPolicies(list, { color: useColor(process.stdout) }),
  );
}

/** Those in Rego, and those about crosswalk.yaml itself. */
function allPolicies(): PolicyMetadata[] {
  return [...readCatalogue().policies, ...builtInPolicies];
}

/** `crosswalk explain`: a policy, a control, a citation or a criterion. */
export function explain(name: string): void {
  const catalogue = readCatalogue();
  const requirements = readDist<Requirements>("requirements.json");
  const color = { color: useColor(process.stdout) };
  const policy = allPolicies().find((one) => one.id === name || one.aliases.includes(name));
  const control = requirements.controls.find((one) => one.id === (policy?.control ?? name));
  if (policy && (control || policy.control === "")) {
    process.stdout.write(renderPolicyDetail(policy, control, requirements, color));
    return;
  }
  if (control) {
    process.stdout.write(renderControlDetail(control, requirements, catalogue.policies, color));
    return;
  }
  const id = name.replace(/^45 ?CFR ?/i, "").replace(/^§\s*/, "");
  const known = [
    ...requirements.hipaa.map((one) => one.citation),
    ...requirements.soc2.map((one) => one.criterion),
  ];
  const requirement = known.find((one) => one.toLowerCase() === id.toLowerCase());
  if (requirement) {
    process.stdout.write(renderRequirementDetail(requirement, requirements, catalogue.policies, color));
    return;
  }
  const names = [
    ...allPolicies().map((one) => one.id),
    ...requirements.controls.map((one) => one.id),
    ...known,
  ];
  throw new UsageError(
    `"${name}" is no policy, control, HIPAA citation or SOC 2 criterion`,
    suggestion(name, names),
  );
}

/** `crosswalk controls`: the whole table, process-only controls included, and the register of crosswalk.yaml. */
export async function controls(options: { format: string; config?: string; asOf?: string }): Promise<void> {
  const format = oneOf(formats, options.format, "--format");
  const requirements = readDist<Requirements>("requirements.json");
  const { loadConfig } = await import("./config.ts");
  const { config, diagnostics } = await loadConfig(process.cwd(), { explicit: options.config });
  for (const { message, at, path } of diagnostics) {
    const line = at ? `:${at.source.lines.at(at.start).line}` : "";
    throw new UsageError(`${at?.source.path ?? path ?? "crosswalk.yaml"}${line}: ${message}`);
  }
  const { readDay } = await import("./read-day.ts");
  const register = config.controls
    ? await (await import("../run.ts")).controlRegister(requirements, config.controls, readDay(options.asOf))
    : [];
  process.stdout.write(
    format === "json"
      ? `${JSON.stringify(
          {
            controls: requirements.controls,
            register: register.map(({ control, record: { at: _, ...record }, ...rest }) => ({
              control: control.id,
              ...record,
              ...rest,
            })),
          },
          null,
          2,
        )}\n`
      : renderControls(requirements, { color: useColor(process.stdout) }, register),
  );
}
