// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Dockerfiles and workflows write variables like that
import { expect, test } from "vitest";
import { placed, resourcesOf } from "../support/virtual.ts";

test("a Dockerfile's ENV sets the program's settings, along its stages, where it stands", async () => {
  const text = `FROM eclipse-temurin:21-jre AS base
ENV SPRING_DATASOURCE_URL=jdbc:postgresql://db/x SPRING_JPA_SHOW_SQL=false

FROM base
ENV SPRING_JPA_SHOW_SQL="true"
ENTRYPOINT ["java", "-jar", "/app.jar"]
`;
  const [found, ...others] = await resourcesOf({ "api/Dockerfile": text }, "spring");
  expect(others).toEqual([]);
  expect(found?.address).toBe("spring:api/Dockerfile#stage.1");
  expect(found?.meta).toMatchObject({ carrier: "dockerfile", complete: false });
  const setting = (key: string) => {
    const value = found?.values.entries.get(key)?.value;
    return value && [value.kind === "string" && value.value, placed(value.at)];
  };
  expect(setting("spring.datasource.url")).toEqual([
    "jdbc:postgresql://db/x",
    { where: "api/Dockerfile:2", text: "jdbc:postgresql://db/x" },
  ]);
  expect(setting("spring.jpa.showsql")).toEqual(["true", { where: "api/Dockerfile:5", text: '"true"' }]);
});

test("a workflow's env at its three levels, and a service of a job", async () => {
  const text = `on: push
env:
  SPRING_PROFILES_ACTIVE: ci
jobs:
  test:
    env:
      SPRING_JPA_SHOW_SQL: "true"
    services:
      db:
        image: postgres:17
    steps:
      - name: run
        env:
          SPRING_DATASOURCE_URL: \${{ vars.URL }}
        run: mvn verify
      - run: echo
`;
  const files = { ".github/workflows/ci.yml": text };
  const spring = await resourcesOf(files, "spring");
  expect(spring.map(({ address, values }) => [address, [...values.entries.keys()].sort()])).toEqual([
    ["spring:.github/workflows/ci.yml#job.test", ["spring.jpa.showsql", "spring.profiles.active"]],
    ["spring:.github/workflows/ci.yml#job.test/run", ["spring.datasource.url"]],
  ]);
  expect(spring[1]?.values.entries.get("spring.datasource.url")?.value.kind).toBe("unknown");
  const [db] = await resourcesOf(files, "postgresql");
  expect([db?.address, db?.meta["version"], db?.meta["complete"]]).toEqual([
    "postgresql:.github/workflows/ci.yml#job.test/db",
    "17",
    false,
  ]);
});

test("nothing is made of variables that no program is known by", async () => {
  expect(await resourcesOf({ Dockerfile: "FROM node:22\nENV A=1\n" }, "spring")).toEqual([]);
});
