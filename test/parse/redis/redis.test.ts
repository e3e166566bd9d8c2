import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRedis } from "../../../src/parse/redis/redis.ts";
import { Source } from "../../../src/text/source.ts";

const read = (text: string) => parseRedis(new Source("redis.conf", "redis", text));

test("directives, words, quotes and escapes", () => {
  const text =
    '# top\nPort 6379\r\n  save 900 1\nsave ""\nrequirepass "a \\"b\\x41"\nlogfile \'it\\\'s\'\ndir a"b c"\n';
  const { directives, comments, diagnostics } = read(text);
  expect(diagnostics).toEqual([]);
  expect(directives.map(({ name, words }) => [name, ...words.map(({ value }) => value)])).toEqual([
    ["port", "6379"],
    ["save", "900", "1"],
    ["save", ""],
    ["requirepass", 'a "bA'],
    ["logfile", "it's"],
    ["dir", "ab c"],
  ]);
  expect(comments.map(({ start, end }) => text.slice(start, end))).toEqual(["# top"]);
});

test("names, words and directives cut out of the text are what was written", () => {
  const text = 'tls-port 6380\nrequirepass "p w"\nuser app on >x ~*\n';
  const cuts = read(text).directives.map(({ start, end, nameSpan, words }) => [
    text.slice(start, end),
    text.slice(nameSpan.start, nameSpan.end),
    ...words.map(({ span }) => text.slice(span.start, span.end)),
  ]);
  expect(cuts).toEqual([
    ["tls-port 6380", "tls-port", "6380"],
    ['requirepass "p w"', "requirepass", "p w"],
    ["user app on >x ~*", "user", "app", "on", ">x", "~*"],
  ]);
});

test.each([
  ['requirepass "open\nport 1\n', 12],
  ['requirepass "a"b\nport 1\n', 12],
  ["= 1\nport 1\n", 0],
])("%j is reported at its place, and the rest is read", (text, start) => {
  const { diagnostics, directives } = read(text);
  expect(diagnostics).toMatchObject([{ code: "config-syntax", at: { start } }]);
  expect(diagnostics[0]?.hint).toBeTruthy();
  expect(directives.map(({ name }) => name)).toEqual(["port"]);
});

test("a statement of a template engine alone on its line is passed over", () => {
  expect(read("{{ if .tls }}\nport 0\n{{ end }}\n")).toMatchObject({
    directives: [{ name: "port" }],
    diagnostics: [],
  });
});

test("no text makes it throw, nor leave the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."port \"'\\x4#\n\r {}") }), (text) => {
      for (const { start, end, words } of read(text).directives) {
        expect(start < end && end <= text.length).toBe(true);
        for (const { span } of words) expect(span.start <= span.end && span.end <= text.length).toBe(true);
      }
    }),
  );
});

test("it reads in linear time", () => {
  const started = performance.now();
  for (const unit of ['a "x\n', "{{ ", '"', "a b ", "\\"]) read(unit.repeat(60_000));
  expect(performance.now() - started).toBeLessThan(4000);
});
