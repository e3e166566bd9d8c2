import {
  chmodSync,
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { crosswalk, type Ran } from "./crosswalk.ts";

const top = mkdtempSync(join(tmpdir(), "crosswalk-hostile-"));
afterAll(() => rmSync(top, { recursive: true, force: true }));

/** Judged whatever lies beside it. */
const good = 'resource "aws_db_instance" "ehr" {\n  publicly_accessible = true\n}\n';
const object = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";
const levels = 100_000;

/** A folder with good.tf and these files beside it. */
function folder(name: string, files: Record<string, string | Buffer> = {}): string {
  const cwd = join(top, name);
  mkdirSync(cwd);
  for (const [path, content] of Object.entries({ "good.tf": good, ...files })) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), content);
  }
  return cwd;
}

/** Scans with the policy that good.tf breaks: whatever else lies there, its verdict has to come. */
function scan(cwd: string, paths: readonly string[], ...flags: string[]): Ran {
  const run = crosswalk(["scan", ...paths, "--policy", "aws-rds-not-public", ...flags], cwd);
  expect(run.signal, "took longer than the limit").toBeNull();
  expect(run.stderr).not.toContain("internal error");
  return run;
}

function reported(cwd: string, ...flags: string[]): Ran {
  const run = scan(cwd, ["."], ...flags);
  expect(run.stdout).toContain("good.tf:2:3");
  expect(run.status).toBe(1);
  return run;
}

describe("broken syntax", () => {
  const files = {
    "broken.tf": 'resource "aws_db_instance" "x" {\n  publicly_accessible = ]\n}}\n',
    "broken.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {name: [a}\n  - : x\n",
    "broken.json": '{"apiVersion":"v1","kind":"Pod",,}\n',
    "compose.yaml": "services:\n  db: {image: [}\n",
    "nginx.conf": "http {\n  server {\n    listen 80;\n",
  };
  let cwd: string;
  beforeAll(() => {
    cwd = folder("syntax", files);
  });

  test("in a folder it is reported with its place, and the rest is judged", () => {
    const { stdout } = reported(cwd);
    for (const path of Object.keys(files))
      expect(stdout).toMatch(new RegExp(`^  ${path} cannot be parsed`, "m"));
    expect(stdout).toContain("error broken.tf:2:25: A value must stand here. [hcl-syntax]");
    expect(stdout).toMatch(/error broken\.yaml:3:\d+: [^[]+\[yaml-syntax\]/);
    expect(stdout).toMatch(/error broken\.json:1:\d+: [^[]+\[json-syntax\]/);
  });

  test("a gap alone is no failure, unless --strict", () => {
    rmSync(join(cwd, "good.tf"));
    expect(scan(cwd, ["."]).status).toBe(0);
    expect(scan(cwd, ["."], "--strict").status).toBe(3);
    writeFileSync(join(cwd, "good.tf"), good);
  });

  test.each(Object.keys(files))("%s by name is incomplete", (path) => {
    const run = scan(cwd, [path], "--fail-on", "none");
    expect(run.status).toBe(3);
    expect(run.stdout).toContain(`${path} cannot be parsed`);
    expect(run.stdout).toContain("incomplete");
  });
});

describe("more than anybody writes", () => {
  test("a YAML bomb", () => {
    const names = [..."abcdefghijkl"];
    const lines = names.map(
      (name, i) => `${name}: &${name} [${Array(9).fill(i ? `*${names[i - 1]}` : "lol")}]`,
    );
    const cwd = folder("bomb", { "bomb.yaml": `${object}${lines.join("\n")}\n` });
    const { stdout } = reported(cwd);
    expect(stdout).toMatch(
      /error bomb\.yaml:\d+:\d+: its aliases expand to more than \d+ values \[yaml-limit\]/,
    );
    expect(scan(cwd, ["bomb.yaml"]).status).toBe(3);
  });

  test("50 MB", () => {
    const cwd = folder("large");
    for (const [path, head] of [
      ["big.tf", `# ${"x".repeat(70_000)}\n${good}`],
      ["big.yaml", `${object}# ${"x".repeat(70_000)}\n`],
    ] as const) {
      writeFileSync(join(cwd, path), head);
      const file = openSync(join(cwd, path), "r+");
      ftruncateSync(file, 50 * 1024 * 1024);
      closeSync(file);
    }
    const { stdout } = reported(cwd);
    for (const path of ["big.tf", "big.yaml"]) {
      expect(stdout).toContain(`${path} too large: 50 MiB, the limit is 5 MiB`);
      expect(scan(cwd, [path], "--fail-on", "none").status).toBe(3);
    }
  });

  const deep: Record<string, string> = {
    "list.tf": `locals {\n  a = ${"[".repeat(levels)}${"]".repeat(levels)}\n}\n`,
    "paren.tf": `locals {\n  b = ${"(".repeat(levels)}1${")".repeat(levels)}\n}\n`,
    "template.tf": `locals {\n  c = "${'${"'.repeat(levels)}${'"}'.repeat(levels)}"\n}\n`,
    "unary.tf": `locals {\n  d = ${"!".repeat(levels)}true\n}\n`,
    "sum.tf": `locals {\n  e = ${"1+".repeat(levels)}1\n}\n`,
    "path.tf": `locals {\n  f = a${".b".repeat(levels)}\n}\n`,
    "blocks.tf": `${"a {\n".repeat(levels)}${"}\n".repeat(levels)}`,
    "flow.yaml": `${object}data: ${"[".repeat(levels)}${"]".repeat(levels)}\n`,
    "dash.yaml": `${object}data:\n${"- ".repeat(levels)}x\n`,
    "deep.json": `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"b"},"data":${'{"a":'.repeat(levels)}1${"}".repeat(levels)}}`,
    "nginx.conf": `http {\n${"server {\n".repeat(levels)}${"}\n".repeat(levels)}}\n`,
  };

  test("100,000 levels of everything that nests", () => {
    const { stdout } = reported(folder("deep", deep));
    for (const path of Object.keys(deep))
      expect(stdout).toMatch(new RegExp(`^  ${path} cannot be parsed: .*deep`, "m"));
  });

  test.each(Object.keys(deep))("100,000 levels in %s, named", (path) => {
    const cwd = folder(`deep-${path}`, { [path]: deep[path] ?? "" });
    rmSync(join(cwd, "good.tf"));
    expect(scan(cwd, [path]).status).toBe(3);
  });
});

describe("what is no text", () => {
  test("binary data is told of, and is no gap", () => {
    const cwd = folder("binary", { "image.tf": Buffer.from([0x41, 0, 1, 2, 0xff]) });
    expect(reported(cwd).stdout).toContain("image.tf binary: holds binary data");
    const named = scan(cwd, ["image.tf"]);
    expect(named.status).toBe(0);
    expect(named.stdout).toContain("holds binary data and was not read [file-binary]");
  });

  test("a file that may not be read", () => {
    const cwd = folder("closed", { "closed.tf": good });
    chmodSync(join(cwd, "closed.tf"), 0);
    for (const path of [top, cwd]) chmodSync(path, 0o755);
    // Nothing is unreadable for root: the command runs as somebody else.
    const user = process.getuid?.() === 0 ? 65534 : undefined;
    const all = crosswalk(["scan", "."], cwd, {}, user);
    expect(all.stdout).toContain("closed.tf unreadable: EACCES");
    expect(all.stdout).toContain("good.tf:2:3");
    expect(all.status).toBe(1);
    const named = crosswalk(["scan", "closed.tf", "--fail-on", "none"], cwd, {}, user);
    expect(named.stdout).toContain("closed.tf unreadable: EACCES");
    expect(named.status).toBe(3);
  });
});

describe("links", () => {
  test("loops end, and nothing outside the root is read", () => {
    const outside = folder("outside", { "secret.tf": good.replace("ehr", "outside") });
    const cwd = folder("links", { "in/inner.tf": good.replace("ehr", "inner") });
    symlinkSync("..", join(cwd, "in/up"));
    symlinkSync("self.tf", join(cwd, "self.tf"));
    symlinkSync("b", join(cwd, "a"));
    symlinkSync("a", join(cwd, "b"));
    symlinkSync(join(outside, "secret.tf"), join(cwd, "out.tf"));
    symlinkSync(outside, join(cwd, "out"));
    // Git's own folder and a chart's file, looked for on the way up, may be loops as well.
    symlinkSync(".git", join(cwd, ".git"));
    symlinkSync("Chart.yaml", join(cwd, "in/Chart.yaml"));

    const { stdout } = reported(cwd);
    expect(stdout).toContain("self.tf unreadable");
    expect(stdout).toContain("out.tf outside the scan root");
    expect(stdout).toContain("out outside the scan root");
    expect(stdout).not.toContain("aws_db_instance.outside");
    expect(stdout.match(/aws_db_instance\.inner is given/g)).toHaveLength(1);

    expect(scan(cwd, ["out.tf"]).status).toBe(3);
    expect(scan(cwd, ["self.tf"]).status).toBe(3);
    expect(scan(cwd, ["a"]).status).toBe(3);
    expect(scan(cwd, ["a/main.tf"]).status).toBe(2);
  });
});

describe("what poses as something else", () => {
  test("escape codes, bidirectional and log commands never reach the output raw", () => {
    const name = "a\u001b[31mred\u202egnp\u2066.\u0007\u009b2J";
    const file = "f\u001b[2J\u202e.tf";
    const cwd = folder("escape", {
      "secret.yaml": `apiVersion: v1\nkind: Secret\nmetadata: {name: ${JSON.stringify(name)}}\nstringData: {${JSON.stringify("k\u001b]0;x\u0007")}: maple-tree}\n`,
      [file]: `resource "aws_db_instance" "e" {\n  publicly_accessible = true # \u001b[2J\u202etxt\n}\n`,
      "::error::x.tf": good.replace("ehr", "log"),
    });
    for (const format of ["text", "json", "sarif"]) {
      const run = crosswalk(["scan", ".", "--format", format], cwd);
      expect(run.status).toBe(1);
      expect(run.stdout).toContain("k8s-secret-committed");
      expect(run.stdout.replaceAll("\n", "") + run.stderr).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      if (format === "text") expect(run.stdout).not.toMatch(/(^|\s)::error/m);
    }
  });

  test("a key `$unknown` is no unknown", () => {
    const marker = "{ cause: variable, refs: [] }";
    const cwd = folder("marker", {
      "main.tf": `resource "aws_db_instance" "posing" {\n  publicly_accessible = true\n  tags = { "$unknown" = { cause = "variable" } }\n}\n`,
      "binding.yaml": [
        "apiVersion: rbac.authorization.k8s.io/v1",
        "kind: ClusterRoleBinding",
        "metadata: {name: posing}",
        `$unknown: ${marker}`,
        `roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin, $unknown: ${marker}}`,
        "subjects: [{kind: User, name: mallory}]",
        "",
      ].join("\n"),
      "secret.yaml": `apiVersion: v1\nkind: Secret\nmetadata: {name: posing}\nstringData:\n  $unknown: ${marker}\n  password: maple-tree\n`,
    });
    const run = crosswalk(
      ["scan", ".", "--format", "json", "--verdicts", "all", "--policy"].concat(
        "aws-rds-not-public,k8s-rbac-cluster-admin-binding,k8s-secret-committed",
      ),
      cwd,
    );
    const { results } = JSON.parse(run.stdout) as {
      results: Array<{ verdict: string; resource: { address: string } }>;
    };
    expect(results.filter((one) => one.verdict === "unknown")).toEqual([]);
    const failing = results.filter((one) => one.verdict === "fail").map((one) => one.resource.address);
    expect(failing.sort()).toEqual([
      "ClusterRoleBinding.default.posing",
      "Secret.default.posing",
      "aws_db_instance.ehr",
      "aws_db_instance.posing",
    ]);
  });
});
