// Runs the engines' WebAssembly module in a worker thread. The module gets a system that has nothing: no files, no
// network, no processes, no environment, a clock and random numbers that are the same in every run. Node's own
// `node:wasi` is not used: it promises no security, and prints a warning. Plain JavaScript, because a worker of a
// bundled CommonJS file and one under a TypeScript loader must start the same way.
import { parentPort, workerData } from "node:worker_threads";

const success = 0;
const badFile = 8;
const notSupported = 58;
/** 2024-01-01T00:00:00Z, where every request begins. */
const epoch = 1_704_067_200_000_000_000n;

/** Go's logging library takes its name from it. */
const programName = Buffer.from("engines\0");

class Exit extends Error {}

/** One started module and the little that it may ask of a system (WASI preview 1). */
class Instance {
  #input = new Uint8Array(0);
  #read = 0;
  #output = [];
  #outputSize = 0;
  #errors = "";
  #now = epoch;
  #seed = 1n;
  #exports;
  #begun = false;

  constructor(module) {
    const imports = {};
    for (const { module: space, name } of WebAssembly.Module.imports(module)) {
      imports[space] ??= {};
      imports[space][name] = () => notSupported;
    }
    Object.assign(imports["wasi_snapshot_preview1"], this.#system());
    this.#exports = new WebAssembly.Instance(module, imports).exports;
  }

  /** Go's own start, once. */
  begin() {
    if (this.#begun) return;
    this.#begun = true;
    this.#exports._initialize();
  }

  /** Bytes of memory it holds; it never gives any back. */
  get size() {
    return this.#exports.memory.buffer.byteLength;
  }

  get errors() {
    return this.#errors;
  }

  /** @param {Uint8Array} request @returns {Uint8Array} */
  answer(request) {
    this.#input = request;
    this.#read = 0;
    this.#output = [];
    this.#outputSize = 0;
    this.#errors = "";
    this.#now = epoch;
    this.#seed = 1n;
    this.#exports.serve();
    return Buffer.concat(this.#output);
  }

  get #view() {
    return new DataView(this.#exports.memory.buffer);
  }

  #bytes(start, length) {
    return new Uint8Array(this.#exports.memory.buffer, start >>> 0, length >>> 0);
  }

  #system() {
    return {
      args_sizes_get: (count, size) => this.#sizes(count, 1, size, programName.length),
      args_get: (pointers, text) => this.#arguments(pointers, text),
      environ_sizes_get: (count, size) => this.#sizes(count, 0, size, 0),
      environ_get: () => success,
      clock_time_get: (_clock, _precision, result) => {
        this.#now += 1000n;
        this.#view.setBigUint64(result >>> 0, this.#now, true);
        return success;
      },
      random_get: (start, length) => this.#random(start, length),
      fd_prestat_get: () => badFile,
      fd_prestat_dir_name: () => badFile,
      fd_fdstat_get: (file, result) => this.#describe(file, result),
      fd_fdstat_set_flags: () => success,
      fd_close: () => success,
      fd_read: (file, vectors, count, result) => this.#readInput(file, vectors, count, result),
      fd_write: (file, vectors, count, result) => this.#write(file, vectors, count, result),
      poll_oneoff: (asked, events, count, result) => this.#wait(asked, events, count, result),
      sched_yield: () => success,
      proc_exit: (code) => {
        throw new Exit(`ended with ${code}`);
      },
    };
  }

  #sizes(count, number, size, bytes) {
    this.#view.setUint32(count >>> 0, number, true);
    this.#view.setUint32(size >>> 0, bytes, true);
    return success;
  }

  #arguments(pointers, text) {
    this.#view.setUint32(pointers >>> 0, text >>> 0, true);
    this.#bytes(text, programName.length).set(programName);
    return success;
  }

  /** Numbers of a linear congruential sequence: no secret is made here, only the same bytes in every run. */
  #random(start, length) {
    const bytes = this.#bytes(start, length);
    for (let i = 0; i < bytes.length; i++) {
      this.#seed = BigInt.asUintN(64, this.#seed * 6364136223846793005n + 1442695040888963407n);
      bytes[i] = Number(this.#seed >> 56n);
    }
    return success;
  }

  #describe(file, result) {
    if (file > 2) return badFile;
    const view = this.#view;
    const at = result >>> 0;
    view.setUint8(at, 2);
    view.setUint16(at + 2, 0, true);
    view.setBigUint64(at + 8, 0xffffffffn, true);
    view.setBigUint64(at + 16, 0n, true);
    return success;
  }

  #readInput(file, vectors, count, result) {
    if (file !== 0) return badFile;
    let total = 0;
    for (const bytes of this.#vectors(vectors, count)) {
      const part = this.#input.subarray(this.#read, this.#read + bytes.length);
      bytes.set(part);
      this.#read += part.length;
      total += part.length;
    }
    this.#view.setUint32(result >>> 0, total, true);
    return success;
  }

  #write(file, vectors, count, result) {
    if (file !== 1 && file !== 2) return badFile;
    let total = 0;
    for (const bytes of this.#vectors(vectors, count)) {
      total += bytes.length;
      if (file === 2) {
        if (this.#errors.length < 8000) this.#errors += Buffer.from(bytes).toString("utf8");
      } else {
        this.#outputSize += bytes.length;
        if (this.#outputSize > workerData.outputLimit) throw new Exit("output limit");
        this.#output.push(bytes.slice());
      }
    }
    this.#view.setUint32(result >>> 0, total, true);
    return success;
  }

  *#vectors(start, count) {
    for (let i = 0; i < count; i++) {
      const at = (start >>> 0) + i * 8;
      yield this.#bytes(this.#view.getUint32(at, true), this.#view.getUint32(at + 4, true));
    }
  }

  /** Nothing happens but time: the clock jumps to the nearest end of those waited for. */
  #wait(asked, events, count, result) {
    const view = this.#view;
    let nearest;
    for (let i = 0; i < count; i++) {
      const at = (asked >>> 0) + i * 48;
      if (view.getUint8(at + 8) !== 0) continue;
      const wait = view.getBigUint64(at + 24, true);
      const end = view.getUint16(at + 40, true) & 1 ? wait : this.#now + wait;
      if (nearest === undefined || end < nearest.end) nearest = { at, end };
    }
    if (!nearest) return notSupported;
    if (nearest.end > this.#now) this.#now = nearest.end;
    const to = events >>> 0;
    view.setBigUint64(to, view.getBigUint64(nearest.at, true), true);
    view.setUint16(to + 8, success, true);
    view.setUint8(to + 10, 0);
    view.setUint32(result >>> 0, 1, true);
    return success;
  }
}

/** Above this much memory the next request gets a fresh one. */
const keptMemory = 192 * 1024 * 1024;
let instance;

parentPort.on("message", ({ request }) => {
  let asked = instance;
  instance = undefined;
  try {
    asked ??= new Instance(workerData.module);
    asked.begin();
    const answer = asked.answer(request);
    if (asked.size <= keptMemory) instance = asked;
    parentPort.postMessage({ answer });
  } catch (thrown) {
    // What a request left broken is not asked again.
    const failed = thrown instanceof Error ? thrown.message : String(thrown);
    parentPort.postMessage({ failed, errors: asked?.errors ?? "" });
  }
});
