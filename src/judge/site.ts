import { elementName } from "./element.ts";
import type { Stride } from "./land.ts";

/** Lists whose elements are entries of an environment or of settings: the name alone tells which one. */
const namedEntries = new Set([
  "env",
  "environment",
  "secrets",
  "parameters",
  "set",
  "set_sensitive",
  "environment_variable",
]);

/**
 * A site's path as people write it: `spec.template.spec.containers[name=web].env[DB_PASSWORD]`.
 * @returns undefined for the resource itself
 */
export function siteText(strides: readonly Stride[]): string | undefined {
  let text = "";
  let last = "";
  for (const { step, within, value } of strides) {
    if (typeof step === "number") {
      const name = within?.kind === "list" && value ? elementName(value) : undefined;
      if (name?.key === "name" && namedEntries.has(last)) text += `[${name.text}]`;
      else text += name && name.key !== "ports" ? `[${name.key}=${name.text}]` : `[${step}]`;
      continue;
    }
    last = step;
    if (/^[A-Za-z_$][\w$-]*$/.test(step)) text += text === "" ? step : `.${step}`;
    else if (text === "" && /^[\w.$[\]-]+$/.test(step)) text = step;
    else text += `[${JSON.stringify(step)}]`;
  }
  return text === "" ? undefined : text;
}
