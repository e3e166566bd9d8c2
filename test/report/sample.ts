import type { ScanResult } from "../../src/judge/result.ts";
import { finding, policy, requirement, result, source, span } from "./builders.ts";

const main = source(
  "envs/prod/main.tf",
  `module "records" {
  source         = "../../modules/records"
  instance_count = 3
}

resource "aws_security_group" "db" {
\tname = "db"

\tingress {
\t\tfrom_port   = 5432
\t\tto_port     = 5432
\t\tprotocol    = "tcp"
\t\tcidr_blocks = ["0.0.0.0/0"]
\t}
}

resource "aws_s3_bucket" "exports" {
  bucket = "clinic-exports-\${var.environment}"
}
`,
);
const records = source(
  "modules/records/database.tf",
  `resource "aws_db_instance" "ehr" {
  count               = var.instance_count
  engine              = "postgres"
  instance_class      = "db.r6g.large"
  storage_encrypted   = false
  publicly_accessible = true
  multi_az            = true

  tags = { data = "phi" }
}
`,
);
const api = source(
  "k8s/api.yaml",
  `apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: prod }
spec:
  template:
    spec:
      containers:
        - name: api
          env:
            - name: DB_PASSWORD
              value: "hunter2-very-secret"
`,
  "kubernetes",
);
const policyDocument = source(
  "iam/policy.tf",
  `resource "aws_iam_policy" "app" {
  policy = "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Sid\\":\\"ReadRecordsOfEveryone\\",\\"Effect\\":\\"Allow\\",\\"Action\\":\\"*\\",\\"Resource\\":\\"*\\"}]}"
}
`,
);
const dotenv = source(
  ".env.production",
  "LOG_LEVEL=info\nDATABASE_URL=postgres://app:s3cr3t@db/ehr\nSMTP=x\n",
  "dotenv",
);

const access = {
  citation: "164.312(a)(1)",
  title: "Access control",
  designation: "standard",
  strength: "direct",
} as const;
const transmission = {
  citation: "164.312(e)(1)",
  title: "Transmission security",
  designation: "standard",
  strength: "direct",
} as const;
const cc61 = {
  criterion: "CC6.1",
  title: "Restrict system access; protect keys and data",
  strength: "direct",
} as const;
const cc66 = {
  criterion: "CC6.6",
  title: "Guard the boundary against outsiders",
  strength: "direct",
} as const;

const instances = [0, 1, 2].map((i) => `module.records.aws_db_instance.ehr[${i}]`);
const viaRecords = [{ at: span(main, 'module "records"'), what: "module.records" }];
const notPublic = policy({
  id: "aws-rds-not-public",
  title: "Databases are not given a public address",
  control: "network-exposure",
  severity: "critical",
  remediation: "Set publicly_accessible to false and reach the database through the VPC.",
});
const plainSecret = policy({
  id: "kubernetes-env-no-plain-secret",
  title: "Secrets are not written into the manifests of workloads",
  control: "secrets-management",
  severity: "critical",
  secret: true,
  remediation: "Keep the value in a Secret and refer to it with secretKeyRef.",
});
const unit = { unit: "terraform:envs/prod" };

/** A report with something of everything, as a repository in the middle of its way would give it. */
export function sample(): ScanResult {
  const unknowns = Array.from({ length: 41 }, (_, i) =>
    finding({
      verdict: "unknown",
      at: span(main, `"clinic-exports-\${var.environment}"`),
      cause: i < 33 ? "variable" : i < 38 ? "module" : i < 40 ? "data" : "version",
      detail: i < 20 ? "environment" : i < 33 ? "kms_key_id" : "module.vpc",
      safeguard: i < 20 ? "encryption at rest" : "audit logging",
      fingerprint: `u${i}`,
    }),
  );
  const passes = Array.from({ length: 96 }, (_, i) =>
    finding({
      verdict: "pass",
      safeguard:
        ["encryption at rest", "encryption in transit", "role-based access", "workload protection"][i % 4] ??
        "",
      fingerprint: `p${i}`,
    }),
  );
  const findings = [
    finding({
      ...unit,
      policy: policy({
        id: "dotenv-no-plain-secret",
        title: "Environment files hold no credentials",
        control: "secrets-management",
        severity: "high",
        secret: true,
        remediation: "Load the credential from a secret store when the process starts.",
      }),
      safeguard: "secrets management",
      resource: { type: "dotenv", address: "dotenv:.env.production" },
      addresses: ["dotenv:.env.production"],
      site: "DATABASE_URL",
      at: span(dotenv, "postgres://app:s3cr3t@db/ehr"),
      message: "DATABASE_URL holds a credential in plain text",
      requirements: {
        hipaa: [
          access,
          {
            citation: "164.308(a)(5)(ii)(D)",
            title: "Password management",
            designation: "addressable",
            strength: "supporting",
          },
        ],
        soc2: [cc61],
      },
      fingerprint: "f0",
    }),
    finding({
      ...unit,
      policy: policy({
        id: "aws-security-group-no-open-database-port",
        title: "Security groups do not open database ports to every address on the internet",
        control: "network-exposure",
        severity: "critical",
        remediation: "Name the security group of the application as the source instead of an address range.",
      }),
      safeguard: "network protection",
      resource: { type: "aws_security_group", address: "aws_security_group.db" },
      addresses: ["aws_security_group.db"],
      site: "ingress tcp 5432",
      at: span(main, '["0.0.0.0/0"]'),
      message: "aws_security_group.db opens port 5432 to 0.0.0.0/0",
      requirements: { hipaa: [access, transmission], soc2: [cc61, cc66] },
      fingerprint: "f1",
    }),
    finding({
      ...unit,
      policy: policy({ id: "aws-s3-versioning", title: "Buckets keep earlier versions", severity: "medium" }),
      safeguard: "data integrity",
      resource: { type: "aws_s3_bucket", address: "aws_s3_bucket.exports" },
      addresses: ["aws_s3_bucket.exports"],
      at: span(main, main.text.slice(main.text.indexOf('resource "aws_s3_bucket"')).trimEnd()),
      message: "aws_s3_bucket.exports has no versioning",
      phi: "no",
      requirements: { hipaa: [], soc2: [cc61] },
      fingerprint: "f2",
    }),
    finding({
      ...unit,
      policy: policy({
        id: "aws-iam-no-wildcard-action",
        title: "Policies do not allow every action",
        control: "least-privilege",
      }),
      safeguard: "role-based access",
      resource: { type: "aws_iam_policy", address: "aws_iam_policy.app" },
      addresses: ["aws_iam_policy.app"],
      site: "statement ReadRecordsOfEveryone",
      at: span(policyDocument, '\\"Action\\":\\"*\\"'),
      message:
        "statement ReadRecordsOfEveryone of aws_iam_policy.app allows every action on every resource of the account",
      requirements: {
        hipaa: [access],
        soc2: [
          { criterion: "CC6.3", title: "Match permissions to role; keep them small", strength: "direct" },
        ],
      },
      fingerprint: "f3",
    }),
    finding({
      policy: plainSecret,
      safeguard: "secrets management",
      unit: "kubernetes:.",
      resource: { type: "Deployment", address: "Deployment.prod.api" },
      addresses: ["Deployment.prod.api"],
      site: "container api, env DB_PASSWORD",
      at: span(api, '"hunter2-very-secret"'),
      message: "DB_PASSWORD of container api is written into the manifest",
      requirements: { hipaa: [access], soc2: [cc61] },
      fingerprint: "f4",
    }),
    finding({
      ...unit,
      phi: "yes",
      resource: { type: "aws_db_instance", address: instances[0] ?? "" },
      addresses: instances,
      via: viaRecords,
      at: span(records, "false"),
      fingerprint: "f5",
    }),
    finding({
      ...unit,
      policy: notPublic,
      safeguard: "network protection",
      phi: "yes",
      resource: { type: "aws_db_instance", address: instances[0] ?? "" },
      addresses: instances,
      via: viaRecords,
      at: span(records, "true"),
      message: `${instances[0]} is given a public address`,
      requirements: { hipaa: [access, transmission], soc2: [cc61, cc66] },
      fingerprint: "f6",
    }),
    finding({
      status: "suppressed",
      suppression: { reason: "scratch data only, removed nightly", at: span(main, "module") },
      fingerprint: "f7",
    }),
    ...[
      "examples/complete/main.tf",
      "examples/complete/rds.tf",
      "examples/minimal/main.tf",
      "test/fixture.tf",
    ].map((path, i) =>
      finding({ status: "aside", at: span(source(path, "x = false\n"), "false"), fingerprint: `a${i}` }),
    ),
    ...unknowns,
    ...passes,
  ];
  const many = (n: number, state: "not-assessable" | "no-contradiction" | "no-population" | "unknown") =>
    Array.from({ length: n }, (_, i) => requirement({ id: `${state}-${i}`, state }));
  return result(findings, {
    scanned: { files: 214, units: 9, resources: 612, policies: 187 },
    requirements: {
      hipaa: [
        ...["164.308(a)(5)(ii)(D)", "164.312(a)(1)", "164.312(a)(2)(iv)", "164.312(e)(1)"].map((id) =>
          requirement({ id }),
        ),
        ...many(9, "no-contradiction"),
        ...many(3, "unknown"),
        ...many(14, "no-population"),
        ...many(90, "not-assessable"),
      ],
      soc2: [
        ...["C1.1", "CC6.1", "CC6.3", "CC6.6"].map((id) => requirement({ id })),
        ...many(8, "no-contradiction"),
        ...many(4, "unknown"),
        ...many(5, "no-population"),
        ...many(40, "not-assessable"),
      ],
    },
    notScanned: [
      { path: "charts/fhir", cause: "not-rendered", detail: "crosswalk-engines is not installed" },
      {
        path: "envs/prod/network.tf",
        cause: "module-not-found",
        detail: "module.vpc (terraform-aws-modules/vpc/aws) is not under .terraform/modules",
      },
      { path: "legacy/broken.tf", cause: "parse-error", detail: "a block is not closed" },
    ],
    diagnostics: [
      {
        code: "suppression-unused",
        severity: "warning",
        message: "crosswalk:ignore aws-s3-versioning quiets no finding",
        at: span(main, "bucket"),
      },
      {
        code: "hcl-syntax",
        severity: "error",
        message: "a closing brace is missing",
        hint: "The block that begins at line 3 is still open at the end of the file.",
        at: span(source("legacy/broken.tf", 'a\nb\nresource "x" "y" {\n'), "{"),
      },
    ],
    assumptions: [
      { name: "account-baseline", owner: "platform@clinic.example", date: "2026-09-01", findings: 6 },
    ],
  });
}

export function clean(): ScanResult {
  const passes = Array.from({ length: 24 }, (_, i) =>
    finding({
      verdict: "pass",
      safeguard: i % 2 ? "encryption at rest" : "audit logging",
      fingerprint: `p${i}`,
    }),
  );
  return result(passes, {
    scope: { confirmed: true },
    requirements: {
      hipaa: [
        requirement({ state: "no-contradiction" }),
        requirement({ id: "164.308(a)(1)(ii)(A)", state: "not-assessable" }),
      ],
      soc2: [requirement({ id: "CC6.1", state: "no-contradiction" })],
    },
  });
}
