import { expect, test } from "vitest";
import { matchesGlob, normalise } from "../../../src/model/app/include-path.ts";
import { addressWithMask } from "../../../src/model/app/netmask.ts";
import { modelPgHba } from "../../../src/model/app/pg-hba.ts";
import { modelPostgresql } from "../../../src/model/app/postgresql.ts";
import { parsePgHba } from "../../../src/parse/postgresql/pg-hba.ts";
import { parsePostgresql } from "../../../src/parse/postgresql/postgresql.ts";
import { byAddress, cut, json, sources, written } from "./given.ts";

const units = (texts: Record<string, string>, root?: string) =>
  modelPostgresql(sources("postgresql", texts, root).map(parsePostgresql));
const hba = (texts: Record<string, string>) => modelPgHba(sources("pg-hba", texts).map(parsePgHba));

test("the last assignment wins, through includes and postgresql.auto.conf", () => {
  const found = units({
    "db/postgresql.conf": "ssl = off\nport = 1\ninclude_dir 'conf.d'\nPort = 2\nlog_statement = ${LOG}\n",
    "db/conf.d/20.conf": "ssl = on\n",
    "db/conf.d/10.conf": "ssl = off\nport = 9\n",
    "db/conf.d/skip.txt": "ssl = off\n",
    "db/postgresql.auto.conf": "log_connections = 'on'\n",
  });
  const main = byAddress(found).get("postgresql:db/postgresql.conf");
  expect(json(main)).toMatchObject({ ssl: "on", port: "2", log_connections: "on" });
  expect(json(main)["log_statement"]).toMatchObject({ $unknown: { cause: "variable" } });
  expect(written(main, ["ssl"])).toEqual(["db/conf.d/20.conf", "on"]);
  expect(main?.meta).toEqual({ file: "postgresql.conf", complete: true });
  expect(main && cut(main.head)).toBe("ssl = off");
  expect(found.map(({ id }) => id)).toEqual(["config:db/conf.d/skip.txt", "config:db/postgresql.conf"]);
});

test("a fragment by itself is not complete", () => {
  const found = byAddress(units({ "conf.d/tls.conf": "ssl = on\n" }));
  expect(found.get("postgresql:conf.d/tls.conf")?.meta["complete"]).toBe(false);
});

test("includes that leave the root, miss or circle are named, and the file is not complete", () => {
  const texts = {
    "db/postgresql.conf":
      "include '../out.conf'\ninclude 'gone.conf'\ninclude_if_exists 'maybe.conf'\ninclude 'a.conf'\n",
    "db/a.conf": "include 'postgresql.conf'\nssl = on\n",
    "out.conf": "ssl = off\n",
  };
  const unit = units(texts, "db").find(({ id }) => id === "config:db/postgresql.conf");
  expect(unit?.notScanned.map(({ cause, detail }) => [cause, detail.slice(0, 20)])).toEqual([
    ["outside-root", "include ../out.conf"],
    ["unreadable", "include gone.conf"],
    ["limit", "included by db/a.con"],
  ]);
  expect(json(unit?.resources[0])).toEqual({ ssl: "on" });
  expect(unit?.resources[0]?.meta["complete"]).toBe(false);
});

test("files that only include each other are still judged", () => {
  expect(units({ "a.conf": "include 'b.conf'\nssl = on\n", "b.conf": "include 'a.conf'\n" })).toHaveLength(1);
});

test("rules in order, included ones in their place", () => {
  const text =
    'local all postgres peer map=m x=y\ninclude extra.conf\nhost all,"all" all 10.0.0.0 255.0.0.0 trust\nhost a b {{ cidr }} md5\n';
  const found = hba({ "pg_hba.conf": text, "extra.conf": "host all all 127.0.0.1/32 ident\n" });
  expect(found.map(({ id }) => id)).toEqual(["config:pg_hba.conf"]);
  const resource = found[0]?.resources[0];
  expect(json(resource)).toMatchObject({
    rules: [
      { type: "local", database: "all", user: "postgres", method: "peer", options: "map=m x=y" },
      { type: "host", database: "all", user: "all", address: "127.0.0.1/32", method: "ident" },
      { type: "host", database: 'all,"all"', user: "all", address: "10.0.0.0/8", method: "trust" },
      { type: "host", address: { $unknown: { cause: "not-rendered" } }, method: "md5" },
    ],
  });
  expect(json(resource)["rules"]).toHaveLength(4);
  expect(written(resource, ["rules", 1, "method"])).toEqual(["extra.conf", "ident"]);
  expect(written(resource, ["rules", 2, "address"])).toEqual(["pg_hba.conf", "10.0.0.0 255.0.0.0"]);
  expect(written(resource, ["rules", 0])?.[1]).toBe("local all postgres peer map=m x=y");
  expect(json(resource)["rules"]).not.toHaveProperty([0, "address"]);
});

test("masks become prefix lengths when they can", () => {
  expect(addressWithMask("127.0.0.1", "255.255.255.255")).toBe("127.0.0.1/32");
  expect(addressWithMask("::1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")).toBe("::1/128");
  expect(addressWithMask("fe80::", "ffff::")).toBe("fe80::/16");
  expect(addressWithMask("10.0.0.0", "255.0.255.0")).toBe("10.0.0.0 255.0.255.0");
});

test("paths and globs", () => {
  expect(normalise("a/./b/../c")).toBe("a/c");
  expect(normalise("a/../../b")).toBe("../b");
  expect(normalise("/../b")).toBe("/b");
  expect(matchesGlob("conf.d/a.conf", "conf.d/*.conf")).toBe(true);
  expect(matchesGlob("conf.d/x/a.conf", "conf.d/*.conf")).toBe(false);
  expect(matchesGlob("conf.d/.a.conf", "conf.d/*.conf")).toBe(false);
  expect(matchesGlob("b1.conf", "[a-c]?.conf")).toBe(true);
  expect(matchesGlob("d1.conf", "[!d]?.conf")).toBe(false);
  const started = performance.now();
  expect(matchesGlob("a".repeat(5000), `${"*a".repeat(500)}b`)).toBe(false);
  expect(performance.now() - started).toBeLessThan(1000);
});
