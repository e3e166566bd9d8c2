import { expect, test } from "vitest";
import { modelTerraform } from "../../../src/model/terraform/model.ts";
import type { HclFile } from "../../../src/parse/hcl/ast.ts";
import { parseHcl } from "../../../src/parse/hcl/parser.ts";
import { Source } from "../../../src/text/source.ts";

const roots = 300;

/** A repository of many roots that share three modules; the third is not discovered but loaded. */
function monorepo(): Map<string, string> {
  const files = new Map<string, string>();
  for (let i = 0; i < roots; i++)
    files.set(
      `roots/r${i}/main.tf`,
      `provider "aws" {\n  default_tags {\n    tags = { root = "${i}" }\n  }\n}\nmodule "m" {\n  source = "../../modules/a"\n  name   = "r${i}"\n}\n`,
    );
  const call = (next: string) =>
    `variable "name" {}\nmodule "n" {\n  source = "../${next}"\n  name   = var.name\n}\nresource "aws_s3_bucket" "b" {\n  bucket = var.name\n}\n`;
  files.set("modules/a/main.tf", call("b"));
  files.set("modules/b/main.tf", call("c"));
  files.set(
    "modules/c/main.tf",
    'variable "name" {}\nresource "aws_s3_bucket" "c" {\n  bucket = var.name\n}\n',
  );
  return files;
}

test("each root is resolved once and when it is asked for; shared modules are parsed once", () => {
  const texts = monorepo();
  const parsed = new Map<string, number>();
  const parse = (path: string): HclFile => {
    parsed.set(path, (parsed.get(path) ?? 0) + 1);
    return parseHcl(new Source(path, "terraform", texts.get(path) ?? ""));
  };
  const files = new Map<string, HclFile>();
  for (const path of texts.keys()) if (path !== "modules/c/main.tf") files.set(path, parse(path));
  const loaded = new Map<string, HclFile>();
  const load = (path: string): HclFile | undefined => {
    if (!texts.has(path)) return undefined;
    const known = loaded.get(path) ?? parse(path);
    loaded.set(path, known);
    return known;
  };
  const names = new Map<string, string[]>();
  for (const path of texts.keys()) {
    const folder = path.slice(0, path.lastIndexOf("/"));
    names.set(folder, [...(names.get(folder) ?? []), path.slice(folder.length + 1)]);
  }
  const list = (folder: string) => names.get(folder) ?? [];
  const units = modelTerraform({ files, load, list, read: () => undefined, varFiles: [] })[Symbol.iterator]();
  const first = units.next().value;
  expect(first.id).toBe("terraform:roots/r0");
  expect(parsed.get("modules/c/main.tf")).toBe(1);
  const seen = new Set([first.id]);
  for (let next = units.next(); !next.done; next = units.next()) {
    seen.add(next.value.id);
    expect(next.value.resources.map((one) => one.address)).toEqual([
      "provider.aws",
      "module.m.aws_s3_bucket.b",
      "module.m.module.n.aws_s3_bucket.b",
      "module.m.module.n.module.n.aws_s3_bucket.c",
    ]);
  }
  expect(seen.size).toBe(roots);
  expect(Math.max(...parsed.values())).toBe(1);
});
