import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crosswalk } from "../cli/crosswalk.ts";
import { root } from "./paths.ts";
import { catalogue } from "./pipeline.ts";
import { shipped } from "./requirements.ts";

/** Everything the tool says to a person or a program, by name: tests on words read all of it. Add new outputs here. */
export const renderers: ReadonlyArray<readonly [name: string, render: () => string]> = [
  ["text", () => scanned("text")],
  ["text of all verdicts", () => scanned("text", "--verdicts", "all")],
  ["JSON", () => scanned("json", "--verdicts", "all")],
  ["SARIF", () => scanned("sarif", "--verdicts", "fail,unknown,pass")],
  ["exceptions", () => told("exceptions", ...sample)],
  ["evidence.json", () => evidenceFile("evidence.json")],
  ["evidence page", () => evidenceFile("index.html")],
  ["evidence tables", () => evidenceTables()],
  ["evidence manifest", () => evidenceFile("manifest.json")],
  ["evidence diff", () => evidenceDiff("text")],
  ["evidence diff for programs", () => evidenceDiff("json")],
  ["policies", () => told("policies")],
  ["controls", () => told("controls")],
  ["explained controls and citations", () => explained(controlsAndCitations())],
  [
    "texts of policies",
    () => JSON.stringify(catalogue.policies.map(({ documentation: _, ...rest }) => rest)),
  ],
  ["documentation", () => pages("docs")],
  ["documentation of policies", () => pages("docs/policies")],
  ["README", () => withoutLinks(readFileSync(join(root, "README.md"), "utf8"))],
];

const sample = ["fixtures/projects/telehealth", "--as-of", "2026-11-25"];

/** One record of every kind, so that each word of the reports is read. */
const config = `exceptions:
  - id: EX-1
    policy: aws-ebs-volume-encrypted
    resources: [module.storage.aws_ebs_volume.imports]
    citations: [164.312(a)(2)(iv), CC6.1]
    type: addressable-alternative
    reason: It holds public data.
    factors: [risk]
    alternative: none
    standardStillMetBy: It is rebuilt every night.
    owner: platform lead
    approvedBy: security official
    approvedOn: 2026-01-01
    reviewBy: 2026-02-01
    expiresOn: 2026-12-31
    riskRef: https://example.org/risk
  - id: EX-2
    policy: aws-efs-encrypted
    resources: [module.storage.aws_efs_file_system.imaging]
    citations: [164.312(a)(2)(iv), CC6.1]
    type: risk-acceptance
    reason: r
    owner: o
    approvedBy: a
    approvedOn: 2026-01-01
    reviewBy: 2026-12-01
    expiresOn: 2026-12-31
    riskRef: x
  - { id: EX-3, policy: aws-rds-storage-encrypted, resources: ["*"] }
  - { id: EX-4, policy: aws-rds-storage-encrypted, resources: [module.database.aws_db_instance.fhir] }
controls:
  audit-logging: { owner: lead, lastReview: 2025-01-01 }
organization: { role: covered-entity, clearinghouse: false, groupHealthPlan: false }
scope: { soc2: { categories: [security] } }
`;

function scanned(format: string, ...more: string[]): string {
  return told("scan", ...sample, "--format", format, ...more);
}

function told(...args: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "crosswalk-words-"));
  try {
    const path = join(folder, "crosswalk.yaml");
    writeFileSync(path, config);
    const takes = args[0] === "scan" || args[0] === "exceptions" || args[0] === "controls";
    const { stdout, stderr } = crosswalk([...args, ...(takes ? ["--config", path] : [])]);
    if (stdout.length < 100) throw new Error(`crosswalk ${args.join(" ")} printed nothing: ${stderr}`);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function controlsAndCitations(): string[] {
  const { controls, hipaa, soc2 } = shipped();
  return [
    ...controls.flatMap((one) => [one.title, one.objective, one.proves, one.limits]),
    ...[...hipaa, ...soc2].map((one) => one.title),
  ];
}

function explained(texts: readonly string[]): string {
  return `${texts.join("\n")}\n${told("explain", "audit-logging")}${told("explain", "164.312(b)")}`;
}

function pages(folder: string): string {
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith(".md"));
  return names.map((name) => withoutLinks(readFileSync(join(root, folder, name), "utf8"))).join("\n");
}

/** An address may hold any word. */
function withoutLinks(text: string): string {
  return text.replace(/https?:\/\/[^\s>)]+/g, "");
}

/** Makes evidence of the sample, with the records above or without, and reads it before it is gone. */
function withEvidence<T>(read: (folder: string, other: string) => T): T {
  const home = mkdtempSync(join(tmpdir(), "crosswalk-words-"));
  try {
    const path = join(home, "crosswalk.yaml");
    writeFileSync(path, config);
    const [folder, other] = [join(home, "evidence"), join(home, "later")];
    const [project = "."] = sample;
    for (const args of [
      ["--out", folder, "--config", path, "--time", "2026-11-25"],
      ["--out", other, "--time", "2026-12-25"],
    ]) {
      const { status, stderr } = crosswalk(["evidence", project, ...args]);
      if (status !== 0) throw new Error(`crosswalk evidence: ${stderr}`);
    }
    return read(folder, other);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function evidenceFile(name: string): string {
  return withEvidence((folder) => withoutLinks(readFileSync(join(folder, name), "utf8")));
}

function evidenceTables(): string {
  return withEvidence((folder) =>
    readdirSync(join(folder, "csv"))
      .map((name) => withoutLinks(readFileSync(join(folder, "csv", name), "utf8")))
      .join("\n"),
  );
}

function evidenceDiff(format: string): string {
  return withEvidence(
    (folder, other) => crosswalk(["evidence", "diff", folder, other, "--format", format]).stdout,
  );
}
