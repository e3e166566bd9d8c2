import { expect, test } from "vitest";
import { modelOne, plain, resource } from "./harness.ts";

const codes = (text: string) => {
  const start = performance.now();
  const unit = modelOne(text);
  expect(performance.now() - start).toBeLessThan(8_000);
  return [...new Set(unit.diagnostics.map((one) => one.code))].sort();
};
const lines = (n: number, line: (i: number) => string) =>
  Array.from({ length: n }, (_, i) => line(i)).join("\n");

test("chains, circles and explosions end with a diagnostic", () => {
  expect(
    codes(
      `locals {\n${lines(5000, (i) => `a${i} = [local.a${i + 1}]`)}\na5000 = 1\n}\nresource "t" "r" { v = local.a0 }\n`,
    ),
  ).toEqual(["tf-limit"]);
  const doubling = `locals {\na0 = [1, 2]\n${lines(60, (i) => `a${i + 1} = [local.a${i}, local.a${i}]`)}\n}\n`;
  expect(
    codes(
      `${doubling}resource "t" "r" {\n  v = local.a60\n  w = jsonencode(local.a60)\n  x = toset(local.a60)\n  y = flatten(local.a60)\n  z = local.a60 == local.a59\n}\n`,
    ),
  ).toEqual(["tf-limit"]);
  const texts = `locals {\na0 = "xxxxxxxx"\n${lines(60, (i) => `a${i + 1} = "\${local.a${i}}\${local.a${i}}"`)}\n}\n`;
  expect(codes(`${texts}resource "t" "r" { v = local.a60 }\n`)).toEqual(["tf-limit"]);
  expect(
    codes(
      'locals { l = range(10000) }\nresource "t" "r" { v = [for a in local.l : [for b in local.l : [for c in local.l : a]]] }\n',
    ),
  ).toEqual(["tf-limit"]);
  expect(codes('resource "t" "r" { v = setproduct(range(9999), range(9999)) }\n')).toEqual(["tf-limit"]);
  expect(
    codes(
      'locals {\n  a = local.b\n  b = local.a\n}\nresource "t" "r" {\n  v = t.r.w\n  w = t.r.v\n  x = local.a\n}\n',
    ),
  ).toEqual(["tf-cycle"]);
  expect(codes('resource "t" "s" {\n  count = length(t.s)\n}\n')).toEqual(["tf-cycle"]);
});

test("too large a count is cut, and said", () => {
  const unit = modelOne('resource "t" "r" { count = 100000000 }\n');
  expect(unit.resources.length).toBe(10_000);
  expect(unit.diagnostics.map((one) => one.code)).toEqual(["tf-limit"]);
  expect(unit.notScanned.map((one) => one.cause)).toEqual(["limit"]);
});

test("regular expressions cannot run away", () => {
  expect(codes(`resource "t" "r" { v = regexall("(a+)+$", "${"a".repeat(3000)}b") }\n`)).toEqual([]);
  expect(codes(`resource "t" "r" { v = regexall("(a*)*(a*)*b", "${"a".repeat(3000)}") }\n`)).toEqual([]);
  expect(codes(`resource "t" "r" { v = replace("${"a".repeat(20000)}", "/.*?x|a/", "b") }\n`)).toEqual([
    "tf-limit",
  ]);
});

test("names of the host language are names like any other", () => {
  const unit = modelOne(
    'locals {\n  __proto__ = 1\n  constructor = { a = 2 }\n}\nresource "t" "r" {\n  a = local.__proto__\n  b = local.constructor.a\n  c = { __proto__ = 3 }.__proto__\n}\n',
  );
  const values = resource(unit, "t.r").values;
  expect([...values.entries].map(([key, entry]) => [key, plain(entry.value)])).toEqual([
    ["a", 1],
    ["b", 2],
    ["c", 3],
  ]);
  expect(codes('resource "t" "r" { v = toString(1) }\n')).toEqual(["tf-evaluation"]);
});

test("broken text still gives the rest", () => {
  const unit = modelOne('resource "t" "a" {\n  n = \n  m = 1\n}\nresource "t" "b" { n = 2 }\nresource {\n');
  expect(unit.resources.map((one) => one.key)).toContain("t.b");
  expect(unit.diagnostics.some((one) => one.code === "hcl-syntax")).toBe(true);
});

test("module calls that double at every level end with a gap", () => {
  const levels = Object.fromEntries(
    Array.from({ length: 22 }, (_, i) => [
      `m${i}/main.tf`,
      `module "a" { source = "../m${i + 1}" }\nmodule "b" { source = "../m${i + 1}" }\n`,
    ]),
  );
  const unit = modelOne('module "a" { source = "./m0" }\n', {
    ...levels,
    "m22/main.tf": 'resource "t" "r" {}\n',
  });
  expect(unit.resources.length).toBeGreaterThan(1_000);
  expect(unit.missing.length).toBeGreaterThan(0);
  expect(unit.notScanned.map((one) => one.cause)).toEqual(["limit"]);
  expect(new Set(unit.diagnostics.map((one) => one.code))).toEqual(new Set(["tf-limit"]));
});

test("files where the scan may not look are unknown, not absent", () => {
  const unit = modelOne(
    'resource "t" "r" {\n  a = fileset("../x", "**")\n  b = fileset("/etc", "*")\n  c = fileexists("/etc/passwd")\n  d = fileset("empty", "*")\n}\n',
  );
  const { entries } = resource(unit, "t.r").values;
  expect([..."abcd"].map((name) => entries.get(name)?.value.kind)).toEqual([
    "unknown",
    "unknown",
    "unknown",
    "list",
  ]);
});
