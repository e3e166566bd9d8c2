import { expect, test } from "vitest";
import { modelDotenv } from "../../../src/model/app/dotenv.ts";
import { parseDotenv } from "../../../src/parse/dotenv/dotenv.ts";
import { byAddress, cut, json, sources, written } from "./given.ts";

const model = (texts: Record<string, string>) => modelDotenv(sources("dotenv", texts).map(parseDotenv));

test("one unit and resource a file, the last assignment wins", () => {
  const units = model({ "b/.env": "A=1\n", "a/.env.example": "\n# head\nA=1\nA='2'\n" });
  expect(units.map(({ id, kind, folder, sources: read }) => [id, kind, folder, read])).toEqual([
    ["config:a/.env.example", "config", "a", ["a/.env.example"]],
    ["config:b/.env", "config", "b", ["b/.env"]],
  ]);
  const example = byAddress(units).get("dotenv:a/.env.example");
  expect(json(example)).toEqual({ A: "2" });
  expect(example?.meta).toEqual({ file: ".env.example", example: true });
  expect(written(example, ["A"])).toEqual(["a/.env.example", "2"]);
  expect(example && cut(example.head)).toBe("# head");
  expect(byAddress(units).get("dotenv:b/.env")?.meta["example"]).toBe(false);
});

test("references are unknown with their literal parts; defaults are text", () => {
  const text = "URL=db://u:${PASS}@h\nPORT=${P:-5432}\nTOKEN=$(vault read x)\nKEY={{ key }}\nRAW='${PASS}'\n";
  expect(json(byAddress(model({ ".env": text })).get("dotenv:.env"))).toEqual({
    URL: {
      $unknown: {
        cause: "variable",
        refs: [],
        parts: ["db://u:", { $unknown: { cause: "variable", refs: [] } }, "@h"],
      },
    },
    PORT: "5432",
    TOKEN: {
      $unknown: { cause: "computed", refs: [], parts: [{ $unknown: { cause: "computed", refs: [] } }] },
    },
    KEY: {
      $unknown: {
        cause: "not-rendered",
        refs: [],
        parts: [{ $unknown: { cause: "not-rendered", refs: [] } }],
      },
    },
    RAW: "${PASS}",
  });
});
