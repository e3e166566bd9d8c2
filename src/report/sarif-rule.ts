import type { ReportingDescriptor, Result } from "sarif";
import type { Severity } from "../evaluate/catalogue.ts";
import type { Finding } from "../judge/finding.ts";
import { compare } from "./wording.ts";

/** GitHub refuses a rule with more. */
const MOST_TAGS = 20;

/** GitHub's bands: critical from 9.0, high from 7.0, medium from 4.0, low below; a number as text. */
const SECURITY_SEVERITY: Record<Severity, string> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "3.0",
};

const LEVEL: Record<Severity, NonNullable<Result["level"]>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
};

export function levelOf(severity: Severity): NonNullable<Result["level"]> {
  return LEVEL[severity];
}

/** What the finding says and which requirements it bears on; no part of it can become a link. */
export function message(finding: Finding, soc2Asked: boolean): string {
  const hipaa = finding.requirements.hipaa.map((one) => one.citation);
  const soc2 = finding.requirements.soc2.map((one) => one.criterion);
  const cited = [
    finding.phi === "no" ? "HIPAA: out of scope" : hipaa.length > 0 ? `HIPAA ${hipaa.join(", ")}` : "",
    finding.soc2Boundary === "out"
      ? "SOC 2: out of scope"
      : soc2.length > 0
        ? `SOC 2 ${soc2.join(", ")}`
        : soc2Asked
          ? "SOC 2: none in the chosen categories"
          : "",
  ].filter((part) => part !== "");
  const references = finding.policy.control === "" || cited.length === 0 ? "" : ` ${cited.join("; ")}.`;
  const environments = finding.environments ? ` (${finding.environments.join(", ")})` : "";
  return `${`${finding.message}${environments}`.replaceAll("](", "] (")}.${references}`;
}

/** A policy as a rule: its text, its severity, and tags with the safeguard and both frameworks' references. */
export function ruleOf({ policy, safeguard }: Finding, findings: readonly Finding[]): ReportingDescriptor {
  const cited = new Set<string>();
  for (const { requirements } of findings) {
    for (const one of requirements.hipaa) cited.add(`HIPAA ${one.citation}`);
    for (const one of requirements.soc2) cited.add(`SOC 2 ${one.criterion}`);
  }
  const link = policy.documentation.find((one) => /^https:\/\/[!-~]+$/.test(one));
  const tags = ["security", ...(safeguard === "" ? [] : [safeguard]), ...[...cited].sort(compare)];
  return {
    id: policy.id,
    shortDescription: { text: policy.title },
    fullDescription: { text: policy.description || policy.title },
    help: { text: helpText(policy), markdown: helpMarkdown(policy) },
    ...(link !== undefined && { helpUri: link }),
    defaultConfiguration: { level: levelOf(policy.severity) },
    properties: {
      tags: tags.slice(0, MOST_TAGS),
      precision: "high",
      "security-severity": SECURITY_SEVERITY[policy.severity],
      control: policy.control,
    },
  };
}

function helpText({ description, remediation, example }: Finding["policy"]): string {
  return [description.trim(), remediation, example?.trimEnd() ?? ""]
    .filter((part) => part !== "")
    .join("\n\n");
}

function helpMarkdown({ description, remediation, example, documentation }: Finding["policy"]): string {
  const parts = [description.trim(), `**Remediation.** ${remediation}`];
  if (example) parts.push(`\`\`\`\n${example.replaceAll("```", "'''").trimEnd()}\n\`\`\``);
  if (documentation.length > 0) parts.push(documentation.map((one) => `- <${one}>`).join("\n"));
  return parts.filter((part) => part !== "").join("\n\n");
}
