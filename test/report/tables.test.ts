import { describe, expect, it } from "vitest";
import type { Control, Requirements } from "../../src/judge/requirements.ts";
import { widthOf } from "../../src/report/layout.ts";
import {
  renderControlDetail,
  renderControls,
  renderPolicies,
  renderPolicyDetail,
  renderRequirementDetail,
} from "../../src/report/tables.ts";
import { policy } from "./builders.ts";

function control(more: Partial<Control> = {}): Control {
  return {
    id: "encryption-at-rest",
    title: "Encryption at rest",
    safeguard: "encryption at rest",
    assessable: "config",
    objective: "Keep stored data encrypted.",
    hipaa: [{ ref: "164.312(a)(2)(iv)", strength: "direct" }],
    soc2: [
      { ref: "CC6.1", strength: "direct" },
      { ref: "CC6.7", strength: "supporting" },
    ],
    conditional: [
      { ref: "CC6.6", strength: "direct", text: "if the listener faces the internet", framework: "soc2" },
    ],
    listed: { hipaa: [], soc2: [] },
    relatedNotEvidenced: ["164.402"],
    ownerRole: "platform engineering lead",
    reviewCadence: "quarterly",
    proves: "The declared setting.",
    limits: "Not the live state.",
    note: "The NPRM would change this.",
    ...more,
  };
}

const training = control({
  id: "security-training",
  title: "Security awareness and training",
  assessable: "process",
  hipaa: [],
  soc2: [],
  conditional: [],
  listed: { hipaa: ["164.308(a)(5)(i)"], soc2: ["CC1.4"] },
});

const requirements: Requirements = {
  safeguards: ["encryption at rest", "procedures"],
  controls: [control(), training],
  hipaa: [
    {
      citation: "164.312(a)(2)(iv)",
      level: "specification",
      parent: "164.312(a)(1)",
      title: "Encryption and decryption",
      designation: "addressable",
      safeguard: "technical",
      assessable: "config",
      note: "The rule names no algorithm.",
      denominator: "matrix",
    },
    {
      citation: "164.308(a)(5)(i)",
      level: "standard",
      parent: "164.308(a)",
      title: "Security awareness and training",
      designation: "standard",
      safeguard: "administrative",
      assessable: "process",
      note: "Training programme; no config evidence.",
      denominator: "std",
    },
  ],
  soc2: ["CC1.4", "CC6.1", "CC6.6", "CC6.7"].map((criterion) => ({
    criterion,
    category: "security/common",
    title: `Title of ${criterion}`,
    assessable: criterion === "CC1.4" ? ("process" as const) : ("config" as const),
    note: "",
  })),
};

const plain = { color: false };
const list = [
  policy({ id: "aws-s3-kms", severity: "medium", title: "Buckets use a key of the account" }),
  policy(),
  policy({ id: "aws-rds-not-public", control: "network-exposure", severity: "critical" }),
];

describe("renderPolicies", () => {
  it("groups by control, severe ones first", () => {
    expect(renderPolicies(list, plain)).toBe(`encryption-at-rest 2 policies
  high      aws-rds-storage-encrypted  Database storage is encrypted
  medium    aws-s3-kms                 Buckets use a key of the account

network-exposure 1 policy
  critical  aws-rds-not-public         Database storage is encrypted

3 policies
`);
  });
});

describe("renderPolicyDetail", () => {
  it("says what it asks, why, the references and the way to meet it", () => {
    const text = renderPolicyDetail(policy(), control(), requirements, plain);
    expect(text).toContain("HIPAA     164.312(a)(2)(iv) Encryption and decryption (addressable)");
    expect(text).toContain("SOC 2     CC6.1 Title of CC6.1\n          supports CC6.7 Title of CC6.7");
    expect(text).toContain("fix       Set storage_encrypted to true");
    expect(text).toContain('    resource "aws_db_instance" "ehr" {\n      storage_encrypted = true\n    }');
  });

  it("prints the references that the policy narrows to", () => {
    const narrowed = policy({ references: { hipaa: [], soc2: ["CC6.1"], supporting: true } });
    const text = renderPolicyDetail(narrowed, control(), requirements, plain);
    expect(text).toContain("HIPAA     no reference");
    expect(text).toContain("SOC 2     supports CC6.1");
    expect(text).not.toContain("CC6.7");
  });
});

describe("renderControls", () => {
  it("holds every control with both frameworks, also what no config can show", () => {
    const text = renderControls(requirements, plain);
    expect(text).toMatch(/^encryption-at-rest +164\.312\(a\)\(2\)\(iv\) +CC6\.1, \(CC6\.7\)$/m);
    expect(text).toMatch(/^not assessable from config 1 control$/m);
    expect(text).toMatch(/^security-training +164\.308\(a\)\(5\)\(i\) +CC1\.4$/m);
    for (const line of text.split("\n")) expect(widthOf(line)).toBeLessThanOrEqual(100);
  });
});

describe("renderControlDetail", () => {
  it("says what config proves, what not, and names the policies", () => {
    const text = renderControlDetail(control(), requirements, list, plain);
    expect(text).toContain("proves    The declared setting.");
    expect(text).toContain("limits    Not the live state.");
    expect(text).toContain("CC6.6 Title of CC6.6, if the listener faces the internet");
    expect(text).toContain("2 policies\n  high      aws-rds-storage-encrypted");
  });

  it("prints neither a proposed rule nor what is only related", () => {
    const text = renderControlDetail(control(), requirements, list, plain);
    expect(text).not.toMatch(/NPRM|164\.402/);
  });
});

describe("renderRequirementDetail", () => {
  it("gives title, designation, note, controls and policies", () => {
    expect(
      renderRequirementDetail("164.312(a)(2)(iv)", requirements, list, plain),
    ).toBe(`45 CFR 164.312(a)(2)(iv)  Encryption and decryption
specification, addressable, technical, assessable from config

The rule names no algorithm.

controls  encryption-at-rest: Encryption at rest (direct)

2 policies
  high      aws-rds-storage-encrypted  Database storage is encrypted
  medium    aws-s3-kms                 Buckets use a key of the account
`);
  });

  it("says of a process requirement that config cannot show it", () => {
    const text = renderRequirementDetail("CC1.4", requirements, list, plain);
    expect(text).toContain("SOC 2 CC1.4  Title of CC1.4\nsecurity/common, not assessable from config");
    expect(text).toContain("security-training: Security awareness and training (not assessable from config)");
    expect(text).toContain("no policy refers to it");
  });

  it("leaves out a policy that narrows the reference away", () => {
    const narrowed = [policy({ references: { soc2: ["CC6.1"] } })];
    expect(renderRequirementDetail("CC6.7", requirements, narrowed, plain)).toContain(
      "no policy refers to it",
    );
  });
});
