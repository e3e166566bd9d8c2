import { expect, test } from "vitest";
import { renderers } from "../support/renderers.ts";

/**
 * What no output may say as a result: a tool that reads config can neither certify anybody nor find a breach of law
 * (section (b) of the requirements, Wording; design.md: "Violation" is said of policies, never of the law).
 */
const forbidden: ReadonlyArray<readonly [what: string, pattern: RegExp]> = [
  ["compliant", /\b(?:non-?)?compliant\b/i],
  [
    "certified",
    /\b(?:is|are|was|be|been|fully|hipaa|soc ?2)[ -]certifi(?:ed|able)\b|\bcertified (?:for|as|by|under)\b/i,
  ],
  [
    "violates the law",
    /\bviolat(?:e|es|ed|ing|ion|ions)\b(?: of)?(?: the)? (?:hipaa|soc ?2|law|164\.\d|security rule)/i,
  ],
  ["a violation of HIPAA", /\b(?:hipaa|soc ?2|security rule) violations?\b/i],
  [
    "passed",
    /\b(?:pass(?:es|ed)?|fail(?:s|ed)?) (?:hipaa|soc ?2)\b|\b(?:hipaa|soc ?2)\b:? (?:pass(?:es|ed)?|failed)\b/i,
  ],
  ["ready", /\b(?:audit|hipaa|soc ?2)[ -]ready\b/i],
];

test.each(renderers)("%s says nothing of the kind", (_, render) => {
  const text = render();
  expect(text.length).toBeGreaterThan(100);
  for (const [what, pattern] of forbidden) {
    const hit = pattern.exec(text);
    const around = hit && text.slice(Math.max(0, hit.index - 80), hit.index + 80);
    expect(around, what).toBeNull();
  }
});

test.each([
  "the bucket is HIPAA compliant",
  "non-compliant",
  "SOC 2 certified",
  "this violates HIPAA",
  "a HIPAA violation",
  "SOC 2 passed",
  "passed SOC 2",
  "violation of 164.312(b)",
  "audit-ready",
])("%s would be found", (text) => {
  expect(forbidden.some(([, pattern]) => pattern.test(text))).toBe(true);
});
