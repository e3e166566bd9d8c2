import fc from "fast-check";
import { expect, test } from "vitest";
import { toJson } from "../../../src/evaluate/input.ts";
import { modelDotenv } from "../../../src/model/app/dotenv.ts";
import { modelHaproxy } from "../../../src/model/app/haproxy.ts";
import { modelMysql } from "../../../src/model/app/mysql.ts";
import { modelNginx } from "../../../src/model/app/nginx.ts";
import { modelPgHba } from "../../../src/model/app/pg-hba.ts";
import { modelPostgresql } from "../../../src/model/app/postgresql.ts";
import { modelSpring } from "../../../src/model/app/spring.ts";
import { modelSshd } from "../../../src/model/app/sshd.ts";
import type { Unit } from "../../../src/model/resource.ts";
import type { Value } from "../../../src/model/value.ts";
import { parseDotenv } from "../../../src/parse/dotenv/dotenv.ts";
import { parseHaproxy } from "../../../src/parse/haproxy/haproxy.ts";
import { parseMysql } from "../../../src/parse/mysql/mysql.ts";
import { parseNginx } from "../../../src/parse/nginx/nginx.ts";
import { parsePgHba } from "../../../src/parse/postgresql/pg-hba.ts";
import { parsePostgresql } from "../../../src/parse/postgresql/postgresql.ts";
import { parseProperties } from "../../../src/parse/properties/properties.ts";
import { parseSshd } from "../../../src/parse/sshd/sshd.ts";
import { parseYaml } from "../../../src/parse/yaml/yaml.ts";
import { Source } from "../../../src/text/source.ts";

const pieces = [
  ..."ab=:;{}[]()'\"\\#$%@,<>!&|-. \n\r\t",
  "${a",
  "${b:",
  "{{",
  "}}",
  "server {",
  "http {",
  "location / {",
  "include x.conf;",
  "include 'x.conf'\n",
  "include_dir .\n",
  "[mysqld]\n",
  "\nlisten a\n bind ",
  "\ndefaults d\n mode ",
  "Match User a\n",
  "Include x.conf\n",
  "!include x.cnf\n",
  "host all all ",
  "local all all trust\n",
  "---\n",
  "spring.profiles: ",
  "__proto__",
  "constructor: ",
];

function everyPlaceIsInItsText(value: Value): void {
  const { source, start, end } = value.at;
  expect(0 <= start && start <= end && end <= source.text.length).toBe(true);
  if (value.kind === "list") value.items.forEach(everyPlaceIsInItsText);
  if (value.kind === "object") for (const entry of value.entries.values()) everyPlaceIsInItsText(entry.value);
  if (value.kind === "unknown") value.parts?.forEach(everyPlaceIsInItsText);
}

function check(units: readonly Unit[]): void {
  for (const { resources } of units) {
    expect(new Set(resources.map(({ key }) => key)).size).toBe(resources.length);
    for (const { values, head, body } of resources) {
      everyPlaceIsInItsText(values);
      expect(head.start >= body.start && head.end <= body.end).toBe(true);
      toJson(values);
    }
  }
}

test("no pair of texts makes a model throw or point outside a text", () => {
  const text = fc.string({ unit: fc.constantFrom(...pieces), maxLength: 40 });
  fc.assert(
    fc.property(text, text, (one, two) => {
      const both = (kind: Source["kind"], paths: readonly [string, string]) => [
        new Source(paths[0], kind, one),
        new Source(paths[1], kind, two),
      ];
      check(modelDotenv(both("dotenv", [".env", "x.env"]).map(parseDotenv)));
      check(modelNginx(both("nginx", ["nginx.conf", "x.conf"]).map(parseNginx)));
      check(modelMysql(both("mysql", ["my.cnf", "x.cnf"]).map(parseMysql)));
      check(modelSshd(both("sshd", ["sshd_config", "x.conf"]).map(parseSshd)));
      check(modelHaproxy(both("haproxy", ["haproxy.cfg", "x.cfg"]).map(parseHaproxy)));
      check(modelPostgresql(both("postgresql", ["postgresql.conf", "x.conf"]).map(parsePostgresql)));
      check(modelPgHba(both("pg-hba", ["pg_hba.conf", "x.conf"]).map(parsePgHba)));
      check(
        modelSpring(
          both("spring", ["application.properties", "application-a.properties"]).map(parseProperties),
        ),
      );
      check(modelSpring(both("spring", ["application.yaml", "application-a.yaml"]).map(parseYaml)));
    }),
    { numRuns: 400 },
  );
});

test("very many documents, profiles and keys are no trouble", () => {
  const started = performance.now();
  const documents = "#---\nspring.config.activate.on-profile=a\n".repeat(20_000);
  const profiles = `#---\nspring.config.activate.on-profile=${"p,".repeat(200_000)}q\n`;
  const source = new Source("application.properties", "spring", `x=1\n${documents}${profiles}`);
  expect(modelSpring([parseProperties(source)])[0]?.resources).toHaveLength(4);
  expect(performance.now() - started).toBeLessThan(5000);
});
