// What the `yaml` package alone needs for every file below a folder: the yardstick of the mixed repository.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LineCounter, parseAllDocuments } from "yaml";

const folder = process.argv[2] ?? ".";
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const text = readFileSync(join(entry.parentPath ?? entry.path, entry.name), "utf8");
  parseAllDocuments(text, { lineCounter: new LineCounter(), logLevel: "silent" });
}
