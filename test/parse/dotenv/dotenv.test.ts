import fc from "fast-check";
import { expect, test } from "vitest";
import { parseDotenv } from "../../../src/parse/dotenv/dotenv.ts";
import { Source } from "../../../src/text/source.ts";

const read = (text: string) => parseDotenv(new Source(".env", "dotenv", text));
const pairs = (text: string) => read(text).entries.map(({ key, value }) => [key, value]);

test("reads the forms that the dotenv libraries share", () => {
  expect(
    pairs(
      [
        "PLAIN=one two",
        "export EXPORTED=yes",
        "SPACED = around ",
        "COMMENTED=value # not part",
        "HASH=a#b",
        'DOUBLE="a # b\\nc\\"d" # comment',
        "SINGLE='a\\nb ${X}'",
        "BACK=`it's`",
        "EMPTY=",
        "NOTHING= # comment",
        "COLON: value",
        'JOINED="a"b',
        "with-dash.dot=1",
      ].join("\n"),
    ),
  ).toEqual([
    ["PLAIN", "one two"],
    ["EXPORTED", "yes"],
    ["SPACED", "around"],
    ["COMMENTED", "value"],
    ["HASH", "a#b"],
    ["DOUBLE", 'a # b\nc"d'],
    ["SINGLE", "a\\nb ${X}"],
    ["BACK", "it's"],
    ["EMPTY", ""],
    ["NOTHING", ""],
    ["COLON", "value"],
    ["JOINED", '"a"b'],
    ["with-dash.dot", "1"],
  ]);
});

test("a quoted value runs over lines, with either line end", () => {
  const text = 'KEY="-----BEGIN\r\nabc\r\n-----END"\r\nNEXT=1\r\n';
  expect(pairs(text)).toEqual([
    ["KEY", "-----BEGIN\r\nabc\r\n-----END"],
    ["NEXT", "1"],
  ]);
  expect(read(text).diagnostics).toEqual([]);
});

test("notes references, none in single quotes", () => {
  const text = "A=x${B}y\nC='${B}'\nD=${E:-deep ${F}}\nG=$H\nI=pa$word\nJ=$(cat f)\nK=\"\\${L}\"";
  const found = read(text).entries.map(({ references }) =>
    references.map(({ start, end }) => text.slice(start, end)),
  );
  expect(found).toEqual([["${B}"], [], ["${E:-deep ${F}}"], ["$H"], [], ["$(cat f)"], []]);
  expect(read(text).entries[2]?.references[0]).toMatchObject({ name: "E", fallback: "deep ${F}" });
});

test("keys and values cut out of the text are what was written; comments too", () => {
  const text = "# head\nexport A=one # tail\nB='two'\n";
  const { entries, comments } = read(text);
  for (const entry of entries) {
    expect(text.slice(entry.keySpan.start, entry.keySpan.end)).toBe(entry.key);
    expect(text.slice(entry.valueSpan.start, entry.valueSpan.end)).toBe(entry.value);
  }
  expect(entries.map(({ start, end }) => text.slice(start, end))).toEqual(["export A=one", "B='two'"]);
  expect(comments.map(({ start, end }) => text.slice(start, end))).toEqual(["# head", "# tail"]);
});

test("what is no assignment is reported with its place, and the rest is read", () => {
  const text = 'A=1\n<<<<<<< HEAD\nB="open\nC=3\nINHERITED\n';
  const { diagnostics, entries } = read(text);
  expect(diagnostics.map(({ code, at, hint }) => [code, at?.start, Boolean(hint)])).toEqual([
    ["config-syntax", 4, true],
    ["config-syntax", text.indexOf('"open'), true],
  ]);
  expect(entries.map(({ key }) => key)).toEqual(["A", "B", "C"]);
});

test("no text makes it throw or loses a place", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."AB=:\"'`#$\\{}() \n\rexport") }), (text) => {
      for (const { start, end, valueSpan, keySpan } of read(text).entries) {
        expect(0 <= start && start <= keySpan.start && keySpan.end <= valueSpan.start).toBe(true);
        expect(valueSpan.start <= valueSpan.end && valueSpan.end <= end && end <= text.length).toBe(true);
      }
    }),
  );
});

test("reads in linear time", () => {
  const started = performance.now();
  for (const unit of ['A="x\n', "A='", "A=${", "${(", "A=$(\n"]) read(unit.repeat(40_000));
  expect(performance.now() - started).toBeLessThan(3000);
});
