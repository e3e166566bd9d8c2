import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect } from "vitest";
import { modelDotenv } from "../../../src/model/app/dotenv.ts";
import { modelNginx } from "../../../src/model/app/nginx.ts";
import { modelSpring } from "../../../src/model/app/spring.ts";
import { parseDotenv } from "../../../src/parse/dotenv/dotenv.ts";
import { parseNginx } from "../../../src/parse/nginx/nginx.ts";
import { parseYaml } from "../../../src/parse/yaml/yaml.ts";
import { Source, type SourceKind } from "../../../src/text/source.ts";
import { shared, testShared } from "../../support/shared.ts";
import { byAddress, json, written } from "./given.ts";

const read = (path: string, kind: SourceKind) =>
  new Source(path, kind, readFileSync(resolve(shared, "corpus", path), "utf8"));

testShared("the HAPI starter: base and profiles, each setting where it was written", () => {
  const folder = "hapi-fhir-jpaserver-starter/src/main/resources";
  const files = ["application.yaml", "application-cds.yaml", "application-elastic.yaml"];
  const parsed = files.map((name) => parseYaml(read(`${folder}/${name}`, "spring")));
  const found = byAddress(modelSpring(parsed));
  const lead = `spring:${folder}/application.yaml`;
  expect([...found.keys()]).toEqual([lead, `${lead}#cds`, `${lead}#elastic`]);
  expect(json(found.get(lead))).toMatchObject({
    "server.port": 8080,
    "management.endpoints.web.exposure.include": "health",
    "spring.datasource.url": "jdbc:h2:mem:test_mem",
    "spring.datasource.password": "",
    "spring.application.name": { $unknown: { cause: "variable" } },
  });
  const elastic = found.get(`${lead}#elastic`);
  expect(written(elastic, ["spring.elasticsearch.password"])).toEqual([
    `${folder}/application-elastic.yaml`,
    "elastic",
  ]);
  expect(written(elastic, ["server.port"])).toEqual([`${folder}/application.yaml`, "8080"]);
  // Every scalar that is known text and plain stands where its place says.
  let compared = 0;
  for (const { value } of found.get(lead)?.values.entries.values() ?? []) {
    if (value.kind !== "string" && value.kind !== "number" && value.kind !== "bool") continue;
    const text = value.at.source.text.slice(value.at.start, value.at.end);
    if (/["'|>$]|^(?:null)?$|^(?:on|off|yes|no)$/.test(text)) continue;
    expect(text).toBe(String(value.value));
    compared++;
  }
  expect(compared).toBeGreaterThan(50);
});

testShared("the nginx and dotenv files of kubernetes-examples and kubernetes-goat", () => {
  const nginx = "kubernetes-examples/_archived/https-nginx/default.conf";
  const file = parseNginx(read(nginx, "nginx"));
  expect(file.diagnostics).toEqual([]);
  const server = byAddress(modelNginx([file])).get(`nginx:${nginx}#localhost`);
  expect(json(server)["listen"]).toHaveLength(3);
  expect(written(server, ["listen", 2])).toEqual([nginx, "listen 443 ssl"]);
  const env = "kubernetes-goat/platforms/aws-setup/aws-kind-ec2-cdk/.env";
  const dotenv = parseDotenv(read(env, "dotenv"));
  expect(dotenv.diagnostics).toEqual([]);
  expect(json(byAddress(modelDotenv([dotenv])).get(`dotenv:${env}`))).toMatchObject({
    "vpc-id": "<vpc-01234abcd>",
  });
});
