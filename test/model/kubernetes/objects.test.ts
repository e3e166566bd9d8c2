// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders in manifests look like that
import { describe, expect, test } from "vitest";
import { cut, deployment, manifest, model, one, plain } from "./build.ts";

describe("addresses", () => {
  test("kind, namespace and name, default when absent", () => {
    const unit = model({
      "a.yaml": `${manifest("Secret", "db", "", "shop")}---\n${manifest("ClusterRole", "admin")}`,
    });
    expect(unit.resources.map((resource) => resource.address)).toEqual([
      "Secret.shop.db",
      "ClusterRole.default.admin",
    ]);
    expect(unit).toMatchObject({ id: "kubernetes:.", kind: "kubernetes", folder: ".", sources: ["a.yaml"] });
  });

  test("generateName gets a star, a configuration without metadata its file's name", () => {
    const unit = model({
      "a.yaml":
        "apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: run-}\nspec: {template: {spec: {containers: [{image: a}]}}}\n",
      "etc/enc.yaml":
        "kind: EncryptionConfiguration\napiVersion: apiserver.config.k8s.io/v1\nresources: []\n",
    });
    expect(unit.resources.map((resource) => resource.address)).toEqual([
      "Job.default.run-*",
      "EncryptionConfiguration.default.enc",
    ]);
  });

  test("a kind of another API group is another type", () => {
    const unit = model({
      "a.yaml":
        "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: a}\nspec: {template: {spec: {containers: [{image: a}]}}}\n" +
        "---\napiVersion: authorization.openshift.io/v1\nkind: Role\nmetadata: {name: b}\n" +
        "---\napiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: c}\n",
    });
    expect(unit.resources.map((resource) => resource.type)).toEqual([
      "KnativeService",
      "Role.authorization.openshift.io",
      "Ingress",
    ]);
    expect(unit.resources[0]?.meta.podSpec).toEqual(["spec", "template", "spec"]);
  });

  test("different objects of one address are both kept", () => {
    const unit = model({
      "dev/s.yaml": manifest("Service", "a", "spec: {type: ClusterIP}"),
      "prod/s.yaml": manifest("Service", "a", "spec: {type: NodePort}"),
    });
    expect(unit.resources.map(({ key, address, folder }) => [key, address, folder])).toEqual([
      ["Service.default.a", "Service.default.a", "dev"],
      ["Service.default.a#2", "Service.default.a", "prod"],
    ]);
  });
});

describe("lists", () => {
  test("are expanded, nested ones and JSON too", () => {
    const item = (name: string): object => ({ apiVersion: "v1", kind: "ConfigMap", metadata: { name } });
    const list = {
      apiVersion: "v1",
      kind: "List",
      items: [item("a"), { apiVersion: "v1", kind: "List", items: [item("b")] }],
    };
    const text = JSON.stringify(list, null, "\t");
    const unit = model({ "list.json": text });
    expect(unit.resources.map((resource) => resource.address)).toEqual([
      "ConfigMap.default.a",
      "ConfigMap.default.b",
    ]);
    expect(JSON.parse(cut(one(unit, "ConfigMap.default.b").body))).toEqual(item("b"));
  });

  test("typed ones pass their version and kind on", () => {
    const unit = model({
      "a.yaml": "apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleList\nitems:\n- metadata: {name: r}\n",
    });
    expect(unit.resources.map(({ address, meta }) => [address, meta.apiVersion])).toEqual([
      ["Role.default.r", "rbac.authorization.k8s.io/v1"],
    ]);
  });
});

test("head is the first line of the object, body all of it", () => {
  const text = `# first\n---\n# c\n${manifest("Secret", "db", "data: {a: b}")}`;
  const { head, body } = one(model({ "a.yaml": text }), "Secret.default.db");
  expect(cut(head)).toBe("apiVersion: v1");
  expect(head.source.lines.at(head.start).line).toBe(4);
  expect(cut(body)).toBe("apiVersion: v1\nkind: Secret\nmetadata: {name: db}\ndata: {a: b}");
});

test("values are the object as written, placeholders stay text", () => {
  const text = manifest("ConfigMap", "c", 'data: {a: $(VAR), b: "${VAR}", c: <PUT HERE>, d: yes, e: 1}');
  expect(plain(one(model({ "a.yaml": text }), "ConfigMap.default.c").values)).toMatchObject({
    data: { a: "$(VAR)", b: "${VAR}", c: "<PUT HERE>", d: true, e: 1 },
  });
});

test("workloads tell where their pod spec is and what labels their pods have", () => {
  const cron =
    "spec: {jobTemplate: {spec: {template: {metadata: {labels: {a: b}}, spec: {containers: [{image: i}]}}}}}";
  const unit = model({
    "a.yaml": [
      deployment("web"),
      manifest("CronJob", "job", cron),
      manifest("Pod", "p", "spec: {containers: [{image: i}]}"),
    ].join("---\n"),
  });
  expect(one(unit, "CronJob.default.job").meta).toMatchObject({
    podSpec: ["spec", "jobTemplate", "spec", "template", "spec"],
    podLabels: { a: "b" },
  });
  expect(one(unit, "Deployment.default.web").meta).toMatchObject({ podLabels: { app: "web" } });
  expect(one(unit, "Pod.default.p").meta).toMatchObject({ podSpec: ["spec"], podLabels: {} });
});

describe("what is no object", () => {
  test("half of apiVersion and kind is said, neither is not", () => {
    const unit = model({ "a.yaml": "kind: Pod\nmetadata: {name: a}\n---\nfoo: bar\n---\n- 1\n" });
    expect(unit.resources).toEqual([]);
    expect(unit.diagnostics.map(({ code }) => code)).toEqual(["kubernetes-object"]);
  });

  test("a broken document is not scanned, its neighbours are", () => {
    const unit = model({ "a.yaml": `a: [\n---\n${manifest("Secret", "db")}` });
    expect(unit.resources.map(({ address }) => address)).toEqual(["Secret.default.db"]);
    expect(unit.notScanned).toEqual([{ path: "a.yaml", cause: "parse-error", detail: "1 of 2 documents" }]);
    expect(unit.diagnostics.map(({ code }) => code)).toEqual(["yaml-syntax"]);
  });

  test("patches, by kustomization, directive, emptiness or place", () => {
    const kustomization =
      "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches: [{path: ../p/env.yaml}]\npatchesStrategicMerge: [./x.yaml]\n";
    const unit = model({
      "o/kustomization.yaml": kustomization,
      "o/x.yaml": deployment("a"),
      "p/env.yaml": deployment("b"),
      "q/gone.yaml": manifest("Service", "c", "$patch: delete"),
      "q/replicas.yaml": manifest("Deployment", "d", "spec: {replicas: 3}"),
      "q/d.patch.yaml": deployment("e").replace(/, image: "[^"]*"/, ""),
      "q/whole.yaml": deployment("f"),
    });
    expect(unit.resources.map(({ address }) => address)).toEqual([
      "Kustomization.default.kustomization",
      "Deployment.default.f",
    ]);
    expect(unit.notScanned.map(({ path, cause }) => `${path} ${cause}`).sort()).toEqual([
      "o/x.yaml not-rendered",
      "p/env.yaml not-rendered",
      "q/d.patch.yaml not-rendered",
      "q/gone.yaml not-rendered",
      "q/replicas.yaml not-rendered",
    ]);
  });

  test("odd shapes of known kinds break nothing", () => {
    const odd = [
      "Deployment",
      "Service",
      "Ingress",
      "RoleBinding",
      "NetworkPolicy",
      "StatefulSet",
      "Schedule",
    ];
    for (const spec of [
      "spec: 1",
      "spec: [1]",
      "spec: null",
      "spec: {selector: 1, rules: {a: 1}, podSelector: text}",
      "subjects: 7\nroleRef: x",
    ]) {
      const unit = model({ "a.yaml": odd.map((kind) => manifest(kind, "a", spec)).join("---\n") });
      expect(unit.resources.length).toBeGreaterThanOrEqual(5);
    }
    expect(model({ "a.yaml": "apiVersion: 1\nkind: [x]\nmetadata: text\n" }).resources).toEqual([]);
    expect(
      model({ "a.yaml": "apiVersion: v1\nkind: Pod\nmetadata: text\nspec: {containers: {a: 1}}\n" })
        .resources,
    ).toHaveLength(1);
  });
});
