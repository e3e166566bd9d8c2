import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { shared, testShared } from "../../support/shared.ts";
import { deployment, manifest, model, one } from "./build.ts";

/** Files with an object by the plainest test there is, chart templates apart. */
function manifests(repository: string): Record<string, string> {
  const folder = resolve(shared, "corpus", repository);
  const files: Record<string, string> = {};
  for (const name of readdirSync(folder, { recursive: true }).map(String).sort()) {
    if (!/\.(?:ya?ml|json)$/.test(name) || /(?:^|\/)templates\//.test(name)) continue;
    const text = readFileSync(resolve(folder, name), "utf8");
    if (/^\s*"?apiVersion"?\s*:/m.test(text) && /^\s*"?kind"?\s*:/m.test(text)) files[name] = text;
  }
  return files;
}

describe("copies", () => {
  test("equal objects are judged once, the generated one is the copy", () => {
    const unit = model({
      "dist/all.yaml": `${manifest("Service", "a")}---\n${manifest("Service", "b")}`,
      "src/a.yaml": manifest("Service", "a"),
      "src/c.yaml": manifest("Service", "a", "spec: {type: NodePort}"),
    });
    expect(unit.resources.map(({ key, body }) => `${key} ${body.source.path}`)).toEqual([
      "Service.default.b dist/all.yaml",
      "Service.default.a src/a.yaml",
      "Service.default.a#2 src/c.yaml",
    ]);
    expect(one(unit, "Service.default.a").meta.copies).toEqual(["dist/all.yaml"]);
  });

  test("a bare image name equals what its rendering puts there", () => {
    const unit = model({
      "base/web.yaml": deployment("web", "", "registry.example/team/web:v1"),
      "release/web.yaml": deployment("web", "", "registry.example/team/web:v1"),
      "src/web.yaml": deployment("web", "", "web"),
    });
    expect(unit.resources.map(({ body, meta }) => [body.source.path, meta.copies])).toEqual([
      ["base/web.yaml", ["release/web.yaml", "src/web.yaml"]],
    ]);
  });

  test("other images are other objects, also when one of three is bare", () => {
    const images = {
      "dev/web.yaml": "r.example/web:latest",
      "prod/web.yaml": "r.example/web:v1",
      "src/web.yaml": "web",
    };
    const files = Object.fromEntries(
      Object.entries(images).map(([path, image]) => [path, deployment("web", "", image)]),
    );
    expect(model(files).resources).toHaveLength(3);
    const two = {
      "dev/web.yaml": deployment("web", "", "r.example/a"),
      "prod/web.yaml": deployment("web", "", "r.example/b"),
    };
    expect(model(two).resources).toHaveLength(2);
  });
});

describe("the corpus", () => {
  testShared("every file of kubernetes-examples and kubernetes-goat yields its objects", () => {
    for (const [repository, count] of [
      ["kubernetes-examples", 240],
      ["kubernetes-goat", 16],
    ] as const) {
      const files = manifests(repository);
      expect(Object.keys(files).length).toBeGreaterThanOrEqual(count);
      const unit = model(files);
      const seen = new Set<string>();
      for (const { body, meta } of unit.resources) {
        seen.add(body.source.path);
        for (const path of (meta.copies as string[] | undefined) ?? []) seen.add(path);
      }
      expect(Object.keys(files).filter((path) => !seen.has(path))).toEqual([]);
      expect(unit.notScanned).toEqual([]);
      expect(unit.diagnostics.filter(({ code }) => code !== "yaml-duplicate-key")).toEqual([]);
    }
  });

  testShared("microservices-demo holds 61 distinct objects, each judged once", () => {
    const unit = model(manifests("microservices-demo"));
    const build = /^(?:kustomize\.config\.k8s\.io|skaffold)\//;
    const objects = unit.resources.filter((resource) => !build.test(String(resource.meta.apiVersion)));
    expect(objects).toHaveLength(61);
    expect(new Set(objects.map((resource) => resource.address)).size).toBe(61);
    expect(one(unit, "Deployment.default.adservice")).toMatchObject({
      folder: "kubernetes-manifests",
      meta: { copies: ["kustomize/base/adservice.yaml", "release/kubernetes-manifests.yaml"] },
    });
  });
});
