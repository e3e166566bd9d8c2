import { expect, test } from "vitest";
import { modelCompose } from "../../../src/model/app/compose.ts";
import { parseYaml } from "../../../src/parse/yaml/yaml.ts";
import { Source } from "../../../src/text/source.ts";
import { json, sources, written } from "./given.ts";

const units = (given: Record<string, string>, others: Record<string, string>, root = ".") =>
  modelCompose(sources("compose", given, root).map(parseYaml), (path) => {
    const text = others[path];
    return text === undefined ? undefined : parseYaml(new Source(path, "compose", text, root));
  });

test("files that include names are projects of their own, whatever they are called", () => {
  const found = units(
    {
      "compose.yaml":
        "include:\n  - infra/db.yml\n  - path: [infra/cache.yml, known/compose.yaml]\nservices:\n  api: { image: a }\n",
      "known/compose.yaml": "services:\n  known: { image: k }\n",
    },
    {
      "infra/db.yml": "include: ./more.yml\nservices:\n  db: { image: postgres }\n",
      "infra/more.yml": "include: [db.yml]\nservices:\n  more: { image: m }\n",
      "infra/cache.yml": "services:\n  cache: { image: redis }\n",
    },
  );
  expect(found.map(({ id, resources }) => [id, ...resources.map(({ address }) => address)])).toEqual([
    ["config:compose.yaml", "service.api"],
    ["config:infra/cache.yml", "service.cache"],
    ["config:infra/db.yml", "service.db"],
    ["config:infra/more.yml", "service.more"],
    ["config:known/compose.yaml", "service.known"],
  ]);
  expect(found.flatMap(({ notScanned }) => notScanned)).toEqual([]);
});

test("extends takes a service from a file that is no project", () => {
  const [unit, ...others] = units(
    { "compose.yaml": "services:\n  web:\n    extends: { file: common.yml, service: base }\n    image: w\n" },
    { "common.yml": "services:\n  base:\n    privileged: true\n" },
  );
  expect(others).toEqual([]);
  expect(json(unit?.resources[0])).toMatchObject({ image: "w", privileged: true });
  expect(written(unit?.resources[0], ["privileged"])).toEqual(["common.yml", "true"]);
  expect(unit?.diagnostics).toEqual([]);
});

test("what leaves the root, is missing or lies on the network is told", () => {
  const [unit] = units(
    {
      "deploy/compose.yaml":
        "include:\n  - ../outside.yml\n  - gone.yml\n  - oci://registry.example.org/x\n  - https://example.org/x.git\n  - ${DIR}/x.yml\nservices: {}\n",
    },
    { "outside.yml": "services:\n  x: {}\n" },
    "deploy",
  );
  expect(unit?.notScanned.map(({ cause, detail }) => `${cause} ${detail}`)).toEqual([
    "outside-root include ../outside.yml",
    "unreadable include gone.yml",
    "outside-root include oci://registry.example.org/x",
    "outside-root include https://example.org/x.git",
    "unreadable include ${DIR}/x.yml",
  ]);
});

test("a file that includes ever more is cut off", () => {
  const start = performance.now();
  const found = modelCompose(
    sources("compose", { "compose.yaml": "include: [a0.yml]\n" }).map(parseYaml),
    (path) => {
      const next = Number(path.slice(1, -4)) + 1;
      return parseYaml(new Source(path, "compose", `include: [a${next}.yml]\nservices: {}\n`));
    },
  );
  expect(found.length).toBeLessThanOrEqual(1000);
  expect(found.flatMap(({ notScanned }) => notScanned).map(({ cause }) => cause)).toEqual(["limit"]);
  expect(performance.now() - start).toBeLessThan(5000);
});
