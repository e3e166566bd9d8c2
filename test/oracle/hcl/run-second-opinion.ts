import { corpusFiles } from "../../parse/hcl/reading.ts";
import { Random } from "../random.ts";
import { DIFFERENCES, NOT_COMPARED } from "./differences.ts";
import { mutated } from "./mutate.ts";
import { secondOpinions } from "./second-opinion.ts";

// `npm run oracle:hcl [changed files] [seed]`: hcl2-parser on every HCL file of the corpus and on changed ones.
const [count = 2000, seed = 1] = process.argv.slice(2).map(Number);

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const corpus = corpusFiles();
const small = corpus.map((file) => file.text).filter((text) => text.length < 8000);
const random = new Random(seed);
const changed = Array.from({ length: count }, () => mutated(small, random));
const names = [...corpus.map((file) => file.path), ...changed.map((_, i) => `changed file ${i}`)];
const texts = [...corpus.map((file) => file.text), ...changed];

const start = performance.now();
let told = 0;
const found = secondOpinions(texts, (done) => {
  if (done - told < 250) return;
  told = done;
  print(`${done} of ${texts.length}`);
});
const seconds = Math.round((performance.now() - start) / 1000);
print(`${corpus.length} files of the corpus and ${count} changed ones of seed ${seed} in ${seconds} s`);
print(
  `${found.compared} compared: hcl2-parser accepts ${found.accepted}, rejects ${found.compared - found.accepted}`,
);
for (const { id, why } of DIFFERENCES) {
  const where = found.listed.get(id) ?? [];
  print(`\n${where.length} differ by ${id}: ${why}`);
  for (const i of where) print(`  ${names[i]}`);
}
for (const [detail, why] of NOT_COMPARED) {
  const where = found.notCompared.get(detail) ?? [];
  print(`\n${where.length} not compared, ${detail}: ${why}`);
  for (const i of where) print(`  ${names[i]}`);
}
print(`\n${found.unlisted.length} differ without being listed`);
for (const { text, what } of found.unlisted)
  print(`\n${names[text]}: ${what}${text < corpus.length ? "" : `\n${JSON.stringify(texts[text])}`}`);
if (found.unlisted.length > 0) process.exitCode = 1;
