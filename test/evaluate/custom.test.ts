import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { findOpa } from "../../policies/build/opa.ts";
import { root, testWhere } from "../support/shared.ts";

const opa = findOpa(false);
const work = mkdtempSync(join(tmpdir(), "crosswalk-custom-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const rule = `# METADATA
# title: Queues of this company are named after their team
# description: The on-call rota is found by the name.
# scope: package
# custom:
#   id: acme-queue-named
#   control: asset-inventory-classification
#   severity: high
#   profile: recommended
#   subjects: [aws_sqs_queue]
#   message: "{address} is not named after a team"
#   remediation: Begin the name with the team's.
package crosswalk.policies.acme.sqs.queue_named

import data.crosswalk.lib.model
import data.crosswalk.lib.secrets
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains verdict.on(queue, ["name"], tri.matches(tri.at(queue, ["name"]), "^team-")) if {
	some queue in model.of_type("aws_sqs_queue")
	not secrets.named(queue.name)
}
`;

let scan: string;
let rules: string;
beforeEach(() => {
  const base = mkdtempSync(join(work, "case-"));
  scan = join(base, "repo");
  rules = join(base, "rules");
  mkdirSync(scan);
  mkdirSync(rules);
  writeFileSync(join(scan, "main.tf"), 'resource "aws_sqs_queue" "jobs" {\n  name = "jobs"\n}\n');
});

function crosswalk(
  path: string,
  ...args: string[]
): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(root, "bin/crosswalk.js"), "scan", ...args], {
    cwd: scan,
    encoding: "utf8",
    env: { ...process.env, PATH: path, XDG_CACHE_HOME: join(work, "cache") },
  });
}

describe("--policy-dir", () => {
  test("says what is missing where there is no opa", () => {
    writeFileSync(join(rules, "queue.rego"), `${rule}# another content, so that no cache serves it\n`);
    const done = crosswalk("/nonexistent", "--policy-dir", rules);
    expect(done.status).toBe(2);
    expect(done.stderr).toContain("needs the `opa` command");
  });

  test("an empty folder is an error, not a pass", () => {
    const done = crosswalk("/nonexistent", "--policy-dir", rules);
    expect(done.status).toBe(2);
    expect(done.stderr).toContain("holds no .rego file");
  });

  testWhere(opa !== undefined, "the pinned OPA")(
    "adds the user's policies, and takes them from the cache without opa",
    () => {
      const bin = mkdtempSync(join(work, "bin-"));
      writeFileSync(join(bin, "opa"), `#!/bin/sh\nexec "${opa}" "$@"\n`);
      chmodSync(join(bin, "opa"), 0o755);
      writeFileSync(join(rules, "queue.rego"), rule);
      const path = `${bin}${delimiter}${process.env["PATH"]}`;
      const first = crosswalk(path, "--policy-dir", rules);
      expect(first.stderr).toBe("");
      expect(first.stdout).toContain("main.tf:2:3");
      expect(first.stdout).toContain("acme-queue-named");
      expect(first.status).toBe(1);
      expect(crosswalk("/nonexistent", "--policy-dir", rules).stdout).toBe(first.stdout);

      writeFileSync(join(rules, "queue.rego"), rule.replace("tri.matches(", "tri.no_such("));
      const broken = crosswalk(path, "--policy-dir", rules);
      expect(broken.status).toBe(2);
      expect(broken.stderr).toMatch(/queue\.rego:\d+: .*no_such/);

      writeFileSync(join(rules, "queue.rego"), rule.replace("severity: high", "severity: dreadful"));
      const bad = crosswalk(path, "--policy-dir", rules);
      expect(bad.status).toBe(2);
      expect(bad.stderr).toContain("severity dreadful is not one of");
    },
  );

  testWhere(opa !== undefined, "the pinned OPA")("never starts an opa that lies in what is scanned", () => {
    writeFileSync(join(scan, "opa"), "#!/bin/sh\ntouch started\n");
    chmodSync(join(scan, "opa"), 0o755);
    writeFileSync(join(rules, "queue.rego"), `${rule}# yet another content\n`);
    const done = crosswalk(scan, "--policy-dir", rules);
    expect(done.status).toBe(2);
    expect(done.stderr).toContain("needs the `opa` command");
  });
});
