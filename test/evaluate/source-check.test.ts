import { describe, expect, test } from "vitest";
import { checkSource } from "../../src/evaluate/source-check.ts";

const policy = (body: string) => `package crosswalk.policies.aws.s3.x

import data.crosswalk.lib.model
import data.crosswalk.lib.iam

_link := "diagnostics"

${body}
`;

describe("links", () => {
  test("are named by a text or a constant, whichever call follows them", () => {
    const { follows, imports, problems } = checkSource(
      policy(`_a(res) := model.linked(res, "bucket")
_b(res) := model.any_linked(res, "policy", [answer |
	some one in model.inferred(
		res,
		"logging",
	)
	answer := _is(one)
])
_c(res) if model.uncertain(res, _link)
# model.linked(res, "in-a-comment")`),
    );
    expect([follows, imports, problems]).toEqual([
      ["bucket", "diagnostics", "logging", "policy"],
      ["model", "iam"],
      [],
    ]);
  });

  test.each([
    ["a computed name", "_a(res) := model.linked(res, _names[res.type])"],
    ["a name that is handed in", "_a(res, name) := model.linked(res, name)"],
    ["a resource that is computed in the call", '_a(res) := model.linked(_other(res), "bucket")'],
    ["the links themselves", "_a(res) := res.links.bucket"],
  ])("%s is a problem", (_, body) => {
    expect(checkSource(policy(body)).problems).not.toEqual([]);
  });
});

describe("types that are read without a link", () => {
  const types = { subjects: ["aws_s3_bucket", "azurerm_*"] };

  test.each([
    ["subjects", 'verdicts contains _v(one) if {\n\tsome one in model.of_type("aws_s3_bucket")\n}', types, 0],
    [
      "a pattern's type",
      'verdicts contains _v(one) if {\n\tsome one in model.of_type("azurerm_x")\n}',
      types,
      0,
    ],
    [
      "a companion",
      'verdicts contains _v(one) if {\n\tsome one in model.of_type("aws_flow_log")\n}',
      types,
      1,
    ],
    [
      "one of a list",
      'verdicts contains 1 if {\n\tsome one in model.of_types(["aws_s3_bucket", "aws_b"])\n}',
      types,
      1,
    ],
    ["subjects outside a verdict's rule", '_count := count(model.of_type("aws_s3_bucket"))', types, 1],
    [
      "what whole names",
      '_any if {\n\tsome one in model.of_type("aws_flow_log")\n}',
      { ...types, whole: ["aws_flow_log"] },
      0,
    ],
  ])("%s", (_, body, given, problems) => {
    expect(checkSource(policy(body), given).problems).toHaveLength(problems);
  });
});
