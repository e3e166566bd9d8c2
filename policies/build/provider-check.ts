import type { Attribute, Attributes } from "./provider-bindings.ts";
import { readSchemas } from "./provider-schema.ts";

/** Arguments that every resource takes (https://developer.hashicorp.com/terraform/language/meta-arguments). */
const metaArguments = new Set([
  "count",
  "depends_on",
  "for_each",
  "lifecycle",
  "provider",
  "provisioner",
  "connection",
  "timeouts",
]);

/**
 * Which of the names that a policy reads does no version of its types have? A name may stand at any depth; a dotted
 * path is followed from the top, list indices left out. Pseudo types (`terraform.backend`) are not
 * in the schema: with one of them among the types nothing can be said, save with a provider, of which policies read no
 * argument.
 * @param types the policy's subjects and reads
 * @returns the wrong names in order; a type of our providers that no version has is returned as `type TYPE`
 */
export function checkPolicyAttributes(attributes: readonly string[], types: readonly string[]): string[] {
  const schemas = readSchemas();
  const known: Attributes[] = [];
  const wrong: string[] = [];
  let exempt = false;
  for (const type of types) {
    const provider = /^(?:data\.)?([a-z]+)_/.exec(type)?.[1];
    const schema = provider === undefined ? undefined : schemas.get(provider);
    const found = schema?.types[type];
    if (found) known.push(found.attributes);
    else if (schema) wrong.push(`type ${type}`);
    else if (!type.startsWith("provider.")) exempt = true;
  }
  if (exempt || known.length === 0) return wrong;
  for (const attribute of attributes) {
    if (metaArguments.has(attribute)) continue;
    const path = attribute.split(".").filter((part) => !/^(?:\d+|_|\*)$/.test(part));
    if (!known.some((one) => (path.length === 1 ? holds(one, path[0] ?? "") : leads(one, path))))
      wrong.push(attribute);
  }
  return wrong;
}

function holds(attributes: Attributes, name: string): boolean {
  if (Object.hasOwn(attributes, name)) return true;
  return Object.values(attributes).some((one) => one.in && holds(one.in, name));
}

function leads(attributes: Attributes, [first = "", ...rest]: readonly string[]): boolean {
  const found: Attribute | undefined = Object.hasOwn(attributes, first) ? attributes[first] : undefined;
  if (!found) return false;
  if (rest.length === 0) return true;
  // Below a map, and below a text that holds a document, any name may follow.
  return found.in
    ? leads(found.in, rest)
    : found.type === "map" || found.type === "string" || found.type === "any";
}
