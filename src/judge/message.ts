import type { PolicyMetadata } from "../evaluate/catalogue.ts";
import type { Outcome, Site } from "../evaluate/verdict.ts";
import type { Resource } from "../model/resource.ts";

/**
 * The sentence of a finding. A failing one says the policy's message of the grade, its placeholders `{address}`
 * `{name}` `{type}` `{site}` and the site's facts filled in; the others go by the title, which says what a healthy
 * resource is like.
 */
export function messageOf(
  policy: PolicyMetadata,
  verdict: Outcome,
  grade: string,
  resource: Resource,
  site: string | undefined,
  facts: Site["facts"],
): string {
  if (verdict === "unknown") return `cannot be known from the files: ${policy.title}`;
  if (verdict !== "fail") return policy.title;
  const template =
    (Object.hasOwn(policy.messages, grade) ? policy.messages[grade] : undefined) ?? policy.message;
  // One pass: a fact that reads like a placeholder is text.
  return template.replace(/\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (placeholder, key: string) => {
    if (Object.hasOwn(facts, key)) return String(facts[key]);
    if (key === "address") return resource.address;
    if (key === "name") return resource.name;
    if (key === "type") return resource.type;
    return key === "site" ? (site ?? resource.address) : placeholder;
  });
}
