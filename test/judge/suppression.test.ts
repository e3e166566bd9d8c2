import { describe, expect, test } from "vitest";
import { Source } from "../../src/text/source.ts";
import { at } from "../../src/text/span.ts";
import { commentsOf, judged, policyOf, resourceOf, site, tf, unitOf, verdictOf } from "./build.ts";

const ignore = "crosswalk:ignore aws-rds-storage-encrypted -- test data only";

/** Judges one failing attribute of the resource in a text; the head is the line that begins with `resource`. */
function scan(text: string, more: Parameters<typeof judged>[1] = {}, source = tf("main.tf", text)) {
  const start = text.indexOf("resource");
  const resource = resourceOf(source, { storage_encrypted: false }, { head: at(source, start, start + 10) });
  const verdict = verdictOf([site(["storage_encrypted"], "fail")]);
  const result = judged([[unitOf([resource]), [verdict]]], { comments: commentsOf(source), ...more });
  const [finding] = result.findings;
  const codes = result.diagnostics.map((one) => one.code);
  return { result, status: finding?.status, reason: finding?.suppression?.reason, codes };
}

describe("a comment with a reason quiets the finding", () => {
  test.each<[string, string]>([
    ["on its line", `resource {\n  storage_encrypted = false # ${ignore}\n}\n`],
    ["on the line above", `resource {\n  # ${ignore}\n  storage_encrypted = false\n}\n`],
    [
      "above another comment",
      `resource {\n  # ${ignore}\n  # see TICKET-1\n  storage_encrypted = false\n}\n`,
    ],
    ["on the head of the block", `resource { # ${ignore}\n\n\n  storage_encrypted = false\n}\n`],
    ["above the head", `# ${ignore}\nresource {\n\n  storage_encrypted = false\n}\n`],
    ["in a block comment", `/* ${ignore} */\nresource {\n\n  storage_encrypted = false\n}\n`],
    [
      "in a block comment of several lines",
      `/*\n ${ignore}\n*/\nresource {\n\n  storage_encrypted = false\n}\n`,
    ],
    [
      "beside other policies",
      `# crosswalk:ignore other, aws-rds-storage-encrypted -- test data only\nresource {\n  storage_encrypted = false\n}\n`,
    ],
    [
      "by an alias",
      `# crosswalk:ignore old-id -- test data only\nresource {\n  storage_encrypted = false\n}\n`,
    ],
    ["with Windows line ends", `# ${ignore}\r\nresource {\r\n  storage_encrypted = false\r\n}\r\n`],
  ])("%s", (_, text) => {
    const policies = [policyOf({ aliases: ["old-id"] })];
    const { status, reason, codes, result } = scan(text, { policies, known: new Set(["other"]) });
    expect([status, reason, codes]).toEqual(["suppressed", "test data only", []]);
    expect(result.gate.failing).toBe(0);
    expect(result.counts.suppressed).toBe(1);
    expect(result.requirements.hipaa[0]).toMatchObject({
      state: "contradicted",
      counts: { fail: 1, suppressed: 1 },
    });
  });

  test("at the module call it came through", () => {
    const caller = tf("main.tf", `# ${ignore}\nmodule a {\n}\n`);
    const inner = tf("m/main.tf", "resource {\n  storage_encrypted = false\n}\n");
    const start = caller.text.indexOf("module");
    const via = [{ at: at(caller, start, start + 8), what: "module.a" }];
    const resource = resourceOf(inner, { storage_encrypted: false }, { via });
    const verdict = verdictOf([site(["storage_encrypted"], "fail")]);
    const result = judged([[unitOf([resource]), [verdict]]], { comments: commentsOf(caller) });
    expect([result.findings[0]?.status, result.diagnostics]).toEqual(["suppressed", []]);
  });
});

describe("a comment does not count", () => {
  const body = "resource {\n  storage_encrypted = false\n}\n";
  test.each<[string, string, string[]]>([
    ["without a reason", `# crosswalk:ignore aws-rds-storage-encrypted\n${body}`, ["suppression-no-reason"]],
    [
      "with an empty reason",
      `# crosswalk:ignore aws-rds-storage-encrypted --  \n${body}`,
      ["suppression-no-reason"],
    ],
    [
      "for a policy that does not exist",
      `# crosswalk:ignore no-such -- why\n${body}`,
      ["suppression-unknown-policy"],
    ],
    ["for no policy", `# crosswalk:ignore -- why\n${body}`, ["suppression-unknown-policy"]],
    ["for all policies", `# crosswalk:ignore * -- why\n${body}`, ["suppression-unknown-policy"]],
    ["across an empty line", `# ${ignore}\n\n${body}`, ["suppression-unused"]],
    ["behind the block", `${body}# ${ignore}\n`, ["suppression-unused"]],
    ["on the line before, at its end", `x = 1 # ${ignore}\n${body}`, ["suppression-unused"]],
    [
      "on another attribute",
      `resource {\n  storage_encrypted = false\n  b = 1 # ${ignore}\n}\n`,
      ["suppression-unused"],
    ],
  ])("%s", (_, text, expected) => {
    const { status, codes, result } = scan(text);
    expect([status, codes]).toEqual(["open", expected]);
    expect(result.gate.failing).toBe(1);
  });

  test("when it stands in a downloaded module", () => {
    const text = `# ${ignore}\n${body}`;
    const { status, codes } = scan(text, {}, tf(".terraform/modules/a/main.tf", text));
    expect([status, codes]).toEqual(["open", []]);
  });

  test("a comment for a policy of another profile is no error", () => {
    const { codes } = scan(`# crosswalk:ignore strict-only -- why\n${body}`, {
      known: new Set(["strict-only"]),
    });
    expect(codes).toEqual([]);
  });
});

test("a comment at one site leaves the next one open, and the resource counts as failing, not suppressed", () => {
  const source = new Source("a.yaml", "kubernetes", `resource\na: one # ${ignore}\nb: two\n`);
  const resource = resourceOf(source, { a: "one", b: "two" });
  const verdict = verdictOf([site(["a"], "fail"), site(["b"], "fail")]);
  const result = judged([[unitOf([resource]), [verdict]]], { comments: commentsOf(source) });
  expect(result.findings.map((f) => f.status)).toEqual(["suppressed", "open"]);
  expect(result.requirements.hipaa[0]?.counts).toMatchObject({ fail: 1, suppressed: 0 });
});
