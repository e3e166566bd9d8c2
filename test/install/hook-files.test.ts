import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { mayBeConfig } from "../../src/discover/candidates.ts";
import { root } from "../support/shared.ts";

const [hook] = parse(readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8")) as [{ files: string }];
const files = new RegExp(hook.files);

test.each(
  "main.tf x.tofu a.tfvars k8s/a.yaml a.yml appsettings.json a.ndjson channel.xml application.properties redis.conf my.cnf haproxy.cfg kafka.jaas .env .env.prod dev.env nginx.conf sites-enabled/ehr conf.d/x Dockerfile Dockerfile.dev api.Dockerfile Containerfile sshd_config id_rsa tls.key tls.pem store.p12 store.jks .well-known/smart-configuration a.hl7 a.x12 a.dcm postgresql.conf.template".split(
    " ",
  ),
)("the hook is given %s, which a scan reads", (path) => {
  expect(mayBeConfig(path)).toBe(true);
  expect(files.test(path)).toBe(true);
});

test.each(["README.md", "src/main.ts", "image.png", "go.mod"])("the hook is not given %s", (path) => {
  expect(mayBeConfig(path)).toBe(false);
  expect(files.test(path)).toBe(false);
});
