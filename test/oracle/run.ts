import { compareExpressions, compareModules, notUnknown, outdated, uncovered } from "./campaign.ts";
import { SKIPPED } from "./expressions.ts";
import { terraformIsThere } from "./terraform.ts";

// `npm run oracle [seed] [calls of each function] [modules]`: all of the comparison with Terraform.
const [seed = 1, calls = 60, modules = 300] = process.argv.slice(2).map(Number);

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (!terraformIsThere) {
  print("the terraform command is missing");
  process.exitCode = 2;
} else {
  const expressions = compareExpressions(seed, calls);
  const { all, covered } = expressions.functions;
  print(
    `functions    ${covered.length} covered of ${all}; ${SKIPPED.size} skipped: ${[...SKIPPED.keys()].join(", ")}`,
  );
  const missing = uncovered(expressions);
  if (missing.length > 0) print(`             not covered: ${missing.join(", ")}`);
  print(`expressions  ${expressions.compared} compared, of which Terraform refuses ${expressions.refused}`);
  print(`             ${expressions.differences.length} differ without being listed`);
  for (const [id, count] of expressions.listed) print(`             ${count} ${id}`);
  for (const { expression, terraform, ours } of expressions.differences)
    print(`\n  ${expression}\n  Terraform ${terraform}\n  ours      ${ours}`);

  const plans = compareModules(seed, modules);
  print(
    `modules      ${plans.compared} compared, ${plans.refused} refused by Terraform, ${plans.silent.length} of them silently accepted`,
  );
  print(
    `             ${plans.instances} instances, ${plans.withUnknowns} with unknown values, ${plans.differences.length} differences`,
  );
  for (const [id, count] of plans.tolerated) print(`             ${count} refused by Terraform only: ${id}`);
  for (const line of [...plans.differences, ...plans.silent]) print(`\n${line}`);

  const known = notUnknown();
  if (known.length > 0) print(`should be unknown with cause function: ${known.join(", ")}`);
  // Without arguments this is the campaign that is promised: it must not go quiet.
  const enough = process.argv.length > 2 || (expressions.compared >= 2_000 && plans.compared >= 300);
  if (!enough) print("fewer than 2,000 expressions or 300 modules were compared");
  const stale = outdated();
  for (const id of stale) print(`listed, but no difference any more: ${id}`);
  if (
    expressions.differences.length +
      missing.length +
      plans.differences.length +
      plans.silent.length +
      stale.length +
      known.length >
      0 ||
    !enough
  )
    process.exitCode = 1;
}
