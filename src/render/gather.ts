import type { Files } from "../text/files.ts";
import type { FileMap, NotRendered } from "./engine.ts";

const mostFiles = 5000;
const mostBytes = 48 * 1024 * 1024;

/** Collects what is handed to the engines, and stops where a chart is too large to be one. */
export class Gathering {
  readonly #files: Files;
  readonly #found = new Map<string, string | Uint8Array>();
  #size = 0;
  #full = false;

  constructor(files: Files) {
    this.#files = files;
  }

  /** Is the limit reached? Nothing is taken any more then. */
  get full(): boolean {
    return this.#full;
  }

  /**
   * Takes a file from the disk.
   * @param as its path for the engine
   * @returns its text, when it is one
   */
  take(path: string, as: string): string | undefined {
    const known = this.#found.get(as);
    if (known !== undefined) return typeof known === "string" ? known : undefined;
    const content = this.#files.read(path) ?? this.#files.bytes?.(path);
    if (content === undefined) return undefined;
    this.#size += content.length;
    if (this.#size > mostBytes || this.#found.size >= mostFiles) {
      this.#full = true;
      return undefined;
    }
    this.#found.set(as, content);
    return typeof content === "string" ? content : undefined;
  }

  /** What was found, or that it is too much. */
  result(): { kind: "files"; files: FileMap } | NotRendered {
    if (!this.#full) return { kind: "files", files: this.#found };
    const message = `it has more than ${mostFiles} files or ${mostBytes / 1024 / 1024} MiB`;
    return { kind: "not-rendered", error: { kind: "size-limit", message } };
  }
}
