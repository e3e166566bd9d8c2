import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { uuidOf } from "../../../src/evidence/oscal/uuid.ts";

test("a UUID is version 5 in our namespace, as another implementation makes it", () => {
  const bytes = createHash("sha1")
    .update(Buffer.from("6f0d7c1e5a8b4c39a2d43b7c90e15f26", "hex"))
    .update('["risk","ä b"]')
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  expect(uuidOf("risk", "ä b").replaceAll("-", "")).toBe(bytes.toString("hex"));
  expect(uuidOf("risk", "ä b")).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
});

test("names are told apart where their joined text is the same", () => {
  expect(new Set([uuidOf("a", "b c"), uuidOf("a b", "c"), uuidOf("a,b", "c"), uuidOf("a b c")]).size).toBe(4);
});
