import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect } from "vitest";
import { root, testWhere } from "../support/shared.ts";

const work = mkdtempSync(join(tmpdir(), "crosswalk-hook-"));
afterAll(() => rmSync(work, { recursive: true, force: true }), 60_000);

function runs(command: string, args: string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}

const env = { ...process.env, PRE_COMMIT_HOME: join(work, "home"), GIT_TERMINAL_PROMPT: "0" };

function git(cwd: string, ...args: string[]): string {
  return execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@example.org", ...args], {
    cwd,
    encoding: "utf8",
    env,
  });
}

/** What is committed or at least in the tree of this checkout, as a repository to install from. */
function cloneOfThis(): string {
  const copy = join(work, "crosswalk");
  const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], {
    cwd: root,
    encoding: "utf8",
  });
  mkdirSync(copy);
  execFileSync("tar", ["--null", "--ignore-failed-read", "-T", "-", "-cf", join(work, "tree.tar")], {
    cwd: root,
    input: files,
  });
  execFileSync("tar", ["-xf", join(work, "tree.tar"), "-C", copy]);
  git(copy, "init", "--quiet");
  git(copy, "add", "--all");
  git(copy, "commit", "--quiet", "--message", "a copy");
  return copy;
}

describe("installed from git, as pre-commit does it", () => {
  testWhere(runs("pre-commit", ["--version"]) && runs("git", ["--version"]), "pre-commit")(
    "the hook judges the staged files and blocks the commit",
    { timeout: 600_000 },
    () => {
      const scratch = join(work, "scratch");
      mkdirSync(scratch);
      git(scratch, "init", "--quiet");
      writeFileSync(
        join(scratch, "main.tf"),
        'resource "aws_db_instance" "ehr" {\n  publicly_accessible = var.public\n}\n',
      );
      writeFileSync(join(scratch, "variables.tf"), 'variable "public" {\n  default = true\n}\n');
      writeFileSync(join(scratch, "notes.md"), "no config\n");
      git(scratch, "add", "main.tf", "variables.tf");
      const done = spawnSync(
        "pre-commit",
        ["try-repo", cloneOfThis(), "crosswalk", "--files", "main.tf", "--verbose"],
        {
          cwd: scratch,
          env,
          encoding: "utf8",
        },
      );
      const output = `${done.stdout}${done.stderr}`;
      expect(output).toContain("aws-rds-not-public");
      expect(output).toContain("main.tf:2:3");
      expect(output, "the message of a normal run is there").toContain("gate:");
      expect(done.status).toBe(1);
    },
  );

  testWhere(runs("npm", ["--version"]), "npm")(
    "a global install from git leaves a working command",
    { timeout: 600_000 },
    () => {
      const prefix = join(work, "prefix");
      const repository = join(work, "crosswalk");
      if (!runs("git", ["-C", repository, "rev-parse"])) cloneOfThis();
      execFileSync("npm", ["install", "--global", `git+file://${repository}`, "--no-audit", "--no-fund"], {
        env: { ...process.env, npm_config_prefix: prefix, npm_config_cache: join(work, "npm") },
        stdio: "pipe",
      });
      const version = execFileSync(join(prefix, "bin/crosswalk"), ["--version"], { encoding: "utf8" });
      expect(version.trim()).toMatch(/^\d+\.\d+\.\d+$/);
      const folder = join(work, "second");
      mkdirSync(folder);
      writeFileSync(join(folder, "main.tf"), "locals {\n  a = 1\n}\n");
      const second = execFileSync(join(prefix, "bin/crosswalk"), ["scan", "--cross-check"], {
        cwd: folder,
        encoding: "utf8",
      });
      expect(second, "hcl2-parser is installed too").toContain("reads 1 of 1 Terraform file ");
      const size = Number(
        execFileSync("du", ["-sk", join(prefix, "lib/node_modules/crosswalk")], { encoding: "utf8" }).split(
          "\t",
        )[0],
      );
      expect(size, "installed size in KB stays under 15 MB").toBeLessThan(15 * 1024);
    },
  );
});
