import { expect, test } from "vitest";
import { modelSpring } from "../../../src/model/app/spring.ts";
import { holds } from "../../../src/model/app/spring-profiles.ts";
import { relaxedKey } from "../../../src/model/app/spring-settings.ts";
import { parseProperties } from "../../../src/parse/properties/properties.ts";
import { parseYaml } from "../../../src/parse/yaml/yaml.ts";
import { byAddress, cut, json, sources, written } from "./given.ts";

const units = (texts: Record<string, string>) =>
  modelSpring(
    sources("spring", texts).map((one) =>
      one.path.endsWith(".properties") ? parseProperties(one) : parseYaml(one),
    ),
  );
const model = (texts: Record<string, string>) => byAddress(units(texts));
const unset = (text?: string) => ({
  $unknown: {
    cause: "variable",
    refs: [],
    parts: [...(text ? [text] : []), { $unknown: { cause: "variable", refs: [] } }],
  },
});

test("keys take one relaxed form", () => {
  expect(relaxedKey("spring.jpa.show-sql")).toBe("spring.jpa.showsql");
  expect(relaxedKey("spring.jpa.showSql")).toBe("spring.jpa.showsql");
  expect(relaxedKey("SPRING.jpa.show_sql[0]")).toBe("spring.jpa.showsql[0]");
  expect(relaxedKey("logging.level[org.Foo]")).toBe("logging.level.org.foo");
});

test("flattens YAML: scalars keep their type, null and empty collections are the empty text", () => {
  const text =
    "server:\n  ssl: {enabled: true}\n  port: 8443\n  hosts: [a, b]\nspring.datasource.password:\nlogging: {}\n";
  const resource = model({ "src/application.yaml": text }).get("spring:src/application.yaml");
  expect(json(resource)).toEqual({
    "server.ssl.enabled": true,
    "server.port": 8443,
    "server.hosts[0]": "a",
    "server.hosts[1]": "b",
    "spring.datasource.password": "",
    logging: "",
  });
  expect(written(resource, ["server.hosts[1]"])).toEqual(["src/application.yaml", "b"]);
  expect(resource?.folder).toBe("src");
  expect(resource && cut(resource.head)).toBe("server:");
});

test("each setting's place is the text that set it", () => {
  const text = "server.port = 1\nspring.jpa.show-sql:true\n";
  const resource = model({ "application.properties": text }).get("spring:application.properties");
  expect(written(resource, ["server.port"])).toEqual(["application.properties", "1"]);
  expect(written(resource, ["spring.jpa.showsql"])).toEqual(["application.properties", "true"]);
});

test("a profile's effective settings: base, then its documents, then its file; properties over YAML", () => {
  const found = model({
    "application.yaml":
      "a: base\nb: base\nlist: [x, y]\n---\nspring.config.activate.on-profile: prod\nb: doc\n---\nspring:\n  profiles: dev,qa\na: legacy\n",
    "application.properties": "b=properties\n",
    "application-prod.yml": "c: file\nlist: [z]\n",
    "application-prod.properties": "d=1\n",
    "other/application-prod.yml": "e: 1\n",
  });
  expect([...found.keys()]).toEqual([
    "spring:application.properties",
    "spring:application.properties#dev",
    "spring:application.properties#prod",
    "spring:application.properties#qa",
    "spring:other/application-prod.yml#prod",
  ]);
  expect(json(found.get("spring:application.properties"))).toEqual({
    a: "base",
    b: "properties",
    "list[0]": "x",
    "list[1]": "y",
  });
  const prod = found.get("spring:application.properties#prod");
  expect(json(prod)).toMatchObject({ a: "base", b: "properties", c: "file", d: "1", "list[0]": "z" });
  expect(json(prod)).not.toHaveProperty("list[1]");
  expect(prod?.meta).toMatchObject({ file: "application.properties", profile: "prod" });
  expect(written(prod, ["c"])).toEqual(["application-prod.yml", "file"]);
  expect(written(prod, ["a"])).toEqual(["application.yaml", "base"]);
  expect(prod && cut(prod.head)).toBe("c: file");
  const dev = found.get("spring:application.properties#dev");
  expect(json(dev)["a"]).toBe("legacy");
  expect(dev && cut(dev.head)).toBe("spring:");
});

test("documents of properties are parted by #---", () => {
  const found = model({
    "application.properties": "a=1\n#---\nspring.config.activate.on-profile=prod\na=2\n",
  });
  expect(json(found.get("spring:application.properties"))).toEqual({ a: "1" });
  expect(json(found.get("spring:application.properties#prod"))["a"]).toBe("2");
});

test("bootstrap and application are units of their own, read from all of their files", () => {
  const found = units({ "application.yml": "a: 1", "application-x.yml": "a: 2", "bootstrap.yml": "b: 1" });
  expect(found.map(({ id, sources: read }) => [id, read])).toEqual([
    ["config:application.yml", ["application-x.yml", "application.yml"]],
    ["config:bootstrap.yml", ["bootstrap.yml"]],
  ]);
});

test("placeholders: another setting, else the default, else unknown with the variable's name", () => {
  const text =
    "a=${DB_URL}\nb=x${PORT:8080}\nc=${app.db-host}:1\napp.dbHost=h\nd=${A:${B:deep}}\ne=@project.version@\nf=pre-${X}\ng={{ x }}\nh=${h}\n";
  const resource = model({ "application.properties": text }).get("spring:application.properties");
  expect(json(resource)).toMatchObject({
    a: unset(),
    b: "x8080",
    c: "h:1",
    d: "deep",
    e: { $unknown: { cause: "variable" } },
    f: unset("pre-"),
    g: { $unknown: { cause: "not-rendered" } },
    h: unset(),
  });
  expect(resource?.values.entries.get("a")?.value).toMatchObject({ detail: "DB_URL" });
  expect(resource?.meta["placeholderDefaults"]).toEqual(["b", "d"]);
});

test("placeholders that double at every step end as unknown, quickly", () => {
  const lines = Array.from({ length: 14 }, (_, i) => `k${i}=${`\${k${i + 1}}`.repeat(10)}`);
  const resource = model({ "application.properties": `${lines.join("\n")}\nk14=xxxxxxxxxx\n` }).get(
    "spring:application.properties",
  );
  expect(json(resource)["k13"]).toBe("x".repeat(100));
  expect(json(resource)["k0"]).toMatchObject({ $unknown: { cause: "not-supported" } });
});

test.each([
  ["prod", true],
  ["!prod", false],
  ["prod & eu", false],
  ["prod | dev", true],
  ["!(dev | qa)", true],
  ["(prod", false],
  ["", false],
  ["(".repeat(1000), false],
])("profile expression %j with prod active: %s", (expression, answer) => {
  expect(holds(expression, new Set(["prod"]))).toBe(answer);
});

test("a broken file leaves the others", () => {
  const found = model({ "application.yaml": "a: [1\n", "application-x.yaml": "b: 1\n" });
  expect([...found.keys()]).toEqual(["spring:application.yaml#x"]);
});
