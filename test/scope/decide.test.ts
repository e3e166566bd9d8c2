import { describe, expect, test } from "vitest";
import type { ScopeConfig } from "../../src/config/config.ts";
import type { Unit } from "../../src/model/resource.ts";
import { decideScope } from "../../src/scope/decide.ts";
import { model as kubernetes } from "../model/kubernetes/build.ts";
import { model as terraform } from "../model/terraform/harness.ts";

/** `phi, rule` of every resource, by key. */
function decided(unit: Unit, config: ScopeConfig): Record<string, string> {
  decideScope(unit, config);
  return Object.fromEntries(
    unit.resources.map(({ key, scope }) => [key, `${scope?.phi}: ${scope?.phiRule}`]),
  );
}

function root(files: Record<string, string>): Unit {
  const [unit] = terraform(files);
  if (!unit) throw new Error("no unit");
  return unit;
}

const byTag: ScopeConfig = { phi: [{ name: "clinical data", tags: { "data-classification": "phi" } }] };

describe("tags", () => {
  test("keys fold case, dash and underscore, values case; nothing else matches", () => {
    const unit = root({
      "main.tf": `
resource "aws_s3_bucket" "a" { tags = { DataClassification = "PHI" } }
resource "aws_s3_bucket" "b" { tags = { data_classification = "public" } }
resource "google_storage_bucket" "c" { labels = { "data-classification" = "phi" } }
resource "aws_autoscaling_group" "d" {
  tag {
    key = "data-classification"
    value = "phi"
    propagate_at_launch = true
  }
}
`,
    });
    expect(decided(unit, byTag)).toEqual({
      "aws_s3_bucket.a": 'yes: scope.phi[0] "clinical data"',
      "aws_s3_bucket.b": "unknown: no rule matched",
      "google_storage_bucket.c": 'yes: scope.phi[0] "clinical data"',
      "aws_autoscaling_group.d": 'yes: scope.phi[0] "clinical data"',
    });
  });

  test("a value that is not known may match, unless another key rules the resource out", () => {
    const unit = root({
      "main.tf": `
variable "class" {}
resource "aws_s3_bucket" "a" { tags = { data-classification = var.class } }
resource "aws_sqs_queue" "b" { tags = { data-classification = var.class } }
resource "aws_s3_bucket" "c" { tags = var.class }
`,
    });
    const config = { phi: [{ tags: { "data-classification": "phi" }, types: ["aws_s3_*"] }] };
    expect(decided(unit, config)).toEqual({
      "aws_s3_bucket.a": "unknown: scope.phi[0] may match: a label is not known",
      "aws_sqs_queue.b": "unknown: no rule matched",
      "aws_s3_bucket.c": "unknown: scope.phi[0] may match: a label is not known",
    });
  });

  test("the provider's default tags count, and the resource's own win", () => {
    const unit = root({
      "main.tf": `
provider "aws" {
  default_tags { tags = { data-classification = "phi" } }
}
resource "aws_s3_bucket" "a" {}
resource "aws_s3_bucket" "b" { tags = { data-classification = "public" } }
`,
    });
    const all = decided(unit, byTag);
    expect(all["aws_s3_bucket.a"]).toMatch(/^yes/);
    expect(all["aws_s3_bucket.b"]).toMatch(/^unknown/);
  });
});

describe("which rule wins", () => {
  const unit = () =>
    root({
      "clinical/main.tf": 'resource "aws_s3_bucket" "a" {}\nresource "aws_s3_bucket" "logs" {}\n',
    });

  test("phi over noPhi, a rule over what is otherwise", () => {
    const config: ScopeConfig = {
      phi: [{ addresses: ["aws_s3_bucket.a"] }],
      noPhi: [{ paths: ["clinical"] }],
      otherwise: "no",
    };
    expect(decided(unit(), config)).toEqual({
      "aws_s3_bucket.a": "yes: scope.phi[0]",
      "aws_s3_bucket.logs": "no: scope.noPhi[0]",
    });
  });

  test("what no rule names is unknown, or what otherwise says", () => {
    const phi = [{ types: ["aws_db_*"] }];
    expect(new Set(Object.values(decided(unit(), { phi })))).toEqual(new Set(["unknown: no rule matched"]));
    expect(new Set(Object.values(decided(unit(), { phi, otherwise: "no" })))).toEqual(
      new Set(["no: scope.otherwise"]),
    );
  });

  test("a selector without any key picks nothing", () => {
    expect(new Set(Object.values(decided(unit(), { phi: [{ name: "empty" }] })))).toEqual(
      new Set(["unknown: no rule matched"]),
    );
  });

  test.each([
    [["clinical"], true],
    [["clinical/**"], true],
    [["./clinical/"], true],
    [["**/main.tf"], true],
    [["main.tf"], true],
    [["*/main.tf"], true],
    [["other/**", "clin"], false],
    [["/main.tf"], false],
  ])("paths %j: %j", (paths, isPicked) => {
    const all = decided(unit(), { phi: [{ paths }] });
    expect(all["aws_s3_bucket.a"]?.startsWith("yes")).toBe(isPicked);
  });
});

describe("what is inherited", () => {
  const files = {
    "main.tf": `
module "clinical" {
  source = "./db"
  tags = { data-classification = "phi" }
}
module "marketing" {
  source = "./db"
  tags = { data-classification = "public" }
}
resource "aws_volume_attachment" "a" {
  instance_id = aws_instance.ehr.id
  volume_id = aws_ebs_volume.data.id
}
resource "aws_instance" "ehr" { tags = { data-classification = "phi" } }
resource "aws_ebs_volume" "data" {}
`,
    "db/main.tf": `
variable "tags" {}
resource "aws_db_instance" "this" {}
resource "aws_db_instance" "replica" { replicate_source_db = aws_db_instance.this.identifier }
`,
  };

  test("a database in a module that was called with a PHI tag, and its replica", () => {
    const all = decided(root(files), byTag);
    const rule = 'scope.phi[0] "clinical data", by the tags of the module call';
    expect(all["module.clinical.aws_db_instance.this"]).toBe(`yes: ${rule}`);
    expect(all["module.clinical.aws_db_instance.replica"]).toBe(`yes: ${rule}`);
    expect(all["module.marketing.aws_db_instance.this"]).toBe("unknown: no rule matched");
  });

  test("a volume of a machine that holds ePHI", () => {
    expect(decided(root(files), byTag)["aws_ebs_volume.data"]).toBe(
      'yes: scope.phi[0] "clinical data", from aws_volume_attachment.a',
    );
  });

  test("an address of a module covers what lies in it", () => {
    const all = decided(root(files), { phi: [{ addresses: ["module.marketing"] }] });
    expect(
      Object.entries(all)
        .filter(([, one]) => one.startsWith("yes"))
        .map(([key]) => key)
        .sort(),
    ).toEqual(["module.marketing.aws_db_instance.replica", "module.marketing.aws_db_instance.this"]);
  });

  test("what a rule names itself is not overruled by a holder", () => {
    const all = decided(root(files), { ...byTag, noPhi: [{ types: ["aws_ebs_volume"] }] });
    expect(all["aws_ebs_volume.data"]).toBe("no: scope.noPhi[0]");
  });
});

describe("Kubernetes", () => {
  const text = `
apiVersion: v1
kind: Namespace
metadata: { name: fhir, labels: { phi: "true" } }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: clinic }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ehr, namespace: clinic }
spec:
  template:
    metadata: { labels: { app: ehr, phi: "true" } }
    spec:
      containers: [{ name: db, image: postgres }]
      volumes: [{ name: d, persistentVolumeClaim: { claimName: data } }]
---
apiVersion: v1
kind: Service
metadata: { name: ehr, namespace: clinic }
spec: { selector: { app: ehr } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: c, namespace: fhir }
`;

  test("labels of the object, its pods and its namespace; a claim and a Service follow their workload", () => {
    const all = decided(kubernetes({ "a.yaml": text }), { phi: [{ labels: { phi: "true" } }] });
    expect(all).toEqual({
      "Namespace.default.fhir": "yes: scope.phi[0]",
      "PersistentVolumeClaim.clinic.data": "yes: scope.phi[0], from StatefulSet.clinic.ehr",
      "StatefulSet.clinic.ehr": "yes: scope.phi[0]",
      "Service.clinic.ehr": "yes: scope.phi[0], from StatefulSet.clinic.ehr",
      "ConfigMap.fhir.c": "yes: scope.phi[0]",
    });
  });

  test("namespaces", () => {
    const all = decided(kubernetes({ "a.yaml": text }), { phi: [{ namespaces: ["clin*"] }] });
    expect(Object.keys(all).filter((key) => all[key]?.startsWith("yes"))).toHaveLength(3);
  });
});

test.each<[string, ScopeConfig, string]>([
  ["inside when nothing is said", {}, "in: no rule matched"],
  ["unknown once something is listed", { soc2: { in: [{ types: ["x"] }] } }, "unknown: no rule matched"],
  [
    "in over out",
    { soc2: { in: [{ types: ["aws_*"] }], out: [{ types: ["aws_*"] }] } },
    "in: scope.soc2.in[0]",
  ],
  ["out", { soc2: { out: [{ types: ["aws_*"] }] } }, "out: scope.soc2.out[0]"],
  ["otherwise", { soc2: { otherwise: "out" } }, "out: scope.soc2.otherwise"],
])("SOC 2 boundary: %s", (_, config, expected) => {
  const unit = root({ "main.tf": 'resource "aws_s3_bucket" "a" {}\n' });
  decideScope(unit, config);
  const scope = unit.resources[0]?.scope;
  expect(`${scope?.soc2}: ${scope?.soc2Rule}`).toBe(expected);
});
