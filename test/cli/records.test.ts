import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { crosswalk } from "./crosswalk.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "crosswalk-records-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
const read = (path: string): string => readFileSync(join(folder, path), "utf8");

function git(...args: string[]): string {
  const { stdout, status, stderr } = spawnSync("git", args, { cwd: folder, encoding: "utf8" });
  expect(status, stderr).toBe(0);
  return stdout;
}

function commit(name = "Writer", mail = "writer@example.org"): void {
  git("add", "-A");
  git("-c", `user.name=${name}`, "-c", `user.email=${mail}`, "commit", "-q", "-m", "step");
}

interface Row {
  policy: string;
  status: string;
  verdict: string;
  fingerprint: string;
  resource: { address: string };
  baseline?: { since: string; lapsed?: boolean };
}
function scan(...args: string[]): {
  code: number | null;
  rows: Row[];
  report: Record<string, unknown>;
  text: string;
} {
  const { status, stdout, stderr } = crosswalk(["scan", "--format", "json", ...args], folder);
  const report = JSON.parse(stdout === "" ? "{}" : stdout) as { results?: Row[] };
  const rows = (report.results ?? []).filter((one) => one.verdict === "fail");
  return { code: status, rows, report: report as Record<string, unknown>, text: stdout + stderr };
}
const statuses = (rows: Row[]) => [...new Set(rows.map((one) => one.status))].sort();

const volume = (name: string, encrypted = "false") =>
  `resource "aws_ebs_volume" "${name}" {\n  availability_zone = "a"\n  size              = 1\n  encrypted         = ${encrypted}\n}\n`;
const secrets =
  "services:\n  db:\n    image: postgres:16\n    ports: ['0.0.0.0:5432:5432']\n    environment:\n      POSTGRES_PASSWORD: hunter2hunter2\n";

describe("crosswalk baseline", () => {
  beforeEach(() => {
    git("init", "-q");
    write("infra/main.tf", volume("one") + volume("two"));
    write("app/compose.yaml", secrets);
    commit();
    expect(crosswalk(["baseline", "create", "--as-of", "2026-10-01"], folder).status).toBe(0);
    commit();
  });

  test("known violations are counted and shown, and no longer fail; new ones do", () => {
    const known = scan();
    expect([known.code, statuses(known.rows)]).toEqual([0, ["baselined"]]);
    expect(known.report["counts"]).toMatchObject({ baselined: known.rows.length });
    const states = known.report["requirements"] as { hipaa: Array<{ id: string; state: string }> };
    expect(states.hipaa.find((one) => one.id === "164.312(a)(2)(iv)")?.state).toBe("contradicted");
    write("infra/more.tf", volume("three"));
    const more = scan();
    expect(more.code).toBe(1);
    expect(more.rows.filter((one) => one.status === "open").map((one) => one.resource.address)).toEqual([
      "aws_ebs_volume.three",
    ]);
    expect(scan("--no-baseline").rows.every((one) => one.status === "open")).toBe(true);
  });

  test("the file holds no line numbers and no digest of a secret, and is the same when written again", () => {
    const before = read("crosswalk-baseline.json");
    expect(before).not.toContain("hunter2");
    const { entries } = JSON.parse(before) as { entries: Array<Record<string, string>> };
    expect(entries.find((one) => one["policy"] === "compose-plaintext-secret")).not.toHaveProperty("value");
    expect(entries.find((one) => one["policy"] === "aws-ebs-volume-encrypted")).toHaveProperty("value");
    expect(Object.keys(entries[0] ?? {})).not.toContain("line");
    crosswalk(["baseline", "create"], folder);
    const strip = (text: string) => text.replace(/"commit": "[0-9a-f]+"/, "");
    expect(strip(read("crosswalk-baseline.json"))).toBe(strip(before));
  });

  test("moved lines and reordered blocks stay known", () => {
    write("infra/main.tf", `# a comment\n\n\n${volume("two")}\n${volume("one")}`);
    expect(statuses(scan().rows)).toEqual(["baselined"]);
  });

  test("renamed files and folders stay known, staged or committed", () => {
    git("mv", "infra", "infrastructure");
    git("mv", "app/compose.yaml", "app/docker-compose.yaml");
    expect(statuses(scan().rows)).toEqual(["baselined"]);
    commit();
    expect(statuses(scan().rows)).toEqual(["baselined"]);
    expect(crosswalk(["baseline", "show"], folder).stdout).toContain(" 0 gone");
  });

  test("without git, files that were renamed within their folder stay known", () => {
    rmSync(join(folder, ".git"), { recursive: true, force: true });
    renameSync(join(folder, "infra/main.tf"), join(folder, "infra/volumes.tf"));
    expect(statuses(scan().rows)).toEqual(["baselined"]);
  });

  test("a changed offending value lapses the entry, and the report says so", () => {
    write("app/compose.yaml", secrets.replace("0.0.0.0:5432:5432", "0.0.0.0:5432:5432', '0.0.0.0:5433:5433"));
    write("infra/main.tf", volume("one", "null") + volume("two"));
    const { rows, report, text } = scan();
    const lapsed = rows.filter((one) => one.baseline?.lapsed);
    expect(lapsed.map((one) => [one.resource.address, one.status])).toEqual([["aws_ebs_volume.one", "open"]]);
    expect(report["baseline"]).toMatchObject({ lapsed: 1 });
    expect(text).not.toContain("hunter2");
    expect(crosswalk(["scan"], folder).stdout).toContain("the baseline entry has lapsed");
  });

  test("prune takes out what is fixed and adds nothing; show tells the ages", () => {
    write("infra/main.tf", volume("two"));
    write("infra/more.tf", volume("three"));
    const shown = crosswalk(["baseline", "show", "--as-of", "2026-10-11"], folder).stdout;
    expect(shown).toMatch(/10 days.*aws_ebs_volume\.one \(gone\)/);
    expect(crosswalk(["baseline", "prune"], folder).stdout).toContain("1 removed");
    expect(read("crosswalk-baseline.json")).not.toContain("aws_ebs_volume.one");
    expect(read("crosswalk-baseline.json")).not.toContain("aws_ebs_volume.three");
  });

  test.each([
    ["--baseline", "nowhere.json"],
    ["--baseline", "app/compose.yaml"],
  ])("%s %s is an error, not a pass", (...args) => {
    expect(scan(...args).code).toBe(2);
  });

  test("a broken file is an error", () => {
    write("crosswalk-baseline.json", "{}");
    expect(scan().code).toBe(2);
  });
});

const complete = (approver: string) => `exceptions:
  - id: EX-1
    policy: aws-ebs-volume-encrypted
    resources: [aws_ebs_volume.one]
    citations: [164.312(a)(2)(iv)]
    type: addressable-alternative
    reason: It holds public data.
    factors: [risk]
    alternative: It is rebuilt every night.
    alternativeEvidence: https://example.org
    owner: platform lead
    approvedBy: ${approver}
    approvedOn: 2026-01-01
    reviewBy: 2026-12-01
    expiresOn: 2026-12-31
    riskRef: https://example.org/risk
`;

describe("crosswalk exceptions", () => {
  const day = ["--as-of", "2026-11-25"];
  beforeEach(() => write("main.tf", volume("one")));

  test("lists what each does, and checks", () => {
    write("crosswalk.yaml", complete("Dana Reyes"));
    const { stdout, status } = crosswalk(
      ["exceptions", "--check", ...day, "--expiring-within", "40"],
      folder,
    );
    expect(status).toBe(0);
    expect(stdout).toContain("EX-1  active  aws-ebs-volume-encrypted, 1 finding, 36 days to 2026-12-31");
    expect(stdout).toContain("164.312(a)(2)(iv): excepted, alternative documented");
    expect(stdout).toContain("expires within 40 days");
    expect(stdout).toContain("approver not checked");
    expect(scan(...day).rows.find((one) => one.policy === "aws-ebs-volume-encrypted")?.status).toBe(
      "excepted",
    );
    const late = ["--as-of", "2027-01-01"];
    expect(crosswalk(["exceptions", "--check", ...late], folder).status).toBe(1);
    expect(scan(...late).rows.map((one) => one.policy)).toContain("exception-expired");
  });

  test("the approver must not have written the record's lines, as git tells", () => {
    git("init", "-q");
    write("crosswalk.yaml", complete("Dana Reyes"));
    commit("Dana Reyes", "dana@example.org");
    const check = () => crosswalk(["exceptions", "--check", ...day], folder);
    expect([check().status, check().stdout]).toEqual([1, expect.stringContaining("self-approved")]);
    expect(scan(...day).rows.map((one) => one.policy)).toContain("exception-approver");
    // Other lines may be anybody's, and move the record.
    write(
      "crosswalk.yaml",
      `profile: recommended\n${complete("Dana Reyes").replace("public data", "public map data")}`,
    );
    expect(check().stdout).toContain("approver not checked");
    commit("Lee Writer", "lee@example.org");
    expect([check().status, check().stdout]).toEqual([0, expect.not.stringContaining("approver")]);
  });

  test("git is asked without anything that the repository configures", () => {
    git("init", "-q");
    write("crosswalk.yaml", complete("Dana Reyes"));
    write(".gitattributes", "*.yaml filter=trap diff=trap\n");
    commit();
    const trap = `touch ${join(folder, "sprung")}; cat`;
    for (const key of ["filter.trap.clean", "filter.trap.smudge", "diff.trap.textconv", "diff.trap.command"])
      git("config", key, trap);
    for (const key of ["core.fsmonitor", "core.pager", "diff.external", "core.sshCommand"])
      git("config", key, trap);
    git("config", "core.hooksPath", folder);
    rmSync(join(folder, "sprung"), { force: true });
    crosswalk(["baseline", "create"], folder);
    scan(...day);
    expect(existsSync(join(folder, "sprung"))).toBe(false);
  });
});

describe("crosswalk except", () => {
  test("writes a skeleton in place: the rest keeps its bytes, and the record moves nothing yet", () => {
    write("main.tf", volume("one") + volume("two"));
    const config =
      "# top\nprofile:   recommended # aside\nexceptions: # all of them\n    - id: EX-2026-007\n      policy: x   # odd\n      resources: [ a.b ]\n\n# tail\ncontrols: {}\n";
    write("crosswalk.yaml", config);
    const found = scan().rows.filter((one) => one.policy === "aws-ebs-volume-encrypted");
    for (const [i, { fingerprint }] of found.entries()) {
      const { stdout, status } = crosswalk(
        ["except", fingerprint.slice(0, 12), "--as-of", "2026-11-25"],
        folder,
      );
      expect([status, stdout]).toEqual([0, expect.stringContaining(`EX-2026-00${8 + i}`)]);
    }
    const made = read("crosswalk.yaml");
    const added = made.split("\n").filter((line) => !config.split("\n").includes(line));
    expect(
      made
        .split("\n")
        .filter((line) => config.split("\n").includes(line))
        .join("\n"),
    ).toBe(config);
    expect(added.join("\n")).toContain("164.312(a)(2)(iv) is addressable");
    expect(made.indexOf("EX-2026-008")).toBeLessThan(made.indexOf("EX-2026-009"));
    const { code, report } = scan();
    expect(code).toBe(1);
    expect(report["diagnostics"]).toEqual([]);
    const records = report["exceptions"] as Array<{ id: string; status: string; citations?: string[] }>;
    expect(records.slice(1).map(({ id, status }) => [id, status])).toEqual([
      ["EX-2026-008", "incomplete"],
      ["EX-2026-009", "incomplete"],
    ]);
    expect(records[1]?.citations).toContain("164.312(a)(2)(iv)");
  });

  test.each([
    ["no file", undefined],
    ["an empty list", "profile: recommended\nexceptions: []\ncontrols: {}\n"],
    ["a list in brackets", "exceptions: [{id: EX-0, policy: x}]\nprofile: recommended\n"],
    ["no line end", "profile: recommended"],
    ["CRLF", "profile: recommended\r\nexceptions:\r\n- id: EX-0\r\n  policy: x\r\n"],
  ])("with %s", (_, config) => {
    write("main.tf", volume("one"));
    if (config !== undefined) write("crosswalk.yaml", config);
    const before = (scan().report["exceptions"] as unknown[]).length;
    const { fingerprint = "" } = scan().rows.find((one) => one.policy === "aws-ebs-volume-encrypted") ?? {};
    expect(crosswalk(["except", fingerprint], folder).status).toBe(0);
    const { report } = scan();
    expect((report["diagnostics"] as unknown[]).length).toBe(0);
    expect(report["exceptions"]).toHaveLength(before + 1);
    expect((report["tool"] as { policies: { profile: string } }).policies.profile).toBe("recommended");
  });

  test.each(["zz", "0123456789abcdef"])("%s is an error", (fingerprint) => {
    write("main.tf", volume("one"));
    expect(crosswalk(["except", fingerprint], folder).status).toBe(2);
    expect(existsSync(join(folder, "crosswalk.yaml"))).toBe(false);
  });
});

test("crosswalk controls tells the register, and an overdue review is a finding", () => {
  write("main.tf", volume("one", "true"));
  write(
    "crosswalk.yaml",
    "controls:\n  audit-logging:\n    owner: lead\n    lastReview: 2026-08-31\n    ids: [AC-7]\n  integrity: {}\n",
  );
  const shown = crosswalk(["controls", "--as-of", "2026-12-01"], folder).stdout;
  expect(shown).toContain("lead, AC-7: last review 2026-08-31, overdue since 2026-11-30");
  expect(shown).toContain("no owner: no review recorded");
  expect(scan("--as-of", "2026-11-30").rows).toEqual([]);
  expect(scan("--as-of", "2026-12-01").rows.map((one) => one.policy)).toEqual(["control-review-overdue"]);
});
