import fc from "fast-check";
import { expect, test } from "vitest";
import { parseMysql } from "../../../src/parse/mysql/mysql.ts";
import { Source } from "../../../src/text/source.ts";

const read = (text: string) => parseMysql(new Source("my.cnf", "mysql", text));
const options = (text: string) =>
  read(text).entries.flatMap((one) => (one.kind === "option" ? [[one.group, one.name, one.value]] : []));

/** An excerpt of Debian's /etc/mysql/mariadb.conf.d/50-server.cnf as the package installs it, retyped. */
const debian = `#
# These groups are read by MariaDB server.
# Use it for options that only the server (but not clients) should see

# this is read by the standalone daemon and embedded servers
[server]

# this is only for the mysqld standalone daemon
[mysqld]

#
# * Basic Settings
#

#user                    = mysql
pid-file                = /run/mysqld/mysqld.pid
basedir                 = /usr
#datadir                 = /var/lib/mysql

# Broken reverse DNS slows down connections considerably and name resolve is
# safe to skip if there are no "host by domain name" access grants
#skip-name-resolve

# Instead of skip-networking the default is now to listen only on
# localhost which is more compatible and is not less secure.
bind-address            = 127.0.0.1

expire_logs_days        = 10
#max_binlog_size        = 100M

character-set-server  = utf8mb4
collation-server      = utf8mb4_general_ci
`;

test("a distribution's own file: every option, exact to the character", () => {
  const { entries, diagnostics, comments } = read(debian);
  expect(diagnostics).toEqual([]);
  expect(comments).toHaveLength(debian.split("\n").filter((line) => line.startsWith("#")).length);
  expect(options(debian)).toEqual([
    ["mysqld", "pid-file", "/run/mysqld/mysqld.pid"],
    ["mysqld", "basedir", "/usr"],
    ["mysqld", "bind-address", "127.0.0.1"],
    ["mysqld", "expire_logs_days", "10"],
    ["mysqld", "character-set-server", "utf8mb4"],
    ["mysqld", "collation-server", "utf8mb4_general_ci"],
  ]);
  for (const entry of entries) {
    if (entry.kind !== "option") continue;
    expect(debian.slice(entry.nameSpan.start, entry.nameSpan.end)).toBe(entry.name);
    expect(debian.slice(entry.valueSpan?.start, entry.valueSpan?.end)).toBe(entry.value);
  }
});

test("names alone, quotes, escapes, comments behind values, CRLF, groups that come back", () => {
  const text =
    "[mysqld]\r\nskip-ssl\r\nsql_mode = 'a#b' # why\r\nbasedir=\"C:\\\\data\\s1\"\r\ntmpdir=C:\\new\r\n" +
    "[ Client ] # x\nuser=root\n[mysqld]\n; end\ninit_connect=SET NAMES 'utf8#' #c\n  port  =  1  ";
  expect(options(text)).toEqual([
    ["mysqld", "skip-ssl", undefined],
    ["mysqld", "sql_mode", "a#b"],
    ["mysqld", "basedir", "C:\\data 1"],
    ["mysqld", "tmpdir", "C:\new"],
    ["client", "user", "root"],
    ["mysqld", "init_connect", "SET NAMES 'utf8#'"],
    ["mysqld", "port", "1"],
  ]);
  expect(read(text).comments.map(({ start, end }) => text.slice(start, end))).toEqual([
    "# why",
    "# x",
    "; end",
    "#c",
  ]);
});

test("includes keep their place", () => {
  const { entries, diagnostics } = read(
    "!includedir /etc/mysql/conf.d/\n[mysqld]\n!include a b.cnf \nport=1\n",
  );
  expect(entries.map((one) => (one.kind === "include" ? [one.folder, one.path] : one.name))).toEqual([
    [true, "/etc/mysql/conf.d/"],
    [false, "a b.cnf"],
    "port",
  ]);
  expect(diagnostics).toEqual([]);
});

test.each([
  ["port = 1\n[mysqld]\nssl\n", 1, 1],
  ["[mysqld\n[mysqld]\nssl\n", 1, 1],
  ["[mysqld]\na = 'x\nssl\n", 2, 1],
  ["[mysqld]\n= 1\nssl\n", 2, 1],
  ["[mysqld]\nssl\nthis is no option\n", 3, 1],
  ["!includes x\n[mysqld]\nssl\n", 1, 1],
])("%j is reported at its line, the rest is read", (text, line, rest) => {
  const { diagnostics, source, entries } = read(text);
  expect(diagnostics).toHaveLength(1);
  expect(diagnostics[0]?.hint).toBeTruthy();
  expect(source.lines.at(diagnostics[0]?.at?.start ?? -1).line).toBe(line);
  expect(entries).toHaveLength(rest);
});

test("no text makes the reader throw, nor leave the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."[mysqld]=,'\"\\#;!\n\r {}%include 1.") }), (text) => {
      for (const { start, end } of read(`[a]\n${text}`).entries)
        expect(start < end && end <= text.length + 4).toBe(true);
    }),
  );
});

test("it reads in linear time", () => {
  const started = performance.now();
  for (const unit of ["a = 'x\n", "{{ ", "'", "[", "!include ", "a=\\"])
    read(`[a]\nb=${unit.repeat(60_000)}`);
  expect(performance.now() - started).toBeLessThan(4000);
});
