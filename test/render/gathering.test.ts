import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { limitMemory } from "../../engines/build/limit-memory.ts";
import { Disk } from "../../src/discover/disk.ts";
import { chartFiles } from "../../src/render/chart-files.ts";
import { findEngines } from "../../src/render/find-engines.ts";
import { openEngines } from "../../src/render/open-engines.ts";
import { overlayFiles } from "../../src/render/overlay-files.ts";
import { engineRenderer } from "../../src/run/engine-renderer.ts";
import { VirtualFiles } from "../support/engines.ts";

function temporary(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "crosswalk-gather-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function paths(result: ReturnType<typeof chartFiles>): string[] {
  if (result.kind !== "files") throw new Error(result.error.message);
  return [...result.files.keys()].sort();
}

test("a chart's files are taken with archives, and nothing that a link outside the root leads to", () => {
  const folder = temporary();
  const root = join(folder, "root");
  mkdirSync(join(root, "chart/templates"), { recursive: true });
  mkdirSync(join(root, "chart/charts"));
  writeFileSync(join(folder, "secret"), "outside");
  writeFileSync(join(root, "chart/Chart.yaml"), "name: a\n");
  writeFileSync(join(root, "chart/templates/a.yaml"), "a: 1\n");
  writeFileSync(join(root, "chart/charts/db-1.0.tgz"), Buffer.from([31, 139, 8, 0, 0, 1]));
  symlinkSync(join(folder, "secret"), join(root, "chart/templates/b.yaml"));
  symlinkSync("..", join(root, "chart/templates/up"));
  const disk = new Disk(root, [{ path: root, real: root, shown: "." }], 1000);
  const files = chartFiles(disk, "chart");
  const found = paths(files).filter((path) => !path.includes("/up/"));
  expect(found).toEqual(["Chart.yaml", "charts/db-1.0.tgz", "templates/a.yaml"]);
  expect(files.kind === "files" && files.files.get("charts/db-1.0.tgz")).toEqual(
    Buffer.from([31, 139, 8, 0, 0, 1]),
  );
  expect(paths(files).length).toBeLessThan(100);
});

test("a chart of too many or too large files is refused", () => {
  const many = new Map(Array.from({ length: 5001 }, (_, i) => [`c/templates/${i}.yaml`, ""]));
  expect(chartFiles(new VirtualFiles(many), "c")).toMatchObject({ error: { kind: "size-limit" } });
  const large = new Map(Array.from({ length: 5 }, (_, i) => [`c/files/${i}`, "x".repeat(10 * 1024 * 1024)]));
  expect(chartFiles(new VirtualFiles(large), "c")).toMatchObject({ error: { kind: "size-limit" } });
});

test("an overlay takes what it refers to, through bases and generators, and nothing else of the tree", () => {
  const files = new VirtualFiles(
    new Map([
      [
        "r/over/kustomization.yaml",
        "resources: [../base, ../../outside.yaml, https://example.org/x.yaml]\npatches: [{path: p.yaml}]\nconfigMapGenerator: [{name: c, files: [key=conf/app.ini]}]\ntransformers: [t.yaml]\n",
      ],
      ["r/over/p.yaml", "a: 1\n"],
      ["r/over/conf/app.ini", "x=1\n"],
      [
        "r/over/t.yaml",
        "apiVersion: builtin\nkind: PatchTransformer\nmetadata: {name: x}\npath: deep.yaml\n",
      ],
      ["r/over/deep.yaml", "b: 1\n"],
      ["r/over/unused.yaml", "c: 1\n"],
      ["r/base/kustomization.yml", "resources: [a.yaml, ../over]\n"],
      ["r/base/a.yaml", "d: 1\n"],
      ["outside.yaml", "e: 1\n"],
    ]),
  );
  const result = overlayFiles(files, "r", "r/over");
  expect(result).toMatchObject({ kind: "files", overlay: "over" });
  expect(paths(result)).toEqual([
    "base/a.yaml",
    "base/kustomization.yml",
    "over/conf/app.ini",
    "over/deep.yaml",
    "over/kustomization.yaml",
    "over/p.yaml",
    "over/t.yaml",
  ]);
});

test("engines are looked for beside the package and in node_modules above it, and may be absent", () => {
  const folder = temporary();
  const from = pathToFileURL(join(folder, "node_modules/crosswalk/dist/main.cjs")).href;
  expect(findEngines(from)).toBeUndefined();
  const installed = join(folder, "node_modules/@crosswalk/engines");
  mkdirSync(installed, { recursive: true });
  writeFileSync(join(installed, "engines.wasm"), "");
  expect(findEngines(from)?.href).toBe(pathToFileURL(join(installed, "engines.wasm")).href);
});

test("a module that is none is told, not thrown", async () => {
  const file = join(temporary(), "engines.wasm");
  writeFileSync(file, "no module");
  const engines = openEngines(pathToFileURL(file));
  const chart = new VirtualFiles(new Map([["c/Chart.yaml", "name: c\n"]]));
  expect(await engineRenderer(engines).chart("c", chart, [])).toMatchObject({ error: /WebAssembly/ });
  const missing = await engineRenderer(engines).chart("c", chart, ["c/none.yaml"]);
  expect(missing).toEqual({ error: "the values file c/none.yaml cannot be read" });
  await engines.close();
});

test("the memory that a module may ask for is bounded in the module itself", () => {
  const head = [0, 97, 115, 109, 1, 0, 0, 0];
  const bounded = limitMemory(Uint8Array.from([...head, 5, 3, 1, 0, 2, 7, 1, 9]), 300);
  expect([...bounded]).toEqual([...head, 5, 5, 1, 1, 2, 172, 2, 7, 1, 9]);
  expect(() => limitMemory(Uint8Array.from(head), 300)).toThrow("no memory");
  expect(() => limitMemory(Uint8Array.from([...head, 5, 3, 1, 0, 9]), 3)).toThrow("more than 3");
});
