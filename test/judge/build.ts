import type { PolicyMetadata } from "../../src/evaluate/catalogue.ts";
import type { Site, Verdict } from "../../src/evaluate/verdict.ts";
import { Judge, type JudgeOptions } from "../../src/judge/judge.ts";
import type { Requirements } from "../../src/judge/requirements.ts";
import type { ScanResult } from "../../src/judge/result.ts";
import type { Resource, Unit } from "../../src/model/resource.ts";
import { type Entry, unknown, type Value } from "../../src/model/value.ts";
import { Source } from "../../src/text/source.ts";
import { type At, at, type Span } from "../../src/text/span.ts";

/** Plain data as a value; the text of every scalar and key is looked up in the source, so that places are real. */
export function valueFrom(source: Source, data: unknown, where?: At): Value {
  const place = (text: string): At => {
    const start = source.text.indexOf(text);
    return start < 0 ? (where ?? at(source, 0, 0)) : at(source, start, start + text.length);
  };
  if (typeof data === "object" && data !== null && "kind" in data && "at" in data) return data as Value;
  if (data === null) return { kind: "null", at: place("null") };
  if (typeof data === "boolean") return { kind: "bool", value: data, at: place(String(data)) };
  if (typeof data === "number") return { kind: "number", value: data, at: place(String(data)) };
  if (typeof data === "string") return { kind: "string", value: data, at: place(data) };
  if (Array.isArray(data)) {
    const items = data.map((item) => valueFrom(source, item, where));
    return { kind: "list", items, at: items[0]?.at ?? where ?? at(source, 0, 0) };
  }
  const entries = new Map<string, Entry>();
  for (const [key, inner] of Object.entries(data as Record<string, unknown>)) {
    const keyAt = place(key);
    entries.set(key, { value: valueFrom(source, inner, keyAt), keyAt });
  }
  return { kind: "object", entries, at: where ?? at(source, 0, source.text.length) };
}

export function hidden(source: Source, cause: Parameters<typeof unknown>[0], detail?: string): Value {
  return unknown(cause, at(source, 0, 1), detail === undefined ? {} : { detail });
}

export function tf(path: string, text: string, root = "."): Source {
  return new Source(path, "terraform", text, root);
}

export function resourceOf(source: Source, data: unknown, more: Partial<Resource> = {}): Resource {
  const address = more.address ?? "aws_db_instance.ehr";
  const values = valueFrom(source, data);
  if (values.kind !== "object") throw new Error("values must be an object");
  const first = source.text.indexOf("\n");
  const folder = source.path.includes("/") ? source.path.slice(0, source.path.lastIndexOf("/")) : ".";
  return {
    key: address,
    address,
    type: "aws_db_instance",
    name: "ehr",
    folder,
    values,
    head: at(source, 0, first < 0 ? source.text.length : first),
    body: at(source, 0, source.text.length),
    via: [],
    meta: {},
    links: [],
    ...more,
  };
}

export function unitOf(resources: Resource[], more: Partial<Unit> = {}): Unit {
  return {
    id: "terraform:.",
    kind: "terraform",
    folder: ".",
    resources,
    dangling: new Map(),
    missing: [],
    diagnostics: [],
    notScanned: [],
    sources: [],
    ...more,
  };
}

export function policyOf(more: Partial<PolicyMetadata> = {}): PolicyMetadata {
  const id = more.id ?? "aws-rds-storage-encrypted";
  return {
    id,
    package: `aws.rds.${id.replaceAll("-", "_")}`,
    shard: "aws",
    title: "Database storage is encrypted",
    description: "It protects copies.",
    control: "encryption-at-rest",
    severity: "high",
    grades: {},
    profile: "recommended",
    subjects: ["aws_db_instance"],
    reads: [],
    message: "{address} is not encrypted",
    messages: {},
    remediation: "Set storage_encrypted to true.",
    peers: [],
    related: [],
    documentation: [],
    aliases: [],
    secret: false,
    ...more,
  };
}

export function site(path: Site["path"], outcome: Site["outcome"], more: Partial<Site> = {}): Site {
  return { path, outcome, facts: {}, ...more };
}

/** A verdict rolled up from its sites, on the first resource. */
export function verdictOf(sites: Site[], more: Partial<Verdict> = {}): Verdict {
  const order = ["fail", "unknown", "pass", "not-applicable"] as const;
  return {
    policy: "aws-rds-storage-encrypted",
    resource: "aws_db_instance.ehr",
    outcome: order.find((one) => sites.some((site) => site.outcome === one)) ?? "pass",
    sites,
    ...more,
  };
}

/** A crosswalk small enough to see through; the shipped one has a contract test of its own. */
const requirements: Requirements = {
  safeguards: ["encryption at rest"],
  controls: [
    control("encryption-at-rest", {
      hipaa: [{ ref: "H-addressable", strength: "direct" }],
      soc2: [
        { ref: "S1", strength: "direct" },
        { ref: "S2", strength: "supporting" },
      ],
      conditional: [
        {
          ref: "S3",
          strength: "direct",
          text: "if public",
          framework: "soc2",
          when: { fact: "internet_facing" },
        },
        { ref: "H-phi", strength: "direct", text: "if ePHI", framework: "hipaa", when: { phi: "yes" } },
        {
          ref: "H-clearing",
          strength: "direct",
          text: "if",
          framework: "hipaa",
          when: { profile: "clearinghouse" },
        },
        { ref: "H-never", strength: "direct", text: "note only", framework: "hipaa" },
      ],
      relatedNotEvidenced: ["H-related"],
    }),
    control("key-management", {
      safeguard: "encryption at rest",
      hipaa: [{ ref: "H-addressable", strength: "supporting" }],
    }),
    control("risk-assessment", { assessable: "process", listed: { hipaa: ["H-process"], soc2: [] } }),
  ],
  hipaa: ["H-addressable", "H-phi", "H-clearing", "H-never", "H-related", "H-process"].map((citation) => ({
    citation,
    level: "specification",
    parent: "H",
    title: `Title of ${citation}`,
    designation: citation === "H-addressable" ? "addressable" : "required",
    safeguard: "technical",
    assessable: citation === "H-process" ? "process" : "partial",
    denominator: "matrix",
  })),
  soc2: ["S1", "S2", "S3"].map((criterion) => ({
    criterion,
    category: "security/common",
    title: `Title of ${criterion}`,
    assessable: "config",
  })),
};

function control(
  id: string,
  more: Partial<Requirements["controls"][number]>,
): Requirements["controls"][number] {
  return {
    id,
    title: id,
    safeguard: id.replaceAll("-", " "),
    assessable: "config",
    objective: "",
    hipaa: [],
    soc2: [],
    conditional: [],
    listed: { hipaa: [], soc2: [] },
    relatedNotEvidenced: [],
    ownerRole: "",
    reviewCadence: "",
    proves: "",
    limits: "",
    ...more,
  };
}

export function optionsOf(more: Partial<JudgeOptions> = {}): JudgeOptions {
  return {
    policies: [policyOf()],
    requirements,
    tool: {
      name: "crosswalk",
      version: "0",
      policies: { version: "0", digest: "0", profile: "recommended" },
    },
    failOn: "high",
    declares: [],
    assume: [],
    include: [],
    comments: new Map(),
    ...more,
  };
}

/** Judges units with the verdicts given beside them. */
export function judged(
  units: ReadonlyArray<readonly [Unit, readonly Verdict[]]>,
  more: Partial<JudgeOptions> = {},
): ScanResult {
  const judge = new Judge(optionsOf(more));
  for (const [unit, verdicts] of units) judge.add(unit, verdicts);
  return judge.finish({ files: 1, diagnostics: [], notScanned: [] });
}

/** The spans of the `#` comments of a source, as a parser gives them. */
export function commentsOf(...sources: Source[]): Map<Source, Span[]> {
  return new Map(
    sources.map((source) => [
      source,
      [...source.text.matchAll(/#[^\n]*|\/\*[\s\S]*?\*\//g)].map((hit) => ({
        start: hit.index,
        end: hit.index + hit[0].length,
      })),
    ]),
  );
}

/** A resource whose ePHI scope is decided, and whose SOC 2 boundary is open. */
export function scoped(phi: "yes" | "no"): NonNullable<Resource["scope"]> {
  return { phi, soc2: "unknown", phiRule: "scope.phi[0]", soc2Rule: "no rule matched" };
}
