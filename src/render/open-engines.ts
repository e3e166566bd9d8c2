import { readFile } from "node:fs/promises";
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import type {
  BuiltOverlay,
  ChartJob,
  Engines,
  NotRendered,
  OverlayJob,
  RenderError,
  RenderedChart,
} from "./engine.ts";

/** What a hostile chart may use up. */
export interface Limits {
  /** For one chart with one set of values, or one overlay, in milliseconds; the engine's start counts. */
  time: number;
  /** Bytes of an answer. */
  output: number;
  /** After so many that took too long, the others are not tried: a run ends, however many there are. */
  overdue: number;
}

const standard: Limits = { time: 30_000, output: 64 * 1024 * 1024, overdue: 3 };

/**
 * Opens the engines of a run. The module is compiled at the first request, in a worker that answers one request after
 * the other and is ended when one takes too long: the next gets a new one.
 * @param file of the WebAssembly module, as findEngines gives it
 */
export function openEngines(file: URL, limits: Partial<Limits> = {}): Engines {
  return new WorkerEngines(file, { ...standard, ...limits });
}

type Answer<T> = T | NotRendered;
type Job = ChartJob | OverlayJob;

class WorkerEngines implements Engines {
  readonly #file: URL;
  readonly #limits: Limits;
  #module: Promise<WebAssembly.Module> | undefined;
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #overdue = 0;

  constructor(file: URL, limits: Limits) {
    this.#file = file;
    this.#limits = limits;
  }

  chart(job: Omit<ChartJob, "kind">): Promise<Answer<RenderedChart>> {
    return this.#queued<RenderedChart>({ ...job, kind: "chart" });
  }

  overlay(job: Omit<OverlayJob, "kind">): Promise<Answer<BuiltOverlay>> {
    return this.#queued<BuiltOverlay>({ ...job, kind: "overlay" });
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#end();
  }

  #queued<T>(job: Job): Promise<Answer<T>> {
    const answer = this.#last.then(() => this.#ask<T>(job));
    this.#last = answer;
    return answer;
  }

  async #ask<T>(job: Job): Promise<Answer<T>> {
    const { time, overdue } = this.#limits;
    if (this.#overdue >= overdue) {
      const message = `it was not tried: ${overdue} others took more than ${time / 1000} s`;
      return { kind: "not-rendered", error: { kind: "time-limit", message } };
    }
    tierUp(false);
    try {
      this.#module ??= compiled(this.#file);
      const module = await this.#module;
      this.#worker ??= start(module, this.#limits);
      const said = await asked(this.#worker, requestOf(job), time);
      if ("answer" in said) return JSON.parse(Buffer.from(said.answer).toString("utf8"));
      if (said.error.kind === "time-limit") this.#overdue++;
      if (said.ended) await this.#end();
      return { kind: "not-rendered", error: said.error };
    } catch (thrown) {
      await this.#end();
      return { kind: "not-rendered", error: { kind: "engine", message: messageOf(thrown) } };
    } finally {
      tierUp(true);
    }
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}

async function compiled(file: URL): Promise<WebAssembly.Module> {
  return new WebAssembly.Module((await readFile(file)) as Uint8Array<ArrayBuffer>);
}

/**
 * Go's functions are huge, and most run few times: letting V8 optimise them costs four times what running them does.
 * The switch is the process's, and policies want to be optimised, so it is set back after every request.
 */
function tierUp(on: boolean): void {
  setFlagsFromString(on ? "--no-liftoff-only" : "--liftoff-only");
  if (!on) return;
  setFlagsFromString("--wasm-tier-up");
  setFlagsFromString("--wasm-dynamic-tiering");
}

function start(module: WebAssembly.Module, limits: Limits): Worker {
  const worker = new Worker(new URL("./worker.mjs", import.meta.url), {
    name: "crosswalk-engines",
    workerData: { module, outputLimit: limits.output },
    env: {},
    execArgv: [],
    stdin: false,
    resourceLimits: { maxOldGenerationSizeMb: 512, stackSizeMb: 32 },
  });
  worker.unref();
  return worker;
}

interface Failed {
  failed: string;
  errors: string;
}

type Said = { answer: Uint8Array } | { error: RenderError; ended: boolean };

/** One question. The worker keeps the process alive only while it is asked. */
function asked(worker: Worker, request: Uint8Array, time: number): Promise<Said> {
  return new Promise((resolve) => {
    const done = (said: Said) => {
      clearTimeout(timer);
      worker.off("message", onMessage);
      worker.off("error", onError);
      worker.off("exit", onExit);
      worker.unref();
      resolve(said);
    };
    const onMessage = (message: { answer: Uint8Array } | Failed) =>
      done("answer" in message ? message : { error: whyFailed(message), ended: false });
    const onError = (thrown: unknown) => done({ error: whyDied(thrown), ended: true });
    const onExit = () =>
      done({ error: { kind: "engine", message: "the engine's worker ended" }, ended: true });
    const timer = setTimeout(
      () =>
        done({ error: { kind: "time-limit", message: `it takes more than ${time / 1000} s` }, ended: true }),
      time,
    );
    worker.on("message", onMessage);
    worker.on("error", onError);
    worker.on("exit", onExit);
    worker.ref();
    worker.postMessage({ request });
  });
}

function requestOf(job: Job): Uint8Array {
  const texts: Record<string, string> = Object.create(null);
  const bytes: Record<string, string> = Object.create(null);
  for (const [path, content] of job.files) {
    if (typeof content === "string") texts[path] = content;
    else bytes[path] = Buffer.from(content).toString("base64");
  }
  const request =
    job.kind === "overlay"
      ? { kind: job.kind, texts, bytes, overlay: job.overlay }
      : {
          kind: job.kind,
          texts,
          bytes,
          values: job.values,
          name: job.release?.name ?? "release-name",
          namespace: job.release?.namespace ?? "default",
        };
  return Buffer.from(JSON.stringify(request));
}

/** The Go runtime tells on standard error why it gave up. */
function whyFailed({ failed, errors }: Failed): RenderError {
  if (failed === "output limit") return { kind: "size-limit", message: "it gives more than may be kept" };
  if (/out of memory|cannot allocate|memory allocation/.test(errors))
    return { kind: "memory-limit", message: "it takes more memory than it may" };
  if (/stack (?:overflow|exceeds)/.test(errors) || /call stack/.test(failed))
    return { kind: "memory-limit", message: "its templates call each other too deeply" };
  const panic = /^(?:panic|fatal error): .*/m.exec(errors)?.[0];
  return { kind: "engine", message: `the engine failed: ${panic ?? failed}` };
}

function whyDied(thrown: unknown): RenderError {
  return (thrown as { code?: unknown })?.code === "ERR_WORKER_OUT_OF_MEMORY"
    ? { kind: "memory-limit", message: "it takes more memory than it may" }
    : { kind: "engine", message: `the engine failed: ${messageOf(thrown)}` };
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
