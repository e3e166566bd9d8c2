import type {
  Evidence,
  ExceptionEvidence,
  PolicyEvidence,
  PopulationRow,
  Provenance,
  RequirementEvidence,
} from "../../src/evidence/evidence.ts";

export function provenance(more: Partial<Provenance> = {}): Provenance {
  return {
    tool: { name: "crosswalk", version: "1.2.3" },
    policies: { version: "1.2.3", digest: "d".repeat(64), profile: "recommended" },
    node: "20.0.0",
    generatedAt: "2026-11-25T09:00:00Z",
    asOf: "2026-11-25",
    command: ["evidence"],
    exitCode: 1,
    runner: "",
    repository: { commit: "c".repeat(40), branch: "main", dirty: false, changed: 0 },
    settings: { profile: "recommended" },
    settingsFiles: [],
    inputs: [{ path: "main.tf", kind: "terraform", sha256: "a".repeat(64) }],
    ...more,
  };
}

/** A judged site; a failing one unless told otherwise. */
export function row(id: string, more: Partial<PopulationRow> = {}): PopulationRow {
  return {
    id,
    policy: "aws-ebs-volume-encrypted",
    control: "encryption-at-rest",
    resource: `aws_ebs_volume.${id}`,
    type: "aws_ebs_volume",
    addresses: [`aws_ebs_volume.${id}`],
    unit: "terraform:.",
    path: "main.tf",
    line: 1,
    verdict: "fail",
    status: "open",
    severity: "high",
    grade: "default",
    message: `aws_ebs_volume.${id} is not encrypted`,
    phi: "unknown",
    soc2Boundary: "in",
    hipaa: [{ id: "164.312(a)(2)(iv)", strength: "direct" }],
    soc2: [{ id: "CC6.1", strength: "direct" }],
    ...more,
  };
}

export function exception(id: string, more: Partial<ExceptionEvidence> = {}): ExceptionEvidence {
  return {
    id,
    policy: "aws-ebs-volume-encrypted",
    type: "addressable-alternative",
    status: "active",
    resources: [],
    citations: ["164.312(a)(2)(iv)"],
    reason: "public reference data",
    factors: ["risk"],
    alternative: "rebuilt every night",
    standardStillMetBy: "",
    alternativeEvidence: "",
    signOff: false,
    owner: "platform lead",
    approvedBy: "security official",
    approver: "differs",
    approvedOn: "2026-01-01",
    reviewBy: "2026-07-01",
    expiresOn: "2027-01-01",
    riskRef: "",
    soc2Compensating: "",
    rows: [],
    problems: [],
    notes: [],
    place: "crosswalk.yaml:3",
    ...more,
  };
}

export function requirementOf(id: string, more: Partial<RequirementEvidence> = {}): RequirementEvidence {
  const none = { pass: 0, fail: 0, unknown: 0, notApplicable: 0, suppressed: 0, excepted: 0 };
  return {
    framework: "hipaa",
    id,
    title: "Encryption and decryption",
    level: "specification",
    parent: "164.312(a)(1)",
    designation: "addressable",
    group: "technical",
    assessable: "config",
    state: "no-contradiction",
    why: "",
    counts: { ...none, judged: 0, riskAccepted: 0, cleared: 0, outOfScope: 0, scopeUnknown: 0 },
    edges: [],
    rows: [],
    exceptions: [],
    limits: "",
    ...more,
  };
}

export function body(population: PopulationRow[], more: Partial<Evidence> = {}): Evidence {
  const none = { total: 0, withPolicy: 0, judged: 0, undecided: 0 };
  return {
    schemaVersion: "1",
    statement: ["This is evidence."],
    provenance: provenance(),
    scope: {
      confirmed: false,
      categories: ["security"],
      phi: { yes: 0, no: 0, unknown: population.length },
      soc2: { in: population.length, out: 0, unknown: 0 },
      files: 1,
      units: 1,
      resources: population.length,
    },
    coverage: { hipaa: none, soc2: none },
    controls: [],
    requirements: { hipaa: [], soc2: [] },
    overlap: { both: [], hipaaOnly: [], soc2Only: [], notes: [] },
    policies: [...new Set(population.map((one) => one.policy))].map(policyEvidence),
    population,
    sample: { seed: "seed", size: 0, of: population.length, rows: [] },
    exceptions: [],
    bypasses: [],
    notScanned: [],
    diagnostics: [],
    limits: [],
    ...more,
  };
}

export function policyEvidence(id: string): PolicyEvidence {
  return {
    id,
    title: `Title of ${id}`,
    description: "It protects copies.",
    control: "encryption-at-rest",
    severity: "high",
    subjects: ["aws_ebs_volume"],
    parameters: [],
    documentation: [],
    counts: { pass: 0, fail: 0, unknown: 0, "not-applicable": 0 },
  };
}
