import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/judge/finding.ts";
import { Judge } from "../../src/judge/judge.ts";
import type { Resource } from "../../src/model/resource.ts";
import { at } from "../../src/text/span.ts";
import {
  hidden,
  judged,
  optionsOf,
  policyOf,
  resourceOf,
  scoped,
  site,
  tf,
  unitOf,
  valueFrom,
  verdictOf,
} from "./build.ts";

const text = `resource "aws_db_instance" "ehr" {
  storage_encrypted = false
  options {
    tls = no_such
  }
}
`;
const source = tf("main.tf", text);
const options = {
  kind: "object",
  entries: new Map(),
  at: at(source, text.indexOf("options"), text.indexOf("  }")),
};
const data = { storage_encrypted: false, options: [options] };
const fail = verdictOf([site(["storage_encrypted"], "fail")]);

function one(resource: Resource, verdict = fail, more: Parameters<typeof judged>[1] = {}): Finding {
  const { findings } = judged([[unitOf([resource]), [verdict]]], more);
  expect(findings).toHaveLength(1);
  return findings[0] as Finding;
}

function lineOf(finding: Finding): number {
  return finding.at.source.lines.at(finding.at.start).line;
}

describe("a finding lands on", () => {
  test.each<[string, Array<string | number>, number, string]>([
    ["the attribute, with its key", ["storage_encrypted"], 2, "storage_encrypted = false"],
    ["the block that should hold it", ["options", 0, "tls"], 3, text.slice(options.at.start, options.at.end)],
    ["the head, when all is absent", ["kms_key_id"], 1, 'resource "aws_db_instance" "ehr" {'],
    ["the head, for the resource itself", [], 1, 'resource "aws_db_instance" "ehr" {'],
    [
      "the head, for a block that is absent",
      ["monitoring", 0, "on"],
      1,
      'resource "aws_db_instance" "ehr" {',
    ],
  ])("%s", (_, path, line, shown) => {
    const finding = one(resourceOf(source, data), verdictOf([site(path, "fail")]));
    expect(lineOf(finding)).toBe(line);
    expect(source.text.slice(finding.at.start, finding.at.end)).toBe(shown);
  });

  test.each([
    ["", ""],
    ["behind a comment", " # why: see below"],
  ])("the key of a mapping that begins on the next line %s", (_, comment) => {
    const yaml = tf("a.yaml", `spec:\n  securityContext:${comment}\n    privileged: true\n`);
    const start = yaml.text.indexOf("privileged");
    const context = { kind: "object", entries: new Map(), at: at(yaml, start, yaml.text.length) };
    const resource = resourceOf(yaml, { spec: { securityContext: context } });
    for (const path of [
      ["spec", "securityContext"],
      ["spec", "securityContext", "runAsNonRoot"],
    ]) {
      expect(lineOf(one(resource, verdictOf([site(path, "fail")])))).toBe(2);
    }
  });

  test("the text that set a value elsewhere", () => {
    const vars = tf("prod.tfvars", "encrypted = false\n");
    const value = { kind: "bool", value: false, at: at(vars, 12, 17) };
    const finding = one(resourceOf(source, { storage_encrypted: value }));
    expect([finding.at.source.path, finding.at.start, finding.at.end]).toEqual(["prod.tfvars", 12, 17]);
  });

  test("the companion that holds the path", () => {
    const other = tf("other.tf", "resource x {\n  block = false\n}\n");
    const companion = resourceOf(other, { block: false }, { address: "aws_x.y", key: "aws_x.y" });
    const verdict = verdictOf([site(["block"], "fail", { in: "aws_x.y" })]);
    const { findings } = judged([[unitOf([resourceOf(source, data), companion]), [verdict]]]);
    expect(findings.map((f) => [f.at.source.path, f.site, f.resource.address])).toEqual([
      ["other.tf", "aws_x.y.block", "aws_db_instance.ehr"],
    ]);
  });

  test("the innermost call in the repository, for a downloaded module", () => {
    const outer = tf("envs/main.tf", "module outer {\n}\n");
    const calls = tf("main.tf", "module a {\n}\n");
    const inner = tf(".terraform/modules/a/main.tf", "module b {}\n");
    const deepest = tf(".terraform/modules/a.b/main.tf", "resource {\n}\n");
    const via = [
      { at: at(outer, 0, 12), what: "module.outer" },
      { at: at(calls, 0, 10), what: "module.a" },
      { at: at(inner, 0, 8), what: "module.b" },
    ];
    const address = "module.a.module.b.aws_db_instance.ehr";
    const finding = one(resourceOf(deepest, {}, { address, key: "aws_db_instance.ehr", via }));
    expect([finding.at.source.path, finding.at.end]).toEqual(["main.tf", 10]);
    expect(finding.via.map((frame) => [frame.at.source.path, frame.what])).toEqual([
      ["envs/main.tf", "module.outer"],
      [".terraform/modules/a/main.tf", "module.b"],
      [".terraform/modules/a.b/main.tf", address],
    ]);
  });
});

describe("an unknown has the cause", () => {
  const unknown = (path: Array<string | number>, more = {}) => verdictOf([site(path, "unknown", more)]);
  const variable = { storage_encrypted: hidden(source, "variable", "var.encrypted") };
  test.each<[string, Resource, Finding["cause"], string | undefined, object]>([
    ["of its site", resourceOf(source, {}), "version", undefined, { cause: "version" }],
    ["of the value on its path", resourceOf(source, variable), "variable", "var.encrypted", {}],
    [
      "of a value under its path",
      resourceOf(source, { storage_encrypted: [1, hidden(source, "data", "d")] }),
      "data",
      "d",
      {},
    ],
    [
      "of an unknown instance",
      resourceOf(source, {}, { unknownInstance: "computed" }),
      "computed",
      undefined,
      {},
    ],
    [
      "of the first unknown in the resource",
      resourceOf(source, { x: { y: hidden(source, "function") } }),
      "function",
      undefined,
      {},
    ],
  ])("%s", (_, resource, cause, detail, more) => {
    const finding = one(resource, unknown(["storage_encrypted"], more));
    expect([finding.verdict, finding.cause, finding.detail]).toEqual(["unknown", cause, detail]);
  });

  test("of a module that is missing from the unit", () => {
    const unit = unitOf([resourceOf(source, {})], { missing: [{ what: "module.vpc", cause: "module" }] });
    const { findings } = judged([[unit, [unknown(["storage_encrypted"])]]]);
    expect([findings[0]?.cause, findings[0]?.detail]).toEqual(["module", "module.vpc"]);
  });

  test("of a companion that could not be tied", () => {
    const companion = resourceOf(source, { bucket: hidden(source, "computed") }, { address: "c", key: "c" });
    const unit = unitOf([resourceOf(source, {}), companion], { dangling: new Map([["encryption", ["c"]]]) });
    expect(judged([[unit, [unknown(["storage_encrypted"])]]]).findings[0]?.cause).toBe("computed");
  });

  test("or else the policy is reported", () => {
    const { findings, diagnostics } = judged([[unitOf([resourceOf(source, {})]), [unknown(["a"])]]]);
    expect(findings[0]?.cause).toBeUndefined();
    expect(diagnostics.map((one) => one.code)).toEqual(["policy-invalid-verdict"]);
  });
});

describe("severity and message follow the grade", () => {
  const policy = policyOf({
    grades: { phi: "critical" },
    messages: { phi: "{address} holds ePHI and allows {port} at {site}" },
    message: "{type} {name} {nothing} {port}",
  });
  test.each<[string | undefined, string, string]>([
    [undefined, "high", "aws_db_instance ehr {nothing} {name}"],
    ["default", "high", "aws_db_instance ehr {nothing} {name}"],
    ["phi", "critical", "aws_db_instance.ehr holds ePHI and allows {name} at storage_encrypted"],
  ])("%s", (grade, severity, message) => {
    const given = site(["storage_encrypted"], "fail", { facts: { port: "{name}" }, ...(grade && { grade }) });
    const finding = one(resourceOf(source, data), verdictOf([given]), { policies: [policy] });
    expect([finding.severity, finding.message]).toEqual([severity, message]);
  });

  test("a grade that the policy lacks is reported", () => {
    const verdict = verdictOf([site([], "fail", { grade: "constructor" })]);
    const { findings, diagnostics } = judged([[unitOf([resourceOf(source, data)]), [verdict]]]);
    expect(findings[0]?.severity).toBe("high");
    expect(diagnostics.map((one) => one.code)).toEqual(["policy-invalid-verdict"]);
  });

  test("only a failing finding says what is wrong", () => {
    const pass = one(resourceOf(source, data), verdictOf([site(["storage_encrypted"], "pass")]));
    expect(pass.message).toBe("Database storage is encrypted");
  });
});

describe("sites and verdicts", () => {
  test("each failing, unknown and passing site is a finding, in the order of the file", () => {
    const sites = [
      site(["z"], "pass"),
      site(["storage_encrypted"], "fail"),
      site(["u"], "unknown", { cause: "version" }),
    ];
    const { findings, counts } = judged([[unitOf([resourceOf(source, data)]), [verdictOf(sites)]]]);
    expect(findings.map((f) => [f.site, f.verdict])).toEqual([
      ["u", "unknown"],
      ["z", "pass"],
      ["storage_encrypted", "fail"],
    ]);
    expect(counts.byVerdict).toEqual({ fail: 1, unknown: 1, pass: 1, "not-applicable": 0 });
  });

  test.each<["pass" | "not-applicable", string | undefined]>([
    ["pass", undefined],
    ["not-applicable", "replica"],
  ])("a %s without sites is one finding for the resource", (outcome, reason) => {
    const verdict = verdictOf([], { outcome, ...(reason && { reason }) });
    const finding = one(resourceOf(source, data), verdict);
    expect([finding.verdict, finding.reason, finding.site, lineOf(finding)]).toEqual([
      outcome,
      reason,
      undefined,
      1,
    ]);
  });

  test("a verdict on nothing that exists is reported", () => {
    const { findings, diagnostics } = judged([[unitOf([]), [fail]]]);
    expect([findings.length, diagnostics[0]?.code]).toEqual([0, "policy-invalid-verdict"]);
  });

  test("sites are named as people name them", () => {
    const values = {
      spec: { containers: [{ name: "web", env: [{ name: "A" }, { name: "DB_PASSWORD", value: "x" }] }] },
      metadata: { annotations: { "example.org/x": "y" } },
      ingress: [{ from_port: 22, cidr_blocks: ["0.0.0.0/0"] }],
    };
    const paths: Array<Array<string | number>> = [
      ["spec", "containers", 0, "env", 1],
      ["metadata", "annotations", "example.org/x"],
      ["ingress", 0, "cidr_blocks", 0],
    ];
    const verdict = verdictOf(paths.map((path) => site(path, "fail")));
    const { findings } = judged([[unitOf([resourceOf(source, values)]), [verdict]]]);
    expect(findings.map((f) => f.site).sort()).toEqual([
      "ingress[0].cidr_blocks[0]",
      'metadata.annotations["example.org/x"]',
      "spec.containers[name=web].env[DB_PASSWORD]",
    ]);
  });
});

describe("merging", () => {
  const instances = ['aws_db_instance.b["y"]', "aws_db_instance.a", 'aws_db_instance.b["x"]'].map((address) =>
    resourceOf(source, data, { address }),
  );
  const verdicts = instances.map(({ key }) =>
    verdictOf([site(["storage_encrypted"], "fail")], { resource: key }),
  );

  test("instances that show the same at one place are one finding, whatever their order", () => {
    const forward = judged([[unitOf(instances), verdicts]]);
    const backward = judged([[unitOf([...instances].reverse()), [...verdicts].reverse()]]);
    expect(forward.findings.map((f) => f.addresses)).toEqual([
      ["aws_db_instance.a", 'aws_db_instance.b["x"]', 'aws_db_instance.b["y"]'],
    ]);
    expect(backward).toEqual(forward);
    expect(forward.requirements.hipaa[0]?.counts.fail).toBe(3);
  });

  test("different sites, verdicts and policies at one place stay apart", () => {
    const resource = resourceOf(source, data);
    const apart = [
      verdictOf([site(["a"], "fail"), site(["b"], "fail")]),
      verdictOf([site(["a"], "fail")], { policy: "other" }),
    ];
    const policies = [policyOf(), policyOf({ id: "other" })];
    expect(judged([[unitOf([resource]), apart]], { policies }).findings).toHaveLength(3);
  });

  test("no two findings share a fingerprint", () => {
    const other = tf("more.tf", "resource y {}\n");
    const twice = [resourceOf(source, {}), resourceOf(other, {}, { key: "aws_db_instance.ehr#2" })];
    const given = twice.map(({ key }) => verdictOf([site(["a"], "fail")], { resource: key }));
    const { findings } = judged([[unitOf(twice), given]]);
    expect(new Set(findings.map((f) => f.fingerprint)).size).toBe(2);
  });
});

describe("references", () => {
  const cited = (
    more: Parameters<typeof judged>[1] = {},
    resource: Partial<Resource> = {},
    facts = {},
  ): string[] => {
    const verdict = verdictOf([site(["storage_encrypted"], "fail", { facts })]);
    const { hipaa, soc2 } = one(resourceOf(source, data, resource), verdict, more).requirements;
    return [
      ...hipaa.map((r) => `${r.citation} ${r.strength}`),
      ...soc2.map((r) => `${r.criterion} ${r.strength}`),
    ];
  };
  const all = ["H-addressable direct", "S1 direct", "S2 supporting"];
  test.each<[string, Parameters<typeof cited>, string[]]>([
    ["of the control, with strengths", [], all],
    [
      "narrowed by the policy, never widened",
      [{ policies: [policyOf({ references: { soc2: ["S1", "H-process"] } })] }],
      all.slice(0, 2),
    ],
    ["narrowed to none", [{ policies: [policyOf({ references: { hipaa: [], soc2: [] } })] }], []],
    [
      "lowered by the policy",
      [{ policies: [policyOf({ references: { supporting: true } })] }],
      ["H-addressable supporting", "S1 supporting", "S2 supporting"],
    ],
    ["of the chosen framework", [{ frameworks: ["soc2"] }], all.slice(1)],
    ["a fact that is stated", [{}, {}, { internet_facing: true }], [...all, "S3 direct"]],
    ["a fact that is denied", [{}, {}, { internet_facing: false }], all],
    [
      "ePHI that is known",
      [{}, { scope: scoped("yes") }],
      ["H-addressable direct", "H-phi direct", ...all.slice(1)],
    ],
    ["ePHI that is ruled out", [{}, { scope: scoped("no") }], all.slice(1)],
    [
      "a switch of the profile",
      [{ organization: { clearinghouse: true } }],
      ["H-addressable direct", "H-clearing direct", ...all.slice(1)],
    ],
    ["none for a process control", [{ policies: [policyOf({ control: "risk-assessment" })] }], []],
  ])("%s", (_, given, expected) => {
    expect(cited(...given)).toEqual(expected);
  });
});

describe("assumptions", () => {
  const outside = verdictOf([site([], "unknown", { cause: "outside-scan", reason: "account-baseline" })]);
  const assume = [{ name: "account-baseline", owner: "platform", date: "2026-11-01" }];
  test("an assumed baseline passes, and is printed", () => {
    const result = judged([[unitOf([resourceOf(source, data)]), [outside]]], { assume });
    expect(result.findings.map((f) => [f.verdict, f.cause, f.assumption?.owner])).toEqual([
      ["pass", undefined, "platform"],
    ]);
    expect(result.assumptions).toEqual([{ ...assume[0], findings: 1 }]);
    expect(result.requirements.hipaa[0]?.state).toBe("no-contradiction");
  });

  test.each<[string, Parameters<typeof judged>[1], typeof outside]>([
    ["another baseline", { assume: [{ name: "cluster-baseline", owner: "o", date: "d" }] }, outside],
    ["what this root owns", { assume, declares: ["account-baseline"] }, outside],
    [
      "another cause",
      { assume },
      verdictOf([site([], "unknown", { cause: "version", reason: "account-baseline" })]),
    ],
    ["a failure", { assume }, verdictOf([site([], "fail", { reason: "account-baseline" })])],
  ])("%s is not assumed", (_, options, verdict) => {
    const result = judged([[unitOf([resourceOf(source, data)]), [verdict]]], options);
    expect(result.findings[0]?.verdict).toBe(verdict.outcome);
    expect(result.assumptions).toEqual([]);
  });
});

describe("the gate", () => {
  const policies = [
    policyOf(),
    policyOf({ id: "low", severity: "low" }),
    policyOf({ id: "top", severity: "critical" }),
  ];
  const verdicts = policies.map(({ id }) => verdictOf([site([], "fail")], { policy: id }));
  test.each<["critical" | "high" | "medium" | "low" | "none", number]>([
    ["critical", 1],
    ["high", 2],
    ["medium", 2],
    ["low", 3],
    ["none", 0],
  ])("at %s counts %i", (failOn, failing) => {
    const { gate } = judged([[unitOf([resourceOf(source, data)]), verdicts]], { policies, failOn });
    expect(gate).toEqual({ failOn, failing });
  });
});

test("only what touches the named files is reported, through calls too", () => {
  const caller = tf("envs/main.tf", "module a {}\n");
  const direct = resourceOf(tf("a.tf", "resource {}\n"), {}, { address: "a", key: "a" });
  const called = resourceOf(
    tf("m/b.tf", "resource {}\n"),
    {},
    {
      address: "b",
      key: "b",
      via: [{ at: at(caller, 0, 6), what: "module.a" }],
    },
  );
  const verdicts = [direct, called].map(({ key }) => verdictOf([site([], "fail")], { resource: key }));
  const only = (path: string) =>
    judged([[unitOf([direct, called]), verdicts]], { only: new Set([path]) }).findings.map(
      (f) => f.resource.address,
    );
  expect([only("a.tf"), only("m/b.tf"), only("envs/main.tf"), only("c.tf")]).toEqual([
    ["a"],
    ["b"],
    ["b"],
    [],
  ]);
});

test("fifty thousand findings take a few seconds at most", () => {
  const big = tf("big.tf", `${"resource x {\n  storage_encrypted = false\n}\n".repeat(50)}`);
  const resources = Array.from({ length: 10_000 }, (_, i) => {
    const name = `aws_db_instance.x${i}`;
    return resourceOf(
      big,
      { a: valueFrom(big, { b: 1 }) },
      { address: name, head: at(big, i % 1000, (i % 1000) + 1) },
    );
  });
  const verdicts = resources.map(({ key }) =>
    verdictOf(
      ["a", "b", "c", "d", "e"].map((name) => site([name], name < "c" ? "fail" : "pass")),
      { resource: key },
    ),
  );
  const judge = new Judge(optionsOf());
  const started = performance.now();
  judge.add(unitOf(resources), verdicts);
  const result = judge.finish({ files: 1, diagnostics: [], notScanned: [] });
  const took = performance.now() - started;
  console.log(`50,000 sites: ${Math.round(took)} ms, ${result.findings.length} findings`);
  expect(took).toBeLessThan(8000);
});
