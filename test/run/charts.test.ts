import { describe, expect, test } from "vitest";
import { toJson } from "../../src/evaluate/input.ts";
import type { Value } from "../../src/model/value.ts";
import type { RenderedText } from "../../src/run/renderer.ts";
import { noRenderer } from "../../src/run/renderer.ts";
import { scanFolder } from "../support/pipeline.ts";
import { folderOfFiles, modelled, setAt } from "../support/rendering.ts";

const template = `{{- if .Values.enabled }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "fhir.name" . }}
spec:
  template:
    spec:
      containers:
        - name: server
          image: {{ .Values.image.repository }}:{{ .Values.image.tag }}
          imagePullPolicy: Always
          {{- with .Values.securityContext }}
          securityContext:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          env:
          {{- range $name, $value := .Values.env }}
            - name: {{ $name }}
              value: {{ $value | quote }}
          {{- end }}
          {{- range .Values.more }}
            - name: {{ .name }}
              value: {{ .value }}
          {{- end }}
{{- end }}
`;
const rendered = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: fhir
spec:
  template:
    spec:
      containers:
        - name: server
          image: registry.example/fhir:latest
          imagePullPolicy: Always
          securityContext:
            capabilities:
              drop:
              - ALL
            privileged: true
          env:
            - name: B
              value: "two"
            - name: C
              value: "two"
            - name: X
              value: ten
            - name: "Y"
              value: ten
`;
/** The same with the marks that the engine would have printed. */
const marked = `apiVersion: apps/v1 #@cw2@
kind: Deployment #@cw3@
metadata: #@cw4@
  name: fhir #@cw5@
spec: #@cw6@
  template: #@cw7@
    spec: #@cw8@
      containers: #@cw9@
        - name: server #@cw10@
          image: registry.example/fhir:latest #@cw11@
          imagePullPolicy: Always #@cw12@
          securityContext: #@cw14@
            capabilities:
              drop:
              - ALL
            privileged: true #@cw15@
          env: #@cw17@
            - name: B #@cw19:"B"@
              value: "two" #@cw20:"B"@
            - name: C #@cw19:"C"@
              value: "two" #@cw20:"C"@
            - name: X #@cw23:0@
              value: ten #@cw24:0@
            - name: "Y" #@cw23:1@
              value: ten #@cw24:1@
`;
const values = `enabled: true
image:
  repository: registry.example/fhir
  tag: latest
securityContext:
  privileged: true
  capabilities:
    drop: [ALL]
env:
  B: two
  C: two
more:
  - name: X
    value: ten
  - name: "Y"
    value: ten
`;
const chart = {
  "chart/Chart.yaml": "apiVersion: v2\nname: fhir\nversion: 1.0.0\n",
  "chart/values.yaml": values,
  "chart/templates/deployment.yaml": template,
  "chart/templates/_helpers.tpl": '{{- define "fhir.name" -}}fhir{{- end }}\n',
};
const container = ["spec", "template", "spec", "containers", 0];
const address = "Deployment.default.fhir";

async function rendering(withMarks: boolean, files: Record<string, string> = chart) {
  const texts: RenderedText[] = [{ template: "templates/deployment.yaml", text: rendered }];
  return modelled(folderOfFiles(files), {
    chart: async (_folder, _files, _values, replaced) => {
      if (!replaced) return { ok: texts };
      return withMarks
        ? { ok: [{ template: "templates/deployment.yaml", text: marked }] }
        : { error: "marks are not allowed here" };
    },
  });
}

describe("a rendered chart", () => {
  test("a value lies in the values file, and came through the template's line", async () => {
    const { units, gaps } = await rendering(true);
    expect(gaps).toEqual([]);
    const at = (...path: Array<string | number>) =>
      setAt(units, "chart:chart", address, [...container, ...path]);
    expect(at("image")).toEqual([
      "chart/values.yaml:4 latest",
      "template chart/templates/deployment.yaml:11 {{ .Values.image.repository }}:{{ .Values.image.tag }}",
    ]);
    expect(at("securityContext", "privileged")).toEqual([
      "chart/values.yaml:6 true",
      "template chart/templates/deployment.yaml:15 {{- toYaml . | nindent 12 }}",
    ]);
    expect(at("securityContext", "capabilities", "drop", 0)[0]).toBe("chart/values.yaml:8 ALL");
    expect(at("env", 0, "value")[0]).toBe("chart/values.yaml:10 two");
    expect(at("env", 1, "value")[0]).toBe("chart/values.yaml:11 two");
    expect(at("env", 2, "value")[0]).toBe("chart/values.yaml:14 ten");
    expect(at("env", 3, "value")[0]).toBe("chart/values.yaml:16 ten");
  });

  test("what the template writes itself lies there", async () => {
    const { units } = await rendering(true);
    const at = (...path: Array<string | number>) => setAt(units, "chart:chart", address, path);
    expect(at(...container, "imagePullPolicy")).toEqual(["chart/templates/deployment.yaml:12 Always"]);
    expect(at("metadata", "name")).toEqual([`chart/templates/deployment.yaml:5 {{ include "fhir.name" . }}`]);
    const [resource] = units.find(({ id }) => id === "chart:chart")?.resources ?? [];
    const head = resource?.head;
    expect(head?.source.text.slice(head.start, head.end)).toBe("apiVersion: apps/v1");
  });

  test("without marks the lines are aligned by what they read", async () => {
    const { units } = await rendering(false);
    const at = (...path: Array<string | number>) =>
      setAt(units, "chart:chart", address, [...container, ...path]);
    expect(at("image")[0]).toBe("chart/values.yaml:4 latest");
    expect(at("imagePullPolicy")).toEqual(["chart/templates/deployment.yaml:12 Always"]);
    const { units: all } = await rendering(false);
    for (const { resources } of all)
      for (const one of resources) expect(one.head.source.path).not.toContain("rendered");
  });

  test("each values file beside the chart gives a unit, which looks in that file first", async () => {
    const files = { ...chart, "chart/values-prod.yaml": "image:\n  tag: latest\n" };
    const { units } = await rendering(true, files);
    expect(units.map((unit) => [unit.id, unit.environment])).toEqual([
      ["config:chart", undefined],
      ["chart:chart", "values.yaml"],
      ["chart:chart", "values-prod.yaml"],
    ]);
    const prod = units.filter(({ environment }) => environment === "values-prod.yaml");
    expect(setAt(prod, "chart:chart", address, [...container, "image"])[0]).toBe(
      "chart/values-prod.yaml:2 latest",
    );
    expect(setAt(prod, "chart:chart", address, [...container, "securityContext", "privileged"])[0]).toBe(
      "chart/values.yaml:6 true",
    );
  });

  test("hooks and tests are no part of the release", async () => {
    const hook =
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: check\n  annotations:\n    "helm.sh/hook": test\n';
    const { units } = await modelled(folderOfFiles(chart), {
      chart: async () => ({
        ok: [{ template: "templates/deployment.yaml", text: `${rendered}---\n${hook}` }],
      }),
    });
    expect(
      units.flatMap(({ id, resources }) => (id === "chart:chart" ? resources.map((one) => one.address) : [])),
    ).toEqual([address]);
  });
});

test("a sub-chart sees its own part of the values, then its defaults; a packed one lies where it is asked for", async () => {
  const service =
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: db\nspec:\n  type: NodePort\n  sessionAffinity: None\n";
  const files = {
    ...chart,
    "chart/Chart.yaml": `${chart["chart/Chart.yaml"]}dependencies:\n  - name: db\n    version: 1.0.0\n  - name: cache\n    version: 1.0.0\n`,
    "chart/values.yaml": `${values}db:\n  type: NodePort\n`,
    "chart/charts/db/Chart.yaml": "apiVersion: v2\nname: db\nversion: 1.0.0\n",
    "chart/charts/db/values.yaml": "type: ClusterIP\naffinity: None\n",
    "chart/charts/db/templates/service.yaml":
      "apiVersion: v1\nkind: Service\nmetadata:\n  name: db\nspec:\n  type: {{ .Values.type }}\n  sessionAffinity: {{ .Values.affinity }}\n",
  };
  const { units, gaps } = await modelled(folderOfFiles(files), {
    chart: async () => ({
      ok: [
        { template: "charts/db/templates/service.yaml", text: service },
        { template: "charts/cache/templates/service.yaml", text: service.replace("name: db", "name: cache") },
      ],
    }),
  });
  expect(gaps).toEqual([]);
  expect(units.filter(({ id }) => id.startsWith("chart:")).map(({ id }) => id)).toEqual(["chart:chart"]);
  const at = (name: string, key: string) =>
    setAt(units, "chart:chart", `Service.default.${name}`, ["spec", key])[0];
  expect(at("db", "type")).toBe("chart/values.yaml:18 NodePort");
  expect(at("db", "sessionAffinity")).toBe("chart/charts/db/values.yaml:2 None");
  expect(at("cache", "type")).toBe("chart/Chart.yaml:7 name: cache");
});

test("what a random function printed is unknown; what the template writes and names stay", async () => {
  const files = {
    ...chart,
    "chart/templates/deployment.yaml":
      "apiVersion: v1\nkind: Secret\nmetadata:\n  name: {{ .Release.Name }}-db\ntype: Opaque\nstringData:\n  password: {{ randAlphaNum 20 | quote }}\n  user: fhir\n",
  };
  const text =
    'apiVersion: v1\nkind: Secret\nmetadata:\n  name: release-name-db\ntype: Opaque\nstringData:\n  password: "aZ81kkq2LLqwe91mmzP0"\n  user: fhir\n';
  const { units } = await modelled(folderOfFiles(files), {
    chart: async () => ({
      ok: [{ template: "templates/deployment.yaml", text, unstable: [{ from: 7, to: 7 }] }],
    }),
  });
  const [secret] = units.find(({ id }) => id === "chart:chart")?.resources ?? [];
  expect(secret?.address).toBe("Secret.default.release-name-db");
  expect(JSON.parse(JSON.stringify(toJson(secret?.values as Value)))).toMatchObject({
    metadata: { name: "release-name-db" },
    stringData: { password: { $unknown: { cause: "function" } }, user: "fhir" },
  });
});

test("a comment in the template quiets what came through its line, and only that", async () => {
  const ignore = "# crosswalk:ignore k8s-image-mutable-tag -- pinned by the registry";
  const files = {
    ...chart,
    "chart/templates/deployment.yaml": template.replace(/(image: .*)/, `$1 ${ignore}`),
  };
  const result = await scanFolder(folderOfFiles(files), {
    renderer: async () => ({
      ...noRenderer,
      chart: async () => ({ ok: [{ template: "templates/deployment.yaml", text: rendered }] }),
    }),
  });
  const failing = result.findings.filter(({ verdict, unit }) => verdict === "fail" && unit === "chart:chart");
  const image = failing.filter(({ policy }) => policy.id === "k8s-image-mutable-tag");
  expect(image.map(({ at, status }) => [at.source.path, status])).toEqual([
    ["chart/values.yaml", "suppressed"],
  ]);
  expect(failing.length).toBeGreaterThan(1);
  expect(failing.filter(({ status }) => status === "suppressed")).toEqual(image);
});

describe("a chart that was not rendered", () => {
  test("says why once, and its values files are judged all the same", async () => {
    const files = { ...chart, "chart/ci/test-values.yaml": "a: 1\n", "chart/prod-values.yaml": "b: 1\n" };
    const { units, gaps } = await modelled(folderOfFiles(files), {
      chart: async () => ({ error: "missing dependencies: postgres" }),
    });
    expect(gaps).toEqual([
      { path: "chart", cause: "not-rendered", detail: "Helm chart: missing dependencies: postgres" },
    ]);
    expect(units.flatMap(({ resources }) => resources.map((one) => `${one.type} ${one.address}`))).toEqual([
      "helm:chart helm:chart/Chart.yaml",
      "helm:values helm:chart/values.yaml",
      "helm:values helm:chart/ci/test-values.yaml",
      "helm:values helm:chart/prod-values.yaml",
    ]);
  });

  test("a values file that breaks the chart is told by itself", async () => {
    const files = { ...chart, "chart/values-bad.yaml": "enabled: {}\n" };
    const { units, gaps } = await modelled(folderOfFiles(files), {
      chart: async (_folder, _files, given) =>
        given.length > 0
          ? { error: "wrong type" }
          : { ok: [{ template: "templates/deployment.yaml", text: rendered }] },
    });
    expect(gaps).toEqual([{ path: "chart/values-bad.yaml", cause: "not-rendered", detail: "wrong type" }]);
    expect(units.map(({ environment }) => environment)).toEqual([undefined, "values.yaml"]);
  });
});
