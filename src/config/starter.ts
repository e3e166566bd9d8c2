/** What a starter file can be written from: found by modelling the repository, not guessed. */
export interface Found {
  /** Folders of Terraform root modules, with variable files beside or below that no root reads by itself. */
  roots: Array<{ folder: string; variableFiles: string[] }>;
  namespaces: string[];
  /** Values seen under keys that name a class of data, such as `data-classification`. */
  classes: Array<{ key: string; values: string[]; resources: number }>;
  /** Types that usually hold records of patients: databases, object stores, volumes. */
  stores: Array<{ type: string; resources: number }>;
}

const most = 12;

/** The text of a commented crosswalk.yaml; what only people can decide stands there as a comment. */
export function starterText(found: Found): string {
  const lines = [
    "# Settings of crosswalk for this repository. `crosswalk config` prints what holds.",
    "# Every key: docs/configuration.md",
    "",
    "profile: recommended   # recommended, strict, all",
    "failOn: high           # critical, high, medium, low, none",
    "",
    ...scopeLines(found),
    "",
    ...baselineLines(found),
    "",
    ...rootLines(found),
    "# Who answers for which control, and when it was last reviewed (`crosswalk controls` lists them).",
    "# controls:",
    "#   encryption-at-rest:",
    "#     owner: platform engineering lead",
    "#     cadence: quarterly",
    "#     lastReview: 2026-01-31",
    "",
    "# Documented decisions; `crosswalk except <fingerprint>` writes the skeleton of one.",
    "# exceptions: []",
    "",
  ];
  return `${lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trimEnd()}\n`;
}

function scopeLines({ classes, namespaces, stores }: Found): string[] {
  const lines = [
    "# What holds ePHI, and what belongs to the system your SOC 2 report describes. Until somebody has confirmed it,",
    "# both frameworks' references are printed for every resource. Uncomment what is true.",
    "# scope:",
    "#   phi:",
  ];
  for (const { key, values, resources } of classes.slice(0, most))
    for (const value of values.slice(0, most))
      lines.push(`#     - tags: {${quoted(key)}: ${quoted(value)}}   # on ${resources} resources here`);
  if (namespaces.length > 0)
    lines.push(`#     - namespaces: [${namespaces.slice(0, most).map(quoted).join(", ")}]`);
  if (stores.length > 0) {
    const types = stores.slice(0, most);
    lines.push(`#     - types: [${types.map((one) => one.type).join(", ")}]`);
    lines.push(`#       # ${types.map((one) => `${one.type} ${one.resources}`).join(", ")} here`);
  }
  if (classes.length + namespaces.length + stores.length === 0)
    lines.push("#     - tags: {data-classification: phi}");
  return [
    ...lines,
    "#   noPhi:",
    "#     - paths: [sandbox/**]",
    "#   otherwise: unknown     # or no, once the list above is complete",
    "#   soc2:",
    "#     categories: [security, availability, confidentiality]",
    "#     out:",
    "#       - paths: [sandbox/**]",
  ];
}

function baselineLines({ roots, namespaces }: Found): string[] {
  const lines = [
    "# Flow logs, cluster network policies and backup schedules often live in another repository. Say who owns them.",
  ];
  const baselines = [
    ...(roots.length > 0 ? ["account-baseline"] : []),
    ...(namespaces.length > 0 ? ["cluster-baseline"] : []),
  ];
  if (baselines.length > 0) lines.push(`# declares: [${baselines.join(", ")}]`);
  return [
    ...lines,
    "# assume:",
    "#   - name: account-baseline",
    "#     owner: platform team",
    "#     date: 2026-01-31",
    "#     reason: where it lives",
  ];
}

function rootLines({ roots }: Found): string[] {
  const several = roots.filter((root) => root.variableFiles.length > 0).slice(0, most);
  if (several.length === 0) return [];
  const lines = ["# Root modules with variable files: judged once for each environment.", "# roots:"];
  for (const { folder, variableFiles } of several) {
    lines.push(`#   - path: ${quoted(folder)}`, "#     environments:");
    for (const file of variableFiles.slice(0, most)) {
      const name = file.slice(file.lastIndexOf("/") + 1).replace(/\.tfvars(?:\.json)?$/, "");
      lines.push(`#       ${quoted(name)}: [${quoted(file)}]`);
    }
  }
  return [...lines, ""];
}

/** As YAML wants a text that may hold anything; names come from the scanned repository. */
function quoted(text: string): string {
  return /^[A-Za-z][\w./-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text);
}
