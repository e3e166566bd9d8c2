// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders in manifests look like that
import { expect, test } from "vitest";
import { follow, type Step, type Value } from "../../../src/model/value.ts";
import { deployment, linked, manifest, model, one, plain } from "./build.ts";

const container = ["spec", "template", "spec", "containers", 0];

function valueAt(text: string, key: string, ...path: Step[]): Value {
  return follow(one(model({ "a.yaml": text }), key).values, path).value;
}

function image(text: string): Value {
  return valueAt(deployment("web", "", text), "Deployment.default.web", ...container, "image");
}

test("a placeholder is unknown, with the literal parts kept", () => {
  const value = image("${REGISTRY}/fhir:${TAG:=v1}");
  expect(value).toMatchObject({ kind: "unknown", cause: "variable", detail: "REGISTRY" });
  expect(value.kind === "unknown" && value.parts?.map(plain)).toEqual([
    { unknown: "variable", detail: "REGISTRY" },
    "/fhir:",
    { unknown: "variable", detail: "TAG" },
  ]);
  expect(image("{{- .Values.image -}}")).toMatchObject({ kind: "unknown", detail: ".Values.image" });
  expect(image("gcr.io/$PROJECT_ID/app:1")).toMatchObject({ kind: "unknown", detail: "PROJECT_ID" });
});

test("what Kubernetes expands, an escape and a lone sign stay text", () => {
  for (const text of ["$(TAG)", "$${TAG}", "a$b", "${ }", "/api(/|$)(.*)", "{{ open"])
    expect(image(text)).toMatchObject({ kind: "string", value: text });
});

test("shell, file contents, annotations, values of env and scripts stay text", () => {
  const text = `apiVersion: v1
kind: Pod
metadata: {name: a, annotations: {x: "\${A}"}}
spec:
  containers:
    - name: "\${NAME}"
      command: ["\${A}"]
      args: ["\${A}"]
      script: |
        echo \${A}
        exit
      env:
        - {name: "\${A}_PASSWORD", value: "\${A}"}
        - {name: B, valueFrom: {secretKeyRef: {name: "\${A}", key: b}}}
---
apiVersion: v1
kind: Secret
metadata: {name: s}
data: {a: "\${A}"}
stringData: "\${A}"
`;
  const at = (...path: Step[]): unknown => plain(valueAt(text, "Pod.default.a", ...path));
  const unknown = { unknown: "variable", detail: "A" };
  expect(at("metadata", "annotations", "x")).toBe("${A}");
  expect(at("spec", "containers", 0)).toEqual({
    name: { unknown: "variable", detail: "NAME" },
    command: ["${A}"],
    args: ["${A}"],
    script: "echo ${A}\nexit\n",
    env: [
      { name: unknown, value: "${A}" },
      { name: "B", valueFrom: { secretKeyRef: { name: unknown, key: "b" } } },
    ],
  });
  expect(plain(valueAt(text, "Secret.default.s", "data"))).toEqual({ a: "${A}" });
  expect(plain(valueAt(text, "Secret.default.s", "stringData"))).toEqual(unknown);
});

test("identity and links go by the text as written", () => {
  const service = manifest("Service", '"${APP}"', 'spec: {selector: {app: "${APP}"}}');
  const workload = deployment('"${APP}"');
  const unit = model({ "a.yaml": `${service}---\n${workload}` });
  expect(unit.diagnostics).toEqual([]);
  expect(linked(unit, "Service.default.${APP}", "workloads")).toEqual(["Deployment.default.${APP}"]);
});
