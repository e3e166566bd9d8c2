import { Worker } from "node:worker_threads";
import { corpusFiles } from "../../parse/hcl/reading.ts";
import { fuzz } from "./fuzz.ts";

// `npm run fuzz [count] [seed]`: changed files of the corpus through lexer, parser and model.
const [count = 200_000, seed = 1] = process.argv.slice(2).map(Number);

/** What does not end cannot be stopped from inside: a second thread tells which input it was, and ends the run. */
const WATCH = `
const { writeSync } = require("node:fs");
const { workerData } = require("node:worker_threads");
let last = -1;
setInterval(() => {
  const input = Atomics.load(workerData, 0);
  if (input === last) {
    writeSync(2, "input " + input + " does not end\\n");
    process.kill(process.pid, "SIGKILL");
  }
  last = input;
}, 60_000);
`;

const at = new Int32Array(new SharedArrayBuffer(4));
const watch = new Worker(WATCH, { eval: true, workerData: at });
const start = performance.now();
const done = fuzz(corpusFiles(), seed, count, (input) => {
  Atomics.store(at, 0, input);
  if (input % 20_000 === 0) process.stdout.write(`input ${input}\n`);
});
await watch.terminate();

const seconds = Math.round((performance.now() - start) / 1000);
process.stdout.write(`${count} inputs of seed ${seed} in ${seconds} s: ${done.rejected} have errors, ${done.tokens} tokens
${done.modelled} resolved, ${done.resources} resources
slowest ${done.slowest.milliseconds.toFixed(1)} ms (input ${done.slowest.input})
${done.faults.length} faults\n`);
for (const { input, what, text } of done.faults.slice(0, 20))
  process.stdout.write(`\ninput ${input}: ${what}\n${JSON.stringify(text)}\n`);
if (done.faults.length > 0) process.exitCode = 1;
