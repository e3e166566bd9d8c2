import { expect, test } from "vitest";
import { evaluate } from "../../../src/evaluate/evaluate.ts";
import { readCatalogue, shards } from "../../../src/evaluate/shards.ts";
import { deployment, linked, manifest, model, one } from "./build.ts";

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => 100 + i);
const policies = (count: number, types: (i: number) => string): string[] =>
  numbers(count).map((i) =>
    manifest(
      "NetworkPolicy",
      `p${i}`,
      `spec: {podSelector: {matchLabels: {app: web}}, policyTypes: [${types(i)}]}`,
    ),
  );
const file = (objects: string[]): Record<string, string> => ({ "a.yaml": objects.join("---\n") });

/** The verdict of a policy on a resource. */
function verdictOn(unit: ReturnType<typeof model>, policy: string, resource: string): string | undefined {
  const chosen = readCatalogue().policies.filter((one) => one.id === policy);
  expect(chosen).toHaveLength(1);
  const { verdicts, diagnostics } = evaluate(unit, chosen, shards(), { declares: [] });
  expect(diagnostics).toEqual([]);
  return verdicts.find((verdict) => verdict.resource === resource)?.outcome;
}

test("more policies on a pod than links are kept: the first one left out is told as an inferred link", () => {
  const unit = model(file([deployment("web"), deployment("other"), ...policies(66, () => "Egress")]));
  const links = one(unit, "Deployment.default.web").links.filter((link) => link.name === "networkPolicies");
  expect(links.filter((link) => !link.inferred).map((link) => link.to)).toEqual(
    numbers(64).map((i) => `NetworkPolicy.default.p${i}`),
  );
  expect(links.filter((link) => link.inferred)).toEqual([
    { name: "networkPolicies", to: "NetworkPolicy.default.p164", inferred: true },
  ]);
  expect(unit.dangling).toEqual(new Map([["pods", ["Deployment.default.web"]]]));
  expect(one(unit, "Deployment.default.other").links).toEqual([]);
});

test("as many as are kept leave nothing in doubt", () => {
  const unit = model(file([deployment("web"), ...policies(64, () => "Egress")]));
  expect(linked(unit, "Deployment.default.web", "networkPolicies")).toHaveLength(64);
  expect(one(unit, "Deployment.default.web").links.some((link) => link.inferred)).toBe(false);
  expect(unit.dangling.size).toBe(0);
  expect(verdictOn(unit, "k8s-networkpolicy-coverage", "Deployment.default.web")).toBe("fail");
});

test("a policy that limits ingress and lies behind the cut is no fail of its pod", () => {
  const late = policies(90, (i) => (i === 189 ? "Ingress" : "Egress"));
  const unit = model(file([deployment("web"), deployment("other"), ...late]));
  expect(verdictOn(unit, "k8s-networkpolicy-coverage", "Deployment.default.web")).toBe("unknown");
  // Nothing of its own was cut.
  expect(verdictOn(unit, "k8s-networkpolicy-coverage", "Deployment.default.other")).toBe("fail");
  const early = model(file([deployment("web"), ...policies(90, (i) => (i === 100 ? "Ingress" : "Egress"))]));
  expect(verdictOn(early, "k8s-networkpolicy-coverage", "Deployment.default.web")).toBe("pass");
});

test("a named port that a workload behind the cut may define is no pass of the Service", () => {
  const workloads = (last: string): string[] =>
    numbers(70).map((i) =>
      deployment(`w${i}`)
        .replace(/app: w\d+/g, "app: web")
        .replace(/containers: \[\{/, i === 169 ? last : "containers: [{"),
    );
  const service = manifest(
    "Service",
    "front",
    "spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, targetPort: main}]}",
  );
  const unit = model(
    file([service, ...workloads("containers: [{ports: [{name: main, containerPort: 5432}], ")]),
  );
  expect(linked(unit, "Service.default.front", "workloads")).toHaveLength(65);
  expect(verdictOn(unit, "k8s-service-datastore-exposed", "Service.default.front")).toBe("unknown");
});
