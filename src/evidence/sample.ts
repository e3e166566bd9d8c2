import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { PopulationRow, Sample } from "./evidence.ts";

/** What a sample holds unless asked otherwise: the usual size for a population of that order in audit practice. */
const usual = 25;

/**
 * A sample of the rows that were judged pass or fail: those with the smallest SHA-256 of seed and id. The order of
 * the population plays no part, so that the auditor draws the same rows from the same population.
 */
export function sampleOf(population: readonly PopulationRow[], seed: string, size = usual): Sample {
  const judged = population.filter(
    (row) => row.status !== "aside" && (row.verdict === "pass" || row.verdict === "fail"),
  );
  const drawn = judged
    .map((row) => ({ id: row.id, key: bytesToHex(sha256(utf8ToBytes(`${seed}\n${row.id}`))) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, size)
    .map((row) => row.id);
  return { seed, size: drawn.length, of: judged.length, rows: drawn };
}
