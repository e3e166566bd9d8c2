import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { parseAllDocuments } from "yaml";
import { Disk } from "../../src/discover/disk.ts";
import { chartFiles } from "../../src/render/chart-files.ts";
import type { Engines, RenderedChart } from "../../src/render/engine.ts";
import { overlayFiles } from "../../src/render/overlay-files.ts";
import { builtEngines, enginesBuilt } from "../support/engines.ts";
import { goCommand } from "../support/go-command.ts";
import { shared, testWhere } from "../support/shared.ts";

const corpus = join(shared, "corpus");
const there = existsSync(corpus) && enginesBuilt;
const helm = there ? goCommand("helm") : undefined;
const kustomize = there ? goCommand("kustomize") : undefined;
const compared = testWhere(
  helm !== undefined && kustomize !== undefined,
  "the corpus, the built engines and Go (for helm and kustomize)",
);

let engines: Engines;
beforeAll(() => {
  if (enginesBuilt) engines = builtEngines({ time: 120_000 });
});
afterAll(() => engines?.close());

function foldersWith(pattern: RegExp): string[] {
  return readdirSync(corpus, { recursive: true, encoding: "utf8" })
    .filter((path) => pattern.test(path))
    .map((path) => dirname(path))
    .sort();
}

const disk = new Disk(corpus, [{ path: corpus, real: corpus, shown: "." }], 16 * 1024 * 1024);

function run(command: string, ...words: string[]): { text: string } | { message: string } {
  try {
    const options = { cwd: corpus, encoding: "utf8", stdio: "pipe", maxBuffer: 1 << 28 } as const;
    return { text: execFileSync(command, words, options) };
  } catch (thrown) {
    return { message: String((thrown as { stderr?: unknown }).stderr) };
  }
}

/** Objects in any order, without what only ours add. */
function objects(text: string): string[] {
  const found: string[] = [];
  for (const document of parseAllDocuments(text, { uniqueKeys: false })) {
    const object = document.toJS() as { metadata?: { annotations?: Record<string, unknown> } } | null;
    if (!object) continue;
    const annotations = object.metadata?.annotations;
    if (annotations) {
      delete annotations["config.kubernetes.io/origin"];
      delete annotations["alpha.config.kubernetes.io/transformations"];
      if (Object.keys(annotations).length === 0) delete object.metadata?.annotations;
    }
    found.push(JSON.stringify(object));
  }
  return found.sort();
}

/** A template's text without its hooks. */
function released({ templates, crds }: RenderedChart): string {
  const texts = templates.map(({ text, hooks }) =>
    text
      .split("\n")
      .filter((_, i) => !hooks.some(({ from, to }) => i + 1 >= from && i + 1 <= to))
      .join("\n"),
  );
  return [...crds.map(({ text }) => text), ...texts].join("\n---\n");
}

describe("the same as the real commands", () => {
  compared(
    "helm template: every chart of the corpus, with defaults and each values file beside it",
    async () => {
      const report: Record<string, string> = {};
      for (const folder of foldersWith(/(?:^|\/)Chart\.yaml$/)) {
        const extra = readdirSync(join(corpus, folder)).filter((name) => /^values.+\.ya?ml$/.test(name));
        for (const values of [undefined, ...extra]) {
          const path = values && `${folder}/${values}`;
          const real = run(
            helm ?? "",
            ...["template", folder, "--include-crds", "--no-hooks"],
            ...(path ? ["-f", path] : []),
          );
          const files = chartFiles(disk, folder);
          if (files.kind !== "files") throw new Error(files.error.message);
          const ours = await engines.chart({
            files: files.files,
            values: path ? [{ path, text: disk.read(path) ?? "" }] : [],
          });
          const name = path ?? folder;
          if ("text" in real) {
            expect(ours.kind, `${name}: ${JSON.stringify(ours).slice(0, 300)}`).toBe("chart");
            expect(objects(released(ours as RenderedChart)), name).toEqual(objects(real.text));
            report[name] = "equal";
          } else {
            expect(ours.kind, name).toBe("not-rendered");
            if (ours.kind === "not-rendered")
              expect(real.message, name).toContain(ours.error.message.split("\n").at(-1));
            report[name] = "not rendered by either";
          }
        }
      }
      expect(Object.values(report).filter((one) => one === "equal").length).toBeGreaterThanOrEqual(8);
      expect(report["hapi-fhir-jpaserver-starter/charts/hapi-fhir-jpaserver"]).toBe("not rendered by either");
    },
    120_000,
  );

  compared(
    "kustomize build: every overlay, base and component of the corpus",
    async () => {
      const report: Record<string, string> = {};
      for (const folder of foldersWith(/(?:^|\/)kustomization\.ya?ml$/)) {
        const real = run(kustomize ?? "", "build", folder);
        const root = folder.split("/")[0] ?? ".";
        const gathered = overlayFiles(disk, root, folder);
        if (gathered.kind !== "files") throw new Error(gathered.error.message);
        const ours = await engines.overlay(gathered);
        if ("text" in real) {
          expect(ours.kind, `${folder}: ${JSON.stringify(ours).slice(0, 300)}`).toBe("overlay");
          if (ours.kind === "overlay") expect(objects(ours.text), folder).toEqual(objects(real.text));
          report[folder] = "equal";
        } else {
          expect(ours.kind, folder).toBe("not-rendered");
          const plain = real.message
            .replaceAll(`${relative("/", join(corpus, root))}/`, "")
            .replaceAll("'/", "'");
          if (ours.kind === "not-rendered") expect(plain, folder).toContain(ours.error.message.slice(0, 80));
          report[folder] = "not built by either";
        }
      }
      expect(Object.values(report).filter((one) => one === "equal").length).toBeGreaterThanOrEqual(11);
    },
    120_000,
  );

  compared("what a chart may ask of the cluster and of Helm is what `helm template` says", async () => {
    const template =
      "versions: {{ .Capabilities.APIVersions | sortAlpha | toJson }}\nkube: {{ .Capabilities.KubeVersion.Version }}\nhelm: {{ .Capabilities.HelmVersion.Version }}\nrelease: {{ .Release | toJson }}\n";
    const files = new Map([
      ["Chart.yaml", "apiVersion: v2\nname: ask\nversion: 0.0.1\n"],
      ["templates/a.yaml", template],
    ]);
    const { mkdtempSync, mkdirSync, rmSync, writeFileSync } = await import("node:fs");
    const folder = mkdtempSync(join((await import("node:os")).tmpdir(), "crosswalk-chart-"));
    try {
      mkdirSync(join(folder, "templates"));
      for (const [path, text] of files) writeFileSync(join(folder, path), text);
      const real = run(helm ?? "", "template", folder);
      const ours = await engines.chart({ files, values: [] });
      expect(ours.kind).toBe("chart");
      expect("text" in real && objects(real.text)).toEqual(objects(released(ours as RenderedChart)));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
