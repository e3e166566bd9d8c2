/**
 * `npx tsx bench/labels.ts [--list]`: agreement with the labelled cases in ../shared/labels (one half of peers' own
 * tests; semantics in its README). Only policies that name the check among their `peers` are scored. --list prints
 * every disagreement: each is a defect here, or a label that is wrong.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { shared } from "../test/support/paths.ts";
import { catalogue, scanFolder } from "../test/support/pipeline.ts";

interface Label {
  id: string;
  check: string;
  granularity: string;
  dir: string;
  pass?: string[];
  fail?: string[];
  confidence?: string;
}

const folder = join(shared, "labels");
if (!existsSync(folder)) {
  process.stderr.write(`skipped: no labels in ${folder}\n`);
  process.exit(0);
}
const list = process.argv.includes("--list");
const labels = readFileSync(join(folder, "labels.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Label);
const tally = new Map<string, { agree: number; unknown: number; disagree: number }>();

/** Terraform addresses of labels have no index where the peer does not expand. */
const plain = (address: string): string => address.replace(/\[[^\]]*\]/g, "");

for (const label of labels) {
  if (label.granularity !== "resource" || label.confidence === "low") continue;
  const policies = catalogue.policies.filter((policy) => policy.peers.includes(label.check));
  if (policies.length === 0) continue;
  const result = await scanFolder(join(folder, label.dir), { policies, include: ["**"] });
  const verdicts = new Map<string, Set<string>>();
  for (const finding of result.findings)
    for (const address of finding.addresses) {
      for (const key of new Set([address, plain(address)])) {
        const known = verdicts.get(key) ?? new Set();
        verdicts.set(key, known.add(finding.verdict));
      }
    }
  const row = tally.get(label.check) ?? { agree: 0, unknown: 0, disagree: 0 };
  tally.set(label.check, row);
  for (const [expected, addresses] of [
    ["fail", label.fail ?? []],
    ["pass", label.pass ?? []],
  ] as const) {
    for (const address of addresses) {
      const got = verdicts.get(address) ?? verdicts.get(plain(address)) ?? new Set<string>();
      const fails = got.has("fail");
      if (fails === (expected === "fail")) row.agree++;
      else if (got.has("unknown")) row.unknown++;
      else {
        row.disagree++;
        if (list)
          process.stdout.write(
            `${label.check} ${label.dir} ${address}: label ${expected}, here ${[...got].join(",") || "no verdict"}\n`,
          );
      }
    }
  }
}
for (const [check, row] of [...tally].sort())
  process.stdout.write(
    `${check.padEnd(14)} agree ${row.agree}, unknown ${row.unknown}, disagree ${row.disagree}\n`,
  );
const total = [...tally.values()].reduce(
  (a, b) => ({ agree: a.agree + b.agree, unknown: a.unknown + b.unknown, disagree: a.disagree + b.disagree }),
  { agree: 0, unknown: 0, disagree: 0 },
);
process.stdout.write(
  `${tally.size} checks: agree ${total.agree}, unknown ${total.unknown}, disagree ${total.disagree}\n`,
);
