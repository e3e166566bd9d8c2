import { describe, expect, test } from "vitest";
import type { PolicyMetadata } from "../../src/evaluate/catalogue.ts";
import { type Engine, evaluate } from "../../src/evaluate/evaluate.ts";
import { buildInput, modelPath, type PolicyInput, toJson } from "../../src/evaluate/input.ts";
import type { Resource, Unit } from "../../src/model/resource.ts";
import { object, unknown } from "../../src/model/value.ts";
import { Source } from "../../src/text/source.ts";
import { at } from "../../src/text/span.ts";

const source = new Source("main.tf", "terraform", "x");
const here = at(source, 0, 1);

function resource(key: string, type: string, more: Partial<Resource> = {}): Resource {
  return {
    key,
    address: key,
    type,
    name: key,
    folder: ".",
    values: object(here),
    head: here,
    body: here,
    via: [],
    meta: {},
    links: [],
    ...more,
  };
}

function unit(...resources: Resource[]): Unit {
  return {
    id: "terraform:.",
    kind: "terraform",
    folder: ".",
    resources,
    dangling: new Map(),
    missing: [],
    diagnostics: [],
    notScanned: [],
    sources: [],
  };
}

function policy(id: string, subjects: string[], reads: string[] = []): PolicyMetadata {
  return {
    id,
    package: `test.x.${id}`,
    shard: "test",
    title: id,
    description: "",
    control: "audit-logging",
    severity: "high",
    grades: { low: "low" },
    profile: "recommended",
    subjects,
    reads,
    message: "",
    messages: {},
    remediation: "",
    peers: [],
    related: [],
    documentation: [],
    aliases: [],
    secret: false,
  };
}

const pass = (key: string) => ({
  resource: key,
  outcome: "pass",
  sites: [{ path: [], outcome: "pass", facts: {} }],
});

/** An engine that answers by entrypoint, and notes what it was asked. */
function engine(answers: Record<string, (input: PolicyInput) => unknown>): {
  asked: Array<{ entrypoint: string; input: PolicyInput }>;
  of: () => Engine;
} {
  const asked: Array<{ entrypoint: string; input: PolicyInput }> = [];
  const one: Engine = {
    evaluate: (input, entrypoint) => {
      asked.push({ entrypoint, input: input as PolicyInput });
      return answers[entrypoint]?.(input as PolicyInput);
    },
  };
  return { asked, of: () => one };
}

describe("one call a unit", () => {
  test("names only the policies whose subjects are there, and sends only what they can reach", () => {
    const fake = engine({ "crosswalk/main/verdicts": () => ({ "test.x.a": [pass("one")] }) });
    const links = ["two", "three"].map((to) => ({ name: "to", to, inferred: false }));
    const given = unit(
      resource("one", "t_a", { links }),
      resource("two", "t_b"),
      resource("three", "t_c"),
      resource("four", "t_b"),
    );
    const result = evaluate(given, [policy("a", ["t_a"], ["t_b"]), policy("z", ["t_none"])], fake.of, {
      declares: [],
    });
    expect(fake.asked).toHaveLength(1);
    expect(fake.asked[0]?.input.policies).toEqual(["test.x.a"]);
    expect(Object.keys(fake.asked[0]?.input.resources ?? {})).toEqual(["one", "two"]);
    expect(result.diagnostics).toEqual([]);
    expect(result.verdicts).toHaveLength(1);
  });

  test("wildcard subjects cover types by prefix", () => {
    const fake = engine({ "crosswalk/main/verdicts": () => ({ "test.x.a": [pass("one"), pass("two")] }) });
    const result = evaluate(
      unit(resource("one", "aws_a"), resource("two", "aws_b")),
      [policy("a", ["aws_*"])],
      fake.of,
      { declares: [] },
    );
    expect(result.verdicts.map((one) => one.resource)).toEqual(["one", "two"]);
  });
});

describe("silence never passes for compliance", () => {
  const run = (raw: unknown) =>
    evaluate(
      unit(resource("one", "t_a"), resource("two", "t_a")),
      [policy("a", ["t_a"])],
      engine({ "crosswalk/main/verdicts": () => ({ "test.x.a": raw }) }).of,
      { declares: [] },
    );

  test.each([
    ["a missing verdict", [pass("one")], "no verdict on two"],
    ["two verdicts", [pass("one"), pass("one"), pass("two")], "two verdicts on one"],
    ["a verdict on a stranger", [pass("one"), pass("two"), pass("three")], "three"],
    ["nothing at all", undefined, "no verdict on one"],
  ])("%s is a tool error", (_, raw, text) => {
    const { diagnostics } = run(raw);
    expect(diagnostics.map((one) => one.code)).toContain("policy-coverage");
    expect(diagnostics.map((one) => one.message).join()).toContain(text);
  });

  test.each([
    ["an outcome that is not one", { resource: "one", outcome: "maybe", sites: [] }],
    [
      "a roll-up that its sites contradict",
      { resource: "one", outcome: "pass", sites: [{ path: [], outcome: "fail", facts: {} }] },
    ],
    [
      "a grade that the policy does not declare",
      { resource: "one", outcome: "fail", sites: [{ path: [], outcome: "fail", grade: "odd", facts: {} }] },
    ],
    [
      "a path that is none",
      { resource: "one", outcome: "fail", sites: [{ path: "x", outcome: "fail", facts: {} }] },
    ],
  ])("%s breaks the protocol", (_, verdict) => {
    expect(run([verdict, pass("two")]).diagnostics.map((one) => one.code)).toContain(
      "policy-invalid-verdict",
    );
  });
});

test("a policy that aborts is found by its own entrypoint, and the others keep their verdicts", () => {
  const fake = engine({
    "crosswalk/main/verdicts": () => {
      throw new Error("eval_conflict_error");
    },
    "crosswalk/policies/test/x/good/verdicts": () => [pass("one")],
    "crosswalk/policies/test/x/bad/verdicts": () => {
      throw new Error("eval_conflict_error: complete rules must not produce multiple outputs");
    },
  });
  const result = evaluate(
    unit(resource("one", "t_a")),
    [policy("good", ["t_a"]), policy("bad", ["t_a"])],
    fake.of,
    { declares: [] },
  );
  expect(result.verdicts.map((one) => one.policy)).toEqual(["good"]);
  expect(result.diagnostics).toHaveLength(1);
  expect(result.diagnostics[0]).toMatchObject({ code: "policy-aborted", severity: "error" });
  expect(result.diagnostics[0]?.message).toContain("policy bad aborted");
});

describe("input", () => {
  test("an unknown keeps what is known of it", () => {
    const value = unknown("computed", here, {
      refs: [
        { key: "aws_s3_bucket.a", path: "arn" },
        { key: "aws_s3_bucket.b", path: "", maybe: true },
      ],
      parts: [{ kind: "string", value: "arn:", at: here }, unknown("data", here)],
      shape: { kind: "list", items: [], at: here },
    });
    expect(toJson(value)).toEqual({
      $unknown: {
        cause: "computed",
        refs: ["aws_s3_bucket.a.arn", "aws_s3_bucket.b"],
        maybe: ["aws_s3_bucket.b"],
        parts: ["arn:", { $unknown: { cause: "data", refs: [] } }],
        shape: [],
      },
    });
  });

  test("a scanned key $unknown cannot pose as an unknown, and paths lead back to it", () => {
    const value = object(here, [
      ["$unknown", { kind: "bool", value: true, at: here }],
      ["$$unknown", { kind: "null", at: here }],
    ]);
    expect(Object.keys(toJson(value) as object)).toEqual(["$$unknown", "$$$unknown"]);
    expect(modelPath(["a", "$$unknown", 0])).toEqual(["a", "$unknown", 0]);
    expect(modelPath(["policy", "$unknown", "shape", "Statement", 0])).toEqual(["policy", "Statement", 0]);
  });

  test("a key __proto__ stays a key", () => {
    const json = toJson(object(here, [["__proto__", { kind: "string", value: "x", at: here }]])) as Record<
      string,
      unknown
    >;
    expect(JSON.stringify(json)).toBe('{"__proto__":"x"}');
  });

  test("an instance of an unknown collection carries the marker itself", () => {
    const input = buildInput(unit(resource("one", "t_a", { unknownInstance: "variable" })), undefined, {
      declares: [],
    });
    expect(input.resources["one"]).toMatchObject({ $unknown: { cause: "variable" } });
  });
});
