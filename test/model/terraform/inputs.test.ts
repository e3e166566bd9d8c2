import { describe, expect, test } from "vitest";
import type { Inputs } from "../../../src/model/terraform/inputs.ts";
import { model, plain } from "./harness.ts";

/** The value of `var.x` of a root module, with what was said. */
function given(
  files: Record<string, string>,
  inputs: Partial<Inputs> = {},
  type = "type = string",
): { value: unknown; said: string[]; used: string[] | undefined } {
  const main = `variable "x" {\n  ${type}\n}\nresource "t" "r" {\n  v = var.x\n}\n`;
  const [unit] = model({ "main.tf": main, ...files }, [], inputs);
  if (!unit) throw new Error("no unit");
  const value = unit.resources[0]?.values.entries.get("v")?.value;
  return {
    value: value && plain(value),
    said: unit.diagnostics.map((one) => `${one.severity} ${one.code} ${one.message}`),
    used: unit.environmentVariables,
  };
}
const text = (name: string, value: string) => ({ name, text: value });
const variables = (value: string) => new Map([["x", value]]);

test("each source of values wins over the ones before it, as with Terraform", () => {
  const steps: Array<[string, Record<string, string>, Partial<Inputs>]> = [
    ["env", {}, { variables: variables("env") }],
    ["tfvars", { "terraform.tfvars": 'x = "tfvars"\n' }, {}],
    ["json", { "terraform.tfvars.json": '{"x": "json"}' }, {}],
    ["a", { "a.auto.tfvars": 'x = "a"\n' }, {}],
    ["b", { "b.auto.tfvars.json": '{"x": "b"}' }, {}],
    ["c", { "c.auto.tfvars": 'x = "c"\n' }, {}],
    ["file", { "z.tfvars": 'x = "file"\n' }, { arguments: [{ file: "z.tfvars" }] }],
    ["var", {}, { arguments: [{ file: "z.tfvars" }, text("x", "var")] }],
    [
      "last",
      { "last.tfvars.json": '{"x": "last"}' },
      { arguments: [text("x", "var"), { file: "last.tfvars.json" }] },
    ],
  ];
  let files: Record<string, string> = {};
  let inputs: Partial<Inputs> = {};
  for (const [expected, more, then] of steps) {
    files = { ...files, ...more };
    inputs = { ...inputs, ...then };
    expect(given(files, inputs).value).toBe(expected);
  }
  expect(given(files, inputs).used).toBeUndefined();
  expect(given({}, { variables: variables("env") }).used).toEqual(["x"]);
});

describe("a text of --var or TF_VAR_ is read by the variable's type", () => {
  const cases: Array<[string, string, unknown]> = [
    ["", "[1]", "[1]"],
    ["type = string", '"a"', '"a"'],
    ["type = number", "7", 7],
    ["type = bool", "true", true],
    ["type = any", '{ a = [1, "b"] }', { a: [1, "b"] }],
    ["type = list(string)", "[1, 2]", ["1", "2"]],
    ["type = map(number)", '{ a = "1", "b" = 2 }', { a: 1, b: 2 }],
    ["type = object({ a = string, b = optional(number, 3) })", '{ a = "x" }', { a: "x", b: 3 }],
    ["type = set(string)", '["b", "a", "a"]', ["a", "b"]],
    ["type = list(string)", "[for v in [1, 2] : v]", ["1", "2"]],
  ];
  test.each(cases)("%s from %s", (type, content, expected) => {
    expect(given({}, { arguments: [text("x", content)] }, type)).toMatchObject({ value: expected, said: [] });
    expect(given({}, { variables: variables(content) }, type).value).toEqual(expected);
  });

  test.each(["[", "a b", "1\ny = 2", 'file("main.tf")', "var.y", "", '"${var.y}"'])(
    "what is no constant expression is refused: %s",
    (content) => {
      const { value, said } = given({}, { arguments: [text("x", content)] }, "type = list(string)");
      expect(value).toBe("<not-supported>");
      expect(said.length).toBeGreaterThan(0);
      expect(said.join()).not.toContain(content === "" ? "\0" : content);
    },
  );
});

test("references and functions in a variable file are refused", () => {
  const { value, said } = given({ "terraform.tfvars": 'x = upper("a")\n' });
  expect(value).toBe("<not-supported>");
  expect(said).toEqual(['error tf-evaluation The value of the variable "x" must not hold a function.']);
});

test("undeclared variables: a warning in the root's own files, silence from the environment, told once for flags", () => {
  const files = { "terraform.tfvars": "y = 1\n", "more.tfvars": 'x = "1"\nz = 1\n' };
  const { said } = given(files, {
    variables: new Map([["q", "1"]]),
    arguments: [{ file: "more.tfvars" }, text("typo", "1")],
  });
  expect(said.sort()).toEqual([
    "error tf-undeclared-variable --var typo: no root module has a variable of this name.",
    'warning tf-undeclared-variable No root module has a variable "z".',
    'warning tf-undeclared-variable The root module has no variable "y".',
  ]);
});

test("terraform.workspace is the one that was named", () => {
  const files = { "main.tf": 'resource "t" "r" {\n  v = terraform.workspace\n}\n' };
  const shown = (inputs: Partial<Inputs>) =>
    model(files, [], inputs)[0]?.resources.map((one) => plain(one.values));
  expect(shown({})).toEqual([{ v: "default" }]);
  expect(shown({ workspace: "prod" })).toEqual([{ v: "prod" }]);
});

test("nullable, optional attributes, checks, moves, imports, assertions and provider functions are no complaint", () => {
  const [unit] = model({
    "main.tf": `terraform {
  required_version = ">= 1.8"
}
variable "n" {
  type     = string
  default  = "d"
  nullable = false
  validation {
    condition     = length(var.n) > 0
    error_message = "x"
  }
}
variable "o" {
  type      = object({ a = optional(string), b = optional(object({ c = optional(number, 1) }), {}) })
  default   = {}
  ephemeral = true
}
resource "t" "r" {
  n = var.n
  o = var.o
  f = provider::aws::arn_parse("arn:aws:s3:::b").service
  lifecycle {
    precondition {
      condition     = var.n != ""
      error_message = "x"
    }
    postcondition {
      condition     = self.n != ""
      error_message = "x"
    }
  }
}
ephemeral "random_password" "p" {
  length = 8
}
moved {
  from = t.old
  to   = t.r
}
import {
  to = t.r
  id = "x"
}
removed {
  from = t.gone
  lifecycle {
    destroy = false
  }
}
check "c" {
  data "http" "d" {
    url = "https://example.com"
  }
  assert {
    condition     = data.http.d.status_code == 200
    error_message = "x"
  }
}
`,
    "terraform.tfvars": "n = null\n",
  });
  expect(unit?.diagnostics.map((one) => one.message)).toEqual([]);
  const values = unit?.resources.find((one) => one.key === "t.r")?.values;
  expect(values && plain(values)).toMatchObject({ n: "d", o: { a: null, b: { c: 1 } }, f: "<function>" });
});
