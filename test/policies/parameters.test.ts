import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { ParameterValue } from "../../src/config/config.ts";
import { catalogue, scanFolder } from "../support/pipeline.ts";

const folder = mkdtempSync(join(tmpdir(), "crosswalk-parameters-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Case = [
  policy: string,
  parameter: string,
  value: ParameterValue,
  usual: string,
  other: string,
  code: string,
  file?: string,
];

const tags = (text: string) => `resource "aws_s3_bucket" "a" {\n  tags = {${text}}\n}`;
const protection = `resource "github_branch_protection" "a" {
  repository_id  = "r"
  pattern        = "main"
  enforce_admins = true
  required_status_checks {
    contexts = ["test"]
  }
  required_pull_request_reviews {
    dismiss_stale_reviews = true
  }
}`;
const signOn = `resource "aws_lb_listener" "a" {
  default_action {
    type = "authenticate-oidc"
    authenticate_oidc {
      session_timeout = 3600
    }
  }
}`;

const cases: Case[] = [
  [
    "aws-rds-backup-retention",
    "minimum_days",
    30,
    "pass",
    "fail",
    `resource "aws_db_instance" "a" {\n  backup_retention_period = 14\n}`,
  ],
  [
    "aws-log-group-retention",
    "minimum_days",
    90,
    "fail",
    "pass",
    `resource "aws_cloudwatch_log_group" "a" {\n  retention_in_days = 90\n}`,
  ],
  [
    "aws-log-group-retention",
    "phi_minimum_days",
    365,
    "fail",
    "pass",
    `resource "aws_cloudwatch_log_group" "a" {\n  retention_in_days = 365\n}`,
  ],
  [
    "aws-kms-key-rotation",
    "maximum_days",
    90,
    "pass",
    "fail",
    `resource "aws_kms_key" "a" {\n  enable_key_rotation = true\n}`,
  ],
  [
    "aws-dynamodb-pitr",
    "minimum_days",
    14,
    "pass",
    "fail",
    `resource "aws_dynamodb_table" "a" {\n  point_in_time_recovery {\n    enabled = true\n    recovery_period_in_days = 7\n  }\n}`,
  ],
  [
    "aws-session-idle-timeout",
    "maximum_seconds",
    1800,
    "fail",
    "pass",
    `resource "aws_appstream_fleet" "a" {\n  idle_disconnect_timeout_in_seconds = 1200\n}`,
  ],
  [
    "aws-session-duration-limits",
    "permission_set_minutes",
    720,
    "fail",
    "pass",
    `resource "aws_ssoadmin_permission_set" "a" {\n  session_duration = "PT12H"\n}`,
  ],
  [
    "aws-session-duration-limits",
    "vpn_minutes",
    480,
    "pass",
    "fail",
    `resource "aws_ec2_client_vpn_endpoint" "a" {\n  session_timeout_hours = 12\n}`,
  ],
  ["aws-session-duration-limits", "sign_on_minutes", 30, "pass", "fail", signOn],
  [
    "aws-session-duration-limits",
    "role_minutes",
    720,
    "fail",
    "pass",
    `resource "aws_iam_role" "a" {\n  max_session_duration = 43200\n  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::123456789012:root" } }] })\n}`,
  ],
  [
    "aws-session-duration-limits",
    "token_minutes",
    30,
    "pass",
    "fail",
    `resource "aws_cognito_user_pool_client" "a" {\n}`,
  ],
  [
    "aws-session-duration-limits",
    "refresh_token_minutes",
    1440,
    "pass",
    "fail",
    `resource "aws_cognito_user_pool_client" "a" {\n}`,
  ],
  [
    "aws-session-duration-limits",
    "phi_refresh_token_minutes",
    43200,
    "fail",
    "pass",
    `resource "aws_cognito_user_pool_client" "a" {\n}`,
  ],
  [
    "aws-lb-tls-policy-modern",
    "tls_1_3_only",
    true,
    "pass",
    "fail",
    `resource "aws_lb_listener" "a" {\n  protocol = "HTTPS"\n  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"\n}`,
  ],
  ["github-branch-protection", "approvals", 2, "pass", "fail", protection],
  ["multi-required-classification-tags", "keys", ["cost-center"], "fail", "pass", tags('CostCenter = "1"')],
  [
    "multi-required-classification-tags",
    "environments",
    ["blue"],
    "fail",
    "pass",
    tags('data-classification = "phi", owner = "a", environment = "blue"'),
  ],
  [
    "multi-required-classification-tags",
    "classifications",
    ["c3"],
    "fail",
    "pass",
    tags('data-classification = "C3", owner = "a", environment = "prod"'),
  ],
  [
    "keycloak-session-idle",
    "idle_seconds",
    3600,
    "fail",
    "pass",
    '{"realm": "a", "clients": [], "ssoSessionIdleTimeout": 3600}',
    "realm.json",
  ],
  [
    "keycloak-session-idle",
    "max_seconds",
    86400,
    "fail",
    "pass",
    '{"realm": "a", "clients": [], "ssoSessionMaxLifespan": 86400}',
    "realm.json",
  ],
  [
    "mirth-mllp-plaintext",
    "tunnelled",
    ["ADT"],
    "fail",
    "pass",
    '<channel><name>ADT</name><sourceConnector><properties class="x.TcpReceiverProperties"/></sourceConnector></channel>',
    "adt.xml",
  ],
  [
    "mirth-password-policy",
    "min_length",
    8,
    "fail",
    "pass",
    "password.minlength = 8\npassword.retrylimit = 5\npassword.lockoutperiod = 1",
    "mirth.properties",
  ],
  [
    "smart-system-wildcard-scope",
    "bulk_export_approved",
    true,
    "fail",
    "not-applicable",
    '{"token_endpoint": "https://a.example/t", "capabilities": [], "scopes_supported": ["system/*.rs"]}',
    "smart-configuration.json",
  ],
];

test.each(cases)("%s: %s", async (id, name, value, usual, other, code, file = "main.tf") => {
  for (const old of readdirSync(folder)) rmSync(join(folder, old));
  writeFileSync(join(folder, file), `${code}\n`);
  const policies = catalogue.policies.filter((policy) => policy.id === id);
  const verdicts = async (parameters?: Record<string, Record<string, ParameterValue>>) => {
    const { findings } = await scanFolder(folder, {
      policies,
      ...(name.startsWith("phi_") && { scope: { phi: [{ types: ["*"] }] } }),
      ...(parameters && { parameters }),
    });
    const found = findings.map((one) => one.verdict);
    return found.includes("fail") ? "fail" : found[0];
  };
  expect(await verdicts()).toBe(usual);
  expect(await verdicts({ [id]: { [name]: value } })).toBe(other);
});

test("every parameter has its case here", () => {
  const declared = catalogue.policies.flatMap((policy) =>
    Object.keys(policy.parameters ?? {}).map((name) => `${policy.id} ${name}`),
  );
  const tested = cases.map(([id, name]) => `${id} ${name}`);
  expect([...new Set(tested)].sort()).toEqual(declared.sort());
});
