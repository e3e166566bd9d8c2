import { beforeAll, describe, expect, test } from "vitest";
import { closeWithManifest, readManifest } from "../../src/evidence/manifest.ts";
import { type Found, verifyFiles } from "../../src/evidence/verify.ts";
import { provenance } from "./sample.ts";

let whole: Map<string, Uint8Array>;

beforeAll(() => {
  const files = closeWithManifest(
    new Map([
      ["evidence.json", "{}\n"],
      ["csv/a.csv", "a\r\n"],
    ]),
    provenance(),
  );
  whole = new Map([...files].map(([path, text]) => [path, new TextEncoder().encode(text)]));
});

function problems(change: (files: Map<string, Found>) => void): string[] {
  const files = new Map<string, Found>(whole);
  change(files);
  return verifyFiles(files).map(({ path, what }) => `${path}: ${what}`);
}

test("a folder as it was written has no problem", () => {
  expect(problems(() => {})).toEqual([]);
});

test("the manifest names every other file, and no path of its own making", () => {
  const manifest = readManifest(new TextDecoder().decode(whole.get("manifest.json")));
  expect(manifest?.files.map((file) => file.path)).toEqual(["csv/a.csv", "evidence.json"]);
});

describe("one changed byte is named, wherever it is", () => {
  test.each(["evidence.json", "csv/a.csv", "manifest.json", "manifest.sha256"])("%s", (path) => {
    const original = whole.get(path) ?? new Uint8Array();
    for (let at = 0; at < original.length; at++) {
      const bytes = Uint8Array.from(original);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      const found = problems((files) => files.set(path, bytes));
      expect(found.length, `byte ${at}`).toBeGreaterThan(0);
      const names = path.startsWith("manifest")
        ? /^manifest\.(json|sha256): /m
        : new RegExp(`^${path}: changed$`, "m");
      expect(found.join("\n"), `byte ${at}`).toMatch(names);
    }
  });
});

test("missing and extra files, links and what cannot be read are named", () => {
  expect(problems((files) => files.delete("csv/a.csv"))).toEqual(["csv/a.csv: missing"]);
  expect(problems((files) => files.set("notes.txt", new Uint8Array()))).toEqual(["notes.txt: extra"]);
  expect(problems((files) => files.set("evidence.json", "not a file"))).toEqual([
    "evidence.json: not a file",
  ]);
  expect(problems((files) => files.set("evidence.json", "unreadable"))).toEqual([
    "evidence.json: unreadable",
  ]);
  expect(problems((files) => files.delete("manifest.json"))).toEqual(["manifest.json: missing"]);
  expect(problems((files) => files.delete("manifest.sha256"))).toEqual(["manifest.sha256: missing"]);
});

test("a manifest that was written anew for changed files does not fit manifest.sha256", () => {
  const other = closeWithManifest(new Map([["evidence.json", "{ }\n"]]), provenance());
  const text = other.get("manifest.json") ?? "";
  const found = problems((files) => files.set("manifest.json", new TextEncoder().encode(text)));
  expect(found).toContain("manifest.json: not what manifest.sha256 says");
});
