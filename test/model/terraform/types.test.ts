import { expect, test } from "vitest";
import { sameType, typeOf, unifyTypes } from "../../../src/model/terraform/types.ts";
import { modelOne, plain, valueAt } from "./harness.ts";

const child = (type: string, given: string, more = "") =>
  modelOne(`module "m" {\n  source = "./m"\n  v = ${given}\n}\n`, {
    "m/main.tf": `variable "v" {\n  type = ${type}\n${more}}\nresource "terraform_data" "r" {\n  input = var.v\n}\n`,
  });
const converted = (type: string, given: string, more = "") =>
  plain(valueAt(child(type, given, more), "module.m.terraform_data.r", "input"));

test("variables convert what they are given to their type", () => {
  expect(converted("list(string)", "[1, true]")).toEqual(["1", "true"]);
  expect(converted("set(string)", '["b", "a", "b"]')).toEqual(["a", "b"]);
  expect(converted("map(any)", '{ a = 1, b = "x" }')).toEqual({ a: "1", b: "x" });
  expect(converted("list(any)", '[{ a = 1 }, { b = "x" }]')).toEqual([{ a: "1" }, { b: "x" }]);
  expect(converted("object({ a = optional(number, 3), b = string })", "{ b = 5, c = 1 }")).toEqual({
    a: 3,
    b: "5",
  });
  expect(converted("tuple([string, number])", '[1, "2"]')).toEqual(["1", 2]);
  expect(converted("list(object({ a = optional(list(string), [1]) }))", "[{}, { a = null }]")).toEqual([
    { a: ["1"] },
    { a: ["1"] },
  ]);
});

test("null for a variable that must not be null is refused, or gives its default", () => {
  expect(converted("string", "null", '  nullable = false\n  default = "d"\n')).toBe("d");
  const unit = child("string", "null", "  nullable = false\n");
  expect(unit.diagnostics.map(({ message }) => message)).toEqual(['The variable "v" must not be null.']);
});

test("equality of a typed variable with a literal is Terraform's", () => {
  const unit = modelOne(
    'variable "v" {\n  type = list(string)\n  default = []\n}\n' +
      'resource "terraform_data" "r" {\n  input = [var.v == [], var.v == tolist([]), length(var.v) == 0]\n}\n',
  );
  expect(plain(valueAt(unit, "terraform_data.r", "input"))).toEqual([false, true, true]);
});

test("types of values that share their parts many times over are found fast", () => {
  const levels = Array.from({ length: 40 }, (_, i) => `  l${i + 1} = [local.l${i}, local.l${i}]\n`).join("");
  const unit = modelOne(
    `locals {\n  l0 = ["x"]\n${levels}}\nresource "terraform_data" "r" {\n  input = (true ? local.l40 : []) == []\n}\n`,
  );
  const value = valueAt(unit, "terraform_data.r", "input");
  const type = typeOf(value);
  expect(unifyTypes([type, type])).toBe(type);
  expect(sameType(type, type)).toBe(true);
});
