import { describe, expect, test } from "vitest";
import { folderOfFiles, modelled, setAt } from "../support/rendering.ts";
import { shared, testShared } from "../support/shared.ts";

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: fhir
spec:
  replicas: 1
  template:
    spec:
      containers:
        - name: server
          image: registry.example/fhir:1.0.0
          env:
            - name: LOG_LEVEL
              value: info
`;
const service = "apiVersion: v1\nkind: Service\nmetadata:\n  name: fhir\nspec:\n  type: ClusterIP\n";
const base = {
  "base/deployment.yaml": deployment,
  "base/service.yaml": service,
  "base/kustomization.yaml": "resources:\n  - deployment.yaml\n  - service.yaml\n",
};
const overlay = `resources:
  - ../base
namespace: clinic
images:
  - name: registry.example/fhir
    newTag: 2.0.0
patches:
  - path: env.yaml
  - target:
      kind: Service
    patch: |-
      - op: replace
        path: /spec/type
        value: LoadBalancer
`;
const patch = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: fhir
spec:
  template:
    spec:
      containers:
        - name: server
          env:
            - name: LOG_LEVEL
              value: debug
`;
const built = `apiVersion: v1
kind: Service
metadata:
  annotations:
    config.kubernetes.io/origin: |
      path: ../base/service.yaml
  name: fhir
  namespace: clinic
spec:
  type: LoadBalancer
---
apiVersion: apps/v1
kind: Deployment
metadata:
  annotations:
    config.kubernetes.io/origin: |
      path: ../base/deployment.yaml
  name: fhir
  namespace: clinic
spec:
  replicas: 1
  template:
    spec:
      containers:
      - env:
        - name: LOG_LEVEL
          value: debug
        image: registry.example/fhir:2.0.0
        name: server
`;
const project = { ...base, "prod/kustomization.yaml": overlay, "prod/env.yaml": patch };
const container = ["spec", "template", "spec", "containers", 0];

describe("a built overlay", () => {
  test("each value lies where it was set: in the patch, the transformer's entry, the base", async () => {
    const { units, gaps } = await modelled(folderOfFiles(project), { overlay: async () => ({ ok: built }) });
    expect(gaps).toEqual([]);
    const at = (address: string, path: Array<string | number>) => setAt(units, "overlay:prod", address, path);
    const workload = "Deployment.clinic.fhir";
    expect(at(workload, [...container, "env", 0, "value"])).toEqual([
      "prod/env.yaml:12 debug",
      "base base/deployment.yaml:1 apiVersion: apps/v1",
    ]);
    expect(at(workload, [...container, "image"])).toEqual(["prod/kustomization.yaml:6 2.0.0"]);
    expect(at(workload, [...container, "name"])).toEqual([
      "prod/env.yaml:9 server",
      "base base/deployment.yaml:1 apiVersion: apps/v1",
    ]);
    expect(at(workload, ["spec", "replicas"])).toEqual(["base/deployment.yaml:6 1"]);
    expect(at(workload, ["metadata", "namespace"])).toEqual(["prod/kustomization.yaml:3 clinic"]);
    expect(at("Service.clinic.fhir", ["spec", "type"])).toEqual([
      "prod/kustomization.yaml:14 LoadBalancer",
      "base base/service.yaml:1 apiVersion: v1",
    ]);
  });

  test("no place lies in the built text, and no annotation of the build is left", async () => {
    const { units } = await modelled(folderOfFiles(project), { overlay: async () => ({ ok: built }) });
    const unit = units.find(({ id }) => id === "overlay:prod");
    expect(unit?.resources.map((one) => [one.address, one.folder, one.head.source.path])).toEqual([
      ["Deployment.clinic.fhir", "prod", "base/deployment.yaml"],
      ["Service.clinic.fhir", "prod", "base/service.yaml"],
    ]);
    for (const { values } of unit?.resources ?? []) {
      const metadata = values.entries.get("metadata")?.value;
      expect(metadata?.kind === "object" && metadata.entries.has("annotations")).toBe(false);
    }
  });

  test("bases, patches and the files they list are judged through it alone", async () => {
    const { units } = await modelled(folderOfFiles(project), { overlay: async () => ({ ok: built }) });
    expect(units.map(({ id }) => id)).toEqual(["config:kustomize", "overlay:prod"]);
  });
});

describe("an overlay that was not built", () => {
  test("says why; what it may change is unknown, in its namespace", async () => {
    const { units, gaps } = await modelled(folderOfFiles(project));
    expect(gaps).toEqual([
      { path: "prod/kustomization.yaml", cause: "not-rendered", detail: "no engine in this test" },
    ]);
    const unit = units.find(({ id }) => id === "overlay:prod");
    expect(unit?.resources.map((one) => [one.address, one.unknownInstance])).toEqual([
      ["Deployment.clinic.fhir", "not-rendered"],
      ["Service.clinic.fhir", "not-rendered"],
    ]);
    expect(unit?.missing).toEqual([{ what: "prod/kustomization.yaml", cause: "not-rendered" }]);
  });

  test("an object that nothing touches is judged as it is; only an image that is set is unknown", async () => {
    const files = {
      ...base,
      "prod/kustomization.yaml":
        "resources: [../base]\nimages: [{name: registry.example/fhir, newTag: 2.0.0}]\n",
    };
    const { units } = await modelled(folderOfFiles(files));
    const unit = units.find(({ id }) => id === "overlay:prod");
    const [workload] = unit?.resources ?? [];
    expect(workload?.unknownInstance).toBeUndefined();
    expect(setAt(units, "overlay:prod", "Deployment.default.fhir", [...container, "image"])).toEqual([
      "base/deployment.yaml:11 registry.example/fhir:1.0.0",
    ]);
    const spec = workload?.values.entries.get("spec")?.value;
    expect(
      JSON.stringify(spec, (_, value) =>
        value instanceof Map ? Object.fromEntries(value) : value?.source ? undefined : value,
      ),
    ).toContain('"cause":"not-rendered"');
  });

  test("remote bases are told, and nothing is fetched or asked of the engine", async () => {
    let asked = 0;
    const files = {
      ...base,
      "prod/kustomization.yaml": "resources:\n- ../base\n- https://example.org/x.yaml\n",
    };
    const { gaps } = await modelled(folderOfFiles(files), {
      overlay: async () => {
        asked++;
        return { ok: "" };
      },
    });
    expect(asked).toBe(0);
    expect(gaps).toEqual([
      {
        path: "prod/kustomization.yaml",
        cause: "not-rendered",
        detail: "https://example.org/x.yaml: it lies in another place, and nothing is fetched",
      },
    ]);
  });

  test("kustomizations in a circle end", async () => {
    const files = {
      "a/kustomization.yaml": "resources: [../b]\nnamePrefix: x-\n",
      "b/kustomization.yaml": "resources: [../a, ../c]\n",
      "c/kustomization.yaml": "resources: [../c]\n",
      "top/kustomization.yaml": "resources: [../a]\n",
    };
    const { gaps } = await modelled(folderOfFiles(files));
    expect(gaps.map(({ path, detail }) => `${path}: ${detail}`)).toEqual([
      "top/kustomization.yaml: ../a: it lists itself in a circle",
    ]);
  });
});

test("bases that are listed twice at every level take no longer than their number", async () => {
  const files: Record<string, string> = {
    "b40/kustomization.yaml": "resources: [pod.yaml]\n",
    "b40/pod.yaml": service,
  };
  for (let i = 0; i < 40; i++)
    files[`b${i}/kustomization.yaml`] = `resources: [../b${i + 1}, ../b${i + 1}/, .././b${i + 1}]\n`;
  const { units } = await modelled(folderOfFiles(files));
  expect(units.map(({ id, resources }) => `${id} ${resources.length}`)).toEqual([
    "config:kustomize 41",
    "overlay:b0 1",
  ]);
});

describe("the same object in several places", () => {
  test("is judged once, where nothing vouches for it and no folder for tests holds it", async () => {
    const files = {
      ...base,
      "release/all.yaml": `${deployment}---\n${service}`,
      "tests/one/kustomization.yaml": "resources: [../../base]\n",
      "prod/kustomization.yaml": "resources: [../base]\n",
    };
    const { units } = await modelled(folderOfFiles(files));
    const judged = units
      .filter(({ kind }) => kind === "kubernetes")
      .flatMap((unit) =>
        unit.resources.filter((one) => !one.copyOf).map((one) => `${unit.id} ${one.address}`),
      );
    expect(judged).toEqual(["overlay:prod Deployment.default.fhir", "overlay:prod Service.default.fhir"]);
    const kept = units.find(({ id }) => id === "overlay:prod")?.resources[0];
    expect(kept?.copies?.map(({ body }) => body.source.path)).toEqual([
      "release/all.yaml",
      "base/deployment.yaml",
    ]);
  });

  testShared("microservices-demo: 61 distinct objects, each judged once where it is the same", async () => {
    const { units } = await modelled(`${shared}/corpus/microservices-demo`);
    const build = /^(?:kustomize\.config\.k8s\.io|skaffold)\//;
    const judged = units
      .filter(({ id }) => /^(?:overlay|kubernetes):/.test(id))
      .flatMap(({ resources }) => resources)
      // Services that containers run are no objects.
      .filter((one) => one.meta.apiVersion !== undefined)
      .filter((one) => !one.copyOf && !build.test(String(one.meta.apiVersion)));
    const known = judged.filter((one) => one.unknownInstance === undefined);
    expect(new Set(judged.map(({ address }) => address)).size).toBe(61);
    expect(known.map(({ address }) => address).sort()).toEqual(
      [...new Set(known.map(({ address }) => address))].sort(),
    );
  });
});
