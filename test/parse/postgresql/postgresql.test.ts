import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePgHba } from "../../../src/parse/postgresql/pg-hba.ts";
import { parsePostgresql } from "../../../src/parse/postgresql/postgresql.ts";
import { Source } from "../../../src/text/source.ts";

const read = (text: string) => parsePostgresql(new Source("postgresql.conf", "postgresql", text));
const readHba = (text: string) => parsePgHba(new Source("pg_hba.conf", "pg-hba", text));

test("settings: optional =, quotes, comments, folded names, includes in order", () => {
  const text =
    "SSL = on # comment\nlisten_addresses '*'\nsearch_path='a''b\\n'\r\nauto_explain.log = 5min#x\ninclude 'a.conf'\n";
  expect(read(text).entries.map(({ name, value }) => [name, value])).toEqual([
    ["ssl", "on"],
    ["listen_addresses", "*"],
    ["search_path", "a'b\n"],
    ["auto_explain.log", "5min"],
    ["include", "a.conf"],
  ]);
  expect(read(text).comments.map(({ start, end }) => text.slice(start, end))).toEqual(["# comment", "#x"]);
});

test("names and values cut out of the text are what was written", () => {
  const text = "ssl = 'on'\r\nport=5433\r\n";
  const cuts = read(text).entries.map(({ nameSpan, valueSpan, start, end }) => [
    text.slice(nameSpan.start, nameSpan.end),
    text.slice(valueSpan.start, valueSpan.end),
    text.slice(start, end),
  ]);
  expect(cuts).toEqual([
    ["ssl", "on", "ssl = 'on'"],
    ["port", "5433", "port=5433"],
  ]);
});

test.each([
  ["ssl\n", 0],
  ["ssl = 'on\nport = 1\n", 6],
  ["ssl = on off\nport = 1\n", 9],
  ["= 1\n", 0],
])("%j is reported at its place", (text, start) => {
  expect(read(text).diagnostics).toMatchObject([{ code: "config-syntax", at: { start } }]);
  expect(read(text).diagnostics[0]?.hint).toBeTruthy();
});

test("records: every column with its place", () => {
  const text =
    'local all "my db",other peer map=m\nhostssl  db  all  10.0.0.0 255.0.0.0  md5 # c\nhost all +grp ::1/128 \\\n scram-sha-256\n';
  const { records, diagnostics, comments } = readHba(text);
  const cut = (field: { span: { start: number; end: number } } | undefined) =>
    field && text.slice(field.span.start, field.span.end);
  expect(diagnostics).toEqual([]);
  expect(
    records.map((one) => [one.type, one.database, one.user, one.address, one.mask, one.method].map(cut)),
  ).toEqual([
    ["local", "all", '"my db",other', undefined, undefined, "peer"],
    ["hostssl", "db", "all", "10.0.0.0", "255.0.0.0", "md5"],
    ["host", "all", "+grp", "::1/128", undefined, "scram-sha-256"],
  ]);
  expect(records[0]?.user.words).toEqual([
    { text: "my db", quoted: true },
    { text: "other", quoted: false },
  ]);
  expect(records[0]?.options.map(cut)).toEqual(["map=m"]);
  expect(comments.map(({ start, end }) => text.slice(start, end))).toEqual(["# c"]);
});

test("includes keep their place among the records", () => {
  const { includes, diagnostics } = readHba(
    "local all all peer\ninclude_dir hba.d\nhost all all all reject\n",
  );
  expect(includes).toMatchObject([{ name: "include_dir", before: 1 }]);
  expect(diagnostics).toEqual([]);
});

test.each([
  ["hosts all all all md5", 0],
  ["\nhost all all 10.0.0.1 255.255.255.255", 1],
  ["local all", 0],
  ['local "all all peer', 6],
])("record %j is reported at its place", (text, start) => {
  expect(readHba(text).diagnostics[0]).toMatchObject({ code: "config-syntax", at: { start } });
});

test("no text makes either reader throw, nor leave the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."host=,'\"\\#\n\r {}%local 1.:") }), (text) => {
      for (const { start, end } of read(text).entries) expect(start < end && end <= text.length).toBe(true);
      for (const { start, end } of readHba(text).records)
        expect(start < end && end <= text.length).toBe(true);
    }),
  );
});

test("both read in linear time", () => {
  const started = performance.now();
  for (const unit of ["a = 'x\n", "{{ ", '"', "host all,", "'"]) {
    read(unit.repeat(40_000));
    readHba(unit.repeat(40_000));
  }
  expect(performance.now() - started).toBeLessThan(4000);
});
