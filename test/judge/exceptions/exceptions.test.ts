import { describe, expect, test } from "vitest";
import type { ExceptionRecord } from "../../../src/config/config.ts";
import { builtInPolicies } from "../../../src/evaluate/built-in.ts";
import { Exceptions, type ExceptionsInput } from "../../../src/judge/exceptions/exceptions.ts";
import type { History } from "../../../src/text/history.ts";
import { Source } from "../../../src/text/source.ts";
import { at } from "../../../src/text/span.ts";
import { shipped } from "../../support/requirements.ts";
import {
  commentsOf,
  judged,
  optionsOf,
  policyOf,
  resourceOf,
  site,
  tf,
  unitOf,
  verdictOf,
} from "../build.ts";

const policy = policyOf({ aliases: ["old-name"] });
const source = tf("main.tf", "resource {\n  a = false\n  b = false\n}\n");
const address = "aws_db_instance.ehr";
const crosswalk = new Source(
  "crosswalk.yaml",
  "crosswalk",
  "exceptions:\n  - id: EX-1\n    policy: p\n\n\nscope: {}\n",
);
const [control] = optionsOf().requirements.controls;
if (!control) throw new Error("no control");
const requirements = {
  ...shipped(),
  controls: [
    {
      ...control,
      hipaa: [
        { ref: "164.312(a)(2)(iv)", strength: "direct" as const },
        { ref: "164.312(b)", strength: "direct" as const },
      ],
      soc2: [{ ref: "CC6.1", strength: "direct" as const }],
      conditional: [],
    },
  ],
};

function record(more: Partial<ExceptionRecord> = {}): ExceptionRecord {
  return {
    id: "EX-1",
    policy: policy.id,
    resources: [address],
    citations: ["164.312(a)(2)(iv)"],
    type: "addressable-alternative",
    reason: "r",
    factors: ["cost"],
    alternative: "a",
    alternativeEvidence: "e",
    owner: "o",
    approvedBy: "Dana Reyes",
    approvedOn: "2026-01-01",
    reviewBy: "2026-12-01",
    expiresOn: "2026-12-31",
    riskRef: "x",
    at: at(crosswalk, crosswalk.text.indexOf("id:"), crosswalk.text.indexOf("scope")),
    ...more,
  };
}

const failing = verdictOf([site(["a"], "fail")]);

function run(
  records: ExceptionRecord[],
  more: Partial<ExceptionsInput> = {},
  given: { verdicts?: (typeof failing)[]; addresses?: string[]; comment?: string } = {},
) {
  const exceptions = new Exceptions({
    records,
    today: "2026-11-25",
    requirements,
    canonical: (name) =>
      name === policy.id || name === "old-name" ? policy.id : name.startsWith("exception") ? name : undefined,
    chosen: new Map([[policy.id, policy]]),
    builtIn: builtInPolicies,
    whole: true,
    ...more,
  });
  const of =
    given.comment === undefined
      ? source
      : tf("main.tf", source.text.replace("a = false", `a = false # ${given.comment}`));
  const resources = (given.addresses ?? [address]).map((one) =>
    resourceOf(of, { a: false, b: false }, { address: one, key: one }),
  );
  const verdicts = given.verdicts ?? resources.map(({ key }) => ({ ...failing, resource: key }));
  const result = judged([[unitOf(resources), verdicts]], {
    policies: [policy],
    requirements,
    exceptions,
    comments: given.comment === undefined ? new Map() : commentsOf(of),
  });
  const [first] = result.exceptions;
  const builtIn = result.findings.filter((one) => one.policy.control === "").map((one) => one.policy.id);
  return {
    result,
    first,
    builtIn,
    states: new Map(result.requirements.hipaa.map((one) => [one.id, one.state])),
  };
}

describe("a record", () => {
  test("that is complete quiets the gate and excepts what it cites, no more", () => {
    const { result, first, builtIn, states } = run([record()]);
    expect(first?.status).toBe("active");
    expect(result.findings[0]?.status).toBe("excepted");
    expect(result.findings[0]?.exception?.effects).toEqual({ "164.312(a)(2)(iv)": "excepted" });
    expect([result.gate.failing, builtIn]).toEqual([0, []]);
    expect([states.get("164.312(a)(2)(iv)"), states.get("164.312(b)")]).toEqual(["excepted", "contradicted"]);
    expect(result.requirements.soc2.find((one) => one.id === "CC6.1")?.state).toBe("contradicted");
    expect(result.requirements.hipaa.find((one) => one.id === "164.312(a)(2)(iv)")?.counts).toMatchObject({
      fail: 1,
      excepted: 1,
    });
  });

  test.each<[string, Partial<ExceptionRecord>, Partial<ExceptionsInput>, string, string, string]>([
    ["lacks a field", { owner: " " }, {}, "incomplete", "exception-incomplete", "high"],
    [
      "has no alternative and says no more",
      { alternative: "none" },
      {},
      "incomplete",
      "exception-incomplete",
      "high",
    ],
    ["was approved tomorrow", { approvedOn: "2026-11-26" }, {}, "incomplete", "exception-incomplete", "high"],
    [
      "cites what does not exist",
      { citations: ["164.312(z)"] },
      {},
      "incomplete",
      "exception-incomplete",
      "high",
    ],
    ["runs longer than allowed", {}, { mostDays: 363 }, "incomplete", "exception-incomplete", "high"],
    ["has expired", { expiresOn: "2026-11-24" }, {}, "expired", "exception-expired", "high"],
    ["is past its review", { reviewBy: "2026-11-24" }, {}, "review-due", "exception-review-due", "low"],
    ["names all", { resources: ["*"] }, {}, "too-broad", "exception-too-broad", "high"],
    [
      "names many by a pattern",
      { resources: ["aws_db_instance.*"] },
      {},
      "too-broad",
      "exception-too-broad",
      "high",
    ],
    ["names nothing", { resources: [] }, {}, "too-broad", "exception-too-broad", "high"],
    ["cites a standard only", { citations: ["164.312(b)"] }, {}, "no-effect", "exception-no-effect", "high"],
    [
      "names another resource",
      { resources: ["aws_db_instance.gone"] },
      {},
      "unmatched",
      "exception-unmatched",
      "low",
    ],
    ["names no policy", { policy: "no-such" }, {}, "unmatched", "exception-unmatched", "low"],
    ["excepts an exception", { policy: "exception-expired" }, {}, "unmatched", "exception-unmatched", "low"],
    [
      "pins another finding",
      { fingerprints: ["0123456789ab"] },
      {},
      "unmatched",
      "exception-unmatched",
      "low",
    ],
  ])("that %s is a finding on its lines", (_, more, input, status, id, severity) => {
    const { result, first, builtIn } = run([record(more)], input);
    expect([first?.status, builtIn]).toEqual([status, [id]]);
    const about = result.findings.find((one) => one.policy.id === id);
    expect([about?.severity, about?.at.source.path, about?.requirements]).toEqual([
      severity,
      "crosswalk.yaml",
      { hipaa: [], soc2: [] },
    ]);
    expect(about?.at.source.text.slice(about.at.start, about.at.end)).toBe("id: EX-1\n    policy: p");
    expect(about?.message).not.toMatch(/[{}]/);
    expect(result.findings.find((one) => one.policy.id === policy.id)?.status).toBe(
      status === "review-due" ? "excepted" : "open",
    );
  });

  test("that has expired and has no finding left is closed, and none itself", () => {
    const { first, builtIn } = run([record({ expiresOn: "2026-11-24" })], {}, { verdicts: [] });
    expect([first?.status, builtIn]).toEqual(["closed", []]);
  });

  test("that expired is closed by the one that followed it", () => {
    const { result, builtIn } = run([record({ id: "EX-0", expiresOn: "2026-11-24" }), record()]);
    expect([result.exceptions.map((one) => one.status), builtIn]).toEqual([["closed", "active"], []]);
  });

  test("speaks for one instance, not for the others at the same place", () => {
    const { result } = run([record()], {}, { addresses: [address, `${address}[1]`] });
    expect(result.findings.map((one) => [one.addresses, one.status])).toEqual([
      [[address], "excepted"],
      [[`${address}[1]`], "open"],
    ]);
  });

  test("of a policy's former name counts", () => {
    expect(run([record({ policy: "old-name" })]).first?.status).toBe("active");
  });

  test("with a key of for_each that holds a star names one resource", () => {
    const starred = 'aws_db_instance.ehr["*.example.org"]';
    const { first } = run([record({ resources: [starred] })], {}, { addresses: [starred] });
    expect(first?.status).toBe("active");
  });

  test("without an alternative is flagged for sign-off", () => {
    const { first } = run([record({ alternative: "none", standardStillMetBy: "by hand" })]);
    expect([first?.status, first?.signOff]).toEqual(["active", true]);
  });

  test("with an id that is used twice is rejected, both of them", () => {
    expect(run([record(), record()]).result.exceptions.map((one) => one.status)).toEqual([
      "incomplete",
      "incomplete",
    ]);
  });

  test("of a policy that did not run is told, and no finding", () => {
    const { first, builtIn } = run([record()], { chosen: new Map() }, { verdicts: [] });
    expect([first?.status, builtIn]).toEqual(["not-run", []]);
  });

  test("of what a part of the repository does not show is not left over", () => {
    const { first } = run([record({ resources: ["aws_db_instance.elsewhere"] })], { whole: false });
    expect(first?.status).toBe("not-run");
  });

  test("pins single findings: the exception for the first is none for a later one", () => {
    const both = verdictOf([site(["a"], "fail"), site(["b"], "fail")]);
    const [one] = run([record()], {}, { verdicts: [both] }).result.findings;
    const { result, states } = run(
      [record({ fingerprints: [one?.fingerprint.slice(0, 12) ?? ""] })],
      {},
      { verdicts: [both] },
    );
    expect(result.findings.map((each) => [each.site, each.status])).toEqual([
      ["a", "excepted"],
      ["b", "open"],
    ]);
    expect(states.get("164.312(a)(2)(iv)")).toBe("contradicted");
  });
});

describe("the approver", () => {
  const history = (name: string, mail: string): History => ({ lastChange: () => ({ name, mail }) });
  test.each<[string, string, string, string]>([
    ["dana  reyes", "Dana Reyes", "d@example.org", "author"],
    ["Dana Reyes <dana@example.org>", "D. R.", "Dana@example.org", "author"],
    ["@dana", "D. R.", "dana@example.org", "author"],
    ["security official", "Dana Reyes", "dana@example.org", "differs"],
  ])("%s against %s <%s>: %s", (approvedBy, name, mail, approver) => {
    const { first, builtIn } = run([record({ approvedBy })], { history: history(name, mail) });
    expect(first?.approver).toBe(approver);
    expect(builtIn).toEqual(approver === "author" ? ["exception-approver"] : []);
  });

  test("is not checked where git cannot tell, and the record counts", () => {
    const { first } = run([record()], { history: { lastChange: () => "the file is not committed" } });
    expect(first).toMatchObject({
      status: "active",
      approver: "not-checked",
      approverDetail: "the file is not committed",
    });
  });
});

describe("an inline comment", () => {
  test.each<[string, Partial<ExceptionRecord>, string]>([
    ["EX-1", {}, "excepted"],
    ["EX-1: see there", {}, "excepted"],
    ["EX-1", { expiresOn: "2026-11-24" }, "open"],
    ["EX-1", { resources: ["aws_db_instance.other"] }, "open"],
    ["a reason of its own", { resources: ["aws_db_instance.other"] }, "suppressed"],
  ])("with the reason %s and a record %o: %s", (reason, more, status) => {
    const comment = `crosswalk:ignore ${policy.id} -- ${reason}`;
    const { result, states } = run([record(more)], {}, { comment });
    expect(result.findings.find((one) => one.policy.id === policy.id)?.status).toBe(status);
    expect(states.get("164.312(b)")).toBe("contradicted");
  });
});

test("two records speak for one finding, each for what it cites", () => {
  const second = record({ id: "EX-2", type: "risk-acceptance", citations: ["164.312(b)", "CC6.1"] });
  const { result, states } = run([record(), second]);
  expect(result.findings[0]?.exception?.id).toBe("EX-1");
  expect(result.findings[0]?.moreExceptions?.map((one) => one.effects)).toEqual([
    { "164.312(b)": "risk-accepted", "CC6.1": "risk-accepted" },
  ]);
  expect([states.get("164.312(a)(2)(iv)"), states.get("164.312(b)")]).toEqual(["excepted", "contradicted"]);
  expect(result.requirements.soc2.find((one) => one.id === "CC6.1")?.state).toBe("risk-accepted");
});
