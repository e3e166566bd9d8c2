// biome-ignore-all lint/suspicious/noTemplateCurlyInString: envsubst fills such variables in
import { expect, test } from "vitest";
import { modelMysql } from "../../../src/model/app/mysql.ts";
import { mysqlOption } from "../../../src/model/app/mysql-option.ts";
import { parseMysql } from "../../../src/parse/mysql/mysql.ts";
import { byAddress, json, sources, written } from "./given.ts";

const units = (texts: Record<string, string>, root?: string) =>
  modelMysql(sources("mysql", texts, root).map(parseMysql));

test.each([
  ["Require-Secure-Transport", undefined, { key: "require_secure_transport", value: "ON" }],
  ["loose_skip-ssl", undefined, { key: "ssl", value: "OFF" }],
  ["skip_grant_tables", undefined, { key: "skip_grant_tables", value: "ON" }],
  ["disable-log-bin", "0", { key: "log_bin", value: "ON" }],
  ["enable-local_infile", undefined, { key: "local_infile", value: "ON" }],
  ["general_log", "1", { key: "general_log" }],
])("%s = %s in its one spelling", (name, value, expected) => {
  expect(mysqlOption(name, value)).toEqual(expected);
});

test("groups of the server count, the last value wins, includes in their place", () => {
  const found = units({
    "db/my.cnf":
      "[client]\nssl=0\n[mysqld]\ngeneral-log\nport=1\n!includedir /etc/mysql/conf.d/\n[server]\nport = 3\nlog_error=${LOG}\n[mysqld-8.0]\ntls_version=TLSv1\n[mysqld2]\nport=9\n",
    "db/conf.d/20.cnf": "[mysqld]\ngeneral_log = 0\n",
    "db/conf.d/10.cnf": "[mysqld]\ngeneral_log = 1\nport = 2\nskip-ssl\n",
    "db/conf.d/30.txt": "[mysqld]\nport = 7\n",
  });
  const main = byAddress(found).get("mysql:db/my.cnf");
  expect(json(main)).toEqual({
    general_log: "0",
    ssl: "OFF",
    port: "3",
    log_error: { $unknown: expect.objectContaining({ cause: "variable" }) },
    tls_version: { $unknown: expect.objectContaining({ cause: "version" }) },
  });
  expect(written(main, ["general_log"])).toEqual(["db/conf.d/20.cnf", "0"]);
  expect(written(main, ["ssl"])).toEqual(["db/conf.d/10.cnf", "skip-ssl"]);
  expect(main?.meta).toEqual({ file: "my.cnf", complete: true });
  expect(found.map(({ id }) => id)).toEqual(["config:db/conf.d/30.txt", "config:db/my.cnf"]);
});

test("a fragment by itself is not complete; MariaDB is told by its groups", () => {
  const found = byAddress(units({ "conf.d/tls.cnf": "[mariadb]\nssl\n" }));
  expect(found.get("mysql:conf.d/tls.cnf")?.meta).toEqual({
    file: "tls.cnf",
    complete: false,
    product: "mariadb",
  });
});

test("includes that leave the root, miss or circle are named, and the file is not complete", () => {
  const texts = {
    "db/my.cnf":
      "!include ../out.cnf\n!includedir /opt/secret/\n!includedir /etc/mysql/gone.d/\n!include gone.cnf\n!include a.cnf\n",
    "db/a.cnf": "[mysqld]\n!include a.cnf\nssl = ON\n",
    "out.cnf": "[mysqld]\nssl = OFF\n",
  };
  const found = units(texts, "db").find(({ id }) => id === "config:db/my.cnf");
  expect(found?.notScanned.map(({ cause, detail }) => `${cause} ${detail.slice(0, 28)}`)).toEqual([
    "outside-root !include ../out.cnf",
    "outside-root !includedir /opt/secret/",
    "outside-root !includedir /etc/mysql/gone.",
    "unreadable !include gone.cnf",
    "limit included by db/a.cnf in a ci",
  ]);
  expect(json(found?.resources[0])).toEqual({ ssl: "ON" });
  expect(found?.resources[0]?.meta["complete"]).toBe(false);
});
