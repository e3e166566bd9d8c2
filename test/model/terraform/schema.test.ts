import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import {
  checkPolicyAttributes,
  readSchemas,
  renderSchemas,
} from "../../../policies/build/provider-schema.ts";
import { coercion, type ProviderSchema, schemas } from "../../../src/model/terraform/schema.ts";
import { object, type UnknownValue, unknown, type Value } from "../../../src/model/value.ts";
import { Source } from "../../../src/text/source.ts";
import { at } from "../../../src/text/span.ts";
import { root } from "../../support/shared.ts";

const rendered = renderSchemas();
const asked: string[] = [];
const coerce = coercion(
  schemas((provider) => {
    asked.push(provider);
    return JSON.parse(rendered[`schema-${provider}.json`] ?? "{}") as ProviderSchema;
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
      "random_password",
      "provider.aws",
      "terraform.backend",
      "aws_nothing",
      "__proto___x",
      "",
    ])
      expect(coerce(type, given)).toBe(given);
    expect(asked.length).toBe(new Set(asked).size);
    expect(asked.every((provider) => `schema-${provider}.json` in rendered)).toBe(true);
  });

  test("a data source is read by its own schema", () => {
    expect(coerced("data.aws_iam_policy_document", { statement: [{ sid: 1 }] })).toEqual({
      statement: [{ sid: "1" }],
    });
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
    const least: Record<string, number> = { aws: 90, azurerm: 35, google: 12, github: 5 };
    for (const [provider, count] of Object.entries(least)) {
      const schema = readSchemas().get(provider);
      expect(Object.keys(schema?.types ?? {}).length, provider).toBeGreaterThanOrEqual(count);
      for (const { version, from } of schema?.versions ?? []) {
        expect(version).toMatch(/^\d+\.\d+\.\d+$/);
        expect(from).toMatch(/^@cdkt[fn]\/provider-\w+@\d/);
      }
      expect(rendered[`schema-${provider}.json`]?.length, provider).toBeLessThan(150_000);
    }
  });

  test("the overlay names attributes that exist, and a source for each", () => {
    const path = join(root, "policies/schema/providers/overlay.yaml");
    expect(existsSync(path)).toBe(true);
    const overlay = parse(readFileSync(path, "utf8")) as Record<string, Array<Record<string, string>>>;
    expect(Object.keys(overlay).sort()).toEqual(["defaults", "removed", "sensitive"]);
    for (const entry of Object.values(overlay).flat()) {
      const { type = "", attribute, source } = entry;
      expect(source, `${type} ${attribute}`).toMatch(/^https:\/\//);
      expect(checkPolicyAttributes(attribute === undefined ? [] : [attribute], [type]), type).toEqual([]);
    }
  });
});
