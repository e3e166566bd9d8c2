import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../support/shared.ts";
import { type Constant, constant, type Scope } from "./constant.ts";
import { read } from "./reading.ts";

interface Expected {
  scope?: Scope;
  value: Record<string, Constant>;
  diagnostics?: Array<{ code: string; from: string; to: string }>;
}

const folder = resolve(root, "fixtures", "hcl");
const cases = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((one) => one.isFile() && one.name.endsWith(".hcl"))
  .map((one) => relative(folder, join(one.parentPath, one.name)))
  .sort();

test("there are cases", () => expect(cases.length).toBeGreaterThanOrEqual(3));

test.each(cases)("%s", (name) => {
  const wanted = JSON.parse(readFileSync(join(folder, name.replace(/hcl$/, "json")), "utf8")) as Expected;
  const file = read(readFileSync(join(folder, name), "utf8"));
  const place = (offset: number): string => {
    const { line, column } = file.source.lines.at(offset);
    return `${line}:${column}`;
  };
  const diagnostics = file.diagnostics.map((one) => {
    return { code: one.code, from: place(one.at?.start ?? 0), to: place(one.at?.end ?? 0) };
  });
  expect(diagnostics).toEqual(wanted.diagnostics ?? []);
  const known = file.body.attributes.filter((one) => one.value.kind !== "invalid");
  const value = Object.fromEntries(known.map((one) => [one.name, constant(one.value, wanted.scope)]));
  expect(value).toEqual(wanted.value);
});
