import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Evidence } from "../../../src/evidence/evidence.ts";
import { crosswalk } from "../../cli/crosswalk.ts";
import { root } from "../../support/paths.ts";

const record = (id: string, more: string) => `
  - id: ${id}
    reason: The nightly import is rebuilt from the clinics' own copies, see the record of risks.
    factors: [technical-infrastructure, risk]
    alternative: Imports hold pseudonymised rows only, and the volume is wiped every night.
    alternativeEvidence: https://wiki.example.org/imports
    owner: platform engineering lead
    approvedBy: security official
    approvedOn: 2026-11-01
    reviewBy: 2027-05-01
    expiresOn: 2027-11-01
    riskRef: https://wiki.example.org/risk/42
${more}`;

/** One volume excepted for HIPAA only, one for both frameworks, one record that lacks its approver. */
const settings = `scope:
  soc2:
    categories: [availability]
exceptions:${record(
  "EX-1",
  `    policy: aws-ebs-volume-encrypted
    resources: [module.storage.aws_ebs_volume.imports]
    citations: [164.312(a)(2)(iv)]
    type: addressable-alternative
`,
)}${record(
  "EX-2",
  `    policy: aws-efs-encrypted
    resources: [module.storage.aws_efs_file_system.imaging]
    citations: [164.312(a)(2)(iv), CC6.1, CC6.7, C1.1]
    type: addressable-alternative
    soc2Compensating: The share is mounted by one workload; access is logged and read weekly.
`,
)}${record(
  "EX-3",
  `    policy: k8s-storageclass-encryption
    resources: [StorageClass.default.research]
    citations: [164.312(a)(2)(iv)]
    type: addressable-alternative
`,
).replace("    approvedBy: security official\n", "")}`;

export interface Sample {
  /** Where the documents lie. */
  folder: string;
  evidence: Evidence;
  documents: Map<string, string>;
}

/**
 * The evidence of the sample project, to which a volume with an undecided setting, a fix, a choice of SOC 2 categories and
 * records of exceptions were added.
 */
export function telehealth(): Sample {
  const home = mkdtempSync(join(tmpdir(), "crosswalk-oscal-"));
  const project = join(home, "telehealth");
  cpSync(join(root, "fixtures/projects/telehealth"), project, { recursive: true });
  writeFileSync(join(project, "crosswalk.yaml"), settings);
  appendFileSync(
    join(project, "infra/modules/storage/main.tf"),
    `
variable "undecided" { type = bool }
resource "aws_ebs_volume" "undecided" {
  availability_zone = "eu-west-1a"
  size              = 10
  encrypted         = var.undecided
}
`,
  );
  const trail = join(project, "infra/modules/audit/main.tf");
  const before = readFileSync(trail, "utf8");
  const after = before.replace(
    /^(resource "aws_cloudtrail" "this" \{)/m,
    "$1\n  enable_log_file_validation = true",
  );
  if (after === before) throw new Error("the sample's trail was not found");
  writeFileSync(trail, after);
  const { status, stderr } = crosswalk(
    ["evidence", "--out", "../out", "--time", "2026-11-25T09:00:00Z"],
    project,
  );
  if (status !== 0) throw new Error(stderr);
  const out = join(home, "out");
  const folder = join(out, "oscal");
  return {
    folder,
    evidence: JSON.parse(readFileSync(join(out, "evidence.json"), "utf8")),
    documents: new Map(
      readdirSync(folder)
        .sort()
        .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
    ),
  };
}
