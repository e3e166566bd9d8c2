import { describe, expect, test } from "vitest";
import { kubernetesLinks } from "../../../src/model/kubernetes/links.ts";
import { deployment, linked, manifest, model, one } from "./build.ts";

const file = (...objects: string[]): Record<string, string> => ({ "a.yaml": objects.join("---\n") });

describe("access", () => {
  const unit = model(
    file(
      deployment("web", "serviceAccountName: robot,"),
      manifest("ServiceAccount", "robot"),
      manifest("ClusterRole", "reader"),
      manifest("Role", "reader", "", "other"),
      manifest(
        "RoleBinding",
        "robot-reads",
        "roleRef: {kind: ClusterRole, name: reader}\nsubjects: [{kind: ServiceAccount, name: robot}, {kind: User, name: robot}]",
      ),
      manifest(
        "ClusterRoleBinding",
        "elsewhere",
        "roleRef: {kind: ClusterRole, name: gone}\nsubjects: [{kind: ServiceAccount, name: robot, namespace: other}]",
      ),
    ),
  );
  test("workload → service account → bindings → role, and back", () => {
    expect(linked(unit, "Deployment.default.web", "serviceAccount")).toEqual([
      "ServiceAccount.default.robot",
    ]);
    expect(linked(unit, "ServiceAccount.default.robot", "bindings")).toEqual([
      "RoleBinding.default.robot-reads",
    ]);
    expect(linked(unit, "RoleBinding.default.robot-reads", "role")).toEqual(["ClusterRole.default.reader"]);
    expect(linked(unit, "RoleBinding.default.robot-reads", "subjects")).toEqual([
      "ServiceAccount.default.robot",
    ]);
    expect(linked(unit, "ClusterRole.default.reader", "bindings")).toEqual([
      "RoleBinding.default.robot-reads",
    ]);
  });
  test("another namespace or a missing role links nothing", () => {
    expect(one(unit, "ClusterRoleBinding.default.elsewhere").links).toEqual([]);
    expect(one(unit, "Role.other.reader").links).toEqual([]);
  });
});

describe("traffic", () => {
  test("Service ↔ workload by all labels of the selector, in its namespace", () => {
    const unit = model(
      file(
        deployment("web"),
        deployment("db"),
        manifest("Service", "front", "spec: {selector: {app: web}}"),
        manifest("Service", "all", "spec: {}"),
        manifest("Service", "far", "spec: {selector: {app: web}}", "other"),
        manifest(
          "Ingress",
          "in",
          "spec: {defaultBackend: {service: {name: front}}, rules: [{http: {paths: [{backend: {serviceName: all}}]}}]}",
        ),
      ),
    );
    expect(linked(unit, "Service.default.front", "workloads")).toEqual(["Deployment.default.web"]);
    expect(linked(unit, "Deployment.default.web", "services")).toEqual(["Service.default.front"]);
    expect(linked(unit, "Deployment.default.db", "services")).toEqual([]);
    expect(linked(unit, "Service.default.all", "workloads")).toEqual([]);
    expect(linked(unit, "Ingress.default.in", "services")).toEqual([
      "Service.default.all",
      "Service.default.front",
    ]);
  });

  const selected = (selector: string, kind = "NetworkPolicy", key = "podSelector"): boolean => {
    const unit = model(file(deployment("web"), manifest(kind, "p", `spec: {${key}: ${selector}}`)));
    const there = linked(unit, "Deployment.default.web", "networkPolicies").length > 0;
    expect(linked(unit, `${kind}.default.p`, "pods").length > 0).toBe(there);
    return there;
  };
  test.each([
    ["{}", true],
    ["{matchLabels: {app: web}}", true],
    ["{matchLabels: {app: db}}", false],
    ["{matchLabels: {app: web, tier: x}}", false],
    ["{matchExpressions: [{key: app, operator: In, values: [db, web]}]}", true],
    ["{matchExpressions: [{key: app, operator: NotIn, values: [web]}]}", false],
    ["{matchExpressions: [{key: tier, operator: NotIn, values: [web]}]}", true],
    ["{matchExpressions: [{key: tier, operator: DoesNotExist}]}", true],
    ["{matchExpressions: [{key: tier, operator: Exists}]}", false],
    ["{matchExpressions: [{key: app, operator: Like, values: [web]}]}", false],
  ])("network policy with podSelector %s selects: %s", (selector, expected) => {
    expect(selected(selector)).toBe(expected);
  });
  test("Cilium selects by endpointSelector only, keys with or without their source", () => {
    expect(selected("{matchLabels: {'k8s:app': web}}", "CiliumNetworkPolicy", "endpointSelector")).toBe(true);
    expect(selected("{}", "CiliumNetworkPolicy", "nodeSelector")).toBe(false);
  });
});

test("what pods mount and read, and the class their volumes come from", () => {
  const spec =
    "volumes: [{configMap: {name: c1}}, {projected: {sources: [{secret: {name: s1}}]}}, {persistentVolumeClaim: {claimName: v1}}], " +
    "initContainers: [{image: i, envFrom: [{secretRef: {name: s2}}], env: [{valueFrom: {configMapKeyRef: {name: c2}}}]}],";
  const unit = model(
    file(
      deployment("web", spec),
      ...["c1", "c2", "c3"].map((name) => manifest("ConfigMap", name)),
      ...["s1", "s2", "s3"].map((name) => manifest("Secret", name)),
      manifest("PersistentVolumeClaim", "v1", "spec: {storageClassName: fast}"),
      manifest("PersistentVolumeClaim", "v2", "spec: {}"),
      manifest("PersistentVolumeClaim", "v3", 'spec: {storageClassName: ""}'),
      manifest("StorageClass", "fast"),
      "apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: std, annotations: {storageclass.kubernetes.io/is-default-class: 'true'}}\n",
    ),
  );
  const key = "Deployment.default.web";
  expect(linked(unit, key, "configMaps")).toEqual(["ConfigMap.default.c1", "ConfigMap.default.c2"]);
  expect(linked(unit, key, "secrets")).toEqual(["Secret.default.s1", "Secret.default.s2"]);
  expect(linked(unit, key, "persistentVolumeClaims")).toEqual(["PersistentVolumeClaim.default.v1"]);
  const classOf = (name: string): string[] =>
    linked(unit, `PersistentVolumeClaim.default.${name}`, "storageClass");
  expect([classOf("v1"), classOf("v2"), classOf("v3")]).toEqual([
    ["StorageClass.default.fast"],
    ["StorageClass.default.std"],
    [],
  ]);
});

describe("backups", () => {
  const claim = manifest("PersistentVolumeClaim", "data", "spec: {}", "shop");
  const backed = (...objects: string[]): boolean[] => {
    const unit = model(file(claim, ...objects));
    const key = "PersistentVolumeClaim.shop.data";
    return [linked(unit, key, "backups").length > 0, one(unit, key).meta.backupInScan === true];
  };
  test.each([
    ["nothing", [], [false, false]],
    ["a Velero schedule of all", [manifest("Schedule", "s", "spec: {template: {}}", "velero")], [true, true]],
    [
      "one that names it",
      [manifest("Schedule", "s", "spec: {template: {includedNamespaces: [shop]}}", "velero")],
      [true, true],
    ],
    [
      "one of others",
      [manifest("Schedule", "s", "spec: {template: {includedNamespaces: [x]}}", "velero")],
      [false, true],
    ],
    [
      "one without it",
      [manifest("Schedule", "s", "spec: {template: {excludedNamespaces: [shop]}}", "velero")],
      [false, true],
    ],
    ["an operator's, there", [manifest("ScheduledBackup", "s", "", "shop")], [true, true]],
    ["an operator's, elsewhere", [manifest("ScheduledBackup", "s", "", "x")], [false, true]],
  ])("%s", (_, objects, expected) => {
    expect(backed(...objects)).toEqual(expected);
  });
  test("a PGO cluster backs itself up when it has repositories", () => {
    const cluster = (spec: string): string =>
      `apiVersion: postgres-operator.crunchydata.com/v1beta1\nkind: PostgresCluster\nmetadata: {name: pg, namespace: shop}\nspec: ${spec}\n`;
    expect(backed(cluster("{backups: {pgbackrest: {repos: []}}}"))).toEqual([true, true]);
    expect(backed(cluster("{instances: []}"))).toEqual([false, false]);
  });
  test("a Percona cluster backs itself up when it has a schedule", () => {
    const cluster = (kind: string, group: string, backup: string): string =>
      `apiVersion: ${group}/v1\nkind: ${kind}\nmetadata: {name: db, namespace: shop}\nspec: {backup: ${backup}}\n`;
    const mysql = (backup: string): string => cluster("PerconaXtraDBCluster", "pxc.percona.com", backup);
    const mongo = (backup: string): string => cluster("PerconaServerMongoDB", "psmdb.percona.com", backup);
    expect(backed(mysql("{schedule: [{name: daily}]}"))).toEqual([true, true]);
    expect(backed(mysql("{storages: {}}"))).toEqual([false, false]);
    expect(backed(mongo("{tasks: [{name: daily}]}"))).toEqual([true, true]);
    expect(backed(mongo("{enabled: true}"))).toEqual([false, false]);
  });
  test("a CronJob called backup counts, another does not", () => {
    const job = "spec: {jobTemplate: {spec: {template: {spec: {containers: [{image: i}]}}}}}";
    expect(backed(manifest("CronJob", "db-backup", job, "shop"))).toEqual([true, true]);
    expect(backed(manifest("CronJob", "backupless", job, "shop"))).toEqual([false, false]);
  });
});

describe("folders", () => {
  const policy = manifest("NetworkPolicy", "deny", "spec: {podSelector: {}}");
  test("dev's policy says nothing about prod's workload of the same name", () => {
    const unit = model({
      "envs/dev/web.yaml": deployment("web", "hostPID: true,"),
      "envs/dev/net.yaml": policy,
      "envs/prod/web.yaml": deployment("web"),
    });
    expect(linked(unit, "Deployment.default.web", "networkPolicies")).toEqual(["NetworkPolicy.default.deny"]);
    expect(linked(unit, "Deployment.default.web#2", "networkPolicies")).toEqual([]);
    expect(one(unit, "Deployment.default.web").meta.netpolInNamespace).toBe(true);
    expect(one(unit, "Deployment.default.web#2").meta.netpolInNamespace).toBe(false);
  });
  test("nor about an equal one: the copy without a policy is judged", () => {
    const unit = model({
      "dev/web.yaml": deployment("web"),
      "dev/net.yaml": policy,
      "prod/web.yaml": deployment("web"),
    });
    const judged = one(unit, "Deployment.default.web");
    expect([judged.folder, judged.meta.copies, judged.meta.netpolInNamespace]).toEqual([
      "prod",
      ["dev/web.yaml"],
      false,
    ]);
    expect(judged.links.filter((link) => link.name === "networkPolicies")).toEqual([]);
  });
  test("each takes the policy of its own side", () => {
    const unit = model({
      "dev/web.yaml": deployment("web", "hostPID: true,"),
      "dev/net.yaml": policy,
      "prod/web.yaml": deployment("web"),
      "prod/net.yaml": manifest("NetworkPolicy", "deny", "spec: {podSelector: {}, policyTypes: [Ingress]}"),
    });
    expect(linked(unit, "Deployment.default.web", "networkPolicies")).toEqual(["NetworkPolicy.default.deny"]);
    expect(linked(unit, "Deployment.default.web#2", "networkPolicies")).toEqual([
      "NetworkPolicy.default.deny#2",
    ]);
  });
  test("a folder beside it counts where no other workload is meant", () => {
    const unit = model({ "apps/web.yaml": deployment("web"), "policies/net.yaml": policy });
    expect(linked(unit, "Deployment.default.web", "networkPolicies")).toEqual(["NetworkPolicy.default.deny"]);
  });
});

test("only declared links are made, each to a resource of the unit", () => {
  const unit = model(
    file(
      deployment("web"),
      manifest("Service", "s", "spec: {selector: {app: web}}"),
      manifest("Namespace", "default"),
    ),
  );
  const keys = new Set(unit.resources.map((resource) => resource.key));
  const links = unit.resources.flatMap((resource) => resource.links);
  expect(links.length).toBeGreaterThan(3);
  for (const link of links) {
    expect(Object.keys(kubernetesLinks)).toContain(link.name);
    expect(keys.has(link.to)).toBe(true);
  }
});
