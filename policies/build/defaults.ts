import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Default, ProductDefaults } from "../../src/model/service/defaults.ts";
import { root } from "./root.ts";

interface Row extends Default {
  source: string;
}

interface Table {
  product: string;
  checked: string;
  settings: Record<string, Row[]>;
  container?: Record<string, Row[]>;
}

/**
 * The tables of policies/defaults as one JSON text for policies/dist: product → settings, without the sources.
 * Throws with all problems: a row without a source or a day of the last check, versions out of order, no text.
 */
export function renderDefaults(): string {
  const folder = join(root, "policies/defaults");
  const problems: string[] = [];
  const tables: Record<string, ProductDefaults> = {};
  for (const name of readdirSync(folder).sort()) {
    const table = parse(readFileSync(join(folder, name), "utf8")) as Table;
    const where = `policies/defaults/${name}`;
    if (name !== `${table.product}.yaml`) problems.push(`${where}: the product is ${table.product}`);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(String(table.checked))) problems.push(`${where}: checked is no day`);
    const settings = rowsOf(table.settings, where, problems);
    const container = table.container && rowsOf(table.container, where, problems);
    tables[table.product] = { product: table.product, settings, ...(container && { container }) };
  }
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return `${JSON.stringify(tables, null, 1)}\n`;
}

function rowsOf(given: Record<string, Row[]>, where: string, problems: string[]): Record<string, Default[]> {
  const found: Record<string, Default[]> = {};
  for (const [key, rows] of Object.entries(given)) {
    for (const [i, row] of rows.entries()) {
      const what = `${where}: ${key}[${i}]`;
      if (typeof row.value !== "string") problems.push(`${what}: value is no text; quote it`);
      if (!/^https:\/\//.test(row.source ?? "")) problems.push(`${what}: no source`);
      if (row.since !== undefined && typeof row.since !== "string") problems.push(`${what}: quote since`);
      if (i > 0 && !(numbers(row.since) > numbers(rows[i - 1]?.since)))
        problems.push(`${what}: versions out of order`);
    }
    found[key] = rows.map(({ value, since }) => ({ value, ...(since !== undefined && { since }) }));
  }
  return found;
}

/** A version as a text that sorts as versions do. */
function numbers(version: string | undefined): string {
  return (version ?? "")
    .split(".")
    .map((part) => part.padStart(8, "0"))
    .join(".");
}
