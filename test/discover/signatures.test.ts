import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { kindOf } from "../../src/discover/signatures.ts";
import { shared, testShared } from "../support/shared.ts";

const manifest = "apiVersion: v1\nkind: Service\n";
const server = "server {\n  listen 80;\n}\n";
const settings = "listen_addresses = '*'\nshared_buffers = 1GB\n";

test.each([
  ["a/main.tf", "", "terraform"],
  ["a/main.tf.json", "{}", "terraform"],
  ["main.tofu", "", "terraform"],
  ["envs/prod.auto.tfvars", "", "tfvars"],
  ["terraform.tfvars.json", "{}", "tfvars"],
  [".env", "A=1\n# note\nexport B='x\ny'\n", "dotenv"],
  [".env.example", "", "dotenv"],
  ["deploy/prod.env", "A=1\n", "dotenv"],
  ["k8s/svc.yaml", manifest, "kubernetes"],
  ["k8s/svc.json", '{"kind": "Service", "spec": {"a": "}"}, "apiVersion": "v1"}', "kubernetes"],
  ["flow.yaml", '{"apiVersion": "v1", "kind": "Pod"}', "kubernetes"],
  ["k8s/config.yaml", `${manifest}data:\n  x: |\n    {{ not ours }}\n`, "kubernetes"],
  ["k8s/set.yaml", `${manifest}name: '{{ quoted }}' # {{ note }}\n`, "kubernetes"],
  ["docker-compose.prod.yml", "services:\n  a: {}\n", "compose"],
  ["compose.yaml", "services:\n", "compose"],
  ["src/main/resources/application.yml", "spring:\n  x: 1\n", "spring"],
  ["src/test/resources/application-test.yaml", "mine:\n  a: 1\n", "spring"],
  ["config/bootstrap-prod.properties", "a=1\nserver.port=1\n", "spring"],
  ["nginx/nginx.conf", `events {}\nhttp {\n${server}}\n`, "nginx"],
  ["etc/sites-enabled/default", server, "nginx"],
  ["conf.d/tls.conf", "# TLS\nssl_protocols TLSv1.2;\n", "nginx"],
  ["default.conf.template", "server {\n  listen ${PORT};\n}\n", "nginx"],
  ["db/postgresql.conf", "ssl = on\n", "postgresql"],
  ["db/tuning.conf", settings, "postgresql"],
  ["db/pg_hba.conf", "", "pg-hba"],
  ["etc/ssh/sshd_config", "Port 22\n", "sshd"],
  ["sshd_config.d/50.conf.j2", "UsePAM yes\n", "sshd"],
  ["lb/haproxy.cfg", "global\n  daemon\n", "haproxy"],
  ["lb/site.cfg", "frontend a\n  bind :80\n", "haproxy"],
  ["mysql/my.cnf", "!includedir /etc/mysql/conf.d/\n", "mysql"],
  ["conf.d/tls.cnf", "# TLS\n[mysqld]\nssl_ca=x\n", "mysql"],
  [".github/workflows/ci.yml", "on: push\njobs:\n  a:\n    run: docker ps --format {{.Names}}\n", "workflow"],
  ["a/.github/workflows/ci.yaml", '"on": [push]\njobs: {}\n', "workflow"],
  ["api/openapi.yaml", "openapi: 3.1.0\ninfo:\n  title: x\n", "openapi"],
  ["api/clinic.yml", "# note\ninfo: {}\nswagger: '2.0'\n", "openapi"],
  ["api/clinic.json", '{"info": {"title": "x"}, "openapi": "3.0.3"}', "openapi"],
  ["action.yml", "name: x\nruns:\n  using: composite\n", "action"],
  ["Dockerfile", "# syntax=docker/dockerfile:1\n\nfrom node:22\n", "dockerfile"],
  ["build/api.Dockerfile", "ARG TAG\nFROM node:${TAG}\n", "dockerfile"],
  ["Containerfile.prod", "FROM node:22\n", "dockerfile"],
  ["Dockerfile.tmpl", "{{ if .Debug }}\nFROM node:22\n{{ end }}\n", "dockerfile"],
  ["db/custom_hba.conf", "local all all peer\nhost all all 10.0.0.0/8 md5\n", "pg-hba"],
])("%s is recognised", (path, text, kind) => {
  expect(kindOf(path, text)).toBe(kind);
});

test.each([
  ["templates/svc.yaml", `{{- if .Values.x }}\n${manifest}{{- end }}\n`],
  ["templates/dep.yaml", `${manifest}metadata:\n  name: {{ include "x" . }}\n`],
  ["templates/dep2.yaml", `${manifest}metadata:\n  name: a-{{ .Release.Name }}\n`],
  ["values.yaml", "kind: x\nimage: y\n"],
  ["list.yaml", "- apiVersion: v1\n  kind: Pod\n"],
  ["nested.yaml", "a:\n  apiVersion: v1\n  kind: Pod\n"],
  ["nested.json", '{"a": {"apiVersion": "v1", "kind": "Pod"}}'],
  ["openssl.cnf", "[req]\nprompt = no\n[server]_cert\n"],
  ["client.cnf", "[client]\nuser=root\n"],
  ["package.json", '{"name": "x", "kind": "Service"}'],
  ["application.yaml", "name: our application\n"],
  ["k8s/application.yml", "micronaut:\n  server: {}\nserver: 1\n"],
  ["application.properties", "quarkus.http.port=1\nserver.x=1\n"],
  ["app/messages.properties", "server.name=x\n"],
  ["compose.yaml", "title: how to compose\n"],
  [".env.ts", "A=1\n"],
  ["Dockerfile.dockerignore", "FROM\n.env\n"],
  [".github/workflows/notes.yml", "jobs:\n  - painter\n"],
  [".github/dependabot.yml", "on: x\njobs: {}\n"],
  ["config/openapi.yaml", "openapi: true\npaths: [a]\n"],
  ["package.json", '{"name": "x", "dependencies": {"openapi": "3.0.0"}, "info": 1}'],
  ["tool.json", '{"openapi": "3.0.0"}'],
  ["roles/action.yml", "runs: daily\n"],
  ["docs/Dockerfile", "How to write one.\n"],
  ["src/dockerfile.ts", "FROM x\n"],
  [".env", "some prose\nand more\n"],
  ["apache/000-default.conf", "<VirtualHost *>\n  ServerName x\n</VirtualHost>\n"],
  ["supervisord.conf", "[supervisord]\nnodaemon=true\n"],
  ["app.conf", "port = 5432\nmax_connections = 10\nname = x\n"],
  ["db/app.conf", "key {\n  port = 1\n}\n"],
  ["README.md", manifest],
])("%s is not taken for anything", (path, text) => {
  expect(kindOf(path, text)).toBeUndefined();
});

test("the Application manifest of Argo CD is no Spring configuration", () => {
  expect(kindOf("argocd/application.yaml", "apiVersion: argoproj.io/v1alpha1\nkind: Application\n")).toBe(
    "kubernetes",
  );
});

test("signatures take linear time", () => {
  const started = performance.now();
  for (const unit of ["a: ", "'\"", "{{ ", '{"', "apiVersion:\n", "server ", "A='\n", "a b c ", "- "]) {
    const head = unit.repeat(65_536 / unit.length);
    for (const name of ["x.yaml", "x.json", ".env", "x.conf", "x_hba.conf", "application.properties"])
      kindOf(name, head);
  }
  expect(performance.now() - started).toBeLessThan(2000);
});

testShared("the corpus: every file of a kind, and none besides", () => {
  const root = resolve(shared, "corpus");
  const found = new Map<string, string[]>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const shown = relative(root, path).replaceAll("\\", "/");
    const kind = kindOf(shown, readFileSync(path, "utf8").slice(0, 65_536)) ?? "none";
    found.set(kind, [...(found.get(kind) ?? []), shown]);
  }
  const of = (kind: string) => (found.get(kind) ?? []).sort();
  expect(of("spring")).toEqual([
    "hapi-fhir-jpaserver-starter/src/main/resources/application-cds.yaml",
    "hapi-fhir-jpaserver-starter/src/main/resources/application-elastic.yaml",
    "hapi-fhir-jpaserver-starter/src/main/resources/application.yaml",
    "hapi-fhir-jpaserver-starter/src/test/resources/application-test.yaml",
  ]);
  expect(of("nginx")).toEqual(["kubernetes-examples/_archived/https-nginx/default.conf"]);
  expect(of("dotenv")).toEqual(["kubernetes-goat/platforms/aws-setup/aws-kind-ec2-cdk/.env"]);
  expect(of("postgresql")).toEqual([]);
  expect(of("pg-hba")).toEqual([]);
  expect(of("compose")).toEqual([
    "fhir-server/.devcontainer/docker-compose.yml",
    "fhir-server/release/docker-compose.yaml",
    "fhir-server/samples/docker/docker-compose.yaml",
    "hapi-fhir-jpaserver-starter/docker-compose.yml",
  ]);
  // All files of the corpus that are called so are one.
  const called = [...found.values()].flat().filter((path) => /(?:^|\/)Dockerfile(?:\.[^/]*)?$/.test(path));
  expect(of("dockerfile")).toEqual(called.sort());
  expect(of("dockerfile")).toHaveLength(43);
  expect([...of("workflow"), ...of("action"), ...of("openapi")]).toEqual([]);
  expect(of("terraform")).toHaveLength(of("terraform").filter((path) => path.endsWith(".tf")).length);
  expect(of("terraform").length).toBeGreaterThan(500);
  expect(of("tfvars")).toHaveLength(4);
  expect(of("kubernetes").length).toBeGreaterThan(350);
  // The templates of charts with actions are told apart by content, values and Chart.yaml by their missing kind.
  expect(
    of("kubernetes").filter((path) =>
      /\/(?:values|Chart)\.yaml$|^(?:hapi|microservices-demo\/helm)/.test(path),
    ),
  ).toEqual([]);
  for (const path of of("none")) {
    if (!/\.ya?ml$/.test(path)) continue;
    const text = readFileSync(resolve(root, path), "utf8");
    const wouldBe = /^apiVersion:/m.test(text) && /^kind:/m.test(text);
    expect([path, wouldBe && !text.includes("{{")]).toEqual([path, false]);
  }
});

describe("plans of Terraform", () => {
  const big = JSON.stringify({ v: "x".repeat(70_000) });
  test.each([
    ["a plan", '{"format_version":"1.2","terraform_version":"1.11.4","planned_values":{}}'],
    ["a plan of OpenTofu, laid out", '{\n  "format_version": "1.2",\n  "terraform_version": "1.9.0"\n}'],
    ["a state", '{"format_version":"1.0","values":{"root_module":{"resources":[]}}}'],
    ["one sorted by key", `{"applyable":true,"configuration":{"root_module":${big}},"format_version":"1.2"}`],
  ])("%s", (_, text) => {
    expect(kindOf("anything.json", text)).toBe("terraform-plan");
  });
  test.each([
    ["the providers' schemas", '{"format_version":"1.0","provider_schemas":{}}'],
    ["terraform validate", '{"format_version":"1.0","valid":true,"error_count":0,"diagnostics":[]}'],
    ["terraform metadata functions", '{"format_version":"1.0","function_signatures":{}}'],
    ["a state file", '{"version":4,"terraform_version":"1.11.4","serial":1,"resources":[]}'],
    ["an inner format_version", '{"a":{"format_version":"1.0","terraform_version":"1"}}'],
    ["another tool's configuration", '{"configuration":{"root_module":{}}}'],
    ["a list", '[{"format_version":"1.0","terraform_version":"1"}]'],
  ])("not %s", (_, text) => {
    expect(kindOf("plan.json", text)).not.toBe("terraform-plan");
  });
});
