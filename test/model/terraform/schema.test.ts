import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkPolicyAttributes } from "../../../policies/build/provider-check.ts";
import { readSchemas } from "../../../policies/build/provider-schema.ts";
import { readOverlay, renderSchemas } from "../../../policies/build/provider-tables.ts";
import { coercion, schemas } from "../../../src/model/terraform/schema.ts";
import { object, type UnknownValue, unknown, type Value } from "../../../src/model/value.ts";
import { Source } from "../../../src/text/source.ts";
import { at } from "../../../src/text/span.ts";
import { shared, testShared } from "../../support/shared.ts";

const rendered = renderSchemas();
const asked: string[] = [];
const coerce = coercion(
  schemas((provider) => {
    asked.push(provider);
    return Buffer.from(rendered[`schema-${provider}.txt`] ?? "");
  }),
);

const where = at(new Source("main.tf", "terraform", "x"), 0, 1);

function value(plain: unknown): Value {
  if (plain === null) return { kind: "null", at: where };
  if (typeof plain === "boolean") return { kind: "bool", value: plain, at: where };
  if (typeof plain === "number") return { kind: "number", value: plain, at: where };
  if (typeof plain === "string") return { kind: "string", value: plain, at: where };
  if (Array.isArray(plain)) return { kind: "list", items: plain.map(value), at: where };
  return object(
    where,
    Object.entries(plain as object).map(([key, one]) => [key, value(one)] as const),
  );
}

function plain(given: Value): unknown {
  if (given.kind === "list") return given.items.map(plain);
  if (given.kind === "object")
    return Object.fromEntries([...given.entries].map(([key, entry]) => [key, plain(entry.value)]));
  if (given.kind === "unknown") return { unknown: given.cause, shape: given.shape && plain(given.shape) };
  return given.kind === "null" ? null : given.value;
}

function coerced(type: string, values: object): unknown {
  const given = value(values);
  if (given.kind !== "object") throw new Error("not an object");
  return plain(coerce(type, given));
}

describe("coercion", () => {
  test("texts become booleans and numbers where the schema says so", () => {
    expect(
      coerced("aws_db_instance", {
        storage_encrypted: "true",
        publicly_accessible: "0",
        backup_retention_period: "7",
        allocated_storage: "1e2",
        password: "12345",
        port: 5432,
      }),
    ).toEqual({
      storage_encrypted: true,
      publicly_accessible: false,
      backup_retention_period: 7,
      allocated_storage: 100,
      password: "12345",
      port: 5432,
    });
  });

  test("and the other way round", () => {
    expect(coerced("aws_db_instance", { engine_version: 14.5, identifier: true })).toEqual({
      engine_version: "14.5",
      identifier: "true",
    });
  });

  test("inside blocks, lists and maps", () => {
    expect(
      coerced("aws_s3_bucket", {
        versioning: [{ enabled: "true", mfa_delete: "false" }],
        tags: { a: 1, b: true },
      }),
    ).toEqual({ versioning: [{ enabled: true, mfa_delete: false }], tags: { a: "1", b: "true" } });
    expect(
      coerced("aws_security_group", { ingress: [{ from_port: "22", self: "false", cidr_blocks: [1] }] }),
    ).toEqual({
      ingress: [{ from_port: 22, self: false, cidr_blocks: ["1"] }],
    });
    expect(coerced("azurerm_storage_account", { https_traffic_only_enabled: "false" })).toEqual({
      https_traffic_only_enabled: false,
    });
    expect(
      coerced("google_sql_database_instance", {
        settings: [{ ip_configuration: [{ ipv4_enabled: "true" }] }],
      }),
    ).toEqual({ settings: [{ ip_configuration: [{ ipv4_enabled: true }] }] });
  });

  test("what Terraform does not convert stays, as do null and names that are not in the schema", () => {
    const odd = {
      storage_encrypted: "True",
      backup_retention_period: "soon",
      port: null,
      unheard_of: "true",
    };
    expect(coerced("aws_db_instance", odd)).toEqual(odd);
    expect(coerced("aws_db_instance", { backup_retention_period: "0x1f", port: "" })).toEqual({
      backup_retention_period: "0x1f",
      port: "",
    });
    expect(coerced("aws_db_instance", { constructor: "true", toString: "1" })).toEqual({
      constructor: "true",
      toString: "1",
    });
  });

  test("place and references stay; an object without a difference is the same object", () => {
    const refs = [{ key: "var.x", path: "" }];
    const given = object(where, [["encrypted", { kind: "string", value: "true", at: where, refs }]]);
    expect(coerce("aws_ebs_volume", given).entries.get("encrypted")?.value).toEqual({
      kind: "bool",
      value: true,
      at: where,
      refs,
    });
    const same = object(where, [["encrypted", { kind: "bool", value: true, at: where }]]);
    expect(coerce("aws_ebs_volume", same)).toBe(same);
  });

  test("an unknown stays unknown, what is known of it is converted", () => {
    const block = unknown("variable", where, { shape: value([{ enabled: "true" }]) });
    const given = object(where, [
      ["versioning", block],
      ["force_destroy", unknown("variable", where)],
    ]);
    const result = coerce("aws_s3_bucket", given);
    const versioning = result.entries.get("versioning")?.value as UnknownValue;
    expect(plain(versioning)).toEqual({ unknown: "variable", shape: [{ enabled: true }] });
    expect(result.entries.get("force_destroy")?.value.kind).toBe("unknown");
  });

  test("other types are left alone, and only providers with a schema are loaded, once", () => {
    const given = object(where, [["special", { kind: "string", value: "true", at: where }]]);
    for (const type of [
      "digitalocean_droplet",
      "provider.aws",
      "terraform.backend",
      "aws_nothing",
      "__proto___x",
      "",
    ])
      expect(coerce(type, given)).toBe(given);
    expect(asked.length).toBe(new Set(asked).size);
    expect(asked.every((provider) => `schema-${provider}.txt` in rendered)).toBe(true);
  });

  test("a block that JSON writes as an object is a list of one; a map and an object attribute stay", () => {
    expect(coerced("aws_s3_bucket", { versioning: { enabled: "true" }, tags: { a: "b" } })).toEqual({
      versioning: [{ enabled: true }],
      tags: { a: "b" },
    });
  });

  test("a data source is read by its own schema", () => {
    expect(coerced("data.aws_iam_policy_document", { statement: [{ sid: 1 }] })).toEqual({
      statement: [{ sid: "1" }],
    });
  });
});

describe("secrets", () => {
  function secretsIn(type: string, values: Record<string, Value>): string[] {
    const found: string[] = [];
    coerce(type, object(where, Object.entries(values)), ({ source, start, end }) =>
      found.push(source.text.slice(start, end)),
    );
    return found;
  }
  const written = (text: string): { source: Source; start: number; end: number } =>
    at(new Source("main.tf", "terraform", `x = ${text}`), 4, 4 + text.length);
  const text = (value: string, place = written(`"${value}"`)): Value => ({
    kind: "string",
    value,
    at: place,
  });

  test("a secret's place is told where it is written, also in a block", () => {
    expect(secretsIn("aws_db_instance", { password: text("hunter2"), identifier: text("ehr") })).toEqual([
      '"hunter2"',
    ]);
    const user = object(where, [["password", text("hunter2")]]);
    expect(secretsIn("aws_mq_broker", { user: { kind: "list", items: [user], at: where } })).toEqual([
      '"hunter2"',
    ]);
    const passwords: Value = { kind: "list", items: [text("one"), text("two")], at: where };
    expect(secretsIn("aws_elasticache_user", { passwords })).toEqual(['"one"', '"two"']);
  });

  test("a reference may be printed, the text it leads to may not", () => {
    const value: Value = {
      kind: "string",
      value: "hunter2",
      at: written("var.password"),
      origin: written('"hunter2"'),
    };
    expect(secretsIn("aws_db_instance", { password: value })).toEqual(['"hunter2"']);
    const unknownValue = unknown("variable", written("var.password"));
    expect(secretsIn("aws_db_instance", { password: unknownValue })).toEqual([]);
  });

  test("a name that holds a secret everywhere needs no entry of its own", () => {
    expect(secretsIn("azuread_service_principal_password", {})).toEqual([]);
    expect(secretsIn("aws_rds_cluster", { master_password: text("hunter2") })).toEqual(['"hunter2"']);
    expect(secretsIn("google_sql_database_instance", { root_password: text("hunter2") })).toEqual([
      '"hunter2"',
    ]);
  });
});

describe("names that policies read", () => {
  test("an attribute that no version has is named", () => {
    expect(checkPolicyAttributes(["storage_encrypted", "storage_encrypt"], ["aws_db_instance"])).toEqual([
      "storage_encrypt",
    ]);
    expect(
      checkPolicyAttributes(
        ["versioning.0.enabled", "versioning.0.on", "tags.Owner", "policy", "for_each", "sse_algorithm"],
        ["aws_s3_bucket"],
      ),
    ).toEqual(["versioning.0.on"]);
  });

  test("one of the types suffices, an old version too; a type that no version has is named", () => {
    expect(
      checkPolicyAttributes(["encrypted", "storage_encrypted"], ["aws_ebs_volume", "aws_db_instance"]),
    ).toEqual([]);
    expect(checkPolicyAttributes(["ssl_enforcement_enabled"], ["azurerm_mysql_server"])).toEqual([]);
    expect(checkPolicyAttributes(["x"], ["aws_dbinstance", "aws_ebs_volume"])).toEqual([
      "type aws_dbinstance",
      "x",
    ]);
  });

  test("pseudo types are exempt", () => {
    expect(checkPolicyAttributes(["anything"], ["provider.aws"])).toEqual([]);
    expect(checkPolicyAttributes(["anything"], ["aws_ebs_volume", "terraform:backend"])).toEqual([]);
    expect(checkPolicyAttributes(["DB_PASSWORD"], ["dotenv"])).toEqual([]);
  });
});

describe("the committed files", () => {
  test("each provider has its versions and types; what the tool loads stays small", () => {
    const least: Record<string, number> = {
      aws: 310,
      azurerm: 170,
      google: 155,
      github: 20,
      azuread: 9,
      okta: 7,
      vault: 8,
      random: 2,
      tls: 2,
      kubernetes: 13,
      helm: 1,
    };
    for (const [provider, count] of Object.entries(least)) {
      const schema = readSchemas().get(provider);
      expect(Object.keys(schema?.types ?? {}).length, provider).toBeGreaterThanOrEqual(count);
      for (const { version, from } of schema?.versions ?? []) {
        expect(version).toMatch(/^\d+\.\d+\.\d+$/);
        expect(from).toMatch(/^@cdkt[fn]\/provider-\w+@\d/);
      }
      expect(rendered[`schema-${provider}.txt`]?.length, provider).toBeLessThan(300_000);
    }
  });

  testShared("every type of the catalogue is in them, or the overlay says why not", () => {
    const text = readFileSync(join(shared, "catalogue/terraform.csv"), "utf8");
    const types = new Set(
      text
        .split("\n")
        .slice(1)
        .flatMap((line) => /^[^,]*,[^,]*,([^,]*),/.exec(line)?.[1]?.split(";") ?? []),
    );
    const known = new Set([...readSchemas().values()].flatMap((schema) => Object.keys(schema.types)));
    const unbound = new Set(readOverlay().unbound.map(({ type }) => type));
    const missing = [...types].filter(
      (type) => /^[a-z0-9]+_[a-z0-9_]+$/.test(type) && !known.has(type) && !known.has(`data.${type}`),
    );
    expect(types.size).toBeGreaterThan(700);
    expect(missing.filter((type) => !unbound.has(type))).toEqual([]);
    expect([...unbound].filter((type) => known.has(type))).toEqual([]);
  });

  test("the overlay names attributes that exist, and a source for each", () => {
    const overlay = readOverlay();
    expect(Object.keys(overlay).sort()).toEqual([
      "defaults",
      "removed",
      "sensitive",
      "sensitive_names",
      "unbound",
    ]);
    const entries: Array<{ type: string; attribute?: string; source: string }> = [
      ...overlay.sensitive,
      ...overlay.defaults,
      ...overlay.removed,
    ];
    for (const { type, attribute, source } of entries) {
      expect(source, `${type} ${attribute}`).toMatch(/^https:\/\//);
      expect(checkPolicyAttributes(attribute === undefined ? [] : [attribute], [type]), type).toEqual([]);
    }
    for (const name of overlay.sensitive_names)
      expect(
        Object.values(rendered).some((text) => new RegExp(`"${name}":"[^"]*!"`).test(text)),
        name,
      ).toBe(true);
  });
});
