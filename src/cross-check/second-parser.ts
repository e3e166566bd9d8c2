import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";

/** What hcl2-parser says of one text. */
export type Opinion =
  | { kind: "read"; tree: unknown }
  /** It gives no reason and no place. */
  | { kind: "rejected" }
  | { kind: "gave-up"; detail: string };

export interface SecondParserOptions {
  /** The milliseconds that a batch of so many characters may take. */
  limit?: (characters: number) => number;
  /** Told how many texts are done. */
  progress?: (done: number) => void;
}

/** Characters of a batch: one process reads it in two or three seconds. */
const BATCH = 128 * 1024;
/** To start, and for each kB ten times what hcl2-parser takes on a machine that has nothing else to do. */
const limitOf = (characters: number): number => 10_000 + Math.ceil(characters / 1024) * 200;
/** After so many texts that took too long the rest is not tried. */
const MAX_OVERRUNS = 3;

/** The process: one line for each text, and no more texts after a panic, which leaves the parser in an unknown state. */
const PROGRAM = `
const { parseToString } = require(process.argv[1]);
let input = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (data) => (input += data));
process.stdin.on("end", async () => {
  for (const text of JSON.parse(input)) {
    let answer;
    try {
      const [json, error] = parseToString(text);
      answer = error ? { rejected: true } : { json };
    } catch (thrown) {
      answer = { thrown: String((thrown && thrown.message) || thrown) };
    }
    process.stdout.write("\\n" + JSON.stringify({ answer }) + "\\n");
    if (answer.thrown !== undefined) process.exit();
    await new Promise(setImmediate);
  }
});
`;

interface Answer {
  json?: string;
  rejected?: true;
  thrown?: string;
}

/**
 * hcl2-parser's reading of each text. It is HashiCorp's parser of 2021 compiled to JavaScript: it cannot be stopped
 * from inside and a panic may leave it broken, so it runs in processes of its own that are ended when they are late.
 * Never throws.
 */
export function readSecond(texts: readonly string[], options: SecondParserOptions = {}): Opinion[] {
  const { limit = limitOf, progress } = options;
  const program = programPath();
  if (program === undefined)
    return texts.map(() => ({ kind: "gave-up", detail: "hcl2-parser is not installed" }));
  const opinions: Opinion[] = [];
  let overruns = 0;
  /** The text that took too long among others is tried alone. */
  let alone = -1;
  while (opinions.length < texts.length) {
    const from = opinions.length;
    progress?.(from);
    if (overruns >= MAX_OVERRUNS) {
      opinions.push({ kind: "gave-up", detail: `it took too long for ${overruns} files before this one` });
      continue;
    }
    const batch = texts.slice(from, alone === from ? from + 1 : endOfBatch(texts, from));
    const size = batch.reduce((sum, text) => sum + text.length, 0);
    const most = limit(size);
    const { answers, late, problem } = run(program, batch, most);
    for (const answer of answers) opinions.push(opinionOf(answer));
    if (answers.length === batch.length || answers.at(-1)?.thrown !== undefined) continue;
    if (late && batch.length > 1) alone = opinions.length;
    else if (late) {
      overruns++;
      opinions.push({ kind: "gave-up", detail: `it took more than ${Math.ceil(most / 1000)} s` });
    } else opinions.push({ kind: "gave-up", detail: `it broke down${problem}` });
  }
  progress?.(opinions.length);
  return opinions;
}

function endOfBatch(texts: readonly string[], from: number): number {
  let end = from;
  for (let size = 0; end < texts.length; end++) {
    size += texts[end]?.length ?? 0;
    if (size > BATCH && end > from) break;
  }
  return end;
}

/** Where hcl2-parser lies: beside the bundle, or among the packages that development needs. */
function programPath(): string | undefined {
  const require = createRequire(import.meta.url);
  for (const name of ["./hcl2-parser.cjs", "hcl2-parser"]) {
    try {
      return require.resolve(name);
    } catch {
      // Not there: the next one.
    }
  }
  return undefined;
}

interface Ran {
  answers: Answer[];
  late: boolean;
  problem: string;
}

function run(program: string, batch: readonly string[], limit: number): Ran {
  const done = spawnSync(process.execPath, ["--max-old-space-size=1024", "-e", PROGRAM, program], {
    input: JSON.stringify(batch),
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "" },
    timeout: limit,
    killSignal: "SIGKILL",
    maxBuffer: 256 * 1024 * 1024,
    stdio: ["pipe", "pipe", "ignore"],
    windowsHide: true,
  });
  const answers: Answer[] = [];
  for (const line of (done.stdout ?? "").split("\n")) {
    // A line that was cut off by the end of the process is none.
    if (line.startsWith('{"answer":') && line.endsWith("}}"))
      answers.push((JSON.parse(line) as { answer: Answer }).answer);
  }
  const code = (done.error as NodeJS.ErrnoException | undefined)?.code;
  return { answers, late: code === "ETIMEDOUT", problem: code && code !== "ETIMEDOUT" ? ` (${code})` : "" };
}

function opinionOf({ json, thrown }: Answer): Opinion {
  if (json !== undefined) return { kind: "read", tree: JSON.parse(json) };
  if (thrown === undefined) return { kind: "rejected" };
  // Its form of blocks cannot hold `a "b" {}` beside `a {}`: the conversion panics.
  if (/^interface conversion/.test(thrown))
    return { kind: "gave-up", detail: "its output cannot hold blocks of one type with and without labels" };
  return { kind: "gave-up", detail: `it broke down: ${thrown}` };
}
