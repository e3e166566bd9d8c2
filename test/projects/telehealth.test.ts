import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Outcome } from "../../src/evaluate/verdict.ts";
import type { Finding } from "../../src/judge/finding.ts";
import type { ScanResult } from "../../src/judge/result.ts";
import { root } from "../support/paths.ts";
import { scanFolder } from "../support/pipeline.ts";
import { verdictsOf } from "./verdicts.ts";

const faulty = join(root, "fixtures/projects/telehealth");
const hardened = join(root, "fixtures/projects/telehealth-hardened");
const golden = join(import.meta.dirname, "telehealth.expected.txt");

const leading = ["encryption at rest", "encryption in transit", "audit logging", "role-based access"];

let found: ScanResult;
let left: ScanResult;
let before: Map<string, Outcome>;
let after: Map<string, Outcome>;

beforeAll(async () => {
  found = await scanFolder(faulty);
  left = await scanFolder(hardened);
  before = await verdictsOf(faulty);
  after = await verdictsOf(hardened);
});

function failing(result: ScanResult): Finding[] {
  return result.findings.filter((finding) => finding.verdict === "fail");
}

function shown(finding: Finding): string {
  const { source, start } = finding.at;
  const status = finding.status === "open" ? "" : ` (${finding.status})`;
  const addresses = finding.addresses.join(", ");
  return `${source.path}:${source.lines.at(start).line} ${finding.policy.id} ${addresses}${status}`;
}

/** Kinds of verdict under a telling name, so that a failed comparison says what is wrong. */
function unexpected(only: (was: Outcome | undefined, is: Outcome | undefined) => boolean): string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((key) => only(before.get(key), after.get(key)))
    .map((key) => `${key}: ${before.get(key)} → ${after.get(key)}`)
    .sort();
}

describe("telehealth", () => {
  test("has exactly these violations, down to the line (CROSSWALK_UPDATE=1 writes the list)", () => {
    const lines = `${failing(found).map(shown).join("\n")}\n`;
    if (process.env["CROSSWALK_UPDATE"] === "1") writeFileSync(golden, lines);
    expect(lines).toBe(readFileSync(golden, "utf8"));
  });

  test("has violations of every kind of input and of the safeguards that lead", () => {
    const kinds = new Set(failing(found).map((finding) => finding.at.source.kind));
    expect([...kinds].sort()).toEqual([
      "compose",
      "dotenv",
      "kubernetes",
      "nginx",
      "pg-hba",
      "postgresql",
      "spring",
      "terraform",
    ]);
    const safeguards = new Set(failing(found).map((finding) => finding.safeguard));
    for (const safeguard of leading) expect(safeguards).toContain(safeguard);
    expect(safeguards.size).toBeGreaterThan(8);
  });

  test("is read whole: no diagnostics, nothing left out", () => {
    for (const result of [found, left]) {
      expect(result.diagnostics).toEqual([]);
      expect(result.notScanned).toEqual([]);
    }
  });

  test("every violation names a requirement of both frameworks", () => {
    for (const finding of failing(found)) {
      expect(finding.requirements.hipaa.length, shown(finding)).toBeGreaterThan(0);
      expect(finding.requirements.soc2.length, shown(finding)).toBeGreaterThan(0);
    }
  });
});

describe("telehealth-hardened", () => {
  test("has no violation", () => {
    expect(failing(left).map(shown)).toEqual([]);
  });

  test("holds the same resources", () => {
    expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
    expect(left.scanned).toEqual(found.scanned);
  });

  test("differs from telehealth by its violations and by nothing else", () => {
    const fixed = (outcome: Outcome | undefined) => outcome === "pass" || outcome === "not-applicable";
    expect(unexpected((was, is) => was !== is && !(was === "fail" && fixed(is)))).toEqual([]);
    expect(unexpected((was, is) => was === "fail" && was === is)).toEqual([]);
    expect(unexpected((was, is) => was === "fail" && fixed(is)).length).toBeGreaterThan(60);
  });

  test("leaves few questions open", () => {
    const unknown = [...after].filter(([, outcome]) => outcome === "unknown").map(([key]) => key);
    expect(unknown.length, unknown.join("\n")).toBeLessThan(after.size / 20);
  });
});
