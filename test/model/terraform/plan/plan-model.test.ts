import { describe, expect, test } from "vitest";
import { discover } from "../../../../src/discover/discover.ts";
import { place, plain, resource, valueAt } from "../harness.ts";
import { change, codes, planOf, planUnit, withFolder } from "./harness.ts";

const bucket = (expressions: unknown, more: Record<string, unknown> = {}) => ({
  address: "aws_s3_bucket.b",
  mode: "managed",
  type: "aws_s3_bucket",
  name: "b",
  provider_config_key: "aws",
  expressions,
  ...more,
});
const configured = (...resources: unknown[]) => ({ configuration: { root_module: { resources } } });

describe("what exists after apply", () => {
  test("deleted, forgotten and deposed objects are not judged; replaced and unchanged ones are", () => {
    const { unit } = planUnit(
      planOf({
        resource_changes: [
          change("aws_s3_bucket.gone", null, { actions: ["delete"] }),
          change("aws_s3_bucket.left", null, { actions: ["forget"] }),
          change("aws_s3_bucket.b", null, { actions: ["delete"] }, { deposed: "a1b2c3d4" }),
          change("aws_s3_bucket.b", { bucket: "b" }, { actions: ["delete", "create"] }),
          change("aws_s3_bucket.c", { bucket: "c" }, { actions: ["create", "delete"] }),
          change("aws_s3_bucket.same", { bucket: "same" }, { actions: ["no-op"] }),
          change("aws_s3_bucket.next", { bucket: "next" }, { actions: ["update"] }),
        ],
        planned_values: {
          root_module: {
            resources: [
              {
                address: "aws_s3_bucket.gone",
                mode: "managed",
                type: "aws_s3_bucket",
                name: "gone",
                values: {},
              },
              {
                address: "aws_s3_bucket.more",
                mode: "managed",
                type: "aws_s3_bucket",
                name: "more",
                values: { bucket: "m" },
              },
            ],
          },
        },
        resource_drift: [change("aws_s3_bucket.drifted", { bucket: "d" }, { actions: ["update"] })],
        checks: [{ address: { kind: "check", name: "h", to_display: "check.h" }, status: "unknown" }],
      }),
    );
    expect(unit.resources.map((one) => one.address).sort()).toEqual(
      ["b", "c", "more", "next", "same"].map((name) => `aws_s3_bucket.${name}`),
    );
    expect(codes(unit)).toEqual([]);
  });

  test("a resource that is unknown as a whole, or put off, is an unknown instance", () => {
    const { unit } = planUnit(
      planOf({
        resource_changes: [change("aws_s3_bucket.b", {}, { after_unknown: true })],
        deferred_changes: [
          { reason: "instance_count_unknown", resource_change: change("aws_s3_bucket.c", { bucket: "c" }) },
        ],
      }),
    );
    expect(unit.resources.map((one) => [one.address, one.unknownInstance])).toEqual([
      ["aws_s3_bucket.b", "computed"],
      ["aws_s3_bucket.c", "computed"],
    ]);
  });

  test("a state is read too, its data sources and modules included", () => {
    const { unit, covers } = planUnit(
      {
        format_version: "1.0",
        terraform_version: "1.9.0",
        values: {
          root_module: {
            resources: [
              {
                address: "data.aws_region.r",
                mode: "data",
                type: "aws_region",
                name: "r",
                values: { name: "eu" },
              },
            ],
            child_modules: [
              {
                address: 'module.m["a.b"]',
                resources: [
                  {
                    address: 'module.m["a.b"].aws_s3_bucket.b[0]',
                    mode: "managed",
                    type: "aws_s3_bucket",
                    name: "b",
                    index: 0,
                    values: { bucket: "x", acl: null, force_destroy: false },
                    sensitive_values: {},
                  },
                ],
              },
            ],
          },
        },
      },
      { "main.tf": 'module "m" {\n  source = "./m"\n}\ndata "aws_region" "r" {}\n' },
    );
    expect(covers, "the source may have changed since: it is judged, too").toBeUndefined();
    expect(plain(valueAt(unit, 'module.m["a.b"].aws_s3_bucket.b[0]'))).toEqual({
      bucket: "x",
      force_destroy: false,
    });
    expect(resource(unit, "data.aws_region.r").type).toBe("data.aws_region");
  });

  test.each([{ complete: false }, { errored: true }])("%j is a gap", (flag) => {
    const { unit } = planUnit(planOf({ resource_changes: [], ...flag }));
    expect(codes(unit)).toEqual(["plan-incomplete"]);
    expect(unit.notScanned).toHaveLength(1);
  });
});

describe("values", () => {
  test("what the configuration leaves out is absent, what a provider fills in stays", () => {
    const { unit } = planUnit(
      planOf({
        resource_changes: [
          change(
            "aws_s3_bucket.b",
            {
              bucket: "b",
              acl: null,
              tags: null,
              object_lock_enabled: false,
              logging: [],
              rule: [{ id: "r", prefix: "", enabled: false, days: 0, extra: null, status: "On" }],
              timeouts: { create: "5m", delete: null },
            },
            { after_unknown: { id: true, arn: true, rule: [{ etag: true }], kms: true } },
          ),
        ],
        ...configured(
          bucket({
            bucket: { constant_value: "b" },
            tags: { constant_value: null },
            kms: { references: ["aws_kms_key.k.arn", "aws_kms_key.k"] },
            rule: [{ id: { constant_value: "r" }, enabled: { constant_value: false }, status: {} }],
            timeouts: { create: { constant_value: "5m" } },
          }),
        ),
      }),
    );
    expect(plain(valueAt(unit, "aws_s3_bucket.b"))).toEqual({
      bucket: "b",
      tags: null,
      object_lock_enabled: false,
      rule: [{ id: "r", enabled: false, status: "On" }],
      timeouts: [{ create: "5m" }],
      kms: "<computed>",
    });
  });

  test("a document opens, and a value lies at its attribute in the plan", () => {
    const policy = JSON.stringify({ Statement: [{ Effect: "Allow" }] });
    const { unit } = planUnit(planOf({ resource_changes: [change("aws_s3_bucket_policy.p", { policy })] }));
    expect(plain(valueAt(unit, "aws_s3_bucket_policy.p", "policy", "Statement", 0, "Effect"))).toBe("Allow");
    expect(place(valueAt(unit, "aws_s3_bucket_policy.p", "policy").at)).toMatch(/^plan\.json:1:\d+ "/);
    expect(place(resource(unit, "aws_s3_bucket_policy.p").head)).toContain(
      '"address":"aws_s3_bucket_policy.p"',
    );
  });

  test("sensitive values are marked, with all that is in them", () => {
    const after = { password: "hunter2", env: [{ name: "A", value: "s3cret" }], doc: '{"a":["deep"]}' };
    const { unit } = planUnit(
      planOf({
        resource_changes: [
          change("aws_db_instance.d", after, {
            after_sensitive: { password: true, env: [{ value: true }], doc: true },
          }),
        ],
      }),
    );
    const at = (...path: Array<string | number>) => valueAt(unit, "aws_db_instance.d", ...path).sensitive;
    expect([at("password"), at("env", 0, "value"), at("doc", "a", 0), at("env", 0, "name")]).toEqual([
      true,
      true,
      true,
      undefined,
    ]);
  });
});

describe("references", () => {
  const versioning = (index: string, references: string[], more: Record<string, unknown> = {}) => ({
    changes: [change(`aws_s3_bucket_versioning.v${index}`, {}, { after_unknown: { bucket: true } })],
    configuration: {
      address: "aws_s3_bucket_versioning.v",
      mode: "managed",
      type: "aws_s3_bucket_versioning",
      name: "v",
      expressions: { bucket: { references } },
      ...more,
    },
  });
  const two = ["a", "b"].map((key) => change(`aws_s3_bucket.b["${key}"]`, { bucket: key }));
  const links = (references: string[], index = '["a"]', more: Record<string, unknown> = {}) => {
    const { changes, configuration } = versioning(index, references, more);
    const { unit } = planUnit(
      planOf({ resource_changes: [...two, ...changes], ...configured(bucket({}), configuration) }),
    );
    return {
      to: resource(unit, `aws_s3_bucket_versioning.v${index}`).links.map((one) => one.to),
      dangling: [...unit.dangling.keys()],
    };
  };

  test("an index that is written out, the holder's own, all of a splat, or none that can be told", () => {
    expect(links(['aws_s3_bucket.b["b"].id', 'aws_s3_bucket.b["b"]', "aws_s3_bucket.b"]).to).toEqual([
      'aws_s3_bucket.b["b"]',
    ]);
    expect(links(["aws_s3_bucket.b", "each.key"]).to).toEqual(['aws_s3_bucket.b["a"]']);
    expect(links(["aws_s3_bucket.b"]).to).toEqual(['aws_s3_bucket.b["a"]', 'aws_s3_bucket.b["b"]']);
    expect(links(["aws_s3_bucket.b", "var.which"])).toEqual({ to: [], dangling: ["versioning"] });
    expect(
      links(["each.value.id", "each.value"], '["b"]', {
        for_each_expression: { references: ["aws_s3_bucket.b"] },
      }).to,
    ).toEqual(['aws_s3_bucket.b["a"]', 'aws_s3_bucket.b["b"]']);
  });

  test("through a module's variable and output, each instance its own", () => {
    const { unit } = planUnit(
      planOf({
        resource_changes: ["x", "y"].flatMap((key) => [
          change(`module.store["${key}"].aws_s3_bucket.b`, { bucket: key }),
          change(
            `module.guard["${key}"].aws_s3_bucket_versioning.v`,
            {},
            { after_unknown: { bucket: true } },
          ),
        ]),
        configuration: {
          root_module: {
            module_calls: {
              store: {
                for_each_expression: { references: ["var.names"] },
                module: {
                  resources: [bucket({})],
                  outputs: { id: { expression: { references: ["aws_s3_bucket.b.id", "aws_s3_bucket.b"] } } },
                },
              },
              guard: {
                for_each_expression: { references: ["var.names"] },
                expressions: { bucket: { references: ["module.store", "each.key"] } },
                module: { resources: [versioning("", ["var.bucket"]).configuration] },
              },
            },
          },
        },
      }),
    );
    // The plan says module.store and each.key, not which output: nothing is guessed.
    expect(resource(unit, 'module.guard["x"].aws_s3_bucket_versioning.v').links).toEqual([]);
    expect([...unit.dangling.keys()]).toEqual(["versioning"]);
  });
});

describe("beside its source", () => {
  const main = [
    'variable "names" {}',
    'resource "aws_s3_bucket" "b" {',
    "  for_each = toset(var.names)",
    "  bucket   = each.key",
    "  tags = { a = aws_kms_key.k.arn }",
    "}",
    'resource "aws_kms_key" "k" {}',
    'module "m" {',
    '  source = "./m"',
    "}",
  ].join("\n");
  const inner =
    'resource "aws_s3_bucket_policy" "p" {\n  policy = jsonencode({ Id = aws_s3_bucket_policy.q.id, Statement = [] })\n}\nresource "aws_s3_bucket_policy" "q" {}\n';
  const plan = (more: unknown[] = [], declared: unknown[] = []) =>
    planOf({
      variables: { names: { value: ["x"] } },
      resource_changes: [
        change('aws_s3_bucket.b["x"]', { bucket: "x" }, { after_unknown: { tags: { a: true }, arn: true } }),
        change("aws_kms_key.k", {}, { after_unknown: { arn: true } }),
        change("module.m.aws_s3_bucket_policy.p", {}, { after_unknown: { policy: true } }),
        ...more,
      ],
      configuration: {
        root_module: {
          resources: [
            bucket({ bucket: { references: ["each.key"] }, tags: { references: ["aws_kms_key.k.arn"] } }),
            { ...bucket({}), type: "aws_kms_key", name: "k" },
            ...declared,
          ],
          module_calls: {
            m: {
              source: "./m",
              module: {
                resources: [
                  { ...bucket({}), type: "aws_s3_bucket_policy", name: "q" },
                  {
                    ...bucket({ policy: { references: ["aws_s3_bucket_policy.q.id"] } }),
                    type: "aws_s3_bucket_policy",
                    name: "p",
                  },
                ],
              },
            },
          },
        },
      },
    });

  test("values lie in the source, calls in via, and what is known of an unknown stays", () => {
    const { unit, covers } = planUnit(plan(), { "main.tf": main, "m/main.tf": inner });
    expect(covers).toBe(".");
    expect(codes(unit)).toEqual(["plan-used"]);
    expect(place(valueAt(unit, 'aws_s3_bucket.b["x"]', "bucket").at)).toBe("main.tf:4:14 each.key");
    expect(plain(valueAt(unit, 'aws_s3_bucket.b["x"]', "tags", "a"))).toBe("<computed aws_kms_key.k.arn>");
    const policy = resource(unit, "module.m.aws_s3_bucket_policy.p");
    expect(policy.via.map((one) => one.what)).toEqual(["module.m"]);
    expect(place(policy.head)).toBe('m/main.tf:1:1 resource "aws_s3_bucket_policy" "p"');
    expect(plain(valueAt(unit, policy.key, "policy", "Statement"))).toEqual([]);
  });

  test("resources that only one of the two declares are judged where they are, and named", () => {
    const { unit } = planUnit(
      plan(
        [change("aws_sqs_queue.old", { name: "old" })],
        [{ ...bucket({}), type: "aws_sqs_queue", name: "old" }],
      ),
      { "main.tf": `${main}\nresource "aws_sns_topic" "new" {}\n`, "m/main.tf": inner },
    );
    expect(unit.diagnostics.find((one) => one.code === "plan-stale")?.message).toBe(
      "The plan and the source beside it differ: only the source declares aws_sns_topic.new; only the plan holds aws_sqs_queue.old.",
    );
    expect(place(resource(unit, "aws_sqs_queue.old").head)).toContain("plan.json:1:");
    expect(place(resource(unit, "aws_sns_topic.new").head)).toContain("main.tf:");
  });

  test("the source of another root is not taken for the plan's", () => {
    const { unit, covers } = planUnit(plan(), { "main.tf": 'resource "aws_sns_topic" "t" {}\n' });
    expect(covers).toBeUndefined();
    expect(unit.resources.map((one) => one.head.source.path)).toEqual([
      "plan.json",
      "plan.json",
      "plan.json",
    ]);
  });
});

test("a plan has a limit of its own", async () => {
  const text = JSON.stringify(planOf({ resource_changes: [], padding: "x".repeat(400_000) }));
  await withFolder({ "plan.json": text }, async (cwd) => {
    const found = async (limits: { maxFileBytes?: number; maxPlanBytes?: number }) =>
      discover({ cwd, paths: ["."], include: [], exclude: [], ...limits });
    expect(
      (await found({ maxFileBytes: 1000, maxPlanBytes: 500_000 })).sources.map((one) => one.kind),
    ).toEqual(["terraform-plan"]);
    const { sources, notScanned } = await found({ maxPlanBytes: 300_000 });
    expect(sources).toEqual([]);
    expect(notScanned.map((one) => [one.path, one.cause])).toEqual([["plan.json", "too-large"]]);
  });
});
