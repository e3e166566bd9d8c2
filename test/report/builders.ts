import type { PolicyMetadata } from "../../src/evaluate/catalogue.ts";
import type { Finding } from "../../src/judge/finding.ts";
import type { RequirementResult, ScanResult } from "../../src/judge/result.ts";
import { Source, type SourceKind } from "../../src/text/source.ts";
import { type At, at } from "../../src/text/span.ts";

export function source(path: string, text: string, kind: SourceKind = "terraform"): Source {
  return new Source(path, kind, text);
}

/** The span of a text inside a source; fails when it is not there. */
export function span(of: Source, text: string): At {
  const start = of.text.indexOf(text);
  if (start < 0) throw new Error(`"${text}" is not in ${of.path}`);
  return at(of, start, start + text.length);
}

export function policy(more: Partial<PolicyMetadata> = {}): PolicyMetadata {
  return {
    id: "aws-rds-storage-encrypted",
    package: "aws.rds.storage_encrypted",
    shard: "aws",
    title: "Database storage is encrypted",
    description: "Whoever gets at the disk or a snapshot reads everything. The provider's default is false.",
    control: "encryption-at-rest",
    severity: "high",
    grades: {},
    profile: "recommended",
    subjects: ["aws_db_instance"],
    reads: [],
    message: "{address} is stored without encryption",
    messages: {},
    remediation: "Set storage_encrypted to true; an existing database is encrypted through a snapshot copy.",
    example: 'resource "aws_db_instance" "ehr" {\n  storage_encrypted = true\n}\n',
    peers: ["CKV_AWS_16"],
    related: [],
    documentation: [
      "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance",
    ],
    aliases: [],
    secret: false,
    ...more,
  };
}

const database = source("main.tf", 'resource "aws_db_instance" "ehr" {\n  storage_encrypted = false\n}\n');

export function finding(more: Partial<Finding> = {}): Finding {
  const of = more.policy ?? policy();
  const address = more.resource?.address ?? "aws_db_instance.ehr";
  return {
    policy: of,
    safeguard: "encryption at rest",
    severity: of.severity,
    grade: "default",
    verdict: "fail",
    status: "open",
    unit: "terraform:.",
    resource: { type: "aws_db_instance", address },
    addresses: [address],
    at: span(database, "false"),
    via: [],
    message: `${address} is stored without encryption`,
    phi: "unknown",
    soc2Boundary: "unknown",
    requirements: {
      hipaa: [
        {
          citation: "164.312(a)(2)(iv)",
          title: "Encryption and decryption",
          designation: "addressable",
          strength: "direct",
        },
      ],
      soc2: [
        { criterion: "C1.1", title: "Keep confidential data confidential", strength: "direct" },
        { criterion: "CC6.1", title: "Restrict system access; protect keys and data", strength: "direct" },
        { criterion: "CC6.7", title: "Protect data being sent or moved", strength: "supporting" },
      ],
    },
    fingerprint: "5b1e0a7c9d3f2468",
    ...more,
  };
}

export function requirement(more: Partial<RequirementResult> = {}): RequirementResult {
  return {
    id: "164.312(a)(2)(iv)",
    title: "Encryption and decryption",
    designation: "addressable",
    safeguard: "technical",
    assessable: "config",
    state: "contradicted",
    controls: ["encryption-at-rest"],
    counts: {
      judged: 3,
      pass: 1,
      fail: 1,
      unknown: 1,
      notApplicable: 0,
      suppressed: 0,
      excepted: 0,
      riskAccepted: 0,
      cleared: 0,
      outOfScope: 0,
      scopeUnknown: 0,
    },
    ...more,
  };
}

/** A result around findings, its counts taken from them. */
export function result(findings: Finding[], more: Partial<ScanResult> = {}): ScanResult {
  const of = (verdict: Finding["verdict"]) => findings.filter((one) => one.verdict === verdict).length;
  const open = findings.filter((one) => one.verdict === "fail" && one.status === "open");
  const severity = (name: Finding["severity"]) => open.filter((one) => one.severity === name).length;
  return {
    tool: {
      name: "crosswalk",
      version: "0.1.0",
      policies: { version: "2026.11.0", digest: "ab".repeat(32), profile: "recommended" },
    },
    scope: { confirmed: false },
    scanned: { files: 3, units: 1, resources: 4, policies: 12 },
    findings,
    counts: {
      byVerdict: {
        fail: of("fail"),
        unknown: of("unknown"),
        pass: of("pass"),
        "not-applicable": of("not-applicable"),
      },
      open: {
        critical: severity("critical"),
        high: severity("high"),
        medium: severity("medium"),
        low: severity("low"),
      },
      suppressed: findings.filter((one) => one.status === "suppressed").length,
      aside: findings.filter((one) => one.status === "aside").length,
      excepted: findings.filter((one) => one.status === "excepted").length,
      baselined: findings.filter((one) => one.status === "baselined").length,
      outOfScope: findings.filter((one) => one.status === "out-of-scope").length,
    },
    requirements: {
      hipaa: [
        requirement(),
        requirement({
          id: "164.308(a)(1)(ii)(A)",
          title: "Risk analysis",
          designation: "required",
          safeguard: "administrative",
          assessable: "process",
          state: "not-assessable",
          controls: [],
        }),
      ],
      soc2: [
        requirement({
          id: "CC6.1",
          title: "Restrict system access; protect keys and data",
          designation: "security/common",
        }),
      ],
    },
    exceptions: [],
    notScanned: [],
    diagnostics: [],
    assumptions: [],
    gate: { failOn: "high", failing: severity("critical") + severity("high") },
    ...more,
  };
}
