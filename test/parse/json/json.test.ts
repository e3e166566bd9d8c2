import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { jsonValue } from "../../../src/model/json-value.ts";
import { step, type Value } from "../../../src/model/value.ts";
import { parseJson } from "../../../src/parse/json/json.ts";
import { Source } from "../../../src/text/source.ts";
import { shared, testShared } from "../../support/shared.ts";

function read(text: string, comments = false) {
  const source = new Source("a.json", "smart", text);
  const file = parseJson(source, { comments });
  return { ...file, value: jsonValue(file.root, source) };
}

/** Every leaf: its text cut out of the source must read as the value. */
function check(value: Value): number {
  if (value.kind === "list") return value.items.reduce((sum, item) => sum + check(item), 0);
  if (value.kind === "object") {
    let sum = 0;
    for (const [key, entry] of value.entries) {
      const { source, start, end } = entry.keyAt as NonNullable<typeof entry.keyAt>;
      expect(JSON.parse(source.text.slice(start, end))).toBe(key);
      sum += check(entry.value);
    }
    return sum;
  }
  if (value.kind === "unknown") return 0;
  const { source, start, end } = value.at;
  expect(JSON.parse(source.text.slice(start, end))).toBe(value.kind === "null" ? null : value.value);
  return 1;
}

describe("places", () => {
  test("every value and key is where it says", () => {
    expect(check(read('{"a": [1, -2.5e3, true, null, "x\\n\\u00e9"], "b\\"": {"c": ""}}').value)).toBe(6);
  });

  test("a byte order mark and comments move nothing", () => {
    const { value, diagnostics, comments } = read('\ufeff// head\n{"a": /* in */ 1,}\n', true);
    expect(check(value)).toBe(1);
    expect(diagnostics).toEqual([]);
    expect(comments).toHaveLength(2);
  });

  testShared("in a real appsettings.json with a mark and comments", () => {
    const path = resolve(shared, "corpus/fhir-server/src/Microsoft.Health.Fhir.Shared.Web/appsettings.json");
    const { value, diagnostics } = read(readFileSync(path, "utf8"), true);
    expect(diagnostics).toEqual([]);
    expect(check(value)).toBeGreaterThan(50);
  });
});

describe("broken texts", () => {
  test.each(['{"a": 1', '{"a": }', "{'a': 1}", '["a" "b"]', "{", "", '{"a": 1}}', '{"a": "x\n"}'])(
    "%j is told",
    (text) => {
      const { diagnostics } = read(text);
      expect(diagnostics[0]?.code).toBe("config-syntax");
      expect(diagnostics[0]?.at).toBeDefined();
      expect(diagnostics[0]?.hint).toBeTruthy();
    },
  );

  test("what follows a fault is read", () => {
    const { value } = read('{"a": , "b": 2}');
    expect(step(value, "b")).toMatchObject({ kind: "number", value: 2 });
  });

  test("comments are told where the program refuses them", () => {
    expect(read('{"a": 1} // x').diagnostics[0]?.message).toBe("JSON has no comments");
    expect(read('{"a": "http://x"}').diagnostics).toEqual([]);
  });

  test("nesting without end is no danger", () => {
    const { root, diagnostics } = read("[".repeat(100_000));
    expect(root).toBeUndefined();
    expect(diagnostics).toHaveLength(1);
  });

  test("of a repeated key the last counts", () => {
    expect(step(read('{"a": 1, "a": 2}').value, "a")).toMatchObject({ value: 2 });
  });
});
