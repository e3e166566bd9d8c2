import { expect, test } from "vitest";
import { parsePgHba } from "../../../src/parse/postgresql/pg-hba.ts";
import { parsePostgresql } from "../../../src/parse/postgresql/postgresql.ts";
import { Source } from "../../../src/text/source.ts";

/** What initdb of PostgreSQL 16 leaves switched on in postgresql.conf, with some of its comments, retyped. */
const conf = `# -----------------------------
# PostgreSQL configuration file
# -----------------------------
#
#   name = value
#
# (The "=" is optional.)  Whitespace may be used.

#data_directory = 'ConfigDir'		# use data in another directory

listen_addresses = '*'
					# comma-separated list of addresses;
max_connections = 100			# (change requires restart)
#ssl = off
shared_buffers = 128MB			# min 128kB
dynamic_shared_memory_type = posix	# the default is usually the first option
log_timezone = 'Etc/UTC'
datestyle = 'iso, mdy'
lc_messages = 'en_US.utf8'		# locale for system error message
default_text_search_config = 'pg_catalog.english'
#include_dir = '...'			# include files ending in '.conf' from
`;

test("initdb's postgresql.conf: every setting, exact to the character", () => {
  const { entries, diagnostics } = parsePostgresql(new Source("postgresql.conf", "postgresql", conf));
  expect(diagnostics).toEqual([]);
  expect(entries.map(({ name, value }) => `${name}=${value}`)).toEqual([
    "listen_addresses=*",
    "max_connections=100",
    "shared_buffers=128MB",
    "dynamic_shared_memory_type=posix",
    "log_timezone=Etc/UTC",
    "datestyle=iso, mdy",
    "lc_messages=en_US.utf8",
    "default_text_search_config=pg_catalog.english",
  ]);
  for (const { name, nameSpan, value, valueSpan } of entries) {
    expect(conf.slice(nameSpan.start, nameSpan.end)).toBe(name);
    expect(conf.slice(valueSpan.start, valueSpan.end)).toBe(value);
  }
});

/** The records of the Docker image's pg_hba.conf, retyped. */
const hba = `# TYPE  DATABASE        USER            ADDRESS                 METHOD

# "local" is for Unix domain socket connections only
local   all             all                                     trust
# IPv4 local connections:
host    all             all             127.0.0.1/32            trust
# IPv6 local connections:
host    all             all             ::1/128                 trust
local   replication     all                                     trust
host    replication     all             127.0.0.1/32            trust

host all all all scram-sha-256
`;

test("the image's pg_hba.conf: every column, exact to the character", () => {
  const { records, diagnostics } = parsePgHba(new Source("pg_hba.conf", "pg-hba", hba));
  expect(diagnostics).toEqual([]);
  const columns = records.map((one) =>
    [one.type, one.database, one.user, one.address, one.method].flatMap((field) =>
      field ? [hba.slice(field.span.start, field.span.end)] : [],
    ),
  );
  const written = hba.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  expect(columns).toEqual(written.map((line) => line.split(/\s+/)));
});
