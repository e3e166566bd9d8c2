// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shells and Compose write variables like that
import { describe, expect, test } from "vitest";
import { toJson } from "../../src/evaluate/input.ts";
import type { Resource } from "../../src/model/resource.ts";
import { modelSources } from "../../src/run/model-sources.ts";
import { discovered, placed, resourcesOf } from "../support/virtual.ts";

function setting(resource: Resource | undefined, key: string): unknown {
  const entry = resource?.values.entries.get(key);
  return entry ? [toJson(entry.value), placed(entry.value.at)] : undefined;
}

const manifest = `apiVersion: v1
kind: ConfigMap
metadata: { name: db, namespace: clinic }
data:
  postgresql.conf: |
    listen_addresses = '*'
    ssl = off
    log_connections = on
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: clinic }
spec:
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      containers:
        - name: postgres
          image: postgres:13.4
          args: ["-c", "ssl=on", "-c", "config_file=/etc/postgresql/postgresql.conf"]
          volumeMounts:
            - { name: config, mountPath: /etc/postgresql }
      volumes:
        - { name: config, configMap: { name: db } }
`;

describe("a file in a ConfigMap", () => {
  test("is judged with the arguments of the container that mounts it, each setting where it is written", async () => {
    const found = await resourcesOf({ "k8s/db.yaml": manifest }, "postgresql");
    expect(found.map((one) => one.address)).toEqual([
      "postgresql:k8s/db.yaml#ConfigMap.clinic.db/postgresql.conf",
    ]);
    const [db] = found;
    expect(setting(db, "ssl")).toEqual(["on", { where: "k8s/db.yaml:21", text: "on" }]);
    expect(setting(db, "listen_addresses")).toEqual(["*", { where: "k8s/db.yaml:6", text: "*" }]);
    expect(db?.meta).toMatchObject({
      version: "13.4",
      complete: true,
      carrier: "kubernetes",
      namespace: "clinic",
    });
    expect(db?.folder).toBe("k8s");
    expect(placed(db?.head as never).where).toBe("k8s/db.yaml:6");
  });

  test("takes defaults of the version its image names", async () => {
    const [older] = await resourcesOf({ "db.yaml": manifest }, "postgresql");
    expect(setting(older, "password_encryption")).toEqual(["md5", expect.anything()]);
    const [newer] = await resourcesOf({ "db.yaml": manifest.replace("13.4", "16") }, "postgresql");
    expect(setting(newer, "password_encryption")?.[0 as never]).toBe("scram-sha-256");
    expect(newer?.meta.defaulted).toContain("password_encryption");
    const [latest] = await resourcesOf({ "db.yaml": manifest.replace(":13.4", "") }, "postgresql");
    expect(setting(latest, "password_encryption")?.[0 as never]).toEqual({
      $unknown: { cause: "version", refs: [] },
    });
  });

  test("stands for itself when nothing mounts it", async () => {
    const alone = manifest.slice(0, manifest.indexOf("---"));
    const [db] = await resourcesOf({ "db.yaml": alone }, "postgresql");
    expect(setting(db, "ssl")).toEqual(["off", { where: "db.yaml:7", text: "off" }]);
    expect(db?.meta.carrier).toBeUndefined();
  });

  test("of a Secret is read through its base64, placed at the whole value", async () => {
    const text = Buffer.from("ssl = off\nshared_buffers = 1GB\n").toString("base64");
    const files = {
      "s.yaml": `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata:\n  postgresql.conf: ${text}\n`,
    };
    const [db] = await resourcesOf(files, "postgresql");
    expect(setting(db, "ssl")).toEqual(["off", { where: "s.yaml:5", text }]);
  });

  test("with broken syntax is told at its line in the manifest, and what was read is judged", async () => {
    const text =
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  nginx.conf: |\n    server {\n      listen 80;\n";
    const modelled = modelSources(discovered({ "cm.yaml": text }));
    const types: string[] = [];
    for await (const unit of modelled.units()) types.push(...unit.resources.map((one) => one.type));
    expect(types).toContain("nginx:server");
    expect(modelled.diagnostics.map((one) => one.at && placed(one.at).where)).toEqual(["cm.yaml:6"]);
    expect(modelled.notScanned.map((one) => one.path)).toEqual(["cm.yaml#ConfigMap.default.c/nginx.conf"]);
  });
});

describe("a Compose service", () => {
  const compose = `services:
  fhir:
    image: hapiproject/hapi:v7.4.0
    env_file: [fhir.env]
    environment:
      SPRING_DATASOURCE_URL: jdbc:postgresql://db:5432/hapi
      - wrong
    volumes:
      - ./conf/application.yaml:/app/config/application.yaml
  db:
    image: postgres:16
    command: postgres -c ssl=off -c 'log_statement=all'
`.replace("      - wrong\n", "");
  const files = {
    "deploy/compose.yaml": compose,
    "deploy/fhir.env": "SPRING_JPA_SHOW_SQL=true\nSPRING_DATASOURCE_URL=jdbc:h2:mem\n",
    "deploy/conf/application.yaml":
      "spring:\n  datasource:\n    url: ${DB_URL}\n    username: hapi\nhapi:\n  fhir:\n    fhir_version: R4\n",
  };

  test("lays its variables over the file it mounts; the file's address stays", async () => {
    const found = await resourcesOf(files, "spring");
    expect(found.map((one) => one.address)).toEqual(["spring:deploy/conf/application.yaml"]);
    const [fhir] = found;
    expect(setting(fhir, "spring.datasource.url")).toEqual([
      "jdbc:postgresql://db:5432/hapi",
      { where: "deploy/compose.yaml:6", text: "jdbc:postgresql://db:5432/hapi" },
    ]);
    expect(setting(fhir, "spring.jpa.showsql")).toEqual([
      "true",
      { where: "deploy/fhir.env:1", text: "true" },
    ]);
    expect(setting(fhir, "spring.datasource.username")).toEqual([
      "hapi",
      { where: "deploy/conf/application.yaml:4", text: "hapi" },
    ]);
    expect(fhir?.meta.version).toBe("7.4.0");
  });

  test("gives the server's arguments, split as a shell does, exact to the word", async () => {
    const [db] = await resourcesOf(files, "postgresql");
    expect(setting(db, "ssl")).toEqual(["off", { where: "deploy/compose.yaml:11", text: "off" }]);
    expect(setting(db, "log_statement")).toEqual(["all", { where: "deploy/compose.yaml:11", text: "all" }]);
    expect(db?.links).toEqual([{ name: "carrier", to: "service.db", inferred: false }]);
  });

  test("an image of somebody's own says nothing by default", async () => {
    const [db] = await resourcesOf(
      { "compose.yaml": "services:\n  db:\n    image: registry.example/postgres:16\n" },
      "postgresql",
    );
    expect(db?.meta.complete).toBe(false);
    expect(db?.values.entries.size).toBe(0);
  });

  test("a config with content is a file", async () => {
    const text =
      "services:\n  db:\n    image: postgres:16\n    configs:\n      - source: pg\n        target: /etc/postgresql/postgresql.conf\n" +
      "configs:\n  pg:\n    content: |\n      ssl = on\n      shared_buffers = 1GB\n";
    const [db] = await resourcesOf({ "compose.yaml": text }, "postgresql");
    expect(setting(db, "ssl")).toEqual(["on", { where: "compose.yaml:10", text: "on" }]);
    expect(db?.meta.version).toBe("16");
  });
});

describe("Terraform", () => {
  test("gives the containers of a task definition, each setting at its line", async () => {
    const text = `resource "aws_ecs_task_definition" "fhir" {
  family = "fhir"
  container_definitions = jsonencode([
    {
      name  = "app"
      image = "hapiproject/hapi:v7.4.0"
      environment = [
        { name = "SPRING_DATASOURCE_URL", value = "jdbc:postgresql://db/hapi" },
        { name = "spring.jpa.show-sql", value = "true" }
      ]
      secrets = [{ name = "SPRING_DATASOURCE_PASSWORD", valueFrom = "arn:aws:ssm:x" }]
    },
    { name = "db", image = "postgres:16", command = ["-c", "ssl=off"] }
  ])
}
`;
    const [app] = await resourcesOf({ "main.tf": text }, "spring");
    expect(app?.address).toBe("spring:main.tf#aws_ecs_task_definition.fhir/app");
    expect(setting(app, "spring.datasource.url")).toEqual([
      "jdbc:postgresql://db/hapi",
      { where: "main.tf:8", text: '"jdbc:postgresql://db/hapi"' },
    ]);
    expect(setting(app, "spring.datasource.password")?.[0 as never]).toEqual({
      $unknown: { cause: "outside-scan", refs: [] },
    });
    const [db] = await resourcesOf({ "main.tf": text }, "postgresql");
    expect(setting(db, "ssl")?.[0 as never]).toBe("off");
  });

  test("gives the variables of a function", async () => {
    const text =
      'resource "aws_lambda_function" "f" {\n  environment {\n    variables = {\n      SPRING_JPA_SHOW_SQL = "true"\n    }\n  }\n}\n';
    const [app] = await resourcesOf({ "main.tf": text }, "spring");
    expect(setting(app, "spring.jpa.showsql")).toEqual(["true", { where: "main.tf:4", text: '"true"' }]);
  });
});

describe("a dotenv file", () => {
  test("is the environment of whatever reads it", async () => {
    const [app] = await resourcesOf(
      { ".env": "SPRING_DATASOURCE_URL=jdbc:mysql://db/x\nPORT=1\n" },
      "spring",
    );
    expect(setting(app, "spring.datasource.url")).toEqual([
      "jdbc:mysql://db/x",
      { where: ".env:1", text: "jdbc:mysql://db/x" },
    ]);
    expect(app?.meta.complete).toBe(false);
  });
});

test("a password in an argument or a file is marked, so that no report prints it", async () => {
  const files = {
    "compose.yaml":
      "services:\n  c:\n    image: redis:7\n    command: redis-server --requirepass Sup3rSecretPw\n",
    "redis.conf": "port 6379\nrequirepass An0therSecretPw\nmaxmemory 1gb\n",
  };
  const modelled = modelSources(discovered(files));
  for await (const _ of modelled.units());
  const marked = [...modelled.secrets].flatMap(([source, spans]) =>
    spans.map(({ start, end }) => source.text.slice(start, end)),
  );
  expect(marked.sort()).toEqual(["An0therSecretPw", "Sup3rSecretPw"]);
});
