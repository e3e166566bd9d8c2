import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { readPackaged } from "../../../src/evaluate/shards.ts";
import type { Unit } from "../../../src/model/resource.ts";
import { modelTerraform } from "../../../src/model/terraform/model.ts";
import { schemas } from "../../../src/model/terraform/schema.ts";
import type { HclFile } from "../../../src/parse/hcl/ast.ts";
import { parseHclJson } from "../../../src/parse/hcl/json/parser.ts";
import { parseHcl } from "../../../src/parse/hcl/parser.ts";
import { Source } from "../../../src/text/source.ts";
import { shared, testShared } from "../../support/shared.ts";
import { model, place, plain, valueAt } from "./harness.ts";
import { toJson } from "./to-json.ts";

const schemaOf = schemas((provider) => readPackaged(`policies/dist/schema-${provider}.txt`));

test("resources, variables, locals, modules and outputs in JSON mean what they mean in HCL", () => {
  const [unit] = model({
    "main.tf.json": JSON.stringify({
      "//": "generated",
      terraform: { required_providers: { aws: { source: "hashicorp/aws", version: "~> 5.0" } } },
      provider: { aws: [{ region: "eu-west-1" }, { alias: "east", region: "us-east-1" }] },
      variable: {
        names: { type: "set(string)", default: ["a", "b"] },
        raw: { default: "${not.resolved}" },
      },
      locals: { tags: { "//": "a key here", "${var.raw}": "x", size: "${1 + 2}" } },
      resource: {
        aws_s3_bucket: {
          logs: {
            for_each: "${var.names}",
            provider: "aws.east",
            bucket: 'logs-${each.key}-${lookup({"a" = "1"}, each.key, "2")}',
            tags: "${local.tags}",
            depends_on: ["aws_s3_bucket.other"],
            lifecycle: { ignore_changes: ["tags", "acl"] },
            dynamic: {
              cors_rule: {
                for_each: [1, 2],
                iterator: "rule",
                content: { max_age_seconds: "${rule.value}" },
              },
            },
          },
          other: [{ bucket: "one" }],
        },
      },
      module: { inner: { source: "./inner", size: "${length(var.names)}" } },
      output: { size: { value: "${module.inner.size}", sensitive: true } },
    }),
    "inner/main.tofu.json":
      '{"variable":{"size":{"type":"number"}},"output":{"size":{"value":"${var.size}"}},"resource":{"t":{"r":{"v":"${var.size}"}}}}',
  });
  if (!unit) throw new Error("no unit");
  expect(unit.diagnostics).toEqual([]);
  expect(unit.resources.map((one) => one.key).sort()).toEqual([
    'aws_s3_bucket.logs["a"]',
    'aws_s3_bucket.logs["b"]',
    "aws_s3_bucket.other",
    "module.inner.t.r",
    "provider.aws",
    "provider.aws.east",
  ]);
  const key = 'aws_s3_bucket.logs["a"]';
  expect(plain(valueAt(unit, key, "bucket"))).toBe("logs-a-1");
  expect(plain(valueAt(unit, 'aws_s3_bucket.logs["b"]', "bucket"))).toBe("logs-b-2");
  expect(plain(valueAt(unit, key, "tags"))).toEqual({ "//": "a key here", "${not.resolved}": "x", size: 3 });
  expect(plain(valueAt(unit, key, "cors_rule"))).toEqual([{ max_age_seconds: 1 }, { max_age_seconds: 2 }]);
  expect(plain(valueAt(unit, key, "lifecycle"))).toEqual([{ ignore_changes: ["tags", "acl"] }]);
  expect(plain(valueAt(unit, "module.inner.t.r", "v"))).toBe(2);
  const logs = unit.resources.find((one) => one.key === key);
  expect(logs?.meta).toMatchObject({ provider: "aws", providerAlias: "east", providerVersion: "~> 5.0" });
});

test("a value inside a JSON string with escapes has its exact place", () => {
  const text = `{
  "resource": {
    "aws_iam_policy": {
      "a": {
        "name": "caf\\u00e9-\${ join(\\"-\\", [\\"x\\", upper(\\"y\\")]) }",
        "policy": "{\\"Statement\\":[{\\"Effect\\":\\"Allow\\"}]}"
      }
    }
  }
}`;
  const [unit] = model({ "main.tf.json": text });
  if (!unit) throw new Error("no unit");
  expect(plain(valueAt(unit, "aws_iam_policy.a", "name"))).toBe("café-x-Y");
  const statement = valueAt(unit, "aws_iam_policy.a", "policy", "Statement", 0, "Effect");
  expect(plain(statement)).toBe("Allow");
  expect(place(statement.at)).toMatch(/^main\.tf\.json:6:49 "Allow/);
  expect(place((unit.resources[0] as Unit["resources"][number]).head)).toBe('main.tf.json:4:7 "a"');
});

test("a .tofu file stands in place of the .tf file of its name, in both syntaxes; overrides apply", () => {
  const [unit] = model({
    "main.tf": 'resource "t" "a" {\n  v = "terraform"\n}\n',
    "main.tofu": 'resource "t" "a" {\n  v = "tofu"\n}\n',
    "more.tf.json": '{"resource":{"t":{"b":{"v":"terraform","w":1}}}}',
    "more.tofu.json": '{"resource":{"t":{"b":{"v":"tofu","w":1}}}}',
    "more_override.tf.json": '{"resource":{"t":{"b":{"w":2}}}}',
    "override.tofu": 'resource "t" "a" {\n  w = 3\n}\n',
    ".hidden.tf": 'resource "t" "hidden" {}\n',
  });
  const shown = unit?.resources.map((one) => [one.key, plain(one.values)]);
  expect(shown).toEqual([
    ["t.a", { v: "tofu", w: 3 }],
    ["t.b", { v: "tofu", w: 2 }],
  ]);
});

/** Names that an old module wrote in quotes where the language wants none. */
function withoutQuotes(values: unknown): unknown {
  const text = JSON.stringify(values).replace(/("ignore_changes":)\[([^\]]*)\]/g, (_, key, list: string) => {
    return `${key}[${list.replaceAll('\\"', "")}]`;
  });
  return JSON.parse(text);
}

/** What a model says, whatever syntax it was read from: no places, and file names without their ending. */
function facts(units: readonly Unit[]): unknown {
  return units.map((unit) => ({
    id: unit.id,
    missing: unit.missing,
    resources: unit.resources
      .map((one) => ({
        key: one.key,
        values: withoutQuotes(plain(one.values)),
        meta: one.meta,
        links: one.links,
        unknown: one.unknownInstance,
      }))
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
  }));
}

function modelBoth(root: string): { native: Unit[]; json: Unit[] } {
  const text = (path: string): string | undefined => {
    const full = join(root, path);
    return relative(root, full).startsWith("..") || !existsSync(full)
      ? undefined
      : readFileSync(full, "utf8");
  };
  const run = (asJson: boolean): Unit[] => {
    const parsed = new Map<string, HclFile>();
    const load = (path: string): HclFile | undefined => {
      const known = parsed.get(path);
      if (known) return known;
      const written = text(asJson ? path.replace(/\.tf\.json$/, ".tf") : path);
      if (written === undefined) return undefined;
      const native = parseHcl(new Source(path, path.endsWith(".tfvars") ? "tfvars" : "terraform", written));
      const file = path.endsWith(".tf.json")
        ? parseHclJson(new Source(path, "terraform", toJson(native)), schemaOf)
        : native;
      if (path.endsWith(".tf.json"))
        expect(file.diagnostics.map((one) => `${path} ${one.message}`)).toEqual([]);
      parsed.set(path, file);
      return file;
    };
    const list = (folder: string): string[] => {
      const full = join(root, folder);
      if (relative(root, full).startsWith("..") || !existsSync(full)) return [];
      return readdirSync(full, { withFileTypes: true }).map((entry) =>
        entry.isDirectory()
          ? `${entry.name}/`
          : asJson
            ? entry.name.replace(/\.tf$/, ".tf.json")
            : entry.name,
      );
    };
    for (const path of readdirSync(root, { recursive: true }) as string[])
      if (path.endsWith(".tf")) load(asJson ? `${path}.json` : path);
    return [
      ...modelTerraform({ files: new Map(parsed), load, list, read: text, parse: parseHcl, varFiles: [] }),
    ];
  };
  return { native: run(false), json: run(true) };
}

testShared.each(["terragoat", "terraform-aws-rds", "terraform-aws-s3-bucket", "terraform-aws-vpc"])(
  "%s written in JSON gives the same resources",
  (name) => {
    const { native, json } = modelBoth(join(shared, "corpus", name));
    expect(native.length).toBeGreaterThan(0);
    expect(facts(json)).toEqual(facts(native));
  },
);
