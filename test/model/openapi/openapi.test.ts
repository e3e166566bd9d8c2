import { expect, test } from "vitest";
import { modelOpenapi } from "../../../src/model/openapi/openapi.ts";
import { parseYaml } from "../../../src/parse/yaml/yaml.ts";
import { Source } from "../../../src/text/source.ts";
import { json, sources, written } from "../app/given.ts";

const model = (text: string, others: Record<string, string> = {}, path = "api/openapi.yaml", root = ".") =>
  modelOpenapi(sources("openapi", { [path]: text }, root).map(parseYaml), (wanted) => {
    const found = others[wanted];
    return found === undefined ? undefined : parseYaml(new Source(wanted, "openapi", found, root));
  })[0];
const unknownOf = (cause: string) => ({ $unknown: expect.objectContaining({ cause }) as unknown });

// After the example of the OpenAPI Specification 3.0 for API keys, OAuth and path items.
const description = `openapi: 3.0.3
info: { title: Clinic, version: "1" }
servers:
  - url: "{scheme}://clinic.example.org/{base}"
    variables:
      scheme: { default: http }
      base: { default: v1 }
security:
  - key: []
components:
  securitySchemes:
    key: { type: apiKey, in: query, name: api_key }
    login: { $ref: "./schemes.yaml#/login" }
  parameters:
    Token: { name: token, in: query, schema: { type: string } }
paths:
  /patients/{id}:
    parameters:
      - $ref: "#/components/parameters/Token"
    get:
      security: []
    post:
      parameters:
        - { name: page, in: query }
  /visits:
    $ref: "paths/visits.json"
  x-internal: {}
`;

test("a description with references into other files", () => {
  const unit = model(description, {
    "api/schemes.yaml": "login:\n  type: http\n  scheme: basic\n",
    "api/paths/visits.json": '{"get": {"servers": [{"url": "http://visits.example.org"}]}}',
  });
  const found = unit?.resources[0];
  expect([found?.type, found?.address]).toEqual(["openapi", "openapi:api/openapi.yaml"]);
  expect(json(found)).toMatchObject({
    version: "3.0.3",
    security: [{ key: [] }],
    servers: [{ url: "http://clinic.example.org/v1" }],
    schemes: { key: { type: "apiKey", in: "query" }, login: { type: "http", scheme: "basic" } },
    paths: [
      {
        name: "/patients/{id}",
        parameters: [{ name: "token", in: "query" }],
        operations: [
          { name: "get", security: [] },
          { name: "post", parameters: [{ name: "page" }] },
        ],
      },
      { name: "/visits", operations: [{ name: "get", servers: [{ url: "http://visits.example.org" }] }] },
    ],
  });
  expect(written(found, ["schemes", "login", "scheme"])).toEqual(["api/schemes.yaml", "basic"]);
  expect(written(found, ["servers", 0, "url"])?.[1]).toBe('"{scheme}://clinic.example.org/{base}"');
  expect(written(found, ["paths", 0, "operations", 0])?.[1]).toBe("get");
  expect(unit?.sources).toEqual(["api/openapi.yaml", "api/schemes.yaml", "api/paths/visits.json"]);
  expect(unit?.notScanned).toEqual([]);
});

test("Swagger 2.0, as JSON", () => {
  const text =
    '{"swagger": "2.0", "host": "h.example.org", "schemes": ["http"], "securityDefinitions": {"a": {"type": "basic"}}, "paths": {"/a": {"get": {"schemes": ["https"]}}}}';
  expect(json(model(text, {}, "swagger.json")?.resources[0])).toEqual({
    version: "2.0",
    host: "h.example.org",
    transports: ["http"],
    schemes: { a: { type: "basic" } },
    paths: [{ name: "/a", operations: [{ name: "get", transports: ["https"] }] }],
  });
});

test("references that leave the root, miss, go to the network or in a circle are told", () => {
  const text = `openapi: 3.1.0
components:
  securitySchemes:
    out: { $ref: "../../etc/passwd" }
    gone: { $ref: "gone.yaml" }
    net: { $ref: "https://example.org/a.yaml#/x" }
    ring: { $ref: "#/components/securitySchemes/ring" }
    none: { $ref: "#/nothing" }
paths: { $ref: "ring.yaml#/a" }
`;
  const unit = model(
    text,
    { "api/ring.yaml": "a: { $ref: '#/b' }\nb: { $ref: 'ring.yaml#/a' }\n" },
    "api/o.yaml",
    "api",
  );
  expect(json(unit?.resources[0])).toMatchObject({
    schemes: {
      out: unknownOf("outside-scan"),
      gone: unknownOf("outside-scan"),
      net: unknownOf("outside-scan"),
      ring: unknownOf("not-supported"),
      none: unknownOf("outside-scan"),
    },
    paths: unknownOf("not-supported"),
  });
  expect(
    unit?.notScanned.map(({ path, cause, detail }) => `${path} ${cause} ${detail.slice(0, 30)}`),
  ).toEqual([
    "api/o.yaml outside-root $ref: ../../etc/passwd",
    "api/o.yaml unreadable $ref: gone.yaml",
    "api/o.yaml outside-root $ref: https://example.org/a.ya",
    "api/o.yaml limit references lead in a circle, o",
    "api/o.yaml unreadable $ref: #/nothing",
    "api/ring.yaml limit references lead in a circle, o",
  ]);
});

test("a server's variable without a default is unknown, its scheme is not", () => {
  const [a, b] = json(
    model("openapi: 3.0.0\nservers:\n  - url: http://{tenant}.example.org\n  - url: '{all}'\n")?.resources[0],
  )["servers"] as Array<Record<string, unknown>>;
  expect(a?.["url"]).toEqual({
    $unknown: expect.objectContaining({ parts: ["http://", expect.anything()] }) as unknown,
  });
  expect(b?.["url"]).toEqual(unknownOf("variable"));
});

test("no object, no resource; many references in time", () => {
  expect(model("- a\n")).toBeUndefined();
  const many = Array.from({ length: 1000 }, (_, i) => `  /p${i}: { $ref: "#/paths/~1p${i + 1}" }`).join("\n");
  const files = sources("openapi", { "o.yaml": `openapi: 3.0.0\npaths:\n${many}\n` }).map(parseYaml);
  const start = performance.now();
  modelOpenapi(files, () => undefined);
  expect(performance.now() - start).toBeLessThan(2000);
});
