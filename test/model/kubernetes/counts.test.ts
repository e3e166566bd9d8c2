import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { type Node, parseAllDocuments } from "yaml";
import { kindOf } from "../../../src/discover/signatures.ts";
import { objectsOf } from "../../../src/model/kubernetes/objects.ts";
import { parseYaml } from "../../../src/parse/yaml/yaml.ts";
import type { Diagnostic } from "../../../src/text/diagnostic.ts";
import { Source } from "../../../src/text/source.ts";
import { shared, testShared } from "../../support/shared.ts";

const corpora = ["kubernetes-examples", "kubernetes-goat", "microservices-demo"];

function files(folder: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((path) => /\.(?:ya?ml|json)$/.test(path) && !/(?:^|\/)templates\//.test(path))
    .sort();
}

/** Objects by the yaml package alone: what has apiVersion and kind, lists and templates opened. */
function count(text: string): number {
  let found = 0;
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== "object") return;
    const { kind, apiVersion, items, objects } = value as Record<string, unknown>;
    if (typeof kind !== "string" || typeof apiVersion !== "string") return;
    if (kind.endsWith("List") && Array.isArray(items)) items.forEach(visit);
    else if (kind === "Template" && Array.isArray(objects)) objects.forEach(visit);
    else found++;
  };
  for (const document of parseAllDocuments<Node>(text, {
    uniqueKeys: false,
    schema: "yaml-1.1",
    logLevel: "silent",
  }))
    if ("toJS" in document && document.errors.length === 0) visit(document.toJS());
  return found;
}

describe("objects of the corpus", () => {
  for (const corpus of corpora)
    testShared(
      `${corpus}: every Kubernetes file yields the objects that the yaml package counts in it`,
      () => {
        const folder = join(shared, "corpus", corpus);
        let total = 0;
        const differ: string[] = [];
        for (const path of files(folder)) {
          const text = readFileSync(join(folder, path), "utf8");
          if (kindOf(path, text) !== "kubernetes" || /kustomization\.ya?ml$/i.test(path)) continue;
          const diagnostics: Diagnostic[] = [];
          const source = new Source(path, "kubernetes", text);
          const file = parseYaml(source);
          const ours = objectsOf(file, diagnostics).length;
          const theirs = count(text);
          total += ours;
          if (ours !== theirs) differ.push(`${path}: ${ours} here, ${theirs} by the yaml package`);
        }
        expect(differ).toEqual([]);
        expect(total).toBeGreaterThan(30);
      },
    );

  testShared("the five files with duplicate keys give their objects and one diagnostic each", () => {
    const repeated: string[] = [];
    for (const corpus of corpora) {
      const folder = join(shared, "corpus", corpus);
      for (const path of files(folder)) {
        const text = readFileSync(join(folder, path), "utf8");
        if (kindOf(path, text) !== "kubernetes") continue;
        const strict = parseAllDocuments<Node>(text, { schema: "yaml-1.1", logLevel: "silent" });
        const isRepeated = Array.from(strict as Iterable<{ errors: Array<{ code: string }> }>).some(
          ({ errors }) => errors.some(({ code }) => code === "DUPLICATE_KEY"),
        );
        if (!isRepeated) continue;
        repeated.push(path);
        const file = parseYaml(new Source(path, "kubernetes", text));
        expect(
          file.diagnostics.filter(({ code }) => code === "yaml-duplicate-key"),
          path,
        ).toHaveLength(1);
        expect(objectsOf(file, []).length, path).toBe(count(text));
      }
    }
    expect(repeated).toHaveLength(5);
  });
});
