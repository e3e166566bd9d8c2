import { afterAll, beforeAll, describe, expect } from "vitest";
import type { Engines, NotRendered } from "../../src/render/engine.ts";
import { builtEngines, enginesBuilt, testEngines } from "../support/engines.ts";

let engines: Engines;
beforeAll(() => {
  if (enginesBuilt) engines = builtEngines();
});
afterAll(() => engines?.close());

const chartYaml = "apiVersion: v2\nname: demo\nversion: 1.2.3\nappVersion: v9\n";

function chart(templates: Record<string, string>, more: Record<string, string> = {}): Map<string, string> {
  const files = new Map(Object.entries({ "Chart.yaml": chartYaml, ...more }));
  for (const [name, text] of Object.entries(templates)) files.set(`templates/${name}`, text);
  return files;
}

async function rendered(files: Map<string, string | Uint8Array>, ...values: string[]) {
  const result = await engines.chart({
    files,
    values: values.map((text, i) => ({ path: `v${i}.yaml`, text })),
  });
  if (result.kind === "not-rendered") throw new Error(result.error.message);
  return result;
}

async function refused(files: Map<string, string | Uint8Array>, ...values: string[]) {
  const result = await engines.chart({
    files,
    values: values.map((text, i) => ({ path: `v${i}.yaml`, text })),
  });
  expect(result.kind).toBe("not-rendered");
  return (result as NotRendered).error;
}

describe("a chart", () => {
  testEngines("gives its templates one by one, CRDs apart, later values over earlier ones", async () => {
    const files = chart(
      {
        "a.yaml":
          "kind: A\nname: {{ .Release.Name }}\nns: {{ .Release.Namespace }}\nv: {{ .Values.x.a }}{{ .Values.x.b }}\n",
        "empty.yaml": "{{- if .Values.none }}\nkind: B\n{{- end }}\n",
        "_helpers.tpl": '{{ define "n" }}n{{ end }}',
        "NOTES.txt": "Thanks",
        ".hidden.yaml": "kind: Hidden\n",
      },
      { "values.yaml": "x: {a: 1, b: 1}\n", "crds/c.yaml": "kind: CustomResourceDefinition\n" },
    );
    const { templates, crds, chart: facts } = await rendered(files, "x: {a: 2}\n", "x: {b: 3}\n");
    expect(facts).toEqual({ name: "demo", version: "1.2.3", appVersion: "v9" });
    expect(templates).toEqual([
      {
        path: "templates/a.yaml",
        text: "kind: A\nname: release-name\nns: default\nv: 23\n",
        hooks: [],
        unstable: [],
        functions: [],
      },
    ]);
    expect(crds).toEqual([{ path: "crds/c.yaml", text: "kind: CustomResourceDefinition\n" }]);
  });

  testEngines("marks the lines of hooks and tests", async () => {
    const hook = "kind: Job\nmetadata:\n  name: j\n  annotations:\n    helm.sh/hook: test\n";
    const { templates } = await rendered(chart({ "a.yaml": `kind: A\n---\n${hook}---\nkind: B\n` }));
    expect(templates[0]?.hooks).toEqual([{ from: 3, to: 7 }]);
  });

  testEngines("says which lines no file decides, the same in every run", async () => {
    const files = chart({
      "a.yaml": 'kind: A\npassword: {{ randAlphaNum 12 }}\nday: {{ now | date "2006-01-02" }}\nfixed: 1\n',
      "b.yaml": 'kind: B\nby: {{ include "p" . }}\n',
      "c.yaml": 'kind: C\nthere: {{ lookup "v1" "Secret" "a" "b" | len }}\n',
      "_p.tpl": '{{ define "p" }}{{ genPrivateKey "ed25519" | b64enc }}{{ end }}',
    });
    const first = await rendered(files);
    expect(first.templates.map(({ unstable, functions }) => ({ unstable, functions }))).toEqual([
      { unstable: [{ from: 2, to: 3 }], functions: ["now", "randAlphaNum"] },
      { unstable: [{ from: 2, to: 2 }], functions: ["genPrivateKey"] },
      { unstable: [], functions: ["lookup"] },
    ]);
    const again = builtEngines();
    const second = await again.chart({ files, values: [] });
    await again.close();
    expect(second).toEqual(first);
  });

  testEngines("names the dependencies it lacks", async () => {
    const files = chart(
      {},
      { "Chart.yaml": `${chartYaml}dependencies: [{name: db, version: 1.x.x}, {name: mq}]\n` },
    );
    expect(await refused(files)).toEqual({
      kind: "missing-dependency",
      message: "found in Chart.yaml, but missing in charts/ directory: db, mq",
      names: ["db", "mq"],
      at: { path: "Chart.yaml" },
    });
  });

  testEngines("gives template and line of an error, in Helm's words", async () => {
    const broken = await refused(chart({ "a.yaml": "kind: A\n{{ if }}\n" }));
    expect(broken).toMatchObject({ kind: "invalid", at: { path: "templates/a.yaml", line: 2 } });
    expect(broken.message).toContain("missing value for if");
    const required = await refused(chart({ "b.yaml": '\n\n{{ required "set host" .Values.host }}\n' }));
    expect(required).toMatchObject({ at: { path: "templates/b.yaml", line: 3 } });
    expect(required.message).toContain("set host");
    expect(await refused(chart({ "c.yaml": "a: b: c\n" }))).toMatchObject({
      kind: "invalid",
      at: { path: "templates/c.yaml" },
    });
    expect(await refused(chart({}), "a: [\n")).toMatchObject({ kind: "invalid", at: { path: "v0.yaml" } });
  });

  testEngines("sees no file, variable, program or network of the machine", async () => {
    const { templates } = await rendered(
      chart({
        "a.yaml": 'a: {{ .Files.Get "/etc/passwd" | quote }}\nb: {{ getHostByName "localhost" | quote }}\n',
      }),
    );
    expect(templates[0]?.text).toBe('a: ""\nb: ""\n');
    expect((await refused(chart({ "a.yaml": 'a: {{ env "PATH" }}' }))).message).toContain(
      '"env" not defined',
    );
  });
});

describe("what a hostile chart asks for ends", () => {
  testEngines("a loop, by the time limit; the next chart is rendered", async () => {
    const quick = builtEngines({ time: 3000, overdue: 1 });
    const loop = chart({
      "a.yaml": "{{ range until 2000000000 }}{{ range until 2000000000 }}{{ end }}{{ end }}",
    });
    const spin = chart({
      "a.yaml":
        '{{ define "x" }}{{ range $i := until 90000 }}{{ range until 90000 }}{{ end }}{{ end }}{{ end }}{{ include "x" . }}',
    });
    const kinds = [];
    for (const files of [loop, spin]) {
      const result = await quick.chart({ files, values: [] });
      kinds.push(result.kind === "not-rendered" ? result.error.kind : result.kind);
    }
    expect(kinds[0]).toMatch(/^(?:memory|time)-limit$/);
    expect(kinds[1]).toBe("time-limit");
    const given = await quick.chart({ files: chart({ "a.yaml": "a: 1\n" }), values: [] });
    expect(given).toMatchObject({ error: { message: expect.stringContaining("not tried") } });
    await quick.close();
    const next = await engines.chart({ files: chart({ "a.yaml": "a: 1\n" }), values: [] });
    expect(next.kind).toBe("chart");
  });

  testEngines("endless output, by the size or memory limit; endless recursion, by Helm's own", async () => {
    const flood = chart({ "a.yaml": '{{ range until 40 }}{{ repeat 1000000 "x" }}{{ end }}' });
    expect((await refused(flood)).kind).toBe("size-limit");
    const memory = chart({ "a.yaml": '{{ repeat 2000000000 "xx" | quote }}' });
    expect((await refused(memory)).kind).toMatch(/^(?:memory-limit|engine)$/);
    const recursion = chart({ "a.yaml": '{{ define "r" }}{{ include "r" . }}{{ end }}{{ include "r" . }}' });
    expect((await refused(recursion)).message).toMatch(/nested reference name|too deeply/);
    expect((await rendered(chart({ "a.yaml": "a: 1\n" }))).templates).toHaveLength(1);
  });
});

describe("an overlay", () => {
  const base = {
    "base/kustomization.yaml": "resources: [a.yaml]\n",
    "base/a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  k: v\n",
  };
  const build = (overlay: string, files: Record<string, string>) =>
    engines.overlay({ overlay, files: new Map(Object.entries({ ...base, ...files })) });

  testEngines("says of each object where it comes from and what changed it", async () => {
    const built = await build("over/prod", {
      "over/prod/kustomization.yaml": "resources: [../../base]\nnamePrefix: p-\n",
    });
    expect(built).toMatchObject({ kind: "overlay" });
    const { text } = built as { text: string };
    expect(text).toContain("name: p-a");
    expect(text).toContain("path: ../../base/a.yaml");
    expect(text).toMatch(/configuredIn: kustomization\.yaml/);
  });

  testEngines("keeps nothing of a schema that another overlay brought", async () => {
    const patch = "spec: {template: {spec: {containers: [{name: a, image: b}]}}}";
    const files = {
      "d/kustomization.yaml": `resources: [d.yaml]\npatches: [{target: {kind: Deployment}, patch: '{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, ${patch}}'}]\n`,
      "d/d.yaml":
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\nspec: {template: {spec: {containers: [{name: a, image: a}, {name: c, image: c}]}}}\n",
    };
    const before = await build("d", files);
    expect(before).toMatchObject({ kind: "overlay", text: expect.stringContaining("image: c") });
    const other = await build("d", {
      ...files,
      "d/kustomization.yaml": `${files["d/kustomization.yaml"]}openapi: {path: s.json}\n`,
      "d/s.json": JSON.stringify({
        definitions: {
          "io.k8s.api.apps.v1.Deployment": {
            type: "object",
            "x-kubernetes-group-version-kind": [{ group: "apps", kind: "Deployment", version: "v1" }],
          },
        },
      }),
    });
    expect(other).toMatchObject({ kind: "overlay", text: expect.not.stringContaining("image: c") });
    expect(await build("d", files)).toEqual(before);
  });

  testEngines("fetches nothing, runs nothing, leaves the tree never", async () => {
    const kinds = async (yaml: string) => {
      const result = await build("o", { "o/kustomization.yaml": yaml });
      return result.kind === "not-rendered" ? [result.error.kind, ...(result.error.names ?? [])] : [];
    };
    expect(await kinds("resources: ['github.com/org/repo//base?ref=v1']\n")).toEqual([
      "remote",
      "github.com/org/repo//base?ref=v1",
    ]);
    expect(await kinds("resources: ['https://example.org/a.yaml']\n")).toEqual([
      "remote",
      "https://example.org/a.yaml",
    ]);
    expect(await kinds("helmCharts: [{name: minecraft, repo: 'https://example.org'}]\n")).toEqual([
      "refused",
      "minecraft",
    ]);
    expect(await kinds("resources: [/etc/hosts, ../../../../etc/passwd]\n")).toEqual(["invalid"]);
    const plugin =
      "apiVersion: example.org/v1\nkind: Evil\nmetadata: {name: x, annotations: {config.kubernetes.io/function: 'exec: {path: ./x.sh}'}}\n";
    const result = await build("o", { "o/kustomization.yaml": "generators: [g.yaml]\n", "o/g.yaml": plugin });
    expect(result).toMatchObject({ kind: "not-rendered", error: { kind: "refused" } });
  });
});
