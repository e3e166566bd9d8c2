import type { PolicyMetadata, Profile, Severity } from "./catalogue.ts";
import { shardOf } from "./shard-name.ts";

const severities: readonly Severity[] = ["critical", "high", "medium", "low"];
const profiles: readonly Profile[] = ["recommended", "strict", "all"];
const known = new Set([
  ..."id control severity grades profile subjects reads whole message messages remediation example".split(
    " ",
  ),
  ..."peers related documentation references aliases deprecated secret parameters".split(" "),
]);

/** One package's annotations, as `opa inspect -a -f json` prints them. */
export interface PackageAnnotations {
  /** `crosswalk.policies.aws.rds.not_public` */
  package: string;
  file: string;
  title?: string;
  description?: string;
  custom?: Record<string, unknown>;
}

/**
 * Reads a policy's METADATA.
 * @param controls the known control ids
 * @returns the metadata, and every way in which it breaks docs/policies.md, as sentences
 */
export function readMetadata(
  given: PackageAnnotations,
  controls: ReadonlySet<string>,
): { metadata: PolicyMetadata; problems: string[] } {
  const problems: string[] = [];
  const custom = given.custom ?? {};
  const text = (key: string, required = true): string => {
    const value = custom[key];
    if (typeof value === "string" && value.trim() !== "") return value.trim();
    if (required || value !== undefined) problems.push(`custom.${key} must be a text`);
    return "";
  };
  const list = (key: string): string[] => {
    const value = custom[key] ?? [];
    if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value;
    problems.push(`custom.${key} must be a list of texts`);
    return [];
  };
  const table = (key: string): Record<string, string> => {
    const value = custom[key] ?? {};
    if (value && typeof value === "object" && !Array.isArray(value))
      return { ...value } as Record<string, string>;
    problems.push(`custom.${key} must be a mapping`);
    return {};
  };
  for (const key of Object.keys(custom))
    if (!known.has(key)) problems.push(`custom.${key} is not a known key`);

  const name = given.package.replace(/^crosswalk\.policies\./, "");
  if (!/^crosswalk\.policies(\.[a-z][a-z0-9_]*){3}$/.test(given.package))
    problems.push("the package must be crosswalk.policies.<shard>.<service>.<name>");
  const metadata: PolicyMetadata = {
    id: text("id"),
    package: name,
    shard: shardOf(name.split(".")[0] ?? ""),
    title: given.title ?? "",
    description: (given.description ?? "").trim(),
    control: text("control"),
    severity: text("severity") as Severity,
    grades: table("grades") as Record<string, Severity>,
    profile: text("profile") as Profile,
    subjects: list("subjects"),
    reads: list("reads"),
    message: text("message"),
    messages: table("messages"),
    remediation: text("remediation"),
    peers: list("peers"),
    related: list("related"),
    documentation: list("documentation"),
    aliases: list("aliases"),
    secret: custom["secret"] === true,
  };
  if (custom["example"] !== undefined) metadata.example = text("example");
  if (custom["deprecated"] !== undefined) metadata.deprecated = text("deprecated");
  if (custom["parameters"] !== undefined)
    metadata.parameters = readParameters(custom["parameters"], problems);
  if (custom["references"] !== undefined)
    metadata.references = readReferences(custom["references"], problems);

  if (!metadata.title) problems.push("the title is missing");
  if (!metadata.description) problems.push("the description is missing");
  if (!/^[a-z0-9]+(-[a-z0-9]+)+$/.test(metadata.id))
    problems.push("custom.id must be words joined by dashes");
  if (!controls.has(metadata.control))
    problems.push(`custom.control ${metadata.control} is not in refs/controls.yaml`);
  for (const severity of [metadata.severity, ...Object.values(metadata.grades)])
    if (!severities.includes(severity))
      problems.push(`severity ${severity} is not one of ${severities.join(", ")}`);
  if (!profiles.includes(metadata.profile))
    problems.push(`custom.profile is not one of ${profiles.join(", ")}`);
  if (metadata.severity === "critical" && metadata.profile !== "recommended")
    problems.push("a critical policy belongs to the recommended profile");
  if (custom["whole"] !== undefined) metadata.whole = list("whole");
  for (const type of metadata.whole ?? [])
    if (![...metadata.subjects, ...metadata.reads].includes(type))
      problems.push(`custom.whole ${type} is neither in subjects nor in reads`);
  if (metadata.subjects.length === 0) problems.push("custom.subjects is empty");
  if (!metadata.remediation.endsWith(".")) problems.push("custom.remediation must end with a period");
  for (const grade of Object.keys(metadata.messages))
    if (grade !== "default" && !(grade in metadata.grades))
      problems.push(`custom.messages.${grade} is no grade`);
  return { metadata, problems };
}

function readParameters(value: unknown, problems: string[]): NonNullable<PolicyMetadata["parameters"]> {
  const result: NonNullable<PolicyMetadata["parameters"]> = {};
  for (const [name, item] of Object.entries(value ?? {})) {
    const { default: given, description } = (item ?? {}) as { default?: unknown; description?: unknown };
    const isTexts = Array.isArray(given) && given.every((one) => typeof one === "string");
    if (!isTexts && !["string", "number", "boolean"].includes(typeof given))
      problems.push(`custom.parameters.${name}.default must be a text, number, boolean or list of texts`);
    else if (typeof description !== "string" || description === "")
      problems.push(`custom.parameters.${name}.description is missing`);
    else result[name] = { default: given as string | number | boolean | string[], description };
  }
  return result;
}

function readReferences(value: unknown, problems: string[]): NonNullable<PolicyMetadata["references"]> {
  const result: NonNullable<PolicyMetadata["references"]> = {};
  if (!value || typeof value !== "object") {
    problems.push("custom.references must be a mapping");
    return result;
  }
  for (const [key, item] of Object.entries(value)) {
    if ((key === "hipaa" || key === "soc2") && Array.isArray(item)) result[key] = item.map(String);
    else if (key === "supporting" && typeof item === "boolean") result.supporting = item;
    else problems.push(`custom.references.${key} is not known`);
  }
  return result;
}
