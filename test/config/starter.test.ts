import { expect, test } from "vitest";
import { readConfigText } from "../../src/config/read-config.ts";
import { type Found, starterText } from "../../src/config/starter.ts";

const found: Found = {
  roots: [
    { folder: "infra/app", variableFiles: ["envs/prod.tfvars", "envs/staging.tfvars"] },
    { folder: "infra/plain", variableFiles: [] },
  ],
  namespaces: ["clinic", "yes", 'odd: "name"'],
  classes: [{ key: "data-classification", values: ["phi", "a # b"], resources: 4 }],
  stores: [{ type: "aws_db_instance", resources: 2 }],
};

/** With every line that is commented-out YAML uncommented. */
function uncommented(text: string): string {
  return text.replace(/^# ( *(?:- )?(?:[\w-]+|"(?:[^"\\]|\\.)*"):(?: |$))/gm, "$1");
}

test("the file is valid as it is, and once everything is uncommented", () => {
  const text = starterText(found);
  expect(readConfigText(text, "crosswalk.yaml").diagnostics).toEqual([]);
  const { config, diagnostics } = readConfigText(uncommented(text), "crosswalk.yaml");
  expect(diagnostics).toEqual([]);
  expect(config).toMatchObject({
    profile: "recommended",
    declares: ["account-baseline", "cluster-baseline"],
    scope: {
      phi: [
        { tags: { "data-classification": "phi" } },
        { tags: { "data-classification": "a # b" } },
        { namespaces: ["clinic", "yes", 'odd: "name"'] },
        { types: ["aws_db_instance"] },
      ],
    },
    roots: [
      {
        path: "infra/app",
        environments: { prod: ["envs/prod.tfvars"], staging: ["envs/staging.tfvars"] },
      },
    ],
  });
});

test("an empty repository gives a file, too", () => {
  const text = starterText({ roots: [], namespaces: [], classes: [], stores: [] });
  const { diagnostics } = readConfigText(uncommented(text), "crosswalk.yaml");
  expect(diagnostics).toEqual([]);
  expect(text).not.toContain("undefined");
});
