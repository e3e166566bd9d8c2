import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Evidence } from "../../src/evidence/evidence.ts";
import { root } from "../support/paths.ts";
import { crosswalk } from "./crosswalk.ts";

const time = "2026-11-25T09:00:00Z";
let home: string;
let project: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "crosswalk-evidence-"));
  project = copyOfTelehealth("one");
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

/** The sample in a repository of its own, with one commit whose name is always the same. */
function copyOfTelehealth(name: string): string {
  const folder = join(home, name, "telehealth");
  cpSync(join(root, "fixtures/projects/telehealth"), folder, { recursive: true });
  const git = (...args: string[]) =>
    execFileSync("git", args, {
      cwd: folder,
      env: {
        PATH: process.env["PATH"],
        GIT_CONFIG_GLOBAL: "/dev/null",
        GIT_AUTHOR_NAME: "a",
        GIT_AUTHOR_EMAIL: "a@example.org",
        GIT_AUTHOR_DATE: "2026-11-01T00:00:00Z",
        GIT_COMMITTER_NAME: "a",
        GIT_COMMITTER_EMAIL: "a@example.org",
        GIT_COMMITTER_DATE: "2026-11-01T00:00:00Z",
      },
    });
  git("init", "-q", "-b", "main");
  git("-c", "core.autocrlf=false", "add", "-A");
  git("commit", "-q", "-m", "sample");
  return folder;
}

function write(out: string, more: readonly string[] = [], cwd = project, env: NodeJS.ProcessEnv = {}) {
  return crosswalk(["evidence", "--out", out, "--time", time, ...more], cwd, env);
}

function filesOf(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) =>
    name.replaceAll("\\", "/"),
  );
  return new Map(
    names
      .filter((name) => /\.\w+$/.test(name))
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );
}

function bodyOf(folder: string): Evidence {
  return JSON.parse(readFileSync(join(folder, "evidence.json"), "utf8")) as Evidence;
}

describe("crosswalk evidence", () => {
  test("two checkouts of one commit give the same bytes at the same stated time, and name no folder of the machine", () => {
    const first = join(home, "out-a");
    const second = join(home, "elsewhere", "out-b");
    expect(write(first).status).toBe(0);
    expect(write(second, [], copyOfTelehealth("two")).status).toBe(0);
    const files = filesOf(first);
    expect([...files.keys()]).toEqual(
      expect.arrayContaining([
        "csv/population.csv",
        "evidence.json",
        "index.html",
        "manifest.json",
        "report.json",
      ]),
    );
    expect(filesOf(second)).toEqual(files);
    for (const [name, text] of files) expect(text.includes(home), `${name} names the folder`).toBe(false);
  });

  test("a second run replaces the first as a whole, and the evidence in the folder is not scanned", () => {
    const out = join(project, "evidence-out");
    expect(write("evidence-out").status).toBe(0);
    const before = filesOf(out);
    expect(write("evidence-out").status).toBe(0);
    expect(filesOf(out)).toEqual(before);
    expect(readdirSync(project).filter((name) => name.startsWith(".evidence-out"))).toEqual([]);
    rmSync(out, { recursive: true });
  });

  test.each([
    ["a folder with other files", (out: string) => writeFileSync(join(out, "keep.txt"), "mine")],
    [
      "a manifest of something else",
      (out: string) => writeFileSync(join(out, "manifest.json"), '{"name":"app"}'),
    ],
  ])("refuses to overwrite %s", (_, fill) => {
    const out = mkdtempSync(join(home, "other-"));
    fill(out);
    const before = filesOf(out);
    const { status, stderr } = write(out);
    expect(status).toBe(2);
    expect(stderr).toContain("--out");
    expect(filesOf(out)).toEqual(before);
  });

  test("refuses a file, a link, and evidence into which somebody put a file", () => {
    const file = join(home, "a-file");
    writeFileSync(file, "mine");
    expect(write(file).status).toBe(2);
    expect(readFileSync(file, "utf8")).toBe("mine");
    const target = join(home, "target");
    mkdirSync(target);
    symlinkSync(target, join(home, "a-link"));
    expect(write(join(home, "a-link")).status).toBe(2);
    expect(readdirSync(target)).toEqual([]);
    const out = join(home, "out-notes");
    expect(write(out).status).toBe(0);
    writeFileSync(join(out, "notes.txt"), "mine");
    const again = write(out);
    expect(again.status).toBe(2);
    expect(again.stderr).toContain("notes.txt");
    expect(existsSync(join(out, "notes.txt"))).toBe(true);
  });

  test("writes nothing when the settings cannot be trusted", () => {
    const broken = copyOfTelehealth("broken");
    writeFileSync(join(broken, "crosswalk.yaml"), "profile: nonsense\n");
    const out = join(home, "out-broken");
    const { status, stderr } = write(out, [], broken);
    expect(status).toBe(2);
    expect(stderr).toContain("no evidence was written");
    expect(existsSync(out)).toBe(false);
  });

  test("tells the commit, what differs from it, and which job ran it; no secret of the environment or the flags", () => {
    const changed = copyOfTelehealth("changed");
    writeFileSync(join(changed, "infra/envs/prod/extra.tf"), 'resource "aws_s3_bucket" "more" {}\n');
    const out = join(home, "out-changed");
    const ran = write(out, ["--var", "account_id=hunter2-secret"], changed, {
      GITHUB_SERVER_URL: "https://user:hunter2-secret@github.example",
      GITHUB_REPOSITORY: "clinic/records",
      GITHUB_RUN_ID: "17",
      GITHUB_TOKEN: "hunter2-secret",
      TF_VAR_token: "hunter2-secret",
    });
    expect(ran.status).toBe(0);
    const { provenance } = bodyOf(out);
    expect(provenance.repository).toMatchObject({ branch: "main", dirty: true, changed: 1 });
    expect(provenance.repository?.commit).toMatch(/^[0-9a-f]{40}$/);
    expect(provenance.runner).toBe("GitHub Actions: https://github.example/clinic/records/actions/runs/17");
    expect(provenance.command).toContain("account_id=…");
    for (const [name, text] of filesOf(out)) expect(text.includes("hunter2"), name).toBe(false);
  });

  test("a repository's own git settings start nothing", () => {
    const hostile = copyOfTelehealth("hostile");
    const mark = join(home, "started");
    const touch = `touch ${mark}; cat`;
    for (const [key, value] of [
      ["core.fsmonitor", touch],
      ["core.pager", touch],
      ["diff.external", touch],
      ["filter.x.clean", touch],
      ["filter.x.smudge", touch],
      ["diff.x.textconv", touch],
    ] as const)
      execFileSync("git", ["config", key, value], { cwd: hostile });
    writeFileSync(join(hostile, ".gitattributes"), "* filter=x diff=x\n");
    writeFileSync(join(hostile, "infra/envs/prod/extra.tf"), "# new\n");
    expect(write(join(home, "out-hostile"), [], hostile).status).toBe(0);
    expect(existsSync(mark)).toBe(false);
  });

  test("without git the commit is unknown, and says why", () => {
    const bare = join(home, "bare");
    mkdirSync(bare);
    writeFileSync(join(bare, "main.tf"), 'resource "aws_s3_bucket" "b" {}\n');
    const out = join(home, "out-bare");
    expect(write(out, [], bare).status).toBe(0);
    const { provenance } = bodyOf(out);
    expect(provenance.repository).toBeUndefined();
    expect(provenance.repositoryUnknown).toContain("no git");
  });

  test.each([
    ["--time", "yesterday"],
    ["--time", "2026-13-01T00:00:00Z"],
    ["--time", "2026-11-25T09:00:00"],
    ["--sample", "0"],
    ["--sample", "many"],
    ["--as-of", "2026-02-30"],
  ])("%s %s is an error", (flag, value) => {
    expect(crosswalk(["evidence", "--out", join(home, "out-none"), flag, value], project).status).toBe(2);
    expect(existsSync(join(home, "out-none"))).toBe(false);
  });

  test("--out is needed", () => {
    expect(crosswalk(["evidence"], project)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("--out"),
    });
  });
});

describe("crosswalk evidence verify", () => {
  test("0 when whole; 1 with the file's name after a changed byte, a missing and an extra file; 2 for no evidence", () => {
    const out = join(home, "out-verify");
    expect(write(out).status).toBe(0);
    expect(crosswalk(["evidence", "verify", out]).status).toBe(0);
    const csv = join(out, "csv/population.csv");
    const text = readFileSync(csv, "utf8");
    writeFileSync(csv, text.replace("fail", "pass"));
    expect(crosswalk(["evidence", "verify", out])).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("csv/population.csv: changed"),
    });
    rmSync(csv);
    writeFileSync(join(out, "csv/more.csv"), "");
    const { status, stdout } = crosswalk(["evidence", "verify", out]);
    expect(status).toBe(1);
    expect(stdout).toContain("csv/population.csv: missing");
    expect(stdout).toContain("csv/more.csv: extra");
    expect(crosswalk(["evidence", "verify", project]).status).toBe(2);
    expect(crosswalk(["evidence", "verify", join(home, "nowhere")]).status).toBe(2);
  });
});
