// biome-ignore-all lint/suspicious/noTemplateCurlyInString: configuration files write variables like that
import { expect, test } from "vitest";
import { toJson } from "../../src/evaluate/input.ts";
import { modelSources } from "../../src/run/model-sources.ts";
import { discovered, placed, resourcesOf } from "../support/virtual.ts";

const settings = async (files: Record<string, string>, type: string) =>
  (await resourcesOf(files, type)).map(({ address, values, meta }) => ({
    address,
    complete: meta.complete,
    values: Object.fromEntries([...values.entries].map(([key, { value }]) => [key, toJson(value)])),
  }));

test("redis.conf: the last directive wins, includes in their place, users by name", async () => {
  const [redis, ...others] = await settings(
    {
      "redis.conf": "port 6379\nsave 1 2\nsave 3 4\ninclude more.conf\nuser app on >x ~*\n",
      "more.conf": "port 0\nappendonly yes\n",
    },
    "redis",
  );
  expect(others).toEqual([]);
  expect(redis).toMatchObject({
    complete: true,
    values: { port: "0", "save[0]": "1 2", "save[1]": "3 4", "user.app": "on >x ~*", bind: "* -::*" },
  });
});

test("an include that leaves the root is told and not read", async () => {
  const model = modelSources(discovered({ "redis.conf": "port 0\ninclude ../../etc/secret.conf\n" }));
  for await (const unit of model.units()) {
    expect(unit.notScanned).toEqual([
      { path: "redis.conf", cause: "outside-root", detail: "include ../../etc/secret.conf" },
    ]);
    expect(unit.resources[0]?.meta).toMatchObject({ complete: false, unread: true });
  }
});

test("arguments of redis-server win over the file, each with its place", async () => {
  const compose =
    "services:\n  cache:\n    image: redis:7.4\n    command: redis-server /redis.conf --requirepass ${P} --port 0\n    volumes: [./redis.conf:/redis.conf]\n";
  const [redis] = await resourcesOf(
    { "compose.yaml": compose, "redis.conf": "port 6379\ntls-port 6380\n" },
    "redis",
  );
  const port = redis?.values.entries.get("port")?.value;
  expect(port && [toJson(port), placed(port.at)]).toEqual(["0", { where: "compose.yaml:4", text: "0" }]);
  expect(redis?.values.entries.get("requirepass")?.value.kind).toBe("unknown");
  expect(redis?.meta).toMatchObject({ version: "7.4", complete: true });
});

test("old names of MongoDB are those of today", async () => {
  const [old] = await settings(
    { "mongod.conf": "auth = true\nsslMode = requireSSL\nbind_ip = 10.0.0.1\n" },
    "mongodb",
  );
  expect(old?.values).toMatchObject({
    "security.authorization": "enabled",
    "net.tls.mode": "requireTLS",
    "net.bindIp": "10.0.0.1",
  });
});

test.each([
  ["apache/kafka:4.0.0", "KAFKA_LISTENER_NAME_A__B_SSL_KEY___X", "listener.name.a_b.ssl.key-x"],
  ["confluentinc/cp-kafka:7.7.0", "KAFKA_LISTENER_NAME_A___B_SSL_KEY__X", "listener.name.a_b.ssl.key-x"],
  ["bitnami/kafka:3.9", "KAFKA_CFG_LISTENERS", "listeners"],
])("%s takes %s for %s", async (image, variable, key) => {
  const compose = `services:\n  kafka:\n    image: ${image}\n    environment:\n      ${variable}: v\n`;
  const [kafka] = await settings({ "compose.yaml": compose }, "kafka");
  expect(kafka?.values[key]).toBe("v");
});

test("flat and nested keys of elasticsearch.yml are the same", async () => {
  const [node] = await settings(
    { "elasticsearch.yml": "cluster.name: a\nxpack:\n  security.http.ssl:\n    enabled: true\n" },
    "elasticsearch",
  );
  expect(node?.values["xpack.security.http.ssl.enabled"]).toBe(true);
});

test("appsettings: byte order mark, comments, any case, an environment over the base", async () => {
  const found = await resourcesOf(
    {
      "appsettings.json": '\ufeff{\n  // shipped\n  "FhirServer": { "Security": { "Enabled": true } }\n}',
      "appsettings.Production.json": '{ "fhirserver": { "SECURITY": { "enabled": false } } }',
    },
    "dotnet",
  );
  const key = "fhirserver:security:enabled";
  expect(
    found.map(({ address, values }) => {
      const value = values.entries.get(key)?.value;
      return [address, value && placed(value.at)];
    }),
  ).toEqual([
    ["dotnet:appsettings.json", { where: "appsettings.json:3", text: "true" }],
    ["dotnet:appsettings.Production.json", { where: "appsettings.Production.json:1", text: "false" }],
  ]);
});

test("RabbitMQ: conf.d over rabbitmq.conf; files in Erlang terms are told as not read", async () => {
  const files = {
    "rabbitmq.conf": "listeners.tcp = none\n",
    "conf.d/10.conf": "listeners.tcp = 5672\ndefault_user = a\n",
  };
  expect((await settings(files, "rabbitmq"))[0]).toMatchObject({
    complete: true,
    values: { "listeners.tcp": "5672" },
  });
  const model = modelSources(discovered({ ...files, "advanced.config": "[{rabbit, []}].\n" }));
  for await (const unit of model.units()) expect(unit.resources[0]?.meta.complete).toBe(false);
  expect(model.notScanned).toMatchObject([{ path: "advanced.config", cause: "not-supported" }]);
});

test("Keycloak: variables over keycloak.conf, arguments over both", async () => {
  const compose =
    "services:\n  login:\n    image: quay.io/keycloak/keycloak:26.4\n    command: start --http-enabled=true\n    environment: { KC_HTTP_ENABLED: 'false', KC_HOSTNAME: h }\n";
  const [login] = await settings({ "compose.yaml": compose }, "keycloak");
  expect(login?.values).toMatchObject({ command: "start", "http-enabled": "true", hostname: "h" });
});
