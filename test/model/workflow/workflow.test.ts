import { expect, test } from "vitest";
import { modelWorkflows } from "../../../src/model/workflow/workflow.ts";
import { parseYaml } from "../../../src/parse/yaml/yaml.ts";
import type { SourceKind } from "../../../src/text/source.ts";
import { json, sources, written } from "../app/given.ts";

const ci = ".github/workflows/ci.yml";
const model = (text: string, path = ci, kind: SourceKind = "workflow") =>
  modelWorkflows(sources(kind, { [path]: text }).map(parseYaml))[0]?.resources[0];

// After the starter workflow that GitHub's documentation gives for Node.js.
const starter = `name: Node.js CI
on:
  push:
    branches: [ "main" ]
  pull_request:
    branches: [ "main" ]
permissions:
  contents: read
jobs:
  build:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        node-version: [18.x, 20.x, 22.x]
    steps:
    - uses: actions/checkout@v4
    - name: Use Node.js \${{ matrix.node-version }}
      uses: actions/setup-node@v4
      with:
        node-version: \${{ matrix.node-version }}
        cache: 'npm'
    - run: npm ci
    - run: |
        npm run build --if-present
        echo "\${{ github.event.head_commit.message }}" >> log # \${{ 'a }} b' }}
        npm test
`;

test("a workflow as GitHub documents it", () => {
  const found = model(starter);
  expect([found?.type, found?.address]).toEqual(["github:workflow", "workflow:.github/workflows/ci.yml"]);
  const values = json(found);
  expect(values["on"]).toEqual({ push: { branches: ["main"] }, pull_request: { branches: ["main"] } });
  const steps = (values["jobs"] as Record<string, { steps: Array<Record<string, unknown>> }>)["build"]?.steps;
  expect(steps?.[0]).toEqual({ uses: "actions/checkout@v4" });
  expect(steps?.[1]).toMatchObject({
    uses: "actions/setup-node@v4",
    with: { "node-version": { $unknown: { cause: "variable" } }, cache: "npm" },
    expressions: [
      { in: "name", text: "matrix.node-version" },
      { in: "with.node-version", text: "matrix.node-version" },
    ],
  });
  expect(steps?.[3]).toMatchObject({
    run: {
      $unknown: {
        cause: "variable",
        parts: ['npm run build --if-present\necho "', {}, '" >> log # ', {}, "\nnpm test\n"],
      },
    },
    expressions: [
      { in: "run", text: "github.event.head_commit.message" },
      { in: "run", text: "'a }} b'" },
    ],
  });
});

test("every expression has the place where it stands, also inside a block scalar", () => {
  const found = model(starter);
  expect(written(found, ["jobs", "build", "steps", 3, "expressions", 0])).toEqual([
    ci,
    "${{ github.event.head_commit.message }}",
  ]);
  expect(written(found, ["jobs", "build", "steps", 0, "uses"])).toEqual([ci, "actions/checkout@v4"]);
  expect(written(found, ["permissions", "contents"])).toEqual([ci, "read"]);
});

test("events in their three forms; `on` is no boolean", () => {
  const on = (text: string) => json(model(`on${text}\njobs: {}\n`))["on"];
  expect(on(": push")).toEqual({ push: null });
  expect(on(": [push, pull_request_target]")).toEqual({ push: null, pull_request_target: null });
  expect(on(":\n  workflow_dispatch:")).toEqual({ workflow_dispatch: null });
});

test("an action's steps", () => {
  const text =
    "name: x\nruns:\n  using: composite\n  steps:\n    - run: echo ${{ inputs.a }}\n      shell: bash\n";
  const found = model(text, "deploy/action.yml", "action");
  expect([found?.type, found?.address]).toEqual(["github:action", "action:deploy/action.yml"]);
  expect(json(found)).toMatchObject({
    runs: { steps: [{ expressions: [{ in: "run", text: "inputs.a" }] }] },
  });
});

test("what is no workflow gives nothing, what is broken a diagnostic with its line", () => {
  expect(model("- a\n")).toBeUndefined();
  const [source] = sources("workflow", { [ci]: "on: push\njobs:\n  a: [\n" });
  const file = source && parseYaml(source);
  expect(file?.diagnostics.map(({ code, at }) => [code, at && source?.lines.at(at.start).line])).toEqual([
    ["yaml-syntax", 4],
  ]);
});

test.each([
  ["open expressions", `on: push\njobs:\n  a:\n    steps:\n      - run: ${"${{ ".repeat(100_000)}\n`],
  ["closed expressions", `on: push\njobs:\n  a:\n    steps:\n      - run: ${"${{ a }}".repeat(50_000)}\n`],
])("hostile: %s", (_, text) => {
  const start = performance.now();
  model(text);
  expect(performance.now() - start).toBeLessThan(3000);
});
