// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose writes its variables like that
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { modelCompose } from "../../../src/model/app/compose.ts";
import type { Resource, Unit } from "../../../src/model/resource.ts";
import { follow, type Step, type Value } from "../../../src/model/value.ts";
import { parseYaml } from "../../../src/parse/yaml/yaml.ts";
import { Source } from "../../../src/text/source.ts";
import { shared, testShared } from "../../support/shared.ts";
import { cut, plain } from "../kubernetes/build.ts";

function model(files: Record<string, string>): Unit[] {
  return modelCompose(
    Object.entries(files).map(([path, text]) => parseYaml(new Source(path, "compose", text))),
  );
}

/** The only unit's service. */
function service(text: string, name = "web"): Resource {
  const found = model({ "compose.yaml": text })[0]?.resources.find((resource) => resource.name === name);
  if (!found) throw new Error(`no service ${name}`);
  return found;
}

function value(resource: Resource, ...path: Step[]): Value {
  const { value: found, rest } = follow(resource.values, path);
  if (rest.length > 0) throw new Error(`nothing at ${path.join(".")}`);
  return found;
}

const environment = (lines: string): unknown =>
  plain(value(service(`services:\n  web:\n    environment:\n${lines}`), "environment"));
const port = (entry: string): unknown =>
  plain(value(service(`services:\n  web:\n    ports:\n      - ${entry}\n`), "ports", 0));
const image = (text: string): unknown =>
  plain(value(service(`services: {web: {image: "${text}"}}`), "image"));

test("a service is a resource of its file's unit", () => {
  const text = "services:\n  web:\n    image: nginx\n  db:\nvolumes: {x: {}}\n";
  const units = model({ "deploy/compose.yaml": text });
  expect(units).toMatchObject([
    { id: "config:deploy/compose.yaml", kind: "config", folder: "deploy", sources: ["deploy/compose.yaml"] },
  ]);
  const [web, db] = units[0]?.resources ?? [];
  expect(web).toMatchObject({
    key: "service.web",
    address: "service.web",
    type: "compose:service",
    name: "web",
  });
  expect([web && cut(web.head), web && cut(web.body)]).toEqual(["web", "web:\n    image: nginx"]);
  expect(db && plain(db.values)).toEqual({});
});

describe("environment", () => {
  test("as a mapping", () => {
    expect(environment("      A: x\n      B:\n      C: 1\n      D: ''\n")).toEqual({
      A: "x",
      B: { unknown: "variable", detail: "B" },
      C: 1,
      D: "",
    });
  });
  test("as a list", () => {
    expect(
      environment(
        "      - A=x=y\n      - B\n      - C=\n      - D=${E}\n      - F=a${G}b\n      - H=${I:-j}\n",
      ),
    ).toEqual({
      A: "x=y",
      B: { unknown: "variable", detail: "B" },
      C: "",
      D: { unknown: "variable", detail: "E" },
      F: { unknown: "variable", detail: "G" },
      H: "j",
    });
  });
  test("keeps the literal parts of a text with a variable", () => {
    const found = value(
      service("services: {web: {environment: ['DSN=Password=${P};Secure=1']}}"),
      "environment",
      "DSN",
    );
    expect(found.kind === "unknown" && found.parts?.map(plain)).toEqual([
      "Password=",
      { unknown: "variable", detail: "P" },
      ";Secure=1",
    ]);
  });
  test("has the places of key and value", () => {
    const text =
      "services:\n  web:\n    environment:\n      - A=secret\n      - 'B=other'\n      - \"C=t\\tx\"\n";
    const web = service(text);
    expect(["A", "B", "C"].map((key) => cut(value(web, "environment", key).at))).toEqual([
      "secret",
      "other",
      '"C=t\\tx"',
    ]);
    const entries = value(web, "environment");
    const keyAt = entries.kind === "object" ? entries.entries.get("A")?.keyAt : undefined;
    expect(keyAt && cut(keyAt)).toBe("A");
  });
});

describe("variables", () => {
  test.each([
    ["a:${TAG:-1.0}", "a:1.0"],
    ["a:${TAG-1.0}", "a:1.0"],
    ["${A:-${B:-deep}}", "deep"],
    ["${A:-}", ""],
    ["$$A costs $5 $", "$A costs $5 $"],
    ["${broken", "${broken"],
    ["plain", "plain"],
  ])("%s is known", (text, expected) => {
    expect(image(text)).toBe(expected);
  });
  test.each([
    ["$A", "A"],
    ["${A}", "A"],
    ["${A:?say so}", "A"],
    ["${A:+set}", "A"],
    ["x$A-${B:-c}", "A"],
    ["${A:-${B}}", "B"],
  ])("%s is not", (text, detail) => {
    expect(image(text)).toEqual({ unknown: "variable", detail });
  });
  test("many open braces are answered fast", () => {
    const started = performance.now();
    image("${A:-".repeat(3000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe("ports", () => {
  const unknown = (detail: string): object => ({ unknown: "variable", detail });
  test.each([
    ["3000", { target: "3000" }],
    ['"8080:80"', { published: "8080", target: "80" }],
    ['"127.0.0.1:8080:80/udp"', { host_ip: "127.0.0.1", published: "8080", target: "80", protocol: "udp" }],
    ['"[::1]:5432:5432"', { host_ip: "::1", published: "5432", target: "5432" }],
    ['"::1:5432:5432"', { host_ip: "::1", published: "5432", target: "5432" }],
    ['"9090-9091:8080-8081"', { published: "9090-9091", target: "8080-8081" }],
    ['"127.0.0.1::80"', { host_ip: "127.0.0.1", target: "80" }],
    ['"${P:-5432}:5432"', { published: "5432", target: "5432" }],
    ['"${P}:5432"', { host_ip: { unknown: "variable" }, published: unknown("P"), target: "5432" }],
    ['"${IP}:1:2"', { host_ip: unknown("IP"), published: "1", target: "2" }],
    ['"127.0.0.1:${P}:2"', { host_ip: "127.0.0.1", published: unknown("P"), target: "2" }],
    ['"${P}"', unknown("P")],
    [
      "{target: 80, published: 8080, host_ip: 10.0.0.1, mode: host}",
      { target: "80", published: "8080", host_ip: "10.0.0.1", mode: "host" },
    ],
    ['{target: 80, published: "${P}"}', { target: "80", published: unknown("P") }],
  ])("%s", (entry, expected) => {
    expect(port(entry)).toMatchObject(expected);
  });
  test("lie where the entry is written", () => {
    const web = service('services:\n  web:\n    ports:\n      - "80:8080"\n');
    expect(cut(value(web, "ports", 0, "published").at)).toBe('"80:8080"');
  });
});

describe("several files", () => {
  const base =
    "services:\n  web:\n    image: a\n    command: [x]\n    environment: {A: 1, B: 2}\n    ports: ['80:80']\n";
  test("an override is merged over its base, with its own places", () => {
    const over =
      "services:\n  web:\n    command: [y]\n    environment: ['B=3']\n    ports: ['80:80', '81:81']\n  db: {image: b}\n";
    const units = model({ "compose.override.yaml": over, "compose.yaml": base });
    expect(units.map(({ id, sources }) => [id, sources])).toEqual([
      ["config:compose.yaml", ["compose.yaml", "compose.override.yaml"]],
    ]);
    const [web, db] = units[0]?.resources ?? [];
    expect(web && plain(web.values)).toEqual({
      image: "a",
      command: ["y"],
      environment: { A: 1, B: "3" },
      ports: [
        { published: "80", target: "80" },
        { published: "81", target: "81" },
      ],
    });
    expect(web && value(web, "environment", "B").at.source.path).toBe("compose.override.yaml");
    expect(web?.head.source.path).toBe("compose.yaml");
    expect(db?.head.source.path).toBe("compose.override.yaml");
  });
  test("!override replaces and !reset removes", () => {
    const over =
      "services:\n  web:\n    ports: !override ['82:82']\n    command: !reset null\n    environment: {A: !reset null}\n";
    const units = model({ "docker-compose.yml": base, "docker-compose.override.yml": over });
    expect(units[0]?.resources.map((web) => plain(web.values))).toEqual([
      { image: "a", environment: { B: 2 }, ports: [{ published: "82", target: "82" }] },
    ]);
  });
  test("other files of the folder stand alone, folders do not mix", () => {
    const ids = model({
      "a/compose.yaml": base,
      "a/docker-compose.prod.yml": base,
      "b/docker-compose.override.yml": base,
    }).map(({ id }) => id);
    expect(ids).toEqual([
      "config:a/compose.yaml",
      "config:a/docker-compose.prod.yml",
      "config:b/docker-compose.override.yml",
    ]);
  });
});

describe("extends", () => {
  test("takes what the other service has, within the file and from another", () => {
    const units = model({
      "compose.yaml":
        "services:\n  web: {extends: {file: ./common/docker-compose.yml, service: mid}, environment: {A: own}}\n",
      "common/docker-compose.yml":
        "services:\n  base: {image: i, depends_on: [x], environment: {A: 1, B: 2}}\n  mid: {extends: base, user: '5'}\n",
    });
    const web = units.find(({ id }) => id === "config:compose.yaml")?.resources[0];
    expect(web && plain(web.values)).toEqual({ image: "i", user: "5", environment: { A: "own", B: 2 } });
    expect(web && value(web, "image").at.source.path).toBe("common/docker-compose.yml");
  });
  test.each([
    ["services: {web: {extends: {file: gone.yml, service: a}, user: '5'}}"],
    ["services: {web: {extends: gone, user: '5'}}"],
    ["services: {web: {extends: web, user: '5'}}"],
    ["services: {web: {extends: b, user: '5'}, b: {extends: web}}"],
    ["services: {web: {extends: [1], user: '5'}}"],
  ])("%s is said, and the rest is judged", (text) => {
    const unit = model({ "compose.yaml": text })[0];
    expect(unit?.diagnostics[0]?.code).toBe("compose-extends");
    expect(unit?.missing[0]?.cause).toBe("outside-scan");
    const web = unit?.resources.find(({ name }) => name === "web");
    expect(web && plain(web.values)).toMatchObject({ user: "5" });
  });
});

test("env_file is noted in its three forms", () => {
  expect(service("services: {web: {env_file: a.env}}").meta.envFiles).toEqual(["a.env"]);
  expect(
    service("services: {web: {env_file: [a.env, {path: b.env, required: false}]}}").meta.envFiles,
  ).toEqual(["a.env", "b.env"]);
  expect(service("services: {web: {}}").meta.envFiles).toEqual([]);
});

test("anchors and merge keys", () => {
  const text = "x-env: &env {A: 1}\nservices:\n  web: {environment: {<<: *env, B: 2}}\n";
  expect(plain(service(text).values)).toEqual({ environment: { A: 1, B: 2 } });
});

test.each([
  "",
  "services: 1",
  "services: [a]",
  "services: {web: 1}",
  "a: [",
  "services: {web: {environment: 1, ports: x}}",
])("%j breaks nothing", (text) => {
  expect(model({ "compose.yaml": text })).toHaveLength(1);
});

describe("the corpus", () => {
  const read = (path: string): Resource[] =>
    model({ "docker-compose.yml": readFileSync(resolve(shared, "corpus", path), "utf8") })[0]?.resources ??
    [];
  testShared("hapi-fhir-jpaserver-starter", () => {
    const [server, database] = read("hapi-fhir-jpaserver-starter/docker-compose.yml");
    expect(server && plain(value(server, "ports"))).toEqual([{ published: "8080", target: "8080" }]);
    const password = database && value(database, "environment", "POSTGRES_PASSWORD");
    expect(password && [plain(password), cut(password.at)]).toEqual(["admin", '"admin"']);
  });
  testShared("fhir-server", () => {
    const [api, sql] = read("fhir-server/samples/docker/docker-compose.yaml");
    expect(api && plain(value(api, "environment", "FHIRServer__Security__Enabled"))).toBe("false");
    expect(sql && plain(value(sql, "environment", "SA_PASSWORD"))).toEqual({
      unknown: "variable",
      detail: "SAPASSWORD",
    });
    const connection = api && value(api, "environment", "SqlServer__ConnectionString");
    expect(connection?.kind === "unknown" && connection.parts?.length).toBe(3);
    expect(read("fhir-server/.devcontainer/docker-compose.yml").map(({ name }) => name)).toContain("cosmos");
    expect(read("fhir-server/release/docker-compose.yaml").length).toBeGreaterThan(0);
  });
});
