import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { isMap, isScalar, isSeq, type Node, visit } from "yaml";
import { parseYaml, type YamlFile } from "../../../src/parse/yaml/yaml.ts";
import { Source, type SourceKind } from "../../../src/text/source.ts";
import { shared, testShared } from "../../support/shared.ts";

function read(text: string, kind: SourceKind = "kubernetes", path = "a.yaml"): YamlFile {
  return parseYaml(new Source(path, kind, text));
}

/** Code and the text it points at. */
function said(file: YamlFile): string[] {
  return file.diagnostics.map(({ code, at }) => `${code} at ${at && file.source.lines.at(at.start).line}`);
}

function json(file: YamlFile, index = 0): unknown {
  return file.documents[index]?.contents?.toJSON();
}

describe("documents", () => {
  test("several, in order, with their spans", () => {
    const file = read("a: 1\n---\nb: 2\n---\n# nothing\n---\n- c\n");
    expect(file.documents.map((one) => one.contents?.toJSON())).toEqual([{ a: 1 }, { b: 2 }, null, ["c"]]);
    const second = file.documents[1];
    expect(file.source.text.slice(second?.span.start, second?.span.end)).toContain("b: 2");
    expect(file.diagnostics).toEqual([]);
  });

  test("an empty text has none", () => {
    expect(read("").documents).toEqual([]);
    expect(read("\n# c\n").documents.every((one) => one.contents === null)).toBe(true);
  });

  test("a broken one is left out, the others are read", () => {
    const file = read("a: 1\n---\nb:\n\tc: 2\n---\nd: 4\n");
    expect(file.documents.map((one) => one.broken)).toEqual([false, true, false]);
    expect(json(file, 2)).toEqual({ d: 4 });
    expect(said(file)).toEqual(["yaml-syntax at 4"]);
    expect(file.diagnostics[0]?.hint).toContain("spaces");
  });

  test("JSON, with tabs, escapes and CRLF", () => {
    const text = '{\r\n\t"a": ["\\u00e9\\/", 1.5e3, null],\r\n\t"b": {"c": true}\r\n}\r\n';
    const file = read(text, "kubernetes", "a.json");
    expect(json(file)).toEqual(JSON.parse(text));
    expect(file.diagnostics).toEqual([]);
  });

  test("a byte order mark is no part of the first key", () => {
    expect(json(read("\ufeffkind: Pod\n"))).toEqual({ kind: "Pod" });
  });
});

describe("scalars", () => {
  const text = "a: yes\nb: 12:30\nc: 2001-01-01\nd: 0644\n";
  test("as kubectl and Spring read them", () => {
    const expected = { a: true, b: "12:30", c: "2001-01-01", d: 420 };
    expect(json(read(text))).toEqual(expected);
    expect(json(read(text, "spring"))).toEqual(expected);
  });
  test("as Compose reads them", () => {
    expect(json(read(text, "compose"))).toEqual({ a: "yes", b: "12:30", c: "2001-01-01", d: 644 });
  });
});

describe("duplicate keys", () => {
  test("each is a warning at the later key, and the document is read", () => {
    const file = read("a: 1\nb: {x: 1, x: 2}\na: 3\n");
    expect(said(file)).toEqual(["yaml-duplicate-key at 2", "yaml-duplicate-key at 3"]);
    expect(file.documents[0]?.broken).toBe(false);
  });
  test("the same key in different mappings, and several merge keys, are none", () => {
    expect(said(read("a: {x: 1}\nb: {x: 1}\nc: {<<: {y: 1}, <<: {z: 1}}\n"))).toEqual([]);
  });
});

describe("aliases", () => {
  test("are replaced by what they name, also when an anchor is set again", () => {
    const file = read("a: &x 1\nb: *x\nc: &x [2]\nd: *x\n");
    expect(json(file)).toEqual({ a: 1, b: 1, c: [2], d: [2] });
  });
  test("without an anchor, or inside what they name, break the document", () => {
    expect(said(read("a: *no\n"))).toEqual(["yaml-syntax at 1"]);
    expect(said(read("a: &x\n  b: *x\n"))).toEqual(["yaml-limit at 2"]);
  });
  test("that multiply end at the limit", () => {
    const lines = ["a0: &a0 [1,1,1,1,1,1,1,1,1,1]"];
    for (let i = 1; i < 30; i++) lines.push(`a${i}: &a${i} [${`*a${i - 1},`.repeat(10)}]`);
    const file = read(`${lines.join("\n")}\n---\nb: 1\n`);
    expect(said(file)[0]).toMatch(/^yaml-limit/);
    expect(file.documents[0]?.contents).toBeNull();
    expect(json(file, 1)).toEqual({ b: 1 });
  });
  test("that deepen end at the limit", () => {
    const lines = ["a0: &a0 [[[[[[[[[[1]]]]]]]]]]"];
    for (let i = 1; i < 30; i++) lines.push(`a${i}: &a${i} [[[[[[[[[[*a${i - 1}]]]]]]]]]]`);
    expect(said(read(lines.join("\n")))[0]).toMatch(/^yaml-limit/);
  });
});

describe("hostile input", () => {
  const pieces = [
    "[",
    "{",
    "- ",
    "? ",
    "a: ",
    "{a: ",
    "&a ",
    "*a ",
    "!x ",
    '"',
    "'",
    "%\n",
    "---\n",
    "]",
    ": ",
    "|\n",
    "\t",
    "\0",
  ];
  test.each(pieces)("%j without end is answered", (piece) => {
    const file = read(piece.repeat(5000));
    for (const { contents, broken } of file.documents) expect(broken && contents !== null).toBe(false);
  });
  test("deep nesting is a limit, below it nothing is said", () => {
    expect(said(read(`${"[".repeat(90)}1${"]".repeat(90)}`))).toEqual([]);
    expect(said(read(`a: 1\n---\n${"[".repeat(9000)}`))).toEqual(["yaml-limit at 2"]);
  });
  test("special keys stay plain keys", () => {
    const contents = read("__proto__: {polluted: 1}\nconstructor: 2\n").documents[0]?.contents;
    expect(isMap(contents) && contents.items.length).toBe(2);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

test("comments are collected when a suppression is in the text, without # inside scalars", () => {
  const text = "a: 1 # crosswalk:ignore x -- y\nb: '# no'\nc: |\n  # no\n# last\nd: a#b\n";
  const file = read(text);
  expect(file.comments.map(({ start, end }) => text.slice(start, end))).toEqual([
    "# crosswalk:ignore x -- y",
    "# last",
  ]);
  expect(read("a: 1 # c\n").comments).toEqual([]);
});

function dense(text: string): string {
  return text.replace(/\s+/g, "");
}

/** The text of every scalar's span, against its value read by the simplest rules of its style. */
function wronglyPlaced(file: YamlFile): string[] {
  const wrong: string[] = [];
  const check = (node: Node): void => {
    if (!isScalar(node) || !node.range) return;
    const cut = file.source.text.slice(node.range[0], node.range[1]);
    const quote = { QUOTE_DOUBLE: '"', QUOTE_SINGLE: "'" }[String(node.type)];
    const right =
      node.type === "PLAIN"
        ? cut === node.source || cut.split(/\s*\n\s*/).join(" ") === node.source
        : quote
          ? cut.startsWith(quote) && cut.endsWith(quote)
          : /^[|>]/.test(cut) && dense(cut.slice(cut.indexOf("\n"))) === dense(node.source ?? "");
    if (!right)
      wrong.push(`${file.source.path}: ${JSON.stringify(cut)} is not ${JSON.stringify(node.source)}`);
  };
  for (const { contents } of file.documents) if (contents) visit(contents, (_, node) => check(node as Node));
  return wrong;
}

describe("the corpus", () => {
  const files = (repository: string): string[] => {
    const folder = resolve(shared, "corpus", repository);
    return readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => /\.(?:ya?ml|json)$/.test(name) && !name.includes("templates"))
      .map((name) => resolve(folder, name));
  };
  testShared("every scalar's span is the text as written", () => {
    let scalars = 0;
    for (const path of [...files("kubernetes-examples"), ...files("kubernetes-goat")]) {
      const file = read(readFileSync(path, "utf8"), "kubernetes", path);
      for (const { contents } of file.documents) {
        if (contents) visit(contents, (_, node) => void (isScalar(node) && scalars++));
        expect(contents === null || isMap(contents) || isSeq(contents) || isScalar(contents)).toBe(true);
      }
      expect(wronglyPlaced(file)).toEqual([]);
    }
    expect(scalars).toBeGreaterThan(5000);
  });

  testShared("five files hold a key twice, none is broken", () => {
    const codes = new Map<string, number>();
    for (const path of files("kubernetes-examples")) {
      for (const { code } of read(readFileSync(path, "utf8"), "kubernetes", path).diagnostics)
        codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    expect([...codes]).toEqual([["yaml-duplicate-key", 5]]);
  });
});
