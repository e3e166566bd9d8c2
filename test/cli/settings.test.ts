import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { crosswalk } from "./crosswalk.ts";

let top = "";
beforeAll(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), "crosswalk-settings-")));
  put("main.tf", 'resource "aws_s3_bucket" "records" {\n  tags = { data-classification = "phi" }\n}\n');
  put("team/main.tf", 'resource "aws_s3_bucket" "scratch" {}\n');
});
afterAll(() => {
  rmSync(top, { recursive: true, force: true });
});

function put(path: string, text: string): void {
  const full = join(top, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
}

const config = `
failOn: none
policies:
  aws-s3-versioning: {enabled: false, reason: replaced by replication}
scope:
  phi:
    - name: records
      tags: {data-classification: phi}
  otherwise: no
`;

test("init writes a file that holds, and does not overwrite it", () => {
  expect(crosswalk(["init"], top).status).toBe(0);
  expect(readFileSync(join(top, "crosswalk.yaml"), "utf8")).toContain("data-classification: phi");
  expect(crosswalk(["init"], top)).toMatchObject({ status: 2 });
  expect(crosswalk(["scan", "--fail-on", "none"], top).status).toBe(0);
  rmSync(join(top, "crosswalk.yaml"));
  expect(crosswalk(["init", "--print"], top).stdout).toContain("profile: recommended");
  expect(existsSync(join(top, "crosswalk.yaml"))).toBe(false);
});

test("config prints what holds and what decided it", () => {
  put("crosswalk.yaml", config);
  put("team/crosswalk.yaml", "declares: [account-baseline]\n");
  put("org.yaml", "enforced: {profile: strict}\n");
  const { stdout, status } = crosswalk(["config", "--org-config", "org.yaml", "--fail-on", "low"], top);
  expect(status).toBe(0);
  expect(stdout).toContain("profile: strict # enforced by the organization");
  expect(stdout).toContain("failOn: low # --fail-on");
  expect(stdout).toContain("failOnUnknown: false # default");
  expect(stdout).toContain("# team/crosswalk.yaml\nnested:");
  put("crosswalk.yaml", "profil: all\n");
  const broken = crosswalk(["config"], top);
  expect(broken.status).toBe(2);
  expect(broken.stderr).toContain("crosswalk.yaml:1");
  put("crosswalk.yaml", config);
});

test("scan says what the settings changed, and which rule decided on scope", () => {
  const { stdout } = crosswalk(["scan", "--profile", "all"], top);
  expect(stdout).toContain("changed by crosswalk.yaml: aws-s3-versioning disabled: replaced by replication");
  expect(stdout).not.toContain("scope not confirmed");
  const report = JSON.parse(crosswalk(["scan", "--profile", "all", "--format", "json"], top).stdout);
  expect(report.results.some((one: { policy: string }) => one.policy === "aws-s3-versioning")).toBe(false);
  expect(report.adjustments).toEqual([
    { policy: "aws-s3-versioning", what: "disabled", reason: "replaced by replication" },
  ]);
  const phi = Object.fromEntries(
    report.results.map((one: { resource: { address: string }; phi: string; scopeRules: { phi: string } }) => [
      one.resource.address,
      `${one.phi} ${one.scopeRules.phi}`,
    ]),
  );
  expect(phi).toMatchObject({
    "aws_s3_bucket.records": 'yes crosswalk.yaml:7 "records"',
    "aws_s3_bucket.scratch": "no scope.otherwise",
  });
});

test("--why-in-scope shows the rule, and fails for an address that is not there", () => {
  const { stdout, status } = crosswalk(["scan", "--why-in-scope", "aws_s3_bucket.records"], top);
  expect(status).toBe(0);
  expect(stdout).toContain('ePHI yes: crosswalk.yaml:7 "records"');
  const typo = crosswalk(["scan", "--why-in-scope", "aws_s3_bucket.record"], top);
  expect(typo.status).toBe(2);
  expect(typo.stderr).toContain("Did you mean aws_s3_bucket.records?");
});
