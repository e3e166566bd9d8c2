import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { crosswalk } from "./crosswalk.ts";

let top = "";
beforeAll(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), "crosswalk-roots-")));
  put(
    "infra/main.tf",
    'variable "public" {}\nresource "aws_db_instance" "a" {\n  publicly_accessible = var.public\n  identifier = terraform.workspace\n}\n',
  );
  put("infra/envs/prod.tfvars", "public = true\n");
  put("infra/envs/dev.tfvars", "public = false\n");
  put("k8s/dev/a.yaml", deployment);
  put("k8s/prod/a.yaml", deployment);
  put(
    "crosswalk.yaml",
    `
roots:
  - path: infra
    workspace: blue
    environments: {prod: [envs/prod.tfvars], dev: [./envs/dev.tfvars]}
  - path: gone
units:
  - {name: development, paths: [k8s/dev]}
  - {name: production, paths: [k8s/prod/**], declares: [cluster-baseline]}
`,
  );
});
afterAll(() => {
  rmSync(top, { recursive: true, force: true });
});

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: fhir, namespace: clinic}
spec:
  template:
    metadata: {labels: {app: fhir}}
    spec:
      containers: [{name: fhir, image: "hapi:1"}]
`;

function put(path: string, text: string): void {
  mkdirSync(dirname(join(top, path)), { recursive: true });
  writeFileSync(join(top, path), text);
}

interface Row {
  policy: string;
  unit: string;
  verdict: string;
  environment?: string;
}

function rows(policy: string, args: string[] = []): Row[] {
  const all = [
    "scan",
    "--profile",
    "all",
    "--verdicts",
    "all",
    "--format",
    "json",
    "--policy",
    policy,
    ...args,
  ];
  return JSON.parse(crosswalk(all, top).stdout).results;
}

test("a root is judged in each environment that crosswalk.yaml gives it", () => {
  const found = rows("aws-rds-not-public").map((one) => `${one.environment} ${one.verdict}`);
  expect(found.sort()).toEqual(["dev pass", "prod fail"]);
});

test("a flag's environments stand in place of the file's", () => {
  const found = rows("aws-rds-not-public", ["--environment", "test=infra/envs/prod.tfvars"]);
  expect(found.map((one) => `${one.environment} ${one.verdict}`)).toEqual(["test fail"]);
});

test("the root's workspace is its own", () => {
  const { stdout } = crosswalk(["input", "infra"], top);
  expect(JSON.parse(stdout).units[0].input.resources["aws_db_instance.a"].values.identifier).toBe("blue");
});

test("manifests of two units are judged apart, and what a unit declares counts there only", () => {
  const found = rows("k8s-networkpolicy-coverage").map((one) => `${one.unit} ${one.verdict}`);
  expect(found.sort()).toEqual(["kubernetes:development unknown", "kubernetes:production fail"]);
});

test("a root that is not there is told", () => {
  expect(crosswalk(["scan", "--fail-on", "none"], top).stdout).toContain(
    "roots names gone, where the scan found no Terraform file",
  );
});

test("--var with a name that no root has is a bad flag", () => {
  const { status, stdout } = crosswalk(["scan", "--fail-on", "none", "--var", "typo=1"], top);
  expect(status).toBe(2);
  expect(stdout).toContain("--var typo: no root module has a variable of this name");
});
