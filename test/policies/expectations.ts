import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** A verdict that a fixture expects at a line. */
export interface Expectation {
  path: string;
  line: number;
  policy: string;
  verdict: string;
}

const comment = /expect:\s+([a-z0-9-]+)\s+(pass|fail|unknown|not-applicable)\b/g;

/** Expectations of a fixture folder: trailing comments, or expected.yaml where a comment would change the value. */
export function readExpectations(folder: string): Expectation[] {
  const found: Expectation[] = [];
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const file = join(folder, name);
    if (!statSync(file).isFile() || name === "expected.yaml") continue;
    const lines = readFileSync(file, "utf8").split(/\r\n|\n/);
    lines.forEach((text, i) => {
      for (const [, policy = "", verdict = ""] of text.matchAll(comment))
        found.push({ path: name.replaceAll("\\", "/"), line: i + 1, policy, verdict });
    });
  }
  const listed = join(folder, "expected.yaml");
  if (existsSync(listed)) found.push(...(parse(readFileSync(listed, "utf8")) as Expectation[]));
  return found;
}
