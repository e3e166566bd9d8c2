import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { crossCheck } from "../../src/cross-check/cross-check.ts";
import { discover } from "../../src/discover/discover.ts";
import { Source, type SourceKind } from "../../src/text/source.ts";
import { root, shared, testShared } from "../support/shared.ts";

const timeout = 120_000;

function source(path: string, text: string, kind: SourceKind = "terraform"): Source {
  return new Source(path, kind, text);
}

test("differences have the place of the part that hcl2-parser rejects", { timeout }, () => {
  const told: string[] = [];
  const sources = [
    source("same.tf", 'resource "a" "b" {\n  c = 1\n}\n'),
    source(
      "new.tf",
      'locals {\n  a = 1\n}\n\noutput "o" {\n  value = provider::aws::arn_parse(local.a)\n}\n',
    ),
    source("broken.tf", "a = ]\n"),
    source("prod.tfvars", "a = 1\n", "tfvars"),
    source("collide.tf", 'a "b" {}\na {}\n'),
    source("large.tf", `# ${"x".repeat(300_000)}\n`),
    source("a.tf.json", "{}"),
    source(".env", "A=1\n", "dotenv"),
  ];
  const found = crossCheck(sources, { told: (what) => told.push(what) });
  expect(found).toMatchObject({ parser: "hcl2-parser 1.0.3", files: 6, agreed: 3 });
  expect(
    found.differences.map(({ at, within, what }) => [
      at.source.path,
      at.source.text.slice(at.start, at.start + 10),
      within,
      what,
    ]),
  ).toEqual([["new.tf", 'output "o"', "", "only crosswalk accepts this"]]);
  expect(found.notRead).toEqual([
    { path: "large.tf", detail: "it is larger than 256 KiB" },
    { path: "collide.tf", detail: "its output cannot hold blocks of one type with and without labels" },
  ]);
  expect(told.at(0)).toBe("second opinion on 0 of 5 files");
});

test("the version that is named is the one that is installed", () => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  expect(crossCheck([]).parser).toBe(`hcl2-parser ${devDependencies["hcl2-parser"]}`);
});

testShared("terragoat is read alike, file by file", { timeout: 300_000 }, async () => {
  const cwd = join(shared, "corpus/terragoat");
  const { sources } = await discover({ cwd, paths: ["."], include: [], exclude: [], varFiles: [] });
  expect(crossCheck(sources)).toEqual({
    parser: "hcl2-parser 1.0.3",
    files: 44,
    agreed: 44,
    differences: [],
    notRead: [],
  });
});
