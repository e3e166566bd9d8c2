/** How a fixture's verdicts through a plan differ from those of its source. */
export interface Difference {
  /** With the source beside the plan. */
  beside?: string;
  /** With the plan alone. */
  alone?: string;
  /** No such plan can exist: a fixture leaves a variable without a value. Passes and fails may differ then. */
  noPlan?: true;
  /** A companion cannot be told from the plan alone: not-applicable may stand where the source gives a verdict. */
  noCompanion?: true;
}

const document =
  "a document that is made with one computed value is wholly unknown in a plan; the source beside it shows the rest";
const template = "a plan has no literal parts of a text that is known after apply";
const splat =
  "a plan names `aws_subnet.open`, not which of its instances `[*]` stands for: the companion cannot be told";
const backend = "a plan does not hold the backend";
const noValue =
  "a variable without a value is unknown in the source; Terraform makes no plan then, so the test's says computed";

/** Fixtures that a plan cannot answer as the source does, with the reason; docs/terraform.md has the same list. */
export const differences: Readonly<Record<string, Difference>> = {
  "aws-compute-no-embedded-secrets/unknown": { alone: noValue, noPlan: true },
  "aws-db-credentials-managed/unknown": { alone: noValue, noPlan: true },
  "aws-lambda-permission-source-restricted/unknown": { beside: noValue, alone: noValue, noPlan: true },
  "aws-sns-topic-encrypted/unknown": { beside: noValue, alone: noValue, noPlan: true },
  "google-audit-logs-data-access/unknown": { beside: noValue, alone: noValue, noPlan: true },
  "aws-rds-not-public/fail": { alone: splat, noCompanion: true },
  "aws-iam-policy-no-admin-star/unknown": { alone: document },
  "aws-iam-role-trust-restricted/unknown": { alone: document },
  "aws-s3-bucket-policy-no-full-access/pass": { alone: document },
  "aws-s3-bucket-policy-no-full-access/fail": { alone: document },
  "aws-s3-bucket-policy-no-full-access/unknown": { alone: document },
  "aws-s3-bucket-policy-not-public/pass": { alone: document },
  "aws-s3-bucket-policy-not-public/fail": { alone: document },
  "aws-s3-bucket-policy-not-public/unknown": { alone: document },
  "aws-s3-bucket-tls-only/pass": { alone: document },
  "aws-s3-bucket-tls-only/fail": { alone: document },
  "google-storage-bucket-not-public/pass": { alone: template },
  "multi-state-backend-protected/pass": { alone: backend },
  "multi-state-backend-protected/fail": { alone: backend },
  "multi-state-backend-protected/unknown": { alone: backend },
};
