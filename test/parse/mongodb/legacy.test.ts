import fc from "fast-check";
import { expect, test } from "vitest";
import { parseLegacyMongodb } from "../../../src/parse/mongodb/legacy.ts";
import { Source } from "../../../src/text/source.ts";

const read = (text: string) => parseLegacyMongodb(new Source("mongod.conf", "mongodb", text));

test("options with their places, comments anywhere", () => {
  const text = "# mongod.conf\nport = 27017\r\nauth=true # on\n  dbpath = /var/lib/a b\n";
  const { options, comments, diagnostics } = read(text);
  expect(diagnostics).toEqual([]);
  expect(
    options.map(({ name, value, start, end, nameSpan, valueSpan }) => [
      name === text.slice(nameSpan.start, nameSpan.end),
      value === text.slice(valueSpan.start, valueSpan.end),
      text.slice(start, end),
    ]),
  ).toEqual([
    [true, true, "port = 27017"],
    [true, true, "auth=true"],
    [true, true, "dbpath = /var/lib/a b"],
  ]);
  expect(comments.map(({ start, end }) => text.slice(start, end))).toEqual(["# mongod.conf", "# on"]);
});

test.each([
  ["port\nauth = true\n", 0],
  ["port =\nauth = true\n", 0],
  ["= 1\nauth = true\n", 0],
])("%j is reported at its place, and the rest is read", (text, start) => {
  expect(read(text).diagnostics).toMatchObject([{ code: "config-syntax", at: { start } }]);
  expect(read(text).options).toMatchObject([{ name: "auth", value: "true" }]);
});

test("no text makes it throw, nor leave the text, nor wait", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."auth=# \n\r{}%") }), (text) => {
      for (const { start, end } of read(text).options) expect(start < end && end <= text.length).toBe(true);
    }),
  );
  const started = performance.now();
  for (const unit of ["a = x\n", "{{ ", "=", " "]) read(unit.repeat(60_000));
  expect(performance.now() - started).toBeLessThan(4000);
});
