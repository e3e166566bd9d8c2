import type { Value } from "../../../src/model/value.ts";
import { tokenize } from "../../../src/parse/hcl/lexer.ts";
import { parseHcl } from "../../../src/parse/hcl/parser.ts";
import type { Diagnostic } from "../../../src/text/diagnostic.ts";
import { Source } from "../../../src/text/source.ts";
import type { Span } from "../../../src/text/span.ts";
import { model } from "../../model/terraform/harness.ts";
import type { CorpusFile } from "../../parse/hcl/reading.ts";
import { Random } from "../random.ts";
import { changed, mutated } from "./mutate.ts";
import { checkSpans } from "./spans.ts";

interface Fault {
  /** Seed and number make the input again. */
  input: number;
  what: string;
  text: string;
}

export interface Fuzzed {
  inputs: number;
  /** Inputs that have at least one error. */
  rejected: number;
  tokens: number;
  /** Inputs that went through the model too, and the resources that they gave. */
  modelled: number;
  resources: number;
  slowest: { milliseconds: number; input: number };
  faults: Fault[];
}

/** What one input may take. */
const LIMIT = 1000;
/** Every so many inputs one is resolved as well: by turns alone, and among the files it comes from. */
const MODEL_EVERY = 50;

/**
 * Reads changed files of the corpus and checks what must hold for any text.
 * @param starting told before each input; whoever watches can tell which one never ends
 */
export function fuzz(
  corpus: readonly CorpusFile[],
  seed: number,
  count: number,
  starting?: (input: number) => void,
): Fuzzed {
  const texts = corpus.map((file) => file.text).filter((text) => text.length < 8000);
  const folders = [...foldersOf(corpus).values()];
  const done: Fuzzed = {
    inputs: 0,
    rejected: 0,
    tokens: 0,
    modelled: 0,
    resources: 0,
    slowest: { milliseconds: 0, input: 0 },
    faults: [],
  };
  for (let input = 0; input < count; input++) {
    starting?.(input);
    const random = new Random(Math.imul(seed, 1_000_003) + input);
    let text = mutated(texts, random);
    let files: Record<string, string> | undefined;
    if (input % MODEL_EVERY === 0) {
      files = { "main.tf": text };
      if (input % (2 * MODEL_EVERY) === 0) {
        files = { ...random.pick(folders) };
        const path = random.pick(Object.keys(files));
        text = changed(files[path] ?? "", texts, random);
        files[path] = text;
      }
    }
    try {
      const milliseconds = timed(() => checkReading(text, done));
      if (milliseconds > done.slowest.milliseconds) done.slowest = { milliseconds, input };
      done.inputs++;
      if (files) {
        const given = files;
        timed(() => checkModel(given, done));
        done.modelled++;
      }
    } catch (thrown) {
      const what = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
      done.faults.push({ input, what, text });
    }
  }
  return done;
}

/** The least of up to three times: a busy machine may be slow once. */
function timed(work: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3 && least > LIMIT / 10; i++) {
    const start = performance.now();
    work();
    least = Math.min(least, performance.now() - start);
  }
  if (least > LIMIT) throw new Error(`it took ${Math.round(least)} ms`);
  return least;
}

function checkReading(text: string, done: Fuzzed): void {
  const tokens = tokenize(text);
  let end = 0;
  for (const next of tokens.ends) {
    if (next <= end) throw new Error(`a token ends at ${next}, the one before it at ${end}`);
    end = next;
  }
  if (end !== text.length) throw new Error(`the tokens end at ${end} of ${text.length}`);
  done.tokens += tokens.count;

  const file = parseHcl(new Source("main.tf", "terraform", text));
  const size = file.source.text.length;
  checkSpans(file.body, size);
  for (const one of file.comments) {
    within(one, size);
    if (!/^(#|\/\/|\/\*)/.test(file.source.text.slice(one.start, one.end))) throw new Error("no comment");
  }
  checkDiagnostics(file.diagnostics);
  if (file.diagnostics.some((one) => one.severity === "error")) done.rejected++;
}

function checkModel(files: Record<string, string>, done: Fuzzed): void {
  for (const unit of model(files)) {
    checkDiagnostics(unit.diagnostics);
    for (const { body, values } of unit.resources) {
      within(body, body.source.text.length);
      checkPlaces(values);
      done.resources++;
    }
  }
}

function checkPlaces(value: Value): void {
  within(value.at, value.at.source.text.length);
  if (value.kind === "list") for (const item of value.items) checkPlaces(item);
  else if (value.kind === "object") for (const entry of value.entries.values()) checkPlaces(entry.value);
}

function checkDiagnostics(diagnostics: readonly Diagnostic[]): void {
  for (const { code, message, at, path } of diagnostics) {
    if (message === "") throw new Error(`${code} says nothing`);
    if (at) within(at, at.source.text.length);
    else if (path === undefined) throw new Error(`${code} has no place`);
  }
}

function within({ start, end }: Span, size: number): void {
  if (!(start >= 0 && start <= end && end <= size)) throw new Error(`${start}-${end} of ${size}`);
}

/** The Terraform files of each folder, by name. */
function foldersOf(corpus: readonly CorpusFile[]): Map<string, Record<string, string>> {
  const folders = new Map<string, Record<string, string>>();
  for (const { path, text } of corpus) {
    const slash = path.lastIndexOf("/");
    const folder = folders.get(path.slice(0, slash)) ?? {};
    if (path.endsWith(".tf")) folders.set(path.slice(0, slash), folder);
    folder[path.slice(slash + 1)] = text;
  }
  return folders;
}
