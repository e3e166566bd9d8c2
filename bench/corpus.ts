/**
 * `npx tsx bench/corpus.ts [--list CAUSE] [folder…]`: every Terraform root of the corpus (or of the given folders),
 * with what is unknown in it, by cause, and what stands behind: variables without a value, data sources, modules that
 * are not on disk. Prints the tables of docs/terraform.md. --list prints every unknown of one cause with its place.
 */
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { shared } from "../test/support/paths.ts";
import { modelFolder } from "../test/support/terraform-folder.ts";
import { countUnknowns } from "../test/support/unknown-causes.ts";

const repositories = [
  "terraform-aws-eks",
  "terraform-aws-eks-blueprints",
  "terraform-aws-rds",
  "terraform-aws-s3-bucket",
  "terraform-aws-vpc",
  "terragoat",
];
const args = process.argv.slice(2);
const at = args.indexOf("--list");
const wanted = at >= 0 ? args.splice(at, 2)[1] : undefined;
const folders = args.length > 0 ? args : repositories.map((name) => join(shared, "corpus", name));
const behind = new Map<string, Map<string, number>>();
const lines: string[] = [];
const columns = [
  "computed",
  "data",
  "variable",
  "module",
  "function",
  "outside-scan",
  "not-supported",
] as const;

for (const folder of folders) {
  if (!existsSync(folder)) {
    process.stderr.write(`skipped: no folder ${folder}\n`);
    continue;
  }
  const name = basename(folder);
  const units = modelFolder(folder);
  const tally = countUnknowns(units);
  const counts = columns.map((cause) => tally.byCause.get(cause) ?? 0);
  const faults = tally.diagnostics.length;
  lines.push(`| ${[name, units.length, tally.resources, tally.values, ...counts, faults].join(" | ")} |`);
  for (const [cause, details] of tally.behind) {
    const known = behind.get(cause) ?? new Map<string, number>();
    behind.set(cause, known);
    for (const [detail, n] of details) known.set(detail, (known.get(detail) ?? 0) + n);
  }
  if (wanted !== undefined)
    for (const one of tally.found)
      if (one.cause === wanted)
        process.stdout.write(`${name} ${one.unit} ${one.place} ${one.key} ${one.detail}\n`);
  if (wanted === "diagnostics") for (const one of tally.diagnostics) process.stdout.write(`${name} ${one}\n`);
}

const head = ["repository", "roots", "resources", "values", ...columns, "diagnostics"];
process.stdout.write(`\n| ${head.join(" | ")} |\n|${"---|".repeat(head.length)}\n${lines.join("\n")}\n`);
for (const [cause, details] of [...behind].sort()) {
  const most = [...details].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const shown = most.slice(0, 12).map(([detail, n]) => `${detail} (${n})`);
  const rest = most.length > 12 ? `, ${most.length - 12} more` : "";
  process.stdout.write(`\n${cause}: ${shown.join(", ")}${rest}\n`);
}
