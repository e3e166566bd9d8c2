import { describe, expect, it } from "vitest";
import type { Resource } from "../../../../src/model/resource.ts";
import { follow, type Step } from "../../../../src/model/value.ts";
import { resourcesOf } from "../../../support/virtual.ts";
import { plain } from "../../kubernetes/build.ts";

const app = `
variable "namespace" {}
variable "privileged" {}
locals {
  labels = { app = "fhir" }
}
resource "kubernetes_namespace" "clinic" {
  metadata {
    name = var.namespace
  }
}
resource "kubernetes_deployment_v1" "fhir" {
  metadata {
    name      = "fhir"
    namespace = kubernetes_namespace.clinic.metadata[0].name
    labels    = local.labels
  }
  spec {
    replicas = "3"
    selector {
      match_labels = local.labels
    }
    template {
      metadata {
        labels = local.labels
      }
      spec {
        host_pid             = "true"
        service_account_name = kubernetes_service_account_v1.fhir.metadata[0].name
        init_container {
          name  = "migrate"
          image = "registry.example/migrate:1"
        }
        container {
          name  = "app"
          image = "registry.example/fhir:\${var.namespace}"
          env {
            name = "DB_PASSWORD"
            value_from {
              secret_key_ref {
                name = kubernetes_secret.db.metadata.0.name
                key  = "password"
              }
            }
          }
          port {
            container_port = 8080
          }
          security_context {
            privileged                 = var.privileged
            run_as_user                = ""
            capabilities {
              add = ["SYS_ADMIN"]
            }
          }
          liveness_probe {
            http_get {
              path = "/health"
              port = 8080
            }
          }
          volume_mount {
            name       = "data"
            mount_path = "/data"
          }
        }
        volume {
          name = "data"
          host_path {
            path = "/srv"
          }
        }
      }
    }
  }
}
resource "kubernetes_service_account_v1" "fhir" {
  metadata {
    name      = "fhir"
    namespace = kubernetes_namespace.clinic.id
  }
}
resource "kubernetes_secret" "db" {
  metadata {
    name      = "db"
    namespace = var.namespace
  }
  data = {
    password = "hunter2"
  }
  binary_data = {
    key = "aHVudGVyMg=="
  }
}
resource "kubernetes_network_policy_v1" "fhir" {
  metadata {
    name      = "fhir"
    namespace = var.namespace
  }
  spec {
    pod_selector {
      match_labels = { app = "fhir" }
    }
    policy_types = ["Ingress"]
    ingress {
      ports {
        port = "8080"
      }
      from {
        namespace_selector {}
      }
    }
  }
}
resource "kubernetes_cluster_role_binding" "admin" {
  metadata {
    name = "admin"
  }
  role_ref {
    api_group = "rbac.authorization.k8s.io"
    kind      = "ClusterRole"
    name      = "cluster-admin"
  }
  subject {
    kind = "ServiceAccount"
    name = "fhir"
  }
}
`;

async function one(type: string, text = app): Promise<Resource> {
  const [found, ...others] = await resourcesOf({ "main.tf": text }, type);
  if (!found || others.length > 0) throw new Error(`${others.length + (found ? 1 : 0)} of ${type}`);
  return found;
}

function at(resource: Resource, ...path: Step[]): unknown {
  const { value, rest } = follow(resource.values, path);
  return rest.length > 0 ? undefined : plain(value);
}

/** The source text of the value at a path. */
function written(resource: Resource, ...path: Step[]): string {
  const { source, start, end } = follow(resource.values, path).value.at;
  return source.text.slice(start, end);
}

const pod = ["spec", "template", "spec"] as const;

describe("a typed resource", () => {
  it("is the object that the provider sends, with Terraform's key and address", async () => {
    const found = await one("Deployment");
    expect(found.address).toBe("kubernetes_deployment_v1.fhir");
    expect(found.meta).toMatchObject({
      terraformType: "kubernetes_deployment_v1",
      apiVersion: "apps/v1",
      podSpec: ["spec", "template", "spec"],
      podLabels: { app: "fhir" },
    });
    expect(at(found, "metadata", "labels")).toEqual({ app: "fhir" });
    expect(at(found, ...pod, "initContainers", 0, "name")).toBe("migrate");
    expect(at(found, ...pod, "containers", 0, "ports")).toEqual([{ containerPort: 8080 }]);
    expect(at(found, ...pod, "containers", 0, "env", 0, "valueFrom")).toEqual({
      secretKeyRef: { name: "db", key: "password" },
    });
    expect(at(found, ...pod, "containers", 0, "livenessProbe", "httpGet", "path")).toBe("/health");
    expect(at(found, ...pod, "volumes")).toEqual([{ name: "data", hostPath: { path: "/srv" } }]);
    expect(at(found, ...pod, "containers", 0, "volumeMounts", 0, "mountPath")).toBe("/data");
  });

  it("keeps each value's place, and what its schema says of its type", async () => {
    const found = await one("Deployment");
    expect(at(found, ...pod, "hostPID")).toBe(true);
    expect(written(found, ...pod, "hostPID")).toBe('"true"');
    expect(written(found, ...pod, "containers", 0, "securityContext", "capabilities", "add", 0)).toBe(
      '"SYS_ADMIN"',
    );
    expect(written(found, ...pod, "containers", 0)).toBe("container");
  });

  it("leaves unknown what is unknown, and absent what says nothing", async () => {
    const found = await one("Deployment");
    const context = at(found, ...pod, "containers", 0, "securityContext");
    expect(context).toEqual({
      privileged: { unknown: "variable", detail: "var.privileged" },
      capabilities: { add: ["SYS_ADMIN"] },
    });
    expect(at(found, ...pod, "containers", 0, "image")).toMatchObject({ unknown: "variable" });
    expect(at(found, "metadata", "annotations")).toBeUndefined();
    expect(at(found, ...pod, "securityContext")).toBeUndefined();
  });

  it("has the provider's defaults where they differ from Kubernetes' own", async () => {
    expect(at(await one("Deployment"), ...pod, "automountServiceAccountToken")).toBe(true);
    expect(at(await one("ClusterRoleBinding"), "subjects", 0, "namespace")).toBe("default");
  });

  it("is tied to the others by names, also by those that only a variable tells", async () => {
    const found = await one("Deployment");
    const links = found.links.map(({ name, to, inferred }) => `${name} ${to}${inferred ? "?" : ""}`).sort();
    expect(links).toEqual([
      "namespaceObject kubernetes_namespace.clinic",
      "networkPolicies kubernetes_network_policy_v1.fhir",
      "secrets kubernetes_secret.db",
      "serviceAccount kubernetes_service_account_v1.fhir",
    ]);
    expect(found.meta.netpolInNamespace).toBe(true);
  });

  it("gives the data of a Secret as text, and binary data as base64", async () => {
    const found = await one("Secret");
    expect(at(found, "stringData")).toEqual({ password: "hunter2" });
    expect(at(found, "data")).toEqual({ key: "aHVudGVyMg==" });
  });

  it("does not say that an object is missing which a name it cannot know may be", async () => {
    const text = `
variable "labels" {}
resource "kubernetes_pod" "a" {
  metadata {
    name   = "a"
    labels = var.labels
  }
  spec {
    container {
      name = "a"
    }
  }
}
resource "kubernetes_network_policy" "b" {
  metadata {
    name = "b"
  }
  spec {
    pod_selector {
      match_labels = { app = "b" }
    }
    policy_types = ["Ingress"]
  }
}`;
    const found = await one("Pod", text);
    expect(found.links).toContainEqual({
      name: "networkPolicies",
      to: "kubernetes_network_policy.b",
      inferred: true,
    });
  });

  it("keeps a dynamic block of an unknown collection unknown", async () => {
    const text = `
variable "ports" {}
resource "kubernetes_pod_v1" "a" {
  metadata {
    name = "a"
  }
  spec {
    container {
      name = "a"
      dynamic "security_context" {
        for_each = var.ports
        content {
          privileged = true
        }
      }
    }
  }
}`;
    const found = await one("Pod", text);
    expect(at(found, "spec", "containers", 0, "securityContext")).toMatchObject({ unknown: "variable" });
  });

  it("stands alone where another provider configuration reaches another cluster", async () => {
    const text = `
provider "kubernetes" {
  alias = "b"
}
resource "kubernetes_pod" "a" {
  metadata {
    name   = "a"
    labels = { app = "a" }
  }
  spec {
    container {
      name = "a"
    }
  }
}
resource "kubernetes_network_policy" "b" {
  provider = kubernetes.b
  metadata {
    name = "b"
  }
  spec {
    pod_selector {}
    policy_types = ["Ingress"]
  }
}`;
    expect((await one("Pod", text)).links).toEqual([]);
  });
});

describe("a manifest in Terraform", () => {
  it("is the object that kubernetes_manifest holds", async () => {
    const text = `
resource "kubernetes_manifest" "a" {
  manifest = {
    apiVersion = "v1"
    kind       = "Pod"
    metadata   = { name = "a" }
    spec       = { hostNetwork = true, containers = [{ name = "a" }] }
  }
}`;
    const found = await one("Pod", text);
    expect(found.address).toBe("kubernetes_manifest.a");
    expect(at(found, "spec", "hostNetwork")).toBe(true);
    expect(written(found, "spec", "hostNetwork")).toBe("true");
  });

  it("is the object of kubectl_manifest's text, with places in the heredoc", async () => {
    const text = `
resource "kubectl_manifest" "a" {
  yaml_body = <<-YAML
    apiVersion: v1
    kind: Pod
    metadata: {name: a}
    spec:
      hostNetwork: true
      containers: []
  YAML
}`;
    const found = await one("Pod", text);
    const { at: place } = follow(found.values, ["spec", "hostNetwork"]).value;
    expect(place.source.path).toBe("main.tf");
    expect(place.source.lines.at(place.start).line).toBe(8);
    expect(written(found, "spec", "hostNetwork")).toBe("true");
  });

  it("reads a template, and leaves unknown what it inserts", async () => {
    const text = `
variable "host" {}
locals {
  name = "clinic"
}
resource "kubectl_manifest" "a" {
  yaml_body = <<YAML
apiVersion: v1
kind: Pod
metadata:
  name: \${local.name}
spec:
  hostNetwork: \${var.host}
  containers:
    - name: a
      image: "registry.example/a:\${var.host}"
YAML
}`;
    const found = await one("Pod", text);
    expect(found.name).toBe("clinic");
    expect(at(found, "spec", "hostNetwork")).toEqual({ unknown: "variable", detail: "var.host" });
    expect(at(found, "spec", "containers", 0, "image")).toMatchObject({ unknown: "variable" });
    const { at: place } = follow(found.values, ["spec", "hostNetwork"]).value;
    expect(place.source.text.slice(place.start, place.end)).toBe("hostNetwork: ${var.host}");
  });

  it("is judged as a file where the scan reads the same text as a file", async () => {
    const pods = await resourcesOf(
      {
        "main.tf": 'resource "kubectl_manifest" "a" {\n  yaml_body = file("${path.module}/pod.yaml")\n}\n',
        "pod.yaml":
          "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a}]}\n",
      },
      "Pod",
    );
    expect(pods.map(({ address }) => address)).toEqual(["Pod.default.a"]);
  });

  it("stays what it is when it holds no object, or its text is no YAML", async () => {
    const text = `
variable "x" {}
resource "kubernetes_manifest" "a" {
  manifest = var.x
}
resource "kubectl_manifest" "b" {
  yaml_body = "{ not: [yaml"
}`;
    expect(await resourcesOf({ "main.tf": text }, "kubernetes_manifest")).toHaveLength(1);
    expect(await resourcesOf({ "main.tf": text }, "kubectl_manifest")).toHaveLength(1);
  });
});
