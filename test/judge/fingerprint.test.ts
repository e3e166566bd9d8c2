import { describe, expect, test } from "vitest";
import { fingerprint, relativeFolder, stableAddress } from "../../src/judge/fingerprint.ts";
import { land } from "../../src/judge/land.ts";
import type { Resource } from "../../src/model/resource.ts";
import type { Step } from "../../src/model/value.ts";
import { Source } from "../../src/text/source.ts";
import { resourceOf, tf, valueFrom } from "./build.ts";

const source = tf("main.tf", "resource {}\n");

function print(
  data: unknown,
  path: Step[],
  more: Partial<Resource> = {},
  secret = false,
  blocks = false,
): string {
  const resource = resourceOf(more.head?.source ?? source, data, more);
  const { strides } = land(resource, path);
  return fingerprint({ policy: "p", secret, resource, folder: resource.folder, strides, blocks });
}

const containers = (...list: unknown[]): unknown => ({ spec: { containers: list } });
const web = { name: "web", image: "a" };
const job = { name: "job", image: "a" };

describe("a fingerprint stays when", () => {
  test.each<[string, string, string]>([
    [
      "named elements change their order",
      print(containers(web, job), ["spec", "containers", 1, "image"]),
      print(containers(job, web), ["spec", "containers", 0, "image"]),
    ],
    [
      "the value changes",
      print({ storage_encrypted: false }, ["storage_encrypted"]),
      print({ storage_encrypted: "no" }, ["storage_encrypted"]),
    ],
    [
      "the value is removed",
      print({ storage_encrypted: false }, ["storage_encrypted"]),
      print({}, ["storage_encrypted"]),
    ],
    [
      "lines move",
      print({ a: 1 }, ["a"]),
      print({ a: 1 }, ["a"], { head: { source: tf("main.tf", "\n\n\nresource {}"), start: 3, end: 11 } }),
    ],
    [
      "an instance's count index changes",
      print({}, ["a"], { address: "module.m[0].aws_db_instance.x[3]" }),
      print({}, ["a"], { address: "module.m[1].aws_db_instance.x[0]" }),
    ],
    [
      "elements without a name change their order",
      print({ cidr: ["10.0.0.0/8", "0.0.0.0/0"] }, ["cidr", 1]),
      print({ cidr: ["0.0.0.0/0", "10.0.0.0/8"] }, ["cidr", 0]),
    ],
    [
      "keys of an element change their order",
      print({ rules: [{ verbs: ["*"], api: "x" }, {}] }, ["rules", 0]),
      print({ rules: [{}, { api: "x", verbs: ["*"] }] }, ["rules", 1]),
    ],
    [
      "rules told apart by port and range change their order and description",
      print({ ingress: [rule(22, "a"), rule(80, "b")] }, ["ingress", 0, "cidr_blocks"]),
      print({ ingress: [rule(80, "b"), rule(22, "other")] }, ["ingress", 1, "cidr_blocks"]),
    ],
    [
      "the only nested block of Terraform changes inside",
      print(
        { root_block_device: [{ volume_size: 8 }] },
        ["root_block_device", 0, "encrypted"],
        {},
        false,
        true,
      ),
      print(
        { root_block_device: [{ volume_size: 9 }] },
        ["root_block_device", 0, "encrypted"],
        {},
        false,
        true,
      ),
    ],
    [
      "a secret inside of an element without a name changes",
      print({ users: [{ level: 1, master_password: "a" }, {}] }, ["users", 0]),
      print({ users: [{ level: 1, master_password: "b" }, {}] }, ["users", 0]),
    ],
    [
      "a secret without a name changes",
      print({ list: ["hunter2", "x"] }, ["list", 0], {}, true),
      print({ list: ["hunter3", "x"] }, ["list", 0], {}, true),
    ],
  ])("%s", (_, before, after) => {
    expect(after).toBe(before);
  });
});

function rule(port: number, description: string): unknown {
  return { from_port: port, to_port: port, protocol: "tcp", cidr_blocks: ["0.0.0.0/0"], description };
}

describe("a fingerprint differs between", () => {
  test.each<[string, string, string]>([
    [
      "two equal siblings",
      print({ cidr: ["0.0.0.0/0", "0.0.0.0/0"] }, ["cidr", 0]),
      print({ cidr: ["0.0.0.0/0", "0.0.0.0/0"] }, ["cidr", 1]),
    ],
    [
      "two siblings of one name",
      print(containers(web, web), ["spec", "containers", 0]),
      print(containers(web, web), ["spec", "containers", 1]),
    ],
    [
      "two named siblings",
      print(containers(web, job), ["spec", "containers", 0]),
      print(containers(web, job), ["spec", "containers", 1]),
    ],
    [
      "keys of for_each",
      print({}, [], { address: 'aws_db_instance.x["a"]' }),
      print({}, [], { address: 'aws_db_instance.x["b"]' }),
    ],
    [
      "a key of for_each that looks like an index",
      print({}, [], { address: 'aws_db_instance.x["a[0]"]' }),
      print({}, [], { address: 'aws_db_instance.x["a[1]"]' }),
    ],
    ["folders", print({}, [], { folder: "envs/dev" }), print({}, [], { folder: "envs/prod" })],
    ["attributes", print({}, ["a"]), print({}, ["b"])],
    ["a nested key and one with a dot", print({}, ["a.b"]), print({}, ["a", "b"])],
    [
      "two secrets in one list",
      print({ list: ["same", "same"] }, ["list", 0], {}, true),
      print({ list: ["same", "same"] }, ["list", 1], {}, true),
    ],
    [
      "statements of a document with and without blocks",
      print({ rules: [{ a: 1 }] }, ["rules", 0]),
      print({ rules: [{ a: 2 }] }, ["rules", 0]),
    ],
  ])("%s", (_, one, other) => {
    expect(one).not.toBe(other);
  });
});

test("elements are named inside of a JSON document too", () => {
  const document = (order: unknown[]): unknown => ({
    policy: {
      kind: "string",
      value: "{}",
      at: { source, start: 0, end: 1 },
      shape: valueFrom(source, { Statement: order }),
    },
  });
  const one = { Sid: "Read", Action: "*" };
  const two = { Sid: "Write", Action: "*" };
  expect(print(document([one, two]), ["policy", "Statement", 1])).toBe(
    print(document([two, one]), ["policy", "Statement", 0]),
  );
});

test("a config file's address counts from its folder", () => {
  const make = (path: string): string => {
    const file = new Source(path, "nginx", "server {}");
    return stableAddress(resourceOf(file, {}, { address: `nginx:${path}#example.org` }));
  };
  expect(make("deploy/nginx.conf")).toBe("nginx:nginx.conf#example.org");
  expect(make("nginx.conf")).toBe("nginx:nginx.conf#example.org");
});

test.each([
  ["infra/envs/prod", "infra", "envs/prod"],
  ["infra", "infra", "."],
  ["infra", ".", "infra"],
  ["infrastructure", "infra", "infrastructure"],
])("folder %s below %s is %s", (folder, root, expected) => {
  expect(relativeFolder(folder, root)).toBe(expected);
});

test("a thousand elements are labelled once", () => {
  const resource = resourceOf(source, {
    cidr: Array.from({ length: 4000 }, (_, i) => `10.0.0.${i % 50}/32`),
  });
  const started = performance.now();
  const prints = new Set<string>();
  for (let i = 0; i < 4000; i++) {
    const { strides } = land(resource, ["cidr", i]);
    prints.add(fingerprint({ policy: "p", secret: false, resource, folder: ".", strides, blocks: true }));
  }
  expect(prints.size).toBe(4000);
  expect(performance.now() - started).toBeLessThan(2000);
});
