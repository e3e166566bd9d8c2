import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadConfig } from "../../src/cli/config.ts";

let top = "";
beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), "crosswalk-config-")));
  mkdirSync(join(top, "repo/.git"), { recursive: true });
});
afterEach(() => {
  rmSync(top, { recursive: true, force: true });
});

function put(path: string, text: string): void {
  const full = join(top, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
}

const said = async (...given: Parameters<typeof loadConfig>) =>
  (await loadConfig(...given)).diagnostics.map((one) => `${one.code} ${one.message}`);

describe("extends", () => {
  test("what the file says wins, lists are joined, tables merge key by key", async () => {
    put(
      "repo/shared/crosswalk.yaml",
      "profile: strict\nfailOn: low\nexclude: [legacy]\npolicies:\n  a-b: {enabled: false, reason: shared}\n  c-d: {severity: low}\nscope:\n  phi: [{types: [aws_db_*]}]\n",
    );
    put(
      "repo/crosswalk.yaml",
      "extends: [shared/crosswalk.yaml]\nfailOn: high\nexclude: [old]\npolicies:\n  a-b: {enabled: true}\nscope:\n  phi: [{types: [aws_s3_*]}]\n  otherwise: no\n",
    );
    // `otherwise: no` is YAML's text in 1.2, not false.
    const { config, files, diagnostics } = await loadConfig(join(top, "repo"));
    expect(diagnostics).toEqual([]);
    expect(config).toMatchObject({
      profile: "strict",
      failOn: "high",
      exclude: ["old", "legacy"],
      policies: { "a-b": { enabled: true, reason: "shared" }, "c-d": { severity: "low" } },
      scope: { phi: [{ types: ["aws_s3_*"] }, { types: ["aws_db_*"] }], otherwise: "no" },
    });
    expect(files.map(({ path, role }) => `${role} ${path}`)).toEqual([
      "shared shared/crosswalk.yaml",
      "repository crosswalk.yaml",
    ]);
  });

  test("a scanned repository cannot have a file outside of it read", async () => {
    put("secret.yaml", "profile: all\n");
    put("repo/crosswalk.yaml", "extends: [../secret.yaml]\n");
    const { config } = await loadConfig(join(top, "repo"));
    expect(config).toEqual({});
    expect((await said(join(top, "repo")))[0]).toMatch(/leads out of the repository/);
  });

  test("a circle, a missing file and too long a chain are errors of the file that extends", async () => {
    put("repo/crosswalk.yaml", "extends: [a.yaml, gone.yaml]\nprofile: all\n");
    put("repo/a.yaml", "extends: [crosswalk.yaml]\n");
    expect(await said(join(top, "repo"))).toEqual([
      "config-invalid a.yaml extends itself through crosswalk.yaml",
      "config-invalid gone.yaml does not exist",
    ]);
    for (let i = 0; i < 12; i++) put(`repo/c${i}.yaml`, `extends: [c${i + 1}.yaml]\n`);
    put("repo/crosswalk.yaml", "extends: [c0.yaml]\n");
    expect(await said(join(top, "repo"))).toEqual([
      "config-invalid c7.yaml is extended over more than 8 files",
    ]);
  });
});

describe("files in folders", () => {
  test("from the top of the work tree down to the working directory, the nearer ones win", async () => {
    put("repo/crosswalk.yaml", "profile: all\nfailOn: low\nexclude: [a/x]\n");
    put("repo/a/crosswalk.yaml", "failOn: critical\nexclude: [y]\n");
    const { config, path } = await loadConfig(join(top, "repo/a"));
    expect(config).toMatchObject({ profile: "all", failOn: "critical", exclude: ["y", "x"] });
    expect(path).toBe("crosswalk.yaml");
  });

  test("those below count for their folder, and not for the run", async () => {
    put("repo/crosswalk.yaml", "profile: all\n");
    put(
      "repo/team/crosswalk.yaml",
      "profile: recommended\nexclude: [old, ./new]\ndeclares: [account-baseline]\npolicies:\n  a-b: {enabled: false}\nscope:\n  phi: [{types: [aws_db_*], paths: [prod/**]}]\n  otherwise: no\nexceptions:\n  - {id: EX-1, policy: a-b}\n",
    );
    const { config, diagnostics } = await loadConfig(join(top, "repo"), { scanned: ["team/api/main.tf"] });
    expect(config).toMatchObject({
      profile: "all",
      exclude: ["team/**/old", "team/new"],
      scope: { phi: [{ types: ["aws_db_*"], paths: ["team/prod/**"], within: "team" }] },
      exceptions: [{ id: "EX-1", within: "team" }],
      nested: [{ folder: "team", declares: ["account-baseline"], policies: { "a-b": { enabled: false } } }],
    });
    expect(config.declares).toBeUndefined();
    expect(diagnostics.map((one) => `${one.code} ${one.message}`)).toEqual([
      "config-ignored team/crosswalk.yaml: profile does not count here",
      "config-ignored team/crosswalk.yaml: scope.otherwise does not count here",
    ]);
  });
});

describe("--org-config", () => {
  const organization = `
policies:
  x-y: {severity: high}
enforced:
  profile: strict
  failOn: high
  policies:
    a-b: {severity: high, parameters: {days: 30}}
  categories: [availability]
`;

  test("its settings are defaults, what it enforces holds, and an attempt to weaken is told", async () => {
    put("org.yaml", organization);
    put(
      "repo/crosswalk.yaml",
      "policies:\n  a-b: {enabled: false, severity: low, parameters: {days: 1, other: 2}}\nscope:\n  soc2: {categories: [privacy]}\n",
    );
    const { config, diagnostics } = await loadConfig(join(top, "repo"), { organization: "../org.yaml" });
    expect(config.policies).toEqual({
      "x-y": { severity: "high" },
      "a-b": { enabled: true, severity: "high", parameters: { days: 30, other: 2 } },
    });
    expect(config.scope?.soc2?.categories).toEqual(["privacy", "availability"]);
    expect(diagnostics.map((one) => one.message)).toEqual([
      "policies.a-b is disabled; the organization's setting holds",
      "policies.a-b is lowered to low; the organization's setting holds",
      "policies.a-b changes the parameter days; the organization's setting holds",
      "scope.soc2.categories leaves out availability, which the organization asks for",
    ]);
  });

  test("a repository may be stricter", async () => {
    put("org.yaml", organization);
    put("repo/crosswalk.yaml", "policies:\n  a-b: {severity: critical}\n");
    const { config, diagnostics } = await loadConfig(join(top, "repo"), { organization: "../org.yaml" });
    expect(config.policies?.["a-b"]?.severity).toBe("critical");
    expect(diagnostics).toEqual([]);
  });

  test("a repository cannot enforce", async () => {
    put("repo/crosswalk.yaml", "enforced: {profile: all}\n");
    expect(await said(join(top, "repo"))).toEqual([
      "config-invalid crosswalk.yaml: enforced counts only in the file of --org-config",
    ]);
  });
});
