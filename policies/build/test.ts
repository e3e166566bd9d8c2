/**
 * `npm run test:policies`: formats, strict checks and unit tests of all Rego with the pinned OPA, with at least
 * 95 % of every file covered. Skipped with a line where OPA is missing, a failure under CROSSWALK_REQUIRE_ALL=1.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { policyFiles } from "./compile.ts";
import { findOpa, opaVersion } from "./opa.ts";
import { root } from "./root.ts";

const opa = findOpa();
if (!opa) {
  process.stderr.write(`skipped: policy tests need OPA ${opaVersion}\n`);
  process.exit(process.env["CROSSWALK_REQUIRE_ALL"] === "1" ? 1 : 0);
}
const { policies, library, tests } = policyFiles();
const all = [...library, ...policies, ...tests];
const missing = policies.filter((file) => !tests.includes(file.replace(/\.rego$/, "_test.rego")));
const problems = missing.map((file) => `${file} has no test beside it`);
const unformatted = execFileSync(opa, ["fmt", "-l", ...all], { cwd: root, encoding: "utf8" }).trim();
if (unformatted)
  problems.push(...unformatted.split("\n").map((file) => `${file} is not formatted (opa fmt -w)`));
const run = (args: string[]): string => {
  const done = spawnSync(opa, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  if (done.status !== 0) problems.push(`opa ${args[0]} failed:\n${done.stdout}${done.stderr}`);
  return done.stdout;
};
run(["check", "--strict", "--capabilities", "policies/capabilities.json", ...all]);
const summary = run(["test", "--fail-on-empty", ...all]);
const coverage = spawnSync(opa, ["test", "--coverage", "--format=json", ...all], {
  cwd: root,
  encoding: "utf8",
  maxBuffer: 1 << 28,
});
if (coverage.status === 0) {
  const { files } = JSON.parse(coverage.stdout) as { files: Record<string, { coverage: number }> };
  for (const file of [...policies, ...library.filter((one) => one !== "policies/main.rego")])
    if ((files[file]?.coverage ?? 0) < 95)
      problems.push(`${file}: ${files[file]?.coverage ?? 0} % covered, 95 are asked for`);
}
process.stdout.write(summary);
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exit(problems.length > 0 ? 1 : 0);
