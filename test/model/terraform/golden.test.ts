import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { model, place, placed } from "./harness.ts";

const base = fileURLToPath(new URL("../../../fixtures/terraform/", import.meta.url));
const topics = readdirSync(base, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

function read(folder: string, prefix = ""): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) Object.assign(files, read(path, `${prefix}${entry.name}/`));
    else if (entry.name !== "model.json") files[prefix + entry.name] = readFileSync(path, "utf8");
  }
  return files;
}

test("there are goldens", () => {
  expect(topics.length).toBeGreaterThanOrEqual(5);
});

// UPDATE: vitest run --update writes model.json anew; read the difference before it is committed.
test.each(topics)("%s: values, places and links", async (topic) => {
  const folder = join(base, topic);
  const units = model(read(folder)).map((unit) => ({
    id: unit.id,
    diagnostics: unit.diagnostics.map((one) => `${one.code} ${one.at ? place(one.at) : ""}`),
    dangling: Object.fromEntries(unit.dangling),
    resources: unit.resources.map((one) => ({
      key: one.key,
      type: one.type,
      head: place(one.head),
      via: one.via.map((frame) => `${frame.what} ${place(frame.at)}`),
      links: one.links.map((link) => `${link.name}${link.inferred ? "?" : ""} ${link.to}`),
      ...(one.unknownInstance ? { unknownInstance: one.unknownInstance } : {}),
      values: placed(one.values),
    })),
  }));
  const golden = join(folder, "model.json");
  if (process.env.CI) expect(existsSync(golden)).toBe(true);
  await expect(`${JSON.stringify(units, null, 1)}\n`).toMatchFileSnapshot(golden);
});
