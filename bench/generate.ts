import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes one root module of `count` resources (ten types, linked in tens) into a folder, a hundred tens a file. */
export function writeTerraform(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  let text = 'provider "aws" {\n  region = "eu-west-1"\n}\n';
  const tens = Math.ceil(count / 10);
  for (let i = 0; i < tens; i++) {
    text += ten(i);
    if (i % 100 === 99 || i === tens - 1) {
      writeFileSync(join(folder, `part${Math.floor(i / 100)}.tf`), text);
      text = "";
    }
  }
}

function ten(i: number): string {
  return `
resource "aws_s3_bucket" "b${i}" { bucket = "data-${i}" }
resource "aws_s3_bucket_public_access_block" "b${i}" {
  bucket                  = aws_s3_bucket.b${i}.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = ${i % 7 !== 0}
}
resource "aws_s3_bucket_versioning" "b${i}" {
  bucket = aws_s3_bucket.b${i}.id
  versioning_configuration { status = "Enabled" }
}
resource "aws_s3_bucket_policy" "b${i}" {
  bucket = aws_s3_bucket.b${i}.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{
    Effect    = "Deny"
    Principal = "*"
    Action    = "s3:*"
    Resource  = [aws_s3_bucket.b${i}.arn, "\${aws_s3_bucket.b${i}.arn}/*"]
    Condition = { Bool = { "aws:SecureTransport" = "false" } }
  }] })
}
resource "aws_db_instance" "d${i}" {
  engine              = "postgres"
  publicly_accessible = ${i % 5 === 0}
  storage_encrypted   = true
}
resource "aws_security_group" "g${i}" {
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}
resource "aws_security_group_rule" "r${i}" {
  type              = "ingress"
  from_port         = 22
  to_port           = 22
  protocol          = "tcp"
  cidr_blocks       = ["${i % 11 === 0 ? "0.0.0.0/0" : "10.0.0.0/16"}"]
  security_group_id = aws_security_group.g${i}.id
}
resource "aws_iam_role" "i${i}" {
  assume_role_policy = jsonencode({ Statement = [{
    Effect    = "Allow"
    Principal = { Service = "ec2.amazonaws.com" }
    Action    = "sts:AssumeRole"
  }] })
}
resource "aws_ebs_volume" "v${i}" {
  availability_zone = "eu-west-1a"
  encrypted         = true
}
resource "aws_cloudwatch_log_group" "l${i}" { retention_in_days = 400 }
`;
}

/** Writes `count` Deployments and as many network policies that all select each of them. */
export function writeKubernetes(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  const deployments: string[] = [];
  const policies: string[] = [];
  for (let i = 0; i < count; i++) {
    deployments.push(`apiVersion: apps/v1
kind: Deployment
metadata: {name: app${i}, namespace: prod}
spec:
  selector: {matchLabels: {app: app${i}}}
  template:
    metadata: {labels: {app: app${i}, tier: web}}
    spec:
      containers:
        - name: app
          image: registry.example.com/app:1.${i}
          securityContext: {runAsNonRoot: true, privileged: false}
`);
    policies.push(`apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: policy${i}, namespace: prod}
spec:
  podSelector: {}
  policyTypes: [Ingress]
`);
  }
  for (let i = 0; i < count; i += 300) {
    writeFileSync(join(folder, `deployments${i}.yaml`), deployments.slice(i, i + 300).join("---\n"));
    writeFileSync(join(folder, `policies${i}.yaml`), policies.slice(i, i + 300).join("---\n"));
  }
}
