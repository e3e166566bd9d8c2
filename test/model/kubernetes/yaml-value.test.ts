import { expect, test } from "vitest";
import { follow, type Step, type Value } from "../../../src/model/value.ts";
import { yamlValue } from "../../../src/model/yaml-value.ts";
import { parseYaml } from "../../../src/parse/yaml/yaml.ts";
import { Source } from "../../../src/text/source.ts";
import { cut, plain } from "./build.ts";

function read(text: string): Value {
  const source = new Source("a.yaml", "kubernetes", text);
  return yamlValue(parseYaml(source).documents[0]?.contents, source);
}

function textAt(value: Value, ...path: Step[]): string {
  return cut(follow(value, path).value.at);
}

test("every value has its text as written, line ends behind a block left out", () => {
  const value = read("a: 'x'\nb: |\n  one\n  two\n\nc: [1, {d: \"y\\n\"}] # c\ne:\n  f: g h\nz: last\n");
  expect(textAt(value, "a")).toBe("'x'");
  expect(textAt(value, "b")).toBe("|\n  one\n  two");
  expect(textAt(value, "c")).toBe('[1, {d: "y\\n"}]');
  expect(textAt(value, "c", 1, "d")).toBe('"y\\n"');
  expect(textAt(value, "e")).toBe("f: g h");
  expect(plain(value)).toEqual({ a: "x", b: "one\ntwo\n", c: [1, { d: "y\n" }], e: { f: "g h" }, z: "last" });
});

test("an absent value is null behind its key", () => {
  const value = read("a:\nb: ~\n");
  const { at } = follow(value, ["a"]).value;
  expect([plain(value), at.start, at.end]).toEqual([{ a: null, b: null }, 2, 2]);
});

test("an alias lands where the value is written", () => {
  const value = read("a: &x one\nb: *x\n");
  expect(plain(value)).toEqual({ a: "one", b: "one" });
  const { at } = follow(value, ["b"]).value;
  expect([cut(at), at.start]).toEqual(["one", 6]);
});

test("own keys win over merged ones, earlier mappings over later, a quoted << is a key", () => {
  const text = "a: &a {x: 1, y: 1, z: 1}\nb: &b {y: 2, w: 2}\nc:\n  <<: [*b, *a]\n  x: 3\n  '<<': 4\n";
  expect(plain(follow(read(text), ["c"]).value)).toEqual({ x: 3, y: 2, z: 1, w: 2, "<<": 4 });
});

test("the last of two equal keys counts", () => {
  expect(plain(read("a: 1\na: 2\n"))).toEqual({ a: 2 });
});

test("a tag of its own makes a value unknown, a collection stays its shape", () => {
  expect(plain(read("a: !vault x\n"))).toEqual({ a: { unknown: "not-supported", detail: "!vault" } });
  const sub = follow(read("a: !Sub [x]\n"), ["a"]).value;
  expect(sub.kind === "unknown" && sub.shape && plain(sub.shape)).toEqual(["x"]);
  expect(plain(read("a: !!str 5\nb: !!map {c: d}\n"))).toEqual({ a: "5", b: { c: "d" } });
});

test("numbers that JSON cannot hold stay text", () => {
  expect(plain(read("a: .inf\nb: .nan\nc: 0x1F\n"))).toEqual({ a: ".inf", b: ".nan", c: 31 });
});
