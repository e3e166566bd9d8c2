import type { Organization, Soc2Category } from "../config/config.ts";
import type { HipaaRequirement, Soc2Requirement } from "./requirements.ts";

/** What is asked of this organization, as crosswalk.yaml says. */
export interface Selected {
  organization?: Organization;
  /** SOC 2 categories of the report; security is always one. Absent: all. */
  categories?: readonly Soc2Category[];
}

const clearinghouse = "164.308(a)(4)(ii)(A)";
const groupHealthPlan = "164.314(b)";

/**
 * Why a HIPAA row is not asked of this organization; undefined when it is, or when crosswalk.yaml does not say.
 * 164.308(a)(4)(ii)(A) speaks of clearinghouses in larger organizations, 164.314(b) of group health plans,
 * 164.308(b)(1) of covered entities and (b)(2) of business associates.
 */
export function hipaaUnasked(
  row: Pick<HipaaRequirement, "citation">,
  { organization }: Selected,
): string | undefined {
  const { citation } = row;
  if (!organization) return undefined;
  if (citation === clearinghouse && organization.clearinghouse === false)
    return "organization.clearinghouse is false";
  if (citation.startsWith(groupHealthPlan) && organization.groupHealthPlan === false)
    return "organization.groupHealthPlan is false";
  if (citation === "164.308(b)(1)" && organization.role === "business-associate")
    return "organization.role is business-associate; 164.308(b)(2) applies";
  if (citation === "164.308(b)(2)" && organization.role === "covered-entity")
    return "organization.role is covered-entity; 164.308(b)(1) applies";
  return undefined;
}

/** Why a criterion is no part of the SOC 2 report; undefined when it is. */
export function soc2Unasked(
  row: Pick<Soc2Requirement, "category">,
  { categories }: Selected,
): string | undefined {
  if (categories === undefined || row.category === "security/common") return undefined;
  return (categories as readonly string[]).includes(row.category.replaceAll(" ", "-"))
    ? undefined
    : `scope.soc2.categories does not name ${row.category}`;
}
