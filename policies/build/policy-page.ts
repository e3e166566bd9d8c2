import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import type { PolicyMetadata } from "../../src/evaluate/catalogue.ts";
import type { Requirements } from "../../src/judge/requirements.ts";
import { root } from "./root.ts";

const languages: Record<string, string> = {
  ".tf": "hcl",
  ".yaml": "yaml",
  ".yml": "yaml",
  ".json": "json",
  ".properties": "properties",
  ".conf": "conf",
};

/** The page of one policy: what it asks, why, its references, how to fix it, and its fixtures as examples. */
export function policyPage(policy: PolicyMetadata, requirements: Requirements): string {
  const control = requirements.controls.find((one) => one.id === policy.control);
  if (!control) throw new Error(`${policy.id}: control ${policy.control} is not known`);
  const grades = Object.entries(policy.grades).map(([name, severity]) => `${name}: ${severity}`);
  const lines = [
    `# ${policy.title}`,
    "",
    `\`${policy.id}\` · ${policy.severity} · profile ${policy.profile} · control [${control.title}](README.md#${policy.control})`,
    "",
    policy.description,
    "",
    `- Judges: ${code(policy.subjects)}${policy.reads.length > 0 ? `; looks at ${code(policy.reads)}` : ""}`,
    ...Object.entries(policy.parameters ?? {}).map(
      ([name, one]) => `- Parameter \`${name}\`: ${one.description} Default: ${shown(one.default)}`,
    ),
    ...(grades.length > 0 ? [`- Grades: default: ${policy.severity}, ${grades.join(", ")}`] : []),
    `- HIPAA: ${references(policy, control.hipaa, "hipaa")}`,
    `- SOC 2: ${references(policy, control.soc2, "soc2")}`,
    ...(policy.peers.length > 0 ? [`- The same question in other tools: ${policy.peers.join(", ")}`] : []),
    ...(policy.related.length > 0 ? [`- Overlaps: ${policy.related.join(", ")}`] : []),
    "",
    "## How to fix it",
    "",
    policy.remediation,
    ...(policy.example ? ["", fence(policy.example, policy.shard)] : []),
    "",
    ...examples(policy),
    ...(policy.documentation.length > 0
      ? ["## Sources", "", ...policy.documentation.map((url) => `- <${url}>`), ""]
      : []),
    "## What a pass shows, and what it does not",
    "",
    `${control.proves} ${control.limits}`,
    "",
  ];
  return `\n${lines.join("\n")}`;
}

function references(
  policy: PolicyMetadata,
  all: ReadonlyArray<{ ref: string; strength: string }>,
  framework: "hipaa" | "soc2",
): string {
  const kept = policy.references?.[framework];
  const shown = all
    .filter((one) => !kept || kept.includes(one.ref))
    .map((one) =>
      policy.references?.supporting || one.strength === "supporting" ? `${one.ref} (supporting)` : one.ref,
    );
  return shown.length > 0 ? shown.join(", ") : "none";
}

/** A parameter's default as crosswalk.yaml writes it. */
function shown(value: unknown): string {
  return Array.isArray(value) ? value.map((one) => `\`${one}\``).join(", ") : `\`${JSON.stringify(value)}\``;
}

function code(items: readonly string[]): string {
  return items.map((one) => `\`${one}\``).join(", ");
}

function fence(text: string, shard: string): string {
  const language = ["aws", "azurerm", "google", "github", "multi"].includes(shard)
    ? "hcl"
    : ["kubernetes", "compose", "openapi", "spring", "workflow"].includes(shard)
      ? "yaml"
      : "conf";
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

/** The fixtures themselves: what a page shows is what the tests run. */
function examples(policy: PolicyMetadata): string[] {
  const lines: string[] = [];
  for (const kind of ["pass", "fail", "unknown"]) {
    const folder = join(root, "fixtures/policies", policy.id, kind);
    if (!existsSync(folder)) continue;
    lines.push(`## Example: ${kind}`, "");
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
      const file = join(folder, name);
      if (!statSync(file).isFile() || name === "expected.yaml") continue;
      const language = languages[extname(name)] ?? "";
      lines.push(
        `\`${name.replaceAll("\\", "/")}\``,
        "",
        `\`\`\`${language}\n${readFileSync(file, "utf8").trimEnd()}\n\`\`\``,
        "",
      );
    }
  }
  return lines;
}

/** The page of a policy about crosswalk.yaml itself: no control, no references, no fixtures. */
export function builtInPage(policy: PolicyMetadata): string {
  const about = policy.subjects.includes("exception");
  const lines = [
    `# ${policy.title}`,
    "",
    about
      ? `\`${policy.id}\` · as severe as the findings that the record speaks of, else low`
      : `\`${policy.id}\` · ${policy.severity}`,
    "",
    policy.description,
    "",
    `- Judges: entries of \`${about ? "exceptions" : "controls"}\` in crosswalk.yaml; belongs to no control and cites nothing`,
    `- Says: ${policy.message}`,
    "",
    "## How to fix it",
    "",
    policy.remediation,
    ...(policy.example ? ["", `\`\`\`yaml\n${policy.example.trimEnd()}\n\`\`\``] : []),
    "",
    ...(policy.documentation.length > 0
      ? ["## Sources", "", ...policy.documentation.map((url) => `- <${url}>`), ""]
      : []),
    "More: [docs/exceptions.md](../exceptions.md).",
    "",
  ];
  return `\n${lines.join("\n")}`;
}

/** The list of all policies, by control. */
export function policyIndex(
  policies: readonly PolicyMetadata[],
  builtIn: readonly PolicyMetadata[],
  requirements: Requirements,
): string {
  const lines = [
    "",
    "# Policies",
    "",
    `${policies.length} policies, by the control they belong to. A control owns the references of both frameworks.`,
    "",
  ];
  for (const control of requirements.controls) {
    const own = policies.filter((policy) => policy.control === control.id);
    if (own.length === 0) continue;
    lines.push(`## ${control.id}`, "", `${control.title}. ${control.objective}`, "");
    lines.push(
      `HIPAA ${control.hipaa.map((one) => one.ref).join(", ")}; SOC 2 ${control.soc2.map((one) => one.ref).join(", ")}.`,
      "",
    );
    lines.push("| policy | severity | profile | a healthy resource |", "|---|---|---|---|");
    for (const policy of own)
      lines.push(
        `| [${policy.id}](${policy.id}.md) | ${policy.severity} | ${policy.profile} | ${policy.title} |`,
      );
    lines.push("");
  }
  lines.push("## crosswalk.yaml itself", "", "Built in; they belong to no control and cite nothing.", "");
  lines.push("| policy | what is in order |", "|---|---|");
  for (const { id, title } of builtIn) lines.push(`| [${id}](${id}.md) | ${title} |`);
  lines.push("");
  return lines.join("\n");
}
