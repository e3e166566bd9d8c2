import { expect, test } from "vitest";
import { parameterProblems } from "../../src/evaluate/parameter-check.ts";

const policy = {
  package: "aws.rds.x",
  parameters: { days: { default: 7, description: "d" }, keys: { default: ["a", "b"], description: "k" } },
};

const rego = (days: string) => `
_days := model.parameter("aws.rds.x", "days", ${days})
_keys := model.parameter("aws.rds.x", "keys", [
	"a",
	"b",
])`;

test("defaults of METADATA and of the Rego agree", () => {
  expect(parameterProblems(rego("7"), policy)).toEqual([]);
  expect(parameterProblems(rego("8"), policy)).toEqual([
    "the default of days in custom.parameters is not the one in model.parameter",
  ]);
});

test("what one of the two does not know is named", () => {
  expect(parameterProblems(`model.parameter("aws.rds.x", "weeks", 1)`, { package: "aws.rds.x" })).toEqual([
    "custom.parameters does not declare weeks",
  ]);
  expect(parameterProblems(`model.parameter("aws.s3.y", "days", 7)`, { package: "aws.rds.x" })).toEqual([
    "model.parameter reads days of aws.s3.y, not of aws.rds.x",
  ]);
  expect(parameterProblems("", policy)).toEqual([
    "custom.parameters.days is never read",
    "custom.parameters.keys is never read",
  ]);
  expect(parameterProblems("model.parameter(package, name, 1)", { package: "aws.rds.x" })).toEqual([
    "model.parameter takes the package, the parameter's name and its default, written out",
  ]);
});
