import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildInput } from "../../../../src/evaluate/input.ts";
import { change, codes, planOf, planUnit } from "./harness.ts";

describe("a hostile plan gives diagnostics, never a crash", () => {
  test("a million nested arrays", () => {
    const nested = `${"[".repeat(1e6)}${"]".repeat(1e6)}`;
    const { unit } = planUnit(`{"format_version":"1.2","planned_values":${nested}}`);
    expect(codes(unit)).toEqual(["plan-limit"]);
    expect(unit.resources).toEqual([]);
  });

  test.each([
    ["", "json-syntax"],
    ['{"format_version":"1.2"', "json-syntax"],
    ['{"format_version":"1.2","a":tru}', "json-syntax"],
    ['{"format_version":"1.2",}', "json-syntax"],
    ['{"format_version":"1.2"} x', "json-syntax"],
    ['{"format_version":"1.2","a":"\\x"}', "json-syntax"],
    ['{"format_version":"1.2" "a":1}', "json-syntax"],
    ['{"format_version":"2.0"}', "plan-shape"],
    ['{"format_version":7}', "plan-shape"],
    ["[]", "plan-shape"],
  ])("%j", (text, code) => {
    const { unit } = planUnit(text);
    expect(codes(unit)).toEqual([code]);
    expect(unit.diagnostics[0]?.at?.source.path).toBe("plan.json");
    expect(unit.diagnostics[0]?.hint).toBeTruthy();
  });

  test("keys of Object's own prototype are keys", () => {
    const text = JSON.stringify(
      planOf({ resource_changes: [change("aws_s3_bucket.b", { bucket: "b" })] }),
    ).replace('"bucket":"b"', '"__proto__":{"polluted":"yes"},"constructor":"c","bucket":"b"');
    const { unit } = planUnit(text);
    const input = buildInput(unit, undefined, { declares: [] });
    expect(JSON.stringify(input)).toContain('"__proto__":{"polluted":"yes"}');
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("resources without values, address or actions; a module nobody knows", () => {
    const { unit } = planUnit(
      planOf({
        resource_changes: [
          change("aws_s3_bucket.b", null),
          change("aws_s3_bucket.c", "text"),
          { address: "aws_s3_bucket.d" },
          { ...change("aws_s3_bucket.e", {}), address: 5 },
          { ...change("aws_s3_bucket.f", {}), mode: "other" },
          change('module.lost["x"].module.more.aws_s3_bucket.g', { bucket: "g" }),
          change("a b..c", {}),
          7,
        ],
        configuration: { root_module: { module_calls: { lost: { module: 3 } } } },
      }),
    );
    expect(unit.resources.map((one) => one.address)).toEqual([
      "aws_s3_bucket.b",
      "aws_s3_bucket.c",
      'module.lost["x"].module.more.aws_s3_bucket.g',
    ]);
    expect(codes(unit)).toEqual(["plan-shape", "plan-shape", "plan-shape", "plan-shape", "plan-shape"]);
  });

  test("wrong types everywhere", () => {
    const real = planOf({
      variables: { v: { value: "x" } },
      planned_values: { root_module: { resources: [], child_modules: [] } },
      resource_changes: [
        change("aws_s3_bucket.b", { bucket: "b", rule: [{ a: 1 }] }, { after_unknown: { id: true } }),
      ],
      prior_state: { values: { root_module: { resources: [] } } },
      configuration: {
        provider_config: {
          aws: { name: "aws", expressions: { default_tags: [{ tags: { constant_value: {} } }] } },
        },
        root_module: {
          resources: [
            {
              mode: "managed",
              type: "aws_s3_bucket",
              name: "b",
              expressions: { bucket: { references: ["var.v"] }, rule: [{ a: {} }] },
            },
          ],
          module_calls: { m: { source: "./m", expressions: {}, module: { resources: [], outputs: {} } } },
        },
      },
    });
    const paths: string[][] = [];
    const walk = (value: unknown, path: string[]): void => {
      if (path.length > 0) paths.push(path);
      if (value !== null && typeof value === "object")
        for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key]);
    };
    walk(real, []);
    const source = {
      "main.tf":
        'variable "v" {}\nresource "aws_s3_bucket" "b" {\n  bucket = var.v\n  rule {\n    a = 1\n  }\n}\n',
    };
    const junk = [
      null,
      true,
      7,
      "x",
      [],
      {},
      [[1]],
      { a: { references: 5 } },
      [{ references: ["a.b", "..", "[", "a[", 1] }],
    ];
    for (const path of paths) {
      for (const bad of junk) {
        const copy = structuredClone(real);
        let here = copy as Record<string, unknown>;
        for (const key of path.slice(0, -1)) here = here[key] as Record<string, unknown>;
        here[path.at(-1) as string] = bad;
        for (const files of [{}, source]) {
          const { unit } = planUnit(copy, files);
          buildInput(unit, undefined, { declares: [], concealed: true });
        }
      }
    }
    const { unit } = planUnit(planOf({ resource_changes: "none", configuration: [] }));
    expect(codes(unit)).toEqual(["plan-shape", "plan-shape"]);
  });

  test("any JSON is a plan, a diagnostic, or both", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.json({ maxDepth: 6 }), (changes, configuration) => {
        planUnit(`{"format_version":"1.0","resource_changes":[${changes}],"configuration":${configuration}}`);
      }),
      { numRuns: 500, seed: 4 },
    );
  });

  test("variables that fan out through fifty modules end", () => {
    let module: Record<string, unknown> = {
      resources: [
        { mode: "managed", type: "t", name: "r", expressions: { a: { references: ["var.v0", "var.v1"] } } },
      ],
    };
    for (let i = 0; i < 20; i++) {
      const each = { references: ["var.v0", "var.v1"] };
      module = { module_calls: { m: { expressions: { v0: each, v1: each }, module } } };
    }
    const address = `${"module.m.".repeat(20)}t.r`;
    const started = performance.now();
    planUnit(
      planOf({ resource_changes: [change(address, { a: "x" })], configuration: { root_module: module } }),
    );
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
