import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Discovered, type DiscoverOptions, discover } from "../../src/discover/discover.ts";
import { shared, testShared } from "../support/shared.ts";

const command = resolve(import.meta.dirname, "../../bin/crosswalk.js");

let cwd = "";
beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), "crosswalk-discover-")));
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n";
const bucket = 'resource "aws_s3_bucket" "a" {}\n';

function put(files: Record<string, string | Buffer>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
}

function find(paths: string[] = ["."], more: Partial<DiscoverOptions> = {}): Promise<Discovered> {
  return discover({ cwd, paths, include: [], exclude: [], ...more });
}

const pathsOf = (found: Discovered): string[] => found.sources.map((source) => source.path);
const gapsOf = (found: Discovered): string[] => found.notScanned.map((gap) => `${gap.path} ${gap.cause}`);

describe("arguments", () => {
  test("a folder is a scan root, and files come sorted with their kind", async () => {
    put({
      "b/main.tf": bucket,
      "b/x.tfvars": 'a = "b"\n',
      "a/pod.yaml": pod,
      "notes.txt": "x",
      ".env": "A=1\n",
    });
    const found = await find(["."]);
    expect(found.sources.map(({ path, kind, root }) => [path, kind, root])).toEqual([
      [".env", "dotenv", "."],
      ["a/pod.yaml", "kubernetes", "."],
      ["b/main.tf", "terraform", "."],
      ["b/x.tfvars", "tfvars", "."],
    ]);
    expect(found.unrecognised).toBe(1);
    expect(found.named.size).toBe(0);
  });

  test("several folders are several roots; what lies in two belongs to the inner one and is read once", async () => {
    put({ "a/main.tf": bucket, "a/in/main.tf": bucket, "b/main.tf": bucket, "c/main.tf": bucket });
    const found = await find(["a", "a/in", "b"]);
    expect(found.sources.map(({ path, root }) => [path, root])).toEqual([
      ["a/in/main.tf", "a/in"],
      ["a/main.tf", "a"],
      ["b/main.tf", "b"],
    ]);
  });

  test("a folder beside the working directory keeps a relative path", async () => {
    put({ "here/.keep": "", "there/main.tf": bucket, "there/m/x.tf": bucket });
    const found = await find(["../there"], { cwd: join(cwd, "here") });
    expect(pathsOf(found)).toEqual(["../there/m/x.tf", "../there/main.tf"]);
    expect(found.files.read("../there/m/x.tf")).toBe(bucket);
    expect(found.files.read("../there/../here/.keep")).toBeUndefined();
  });

  test("a path that matches nothing is an error that names it", async () => {
    put({ "main.tf": bucket });
    const found = await find(["main.tf", "gone", "*.nothing"]);
    expect(found.diagnostics.map((one) => [one.code, one.severity, one.path])).toEqual([
      ["path-not-found", "error", "*.nothing"],
      ["path-not-found", "error", "gone"],
    ]);
  });

  test("globs name the files they match, dotfiles too", async () => {
    put({ "a/main.tf": bucket, "a/.env": "A=1\n", "node_modules/m/.env": "A=1\n", "b/pod.yaml": pod });
    const found = await find(["**/.env", "b/*.{yaml,yml}"]);
    expect([...found.named]).toEqual(["a/.env", "b/pod.yaml"]);
    expect(pathsOf(found)).toEqual(["a/.env", "b/pod.yaml"]);
  });

  test("a file whose name looks like a glob is that file", async () => {
    put({ "[a].tf": bucket });
    expect(pathsOf(await find(["[a].tf"]))).toEqual(["[a].tf"]);
  });

  test("a Terraform file brings its folder, and only that", async () => {
    put({
      "m/main.tf": bucket,
      "m/vars.tf": "",
      "m/a.auto.tfvars": "",
      "m/sub/x.tf": "",
      "n/y.tf": "",
      "m/p.yaml": pod,
    });
    const found = await find(["m/main.tf"]);
    expect([...found.named]).toEqual(["m/main.tf"]);
    expect(pathsOf(found)).toEqual(["m/a.auto.tfvars", "m/main.tf", "m/vars.tf"]);
    expect(found.sources[0]?.root).toBe(".");
    expect(found.files.list("m")).toEqual(["a.auto.tfvars", "main.tf", "p.yaml", "sub/", "vars.tf"]);
  });

  test("a manifest brings all manifests below the working directory, without ignored ones", async () => {
    put({
      "a/pod.yaml": pod,
      "b/policy.yaml": pod,
      "c/main.tf": bucket,
      "out/x.yaml": pod,
      ".gitignore": "out/\n",
    });
    expect(pathsOf(await find(["a/pod.yaml"]))).toEqual(["a/pod.yaml", "b/policy.yaml"]);
  });

  test("other configuration brings its neighbours of the same kind", async () => {
    put({ "a/.env": "A=1\n", "a/.env.local": "A=2\n", "a/main.tf": bucket, ".env": "A=3\n" });
    expect(pathsOf(await find(["a/.env"]))).toEqual(["a/.env", "a/.env.local"]);
  });

  test("a file that was named is read although ignored; one beside a folder does not hide the folder's results", async () => {
    put({ ".gitignore": "*.tf\n", "main.tf": bucket, "k/pod.yaml": pod });
    expect(pathsOf(await find(["main.tf"]))).toEqual(["main.tf"]);
    const both = await find(["main.tf", "k"]);
    expect([...both.named].sort()).toEqual(["k/pod.yaml", "main.tf"]);
  });

  test("no recognised file is no error: the count says so", async () => {
    put({ "a.txt": "", "data.json": "[1]" });
    const found = await find(["."]);
    expect([found.sources.length, found.unrecognised, found.diagnostics.length]).toEqual([0, 2, 0]);
  });
});

describe("ignore rules", () => {
  const tree = {
    ".gitignore": "*.env\n!/keep.env\nbuild/\n/only-top.tf\n",
    ".crosswalkignore": "legacy/\n",
    "a.env": "A=1\n",
    "keep.env": "A=1\n",
    "only-top.tf": bucket,
    "x/only-top.tf": bucket,
    "x/.gitignore": "!*.env\n*.yaml\n",
    "x/b.env": "A=1\n",
    "x/pod.yaml": pod,
    "x/build/main.tf": bucket,
    "legacy/main.tf": bucket,
    "node_modules/p/main.tf": bucket,
    ".terraform/modules/m/main.tf": bucket,
    ".terraform/providers/x.json": "{}",
    ".git/config": "A=1\n",
    ".git/x.tf": bucket,
  };

  test("nested files, negation, anchors, folders; git's data and downloads are never sources", async () => {
    put(tree);
    expect(pathsOf(await find())).toEqual(["keep.env", "x/b.env", "x/only-top.tf"]);
  });

  test("the rules above a scan root count up to the top of the work tree", async () => {
    put(tree);
    expect(pathsOf(await find(["x"]))).toEqual(["x/b.env", "x/only-top.tf"]);
    expect(pathsOf(await find(["legacy"])), "the root itself was named").toEqual(["legacy/main.tf"]);
  });

  test("downloaded modules are reachable through the port, git's data is not", async () => {
    put(tree);
    const { files } = await find();
    expect(files.list(".terraform/modules")).toEqual(["m/"]);
    expect(files.read(".terraform/modules/m/main.tf")).toBe(bucket);
    expect(files.read(".git/config")).toBeUndefined();
    expect(files.list(".")).not.toContain(".git/");
  });

  test("include brings back what is ignored, exclude takes away", async () => {
    put({ ...tree, "legacy/x.gone.tf": bucket });
    const found = await find(["."], {
      include: ["/legacy", "x/build/"],
      exclude: ["keep.env", "x/only-*", "**/*.gone.tf"],
    });
    expect(pathsOf(found)).toEqual(["legacy/main.tf", "x/b.env", "x/build/main.tf"]);
  });

  test("agrees with git on a tree of awkward patterns", async () => {
    const names = [
      "a.tf",
      "b.tf",
      "a b.tf",
      "#x.tf",
      "!y.tf",
      "x.tf ",
      "[z].tf",
      "foo/a.tf",
      "foo/bar/a.tf",
      "foo/bar/b.tf",
      "q/foo/a.tf",
      "deep/1/2/3/c.tf",
      "deep/c.tf",
      "lib/x1.tf",
      "lib/x2.tf",
      "lib/y1.tf",
      "s*r.tf",
      "other/keep.tf",
      "other/drop.tf",
      "m/n/o.tf",
    ];
    put(Object.fromEntries(names.map((name) => [name, bucket])));
    const patterns = [
      "a b.tf",
      "\\#x.tf",
      "\\!y.tf",
      "x.tf\\ ",
      "\\[z].tf",
      "foo/*",
      "!foo/bar",
      "foo/bar/a*",
      "deep/**/c.tf",
      "lib/x[!2-9].tf",
      "lib/[[:alpha:]]1.tf",
      "!lib/y1.tf",
      "s\\*r.tf",
      "other/**",
      "!other/keep.tf",
      "**/n",
      "b.t?",
      "[",
      "trailing/ ",
    ];
    for (let i = 0; i < 40; i++) {
      const chosen = patterns.filter((_, n) => ((i * 2654435761) >>> n) & 1 || i === 0);
      writeFileSync(join(cwd, ".gitignore"), chosen.join("\n"));
      if (i === 0) execFileSync("git", ["init", "-q"], { cwd });
      const git = execFileSync("git", ["ls-files", "-oz", "--exclude-per-directory=.gitignore"], {
        cwd,
        encoding: "utf8",
      });
      const expected = git
        .split("\0")
        .filter((name) => name.endsWith(".tf"))
        .sort();
      expect(pathsOf(await find()), chosen.join(" | ")).toEqual(expected);
    }
  });

  test("a pattern made to backtrack does not hold up the walk", async () => {
    put({
      ".gitignore": `${"*a".repeat(100)}b\n${"**/a/".repeat(60)}b\n`,
      [`${"a".repeat(240)}.tf`]: bucket,
      [`${"a/".repeat(60)}c.tf`]: bucket,
    });
    const begun = performance.now();
    expect(pathsOf(await find()).length).toBe(2);
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});

describe("links", () => {
  test("a loop ends, and a link to a folder inside is walked where it lies", async () => {
    put({ "a/main.tf": bucket });
    symlinkSync("..", join(cwd, "a/up"));
    symlinkSync("self", join(cwd, "self"));
    symlinkSync("a", join(cwd, "b"));
    const found = await find();
    expect(pathsOf(found)).toEqual(["a/main.tf"]);
    expect(found.files.list("b")).toEqual(["main.tf", "up/"]);
    expect(found.files.read("b/up/b/main.tf")).toBe(bucket);
  });

  test("what leads out of the root is reported and cannot be read", async () => {
    put({ "in/main.tf": bucket, "out/secret.tf": bucket, "out/pod.yaml": pod });
    symlinkSync("../out/secret.tf", join(cwd, "in/link.tf"));
    symlinkSync("../out", join(cwd, "in/folder"));
    symlinkSync("/etc/hostname", join(cwd, "in/picture.png"));
    const found = await find(["in"]);
    expect(pathsOf(found)).toEqual(["in/main.tf"]);
    expect(gapsOf(found)).toEqual(["in/folder outside-root", "in/link.tf outside-root"]);
    expect(found.files.read("in/link.tf")).toBeUndefined();
    expect(found.files.read("in/folder/secret.tf")).toBeUndefined();
    expect(found.files.list("in/folder")).toEqual([]);
    expect(found.files.list("in")).toEqual(["main.tf"]);
    expect(found.files.read("out/secret.tf")).toBeUndefined();
    expect(found.files.read("/etc/hostname")).toBeUndefined();
  });

  test("a named link that leads out is a gap of that path", async () => {
    put({ "in/.keep": "", "out/secret.tf": bucket });
    symlinkSync("../out/secret.tf", join(cwd, "in/link.tf"));
    const found = await find(["link.tf"], { cwd: join(cwd, "in") });
    expect(found.sources).toEqual([]);
    expect(gapsOf(found)).toEqual(["link.tf outside-root"]);
    expect(found.named.has("link.tf")).toBe(true);
  });

  test("Terraform reads a linked file in each folder, a linked manifest is judged once", async () => {
    put({ "common.tf": bucket, "pod.yaml": pod, "env/main.tf": bucket });
    symlinkSync("../common.tf", join(cwd, "env/common.tf"));
    symlinkSync("../pod.yaml", join(cwd, "env/pod.yaml"));
    expect(pathsOf(await find())).toEqual(["common.tf", "env/common.tf", "env/main.tf", "pod.yaml"]);
  });

  test("a link that leads nowhere is a gap when it poses as configuration", async () => {
    symlinkSync("gone.tf", join(cwd, "main.tf"));
    symlinkSync("me@host.1", join(cwd, ".#main.tf"));
    expect(gapsOf(await find())).toEqual(["main.tf unreadable"]);
  });
});

describe("content", () => {
  test("a large file of a known kind is reported, other large files are not read", async () => {
    put({ "big.tf": bucket, "data.json": `[${"1,".repeat(100)}` });
    truncateSync(join(cwd, "data.json"), 50 * 1024 * 1024);
    writeFileSync(join(cwd, "big.tf"), `${bucket}${"# filler\n".repeat(620_000)}`);
    const begun = performance.now();
    const found = await find();
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(gapsOf(found)).toEqual(["big.tf too-large"]);
    expect(found.diagnostics.map((one) => one.code)).toEqual(["file-too-large"]);
    expect(found.unrecognised).toBe(1);
    expect(found.files.read("big.tf")).toBeUndefined();
  });

  test("binary is told of what was named or is named like configuration", async () => {
    const binary = Buffer.from([0x41, 0x3d, 0, 1, 2]);
    put({ "x.tf": binary, "y.json": binary, "z.png": binary, "named.conf": binary });
    const found = await find();
    expect(gapsOf(found)).toEqual(["x.tf binary"]);
    expect(found.unrecognised).toBe(3);
    expect(gapsOf(await find(["named.conf"]))).toEqual(["named.conf binary"]);
  });

  test("an unreadable file is a gap", async () => {
    put({ "main.tf": bucket });
    chmodSync(join(cwd, "main.tf"), 0);
    if (process.getuid?.() !== 0) {
      const found = await find();
      expect(gapsOf(found)).toEqual(["main.tf unreadable"]);
      expect(found.diagnostics.map((one) => one.code)).toEqual(["file-unreadable"]);
      return;
    }
    // Nothing is unreadable for root: the command runs as somebody else.
    chmodSync(cwd, 0o755);
    const nobody = { uid: 65534, gid: 65534 };
    const done = spawnSync(process.execPath, [command, "scan", "main.tf", "--format", "json"], {
      cwd,
      encoding: "utf8",
      ...nobody,
    });
    const report = JSON.parse(done.stdout) as {
      notScanned: Array<{ path: string; cause: string }>;
      diagnostics: Array<{ code: string }>;
    };
    expect(report.notScanned.map((one) => `${one.path} ${one.cause}`)).toEqual(["main.tf unreadable"]);
    expect(report.diagnostics.map((one) => one.code)).toEqual(["file-unreadable"]);
    expect(done.status).toBe(3);
  });

  test("a name that is no UTF-8 cannot be opened, and that is told", async () => {
    writeFileSync(Buffer.concat([Buffer.from(`${cwd}/a`), Buffer.from([0xff]), Buffer.from(".tf")]), bucket);
    expect(gapsOf(await find())).toEqual(["a\ufffd.tf unreadable"]);
  });

  test("a pipe is never opened, also when it was named", async () => {
    put({ "main.tf": bucket });
    execFileSync("sh", ["-c", 'mkfifo "$0"', join(cwd, "pipe.tf")]);
    expect(gapsOf(await find())).toEqual([]);
    expect(gapsOf(await find(["pipe.tf"]))).toEqual(["pipe.tf unreadable"]);
  });

  test("byte order marks go, UTF-16 is decoded, bad bytes are replaced", async () => {
    put({
      "a.tf": Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from("# é\r\n")]),
      "b.tf": Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("# é\n", "utf16le")]),
      "c.tf": Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from("# é\n", "utf16le").swap16()]),
      "d.tf": Buffer.from([0x23, 0x20, 0xff, 0x0a]),
    });
    const found = await find();
    expect(found.sources.map((source) => source.text)).toEqual(["# é\r\n", "# é\n", "# é\n", "# \ufffd\n"]);
    expect(found.files.read("b.tf")).toBe("# é\n");
  });

  test("Terraform in JSON syntax is read", async () => {
    put({ "main.tf": bucket, "more.tf.json": "{}", "x.tfvars.json": "{}" });
    const found = await find();
    expect(pathsOf(found)).toEqual(["main.tf", "more.tf.json", "x.tfvars.json"]);
    expect(gapsOf(found)).toEqual([]);
  });

  test("a file of variables that was named may lie anywhere", async () => {
    put({ "in/main.tf": bucket, "vars/prod.tfvars": "a = 1\n" });
    const found = await find(["."], { cwd: join(cwd, "in"), varFiles: ["../vars/prod.tfvars"] });
    expect(found.files.read("../vars/prod.tfvars")).toBe("a = 1\n");
  });
});

describe("charts and overlays", () => {
  const chart = {
    "c/Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.0.0\n",
    "c/values.yaml": "image: x\n",
    "c/templates/pod.yaml": pod,
    "c/charts/sub/Chart.yaml": "apiVersion: v2\nname: sub\nversion: 1.0.0\n",
    "c/charts/sub/templates/pod.yaml": pod,
    "c/crds/pod.yaml": pod,
    "plain.yaml": pod,
  };

  test("a chart's templates are no manifests; its own file and its values files are sources", async () => {
    put({
      ...chart,
      "c/ci/test-values.yaml": "a: 1\n",
      "c/values-prod.yaml": "a: 1\n",
      "c/other.yaml": "a: 1\n",
    });
    const found = await find();
    expect(found.sources.map(({ path, kind }) => `${path} ${kind}`)).toEqual([
      "c/Chart.yaml helm-chart",
      "c/charts/sub/Chart.yaml helm-chart",
      "c/ci/test-values.yaml helm-values",
      "c/crds/pod.yaml kubernetes",
      "c/values-prod.yaml helm-values",
      "c/values.yaml helm-values",
      "plain.yaml kubernetes",
    ]);
    expect(found.charts).toEqual(["c"]);
    expect(gapsOf(found)).toEqual([]);
  });

  test("a named part of a chart brings the chart", async () => {
    put(chart);
    const found = await find(["c/templates/pod.yaml", "c/values.yaml"]);
    expect(pathsOf(found)).toEqual(["c/Chart.yaml", "c/values.yaml"]);
    expect([...found.named]).toEqual(["c/templates/pod.yaml", "c/values.yaml"]);
    expect(found.charts).toEqual(["c"]);
  });

  test("kustomizations are sources; a named manifest brings them, Flux's objects of that name are manifests", async () => {
    put({
      "base/kustomization.yaml":
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n- pod.yaml\n",
      "base/pod.yaml": pod,
      "prod/kustomization.yaml": "resources:\n- ../base\npatches:\n- path: patch.yaml\n",
      "prod/patch.yaml": pod,
      "flux/kustomization.yaml": "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n",
      "old/Kustomization": "resources: []\n",
    });
    const kinds = [
      "base/kustomization.yaml kustomization",
      "base/pod.yaml kubernetes",
      "flux/kustomization.yaml kubernetes",
      "old/Kustomization kustomization",
      "prod/kustomization.yaml kustomization",
      "prod/patch.yaml kubernetes",
    ];
    const kindsOf = (found: Discovered): string[] => found.sources.map(({ path, kind }) => `${path} ${kind}`);
    expect(kindsOf(await find())).toEqual(kinds);
    expect(kindsOf(await find(["base/pod.yaml"]))).toEqual(kinds);
  });
});

testShared("the corpus: every Terraform file is a source, twice the same", async () => {
  const corpus = join(shared, "corpus");
  const found = await find(["."], { cwd: corpus });
  const again = await find(["."], { cwd: corpus });
  expect(found.sources.filter((source) => source.kind === "terraform").length).toBeGreaterThanOrEqual(560);
  expect(found.sources.filter((source) => source.kind === "kubernetes").length).toBeGreaterThan(200);
  expect(pathsOf(again)).toEqual(pathsOf(found));
  expect(again.notScanned).toEqual(found.notScanned);
  expect(found.charts.length).toBeGreaterThanOrEqual(9);
});
