/**
 * Builds policies/dist: `build.ts --write` writes it, `build.ts --check` fails when a byte differs.
 * Needs the pinned OPA (see opa.ts); without it the check is skipped with a line, or fails under
 * CROSSWALK_REQUIRE_ALL=1.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderDist } from "./compile.ts";
import { renderDefaults } from "./defaults.ts";
import { findOpa, opaVersion } from "./opa.ts";
import { renderSchemas } from "./provider-tables.ts";
import { buildRequirements, renderRequirements } from "./requirements.ts";
import { root } from "./root.ts";

const write = process.argv.includes("--write");
const opa = findOpa();
if (!opa) {
  const message = `skipped: policies/dist was not rebuilt, OPA ${opaVersion} is not here and there is no go to build it`;
  process.stderr.write(`${message}\n`);
  process.exit(write || process.env["CROSSWALK_REQUIRE_ALL"] === "1" ? 1 : 0);
}

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
const controls = new Set(buildRequirements().controls.map((control) => control.id));
const files = renderDist(opa, controls, version);
files.set("policies/dist/defaults.json", Buffer.from(renderDefaults()));
files.set("policies/dist/requirements.json", Buffer.from(renderRequirements()));
for (const [name, text] of Object.entries(renderSchemas()))
  files.set(`policies/dist/${name}`, Buffer.from(text));

const present = existsSync(join(root, "policies/dist")) ? readdirSync(join(root, "policies/dist")) : [];
const strays = present.map((name) => `policies/dist/${name}`).filter((name) => !files.has(name));
const different = [...files].filter(
  ([name, bytes]) => !existsSync(join(root, name)) || !readFileSync(join(root, name)).equals(bytes),
);
if (write) {
  mkdirSync(join(root, "policies/dist"), { recursive: true });
  for (const [name, bytes] of different) writeFileSync(join(root, name), bytes);
  for (const name of strays) rmSync(join(root, name));
  process.stdout.write(`${files.size} files built, ${different.length} changed, ${strays.length} removed\n`);
} else if (different.length + strays.length > 0) {
  process.stderr.write(`policies/dist is not what its sources give; run npm run build:policies:\n`);
  for (const name of [...different.map(([one]) => one), ...strays]) process.stderr.write(`  ${name}\n`);
  process.exit(1);
} else process.stdout.write(`policies/dist: ${files.size} files are what their sources give\n`);
