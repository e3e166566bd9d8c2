import { describe, expect, it } from "vitest";
import { linked, model, one } from "../build.ts";

const pods = (name: string, namespace = "clinic", more = ""): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec: {template: {metadata: {labels: {app: ${name}}}, spec: {${more} containers: [{name: a, image: a}]}}}
---
`;
const service = (name: string, namespace = "clinic"): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: {selector: {app: ${name}}}\n---\n`;

describe("gateways and routes", () => {
  const gateway =
    "apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: edge, namespace: infra}\n---\n";

  it.each(["HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute"])(
    "%s leads to its Gateway and Services",
    (kind) => {
      const unit = model({
        "a.yaml": `${gateway}${service("fhir")}${service("lab", "lab")}
apiVersion: gateway.networking.k8s.io/v1
kind: ${kind}
metadata: {name: fhir, namespace: clinic}
spec:
  parentRefs: [{name: edge, namespace: infra}]
  rules: [{backendRefs: [{name: fhir}, {name: lab, namespace: lab}, {kind: Other, name: fhir}]}]`,
      });
      expect(linked(unit, `${kind}.clinic.fhir`, "gateways")).toEqual(["Gateway.infra.edge"]);
      expect(linked(unit, "Gateway.infra.edge", "routes")).toEqual([`${kind}.clinic.fhir`]);
      expect(linked(unit, `${kind}.clinic.fhir`, "services")).toEqual([
        "Service.clinic.fhir",
        "Service.lab.lab",
      ]);
    },
  );

  it("a VirtualService leads to Istio's Gateway and to the Services of its hosts", () => {
    const unit = model({
      "a.yaml": `${service("fhir")}
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: edge, namespace: infra}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: fhir, namespace: other}
spec:
  gateways: [mesh, infra/edge]
  http: [{route: [{destination: {host: fhir.clinic.svc.cluster.local}}]}]`,
    });
    expect(linked(unit, "VirtualService.other.fhir", "gateways")).toEqual([
      "Gateway.networking.istio.io.infra.edge",
    ]);
    expect(linked(unit, "VirtualService.other.fhir", "services")).toEqual(["Service.clinic.fhir"]);
  });

  it("an OpenShift Route leads to its Services", () => {
    const unit = model({
      "a.yaml": `${service("fhir")}
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: fhir, namespace: clinic}
spec: {to: {kind: Service, name: fhir}}`,
    });
    expect(linked(unit, "Route.clinic.fhir", "services")).toEqual(["Service.clinic.fhir"]);
  });
});

describe("meshes", () => {
  const policy = (name: string, namespace: string, selector = ""): string => `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: ${name}, namespace: ${namespace}}
spec: {${selector} mtls: {mode: STRICT}}
---
`;

  it("a workload has the policies that select it, those of its namespace and those of the mesh", () => {
    const unit = model({
      "a.yaml": `${pods("fhir")}${pods("lab")}
apiVersion: v1
kind: Namespace
metadata: {name: clinic}
---
${policy("mesh", "istio-system")}${policy("all", "clinic")}${policy("fhir", "clinic", "selector: {matchLabels: {app: fhir}},")}${policy("other", "other")}`,
    });
    expect(linked(unit, "Deployment.clinic.fhir", "meshPolicies")).toEqual([
      "PeerAuthentication.clinic.all",
      "PeerAuthentication.clinic.fhir",
    ]);
    expect(linked(unit, "Deployment.clinic.lab", "meshPolicies")).toEqual(["PeerAuthentication.clinic.all"]);
    expect(linked(unit, "Deployment.clinic.lab", "meshDefaults")).toEqual([
      "PeerAuthentication.istio-system.mesh",
    ]);
    expect(linked(unit, "Namespace.default.clinic", "meshPolicies")).toEqual([
      "PeerAuthentication.clinic.all",
    ]);
    expect(linked(unit, "Namespace.default.clinic", "meshDefaults")).toEqual([
      "PeerAuthentication.istio-system.mesh",
    ]);
  });

  it("a DestinationRule is its Service's, a Linkerd Server its pods'", () => {
    const unit = model({
      "a.yaml": `${pods("fhir")}${service("fhir")}
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: fhir, namespace: clinic}
spec: {host: fhir}
---
apiVersion: policy.linkerd.io/v1beta3
kind: Server
metadata: {name: fhir, namespace: clinic}
spec: {podSelector: {matchLabels: {app: fhir}}, port: http}`,
    });
    expect(linked(unit, "Service.clinic.fhir", "destinationRules")).toEqual(["DestinationRule.clinic.fhir"]);
    expect(linked(unit, "Deployment.clinic.fhir", "meshPolicies")).toEqual(["Server.clinic.fhir"]);
  });

  it("what dev says is not said of prod", () => {
    const unit = model({
      "dev/a.yaml": pods("fhir") + policy("dev", "clinic"),
      "prod/a.yaml": pods("fhir", "clinic", "hostPID: true,"),
    });
    expect(linked(unit, "Deployment.clinic.fhir", "meshPolicies")).toEqual(["PeerAuthentication.clinic.dev"]);
    expect(linked(unit, "Deployment.clinic.fhir#2", "meshPolicies")).toEqual([]);
  });
});

describe("the graph of roles", () => {
  const binding = (name: string, subjects: string, namespace = "clinic"): string => `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: ${name}, namespace: ${namespace}}
roleRef: {kind: Role, name: read}
subjects: [${subjects}]
---
`;

  it.each([
    ["by name", "{kind: ServiceAccount, name: fhir}", true],
    ["by name and namespace", "{kind: ServiceAccount, name: fhir, namespace: clinic}", true],
    ["as a user", "{kind: User, name: 'system:serviceaccount:clinic:fhir'}", true],
    ["by the group of its namespace", "{kind: Group, name: 'system:serviceaccounts:clinic'}", true],
    ["by the group of all accounts", "{kind: Group, name: 'system:serviceaccounts'}", true],
    ["with everybody who is known", "{kind: Group, name: 'system:authenticated'}", true],
    ["not as another's", "{kind: ServiceAccount, name: fhir, namespace: other}", false],
    ["not by the group of another namespace", "{kind: Group, name: 'system:serviceaccounts:other'}", false],
  ])("a workload's account is granted something %s", (_, subject, is) => {
    const unit = model({
      "a.yaml": `${pods("fhir", "clinic", "serviceAccountName: fhir,")}${binding("a", subject)}`,
    });
    expect(linked(unit, "Deployment.clinic.fhir", "grants")).toEqual(is ? ["RoleBinding.clinic.a"] : []);
  });

  it("an aggregated role leads to those that it takes over", () => {
    const role = (name: string, label: string): string =>
      `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: ${name}, labels: {${label}}}\nrules: []\n---\n`;
    const unit = model({
      "a.yaml": `${role("a", "to: all")}${role("b", "to: none")}
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: all}
aggregationRule: {clusterRoleSelectors: [{matchLabels: {to: all}}]}`,
    });
    expect(linked(unit, "ClusterRole.default.all", "aggregates")).toEqual(["ClusterRole.default.a"]);
  });
});

describe("what holds for a namespace", () => {
  it("reaches its workloads and the Namespace object", () => {
    const unit = model({
      "a.yaml": `${pods("fhir")}${pods("lab", "lab")}
apiVersion: v1
kind: Namespace
metadata: {name: clinic}
---
apiVersion: v1
kind: LimitRange
metadata: {name: limits, namespace: clinic}
---
apiVersion: v1
kind: ResourceQuota
metadata: {name: quota, namespace: clinic}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny, namespace: clinic}
spec: {podSelector: {}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: budget, namespace: clinic}
spec: {selector: {matchLabels: {app: fhir}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: scale, namespace: clinic}
spec: {scaleTargetRef: {kind: Deployment, name: fhir}}
---
apiVersion: velero.io/v1
kind: Schedule
metadata: {name: daily, namespace: velero}
spec: {template: {includedNamespaces: [clinic]}}`,
    });
    const found = (name: string): string[] => linked(unit, "Deployment.clinic.fhir", name);
    expect(found("limitRanges")).toEqual(["LimitRange.clinic.limits"]);
    expect(found("disruptionBudgets")).toEqual(["PodDisruptionBudget.clinic.budget"]);
    expect(found("autoscalers")).toEqual(["HorizontalPodAutoscaler.clinic.scale"]);
    expect(linked(unit, "Deployment.lab.lab", "limitRanges")).toEqual([]);
    const namespace = (name: string): string[] => linked(unit, "Namespace.default.clinic", name);
    expect(namespace("quotas")).toEqual(["ResourceQuota.clinic.quota"]);
    expect(namespace("namespacePolicies")).toEqual(["NetworkPolicy.clinic.deny"]);
    expect(namespace("backups")).toEqual(["Schedule.velero.daily"]);
  });
});

describe("operators", () => {
  it("tie schedules, users and issuers to what they belong to", () => {
    const unit = model({
      "a.yaml": `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: ehr}
spec: {storage: {storageClass: fast}}
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily}
spec: {cluster: {name: ehr}}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
---
apiVersion: kafka.strimzi.io/v1beta2
kind: Kafka
metadata: {name: events}
---
apiVersion: kafka.strimzi.io/v1beta2
kind: KafkaUser
metadata: {name: lab, labels: {strimzi.io/cluster: events}}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: tls}
spec: {issuerRef: {kind: ClusterIssuer, name: ca}}
---
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: {name: ca}`,
    });
    expect(linked(unit, "Cluster.default.ehr", "schedules")).toEqual(["ScheduledBackup.default.daily"]);
    expect(linked(unit, "Cluster.default.ehr", "storageClass")).toEqual(["StorageClass.default.fast"]);
    expect(linked(unit, "Kafka.default.events", "members")).toEqual(["KafkaUser.default.lab"]);
    expect(linked(unit, "Certificate.default.tls", "issuer")).toEqual(["ClusterIssuer.default.ca"]);
  });
});

describe("OpenShift, Argo and Knative", () => {
  it.each([
    ["apps.openshift.io/v1", "DeploymentConfig", "DeploymentConfig"],
    ["argoproj.io/v1alpha1", "Rollout", "Rollout"],
    ["serving.knative.dev/v1", "Service", "KnativeService"],
  ])("%s %s runs pods", (apiVersion, kind, type) => {
    const unit = model({
      "a.yaml": `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\nspec: {template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: a}]}}}`,
    });
    expect(one(unit, `${type}.default.a`).meta).toMatchObject({
      podSpec: ["spec", "template", "spec"],
      podLabels: { app: "a" },
    });
  });

  it("a Template holds objects, and its parameters are placeholders", () => {
    const unit = model({
      "a.yaml":
        "apiVersion: template.openshift.io/v1\nkind: Template\nmetadata: {name: t}\nobjects:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: a}\n  spec: {hostNetwork: '${{HOST}}', containers: [{name: a, image: a}]}\n",
    });
    expect(unit.resources.map(({ key }) => key)).toEqual(["Pod.default.a"]);
  });
});
