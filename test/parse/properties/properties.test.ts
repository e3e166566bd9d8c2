import fc from "fast-check";
import { expect, test } from "vitest";
import { parseProperties } from "../../../src/parse/properties/properties.ts";
import { Source } from "../../../src/text/source.ts";

const read = (text: string) => parseProperties(new Source("application.properties", "spring", text));

test("reads keys, values, separators, escapes and continuations as java.util.Properties does", () => {
  const text = "a.b=one\nc : two\nd three\n! note\n# note\ne=x \\\n   y\nf\\:g=\\u0041\nempty\n";
  expect(read(text).entries.map(({ key, value }) => [key, value])).toEqual([
    ["a.b", "one"],
    ["c", "two"],
    ["d", "three"],
    ["e", "x y"],
    ["f:g", "A"],
    ["empty", ""],
  ]);
  expect(read(text).comments.map(({ start, end }) => text.slice(start, end))).toEqual(["! note", "# note"]);
});

test("places cut out of the text are what was written", () => {
  const text = "server.port = 8080\r\nspring.datasource.url=jdbc:x\r\n";
  for (const { key, keySpan, value, valueSpan } of read(text).entries) {
    expect(text.slice(keySpan.start, keySpan.end)).toBe(key);
    expect(text.slice(valueSpan.start, valueSpan.end)).toBe(value);
  }
  expect(read(text).entries).toHaveLength(2);
});

test("a broken escape is reported where it stands", () => {
  const text = "ok=\\\\users\nbad=C:\\users\n";
  expect(read(text).diagnostics).toMatchObject([
    { code: "config-syntax", at: { start: text.lastIndexOf("\\u") } },
  ]);
});

test("no text makes it throw or leave the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."a=: \\\n\r#!u0") }), (text) => {
      for (const { start, end, valueSpan } of read(text).entries) {
        expect(start <= end && end <= text.length && valueSpan.end <= text.length).toBe(true);
      }
    }),
  );
});
