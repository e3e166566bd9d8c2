import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { modelDockerfile } from "../../../src/model/docker/dockerfile.ts";
import { follow, type Value } from "../../../src/model/value.ts";
import { parseDockerfile } from "../../../src/parse/dockerfile/dockerfile.ts";
import { shared, testShared } from "../../support/shared.ts";
import { cut, json, sources, written } from "../app/given.ts";

const model = (text: string, path = "Dockerfile") =>
  modelDockerfile(sources("dockerfile", { [path]: text }).map(parseDockerfile))[0];
const resource = (text: string, path?: string) => model(text, path)?.resources[0];
const stages = (text: string, path?: string) =>
  json(resource(text, path))["stages"] as Array<Record<string, unknown>>;
const unknownOf = (cause: string, more: object = {}) => ({
  $unknown: expect.objectContaining({ cause, ...more }) as unknown,
});

test("users and environments along the chain of stages", () => {
  const text = `ARG TAG=3.2
FROM --platform=$BUILDPLATFORM node:\${TAG}-alpine AS Base
ENV A=1 B="x \${A}y"
USER app
FROM base
ENV C=\${B:-z}/$A
EXPOSE 80 443/tcp
FROM scratch AS out
COPY --from=1 /a "/b c"
`;
  const found = resource(text);
  expect(found?.address).toBe("Dockerfile");
  expect(stages(text)).toMatchObject([
    {
      name: "base",
      image: "node:3.2-alpine",
      base: "node:3.2-alpine",
      platform: unknownOf("variable"),
      user: "app",
      final: false,
      env: [
        { name: "A", value: "1" },
        { name: "B", value: unknownOf("outside-scan") },
      ],
    },
    {
      name: "1",
      stage: "base",
      base: "node:3.2-alpine",
      user: "app",
      expose: ["80", "443/tcp"],
      final: false,
    },
    {
      name: "out",
      image: "scratch",
      final: true,
      copies: [{ instruction: "COPY", from: "1", sources: ["/a"], destination: "/b c" }],
    },
  ]);
  expect(stages(text)[2]).not.toHaveProperty("user");
  expect(written(found, ["stages", 1, "user"])).toEqual(["Dockerfile", "app"]);
  expect(written(found, ["stages", 0, "image"])).toEqual(["Dockerfile", "node:${TAG}-alpine"]);
  expect(written(found, ["stages", 0, "env", 1, "value"])).toEqual(["Dockerfile", '"x ${A}y"']);
  expect(found && cut(found.head)).toBe("FROM scratch AS out");
});

test("an ENV sees what earlier lines set, ARG what stands before FROM only when named again", () => {
  const text = `ARG V=1
ARG OPEN
FROM scratch
ENV X=a$V
ARG V
ARG OPEN
ARG W=\${V}2
ENV X=b$V Y=c$W Z=d\${OPEN} Q=e\${OPEN:-5} R=f\${NO:+g}\${V:+h} S='$V' T=\\$V U=\${V#1}
USER $OPEN
`;
  const [stage] = stages(text);
  const list = stage?.["env"] as Array<{ name: string; value: unknown }> | undefined;
  const env = list?.map(({ name, value }) => [name, value]);
  expect(env).toEqual([
    ["X", "a"],
    ["X", "b1"],
    ["Y", "c12"],
    ["Z", unknownOf("variable", { parts: ["d", unknownOf("variable")] })],
    ["Q", "e5"],
    ["R", "fh"],
    ["S", "$V"],
    ["T", "$V"],
    ["U", unknownOf("function")],
  ]);
  expect(stage?.["user"]).toEqual(unknownOf("variable"));
  expect(json(resource(text))["args"]).toEqual([{ name: "V", value: "1" }, { name: "OPEN" }]);
});

test("commands, mounts, checks and the JSON form", () => {
  const text = `FROM a
RUN --mount=type=secret,id=t curl -u user:pw https://x | sh && rm -r /x
RUN ["/usr/bin/apt", "install", "x"]
HEALTHCHECK NONE
ENTRYPOINT ["java", "-jar"]
CMD serve --debug
ONBUILD ENV LATER=1
ONBUILD USER root
`;
  const [stage] = stages(text);
  expect(stage).toMatchObject({
    runs: [
      {
        mounts: ["type=secret,id=t"],
        commands: [
          { program: "curl", words: ["curl", "-u", "user:pw", "https://x"], piped: true },
          { program: "sh", words: ["sh"] },
          { program: "rm" },
        ],
      },
      { commands: [{ program: "apt", words: ["/usr/bin/apt", "install", "x"] }] },
    ],
    healthcheck: { none: true },
    entrypoint: { commands: [{ program: "java", words: ["java", "-jar"] }] },
    cmd: { commands: [{ program: "serve" }] },
    env: [{ name: "LATER", value: "1" }],
  });
  expect(stage).not.toHaveProperty("user");
  const words = follow(resource(text)?.values as Value, [
    "stages",
    0,
    "runs",
    0,
    "commands",
    0,
    "words",
  ]).value;
  expect(words.kind === "list" && words.items.map(({ sensitive }) => sensitive ?? false)).toEqual([
    false,
    false,
    true,
    true,
  ]);
});

test("templates are not rendered; a file without instructions gives no unit", () => {
  const text = "FROM node:{{ .Tag }}\nUSER {{ .User }}\n";
  expect(stages(text, "Dockerfile.tmpl")[0]).toMatchObject({
    image: unknownOf("not-rendered"),
    user: unknownOf("not-rendered"),
  });
  expect(model("# nothing\n")).toBeUndefined();
});

test("more stages than the limit are told", () => {
  const unit = model("FROM a\n".repeat(1001));
  expect(unit?.notScanned).toEqual([
    { path: "Dockerfile", cause: "limit", detail: "more than 1000 stages; the rest begins at line 1001" },
  ]);
});

test.each([
  ["chained stages", `${"FROM a AS a\nENV X=$Y$Z\n".repeat(1000)}`],
  ["nested defaults", `FROM a\nENV X=${"${A:-".repeat(20_000)}`],
  ["closed nested defaults", `FROM a\nENV X=${"${A:-".repeat(20_000)}${"}".repeat(20_000)}`],
  ["a value that doubles", `FROM scratch\nENV A=xxxxxxxxxx\n${"ENV A=$A$A\n".repeat(60)}`],
])("hostile: %s", (_, text) => {
  const start = performance.now();
  model(text);
  expect(performance.now() - start).toBeLessThan(3000);
});

testShared("the starter of HAPI FHIR: distroless by default, Tomcat as a stage of its own", () => {
  const path = "hapi-fhir-jpaserver-starter/Dockerfile";
  const found = stages(readFileSync(`${shared}/corpus/${path}`, "utf8"), path);
  expect(found.map(({ name, base, user, final }) => [name, base, user, final])).toMatchInlineSnapshot(`
    [
      [
        "build-hapi",
        "docker.io/library/maven:3.9.12-eclipse-temurin-17",
        undefined,
        false,
      ],
      [
        "build-distroless",
        "docker.io/library/maven:3.9.12-eclipse-temurin-17",
        undefined,
        false,
      ],
      [
        "tomcat",
        "docker.io/library/tomcat:10-jre21-temurin-noble",
        "65532",
        false,
      ],
      [
        "default",
        "gcr.io/distroless/java21-debian13:nonroot",
        "65532:65532",
        true,
      ],
    ]
  `);
});
