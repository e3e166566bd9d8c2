import { token } from "./datatypes.ts";

/**
 * A citation or criterion as the id of an OSCAL control: `164.312(a)(2)(iv)` → `hipaa-164.312.a.2.iv`, `CC6.1` →
 * `soc2-CC6.1`. Case is kept: 164.308(a) and 164.308(A) differ.
 */
export function requirementId(framework: "hipaa" | "soc2", id: string): string {
  return token(`${framework}-${id.replace(/\(/g, ".").replace(/\)/g, "")}`);
}

/** The assessment objective of a requirement in the catalogs of the two frameworks. */
export function requirementObjective(framework: "hipaa" | "soc2", id: string): string {
  return `${requirementId(framework, id)}_obj`;
}

/** The assessment objective of a policy, below its control in the catalog of crosswalk's controls. */
export function policyObjective(control: string, policy: string): string {
  return token(`${control}_obj.${policy}`);
}
