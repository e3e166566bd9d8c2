import type { Code } from "../../text/codes.ts";
import type { Diagnostic } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";
import { at } from "../../text/span.ts";

/** After so many, a file's further errors are counted in one last diagnostic. */
const MAX_DIAGNOSTICS = 100;

/** Collects a file's diagnostics; after one failure the following ones are muted until `recovered`. */
export class Problems {
  readonly diagnostics: Diagnostic[] = [];
  /** Whether the construct that is being read has failed. */
  failed = false;
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  add(code: Code, start: number, end: number, message: string, hint: string): void {
    if (this.failed || this.diagnostics.length > MAX_DIAGNOSTICS) return;
    if (this.diagnostics.length === MAX_DIAGNOSTICS) {
      message = "There are more errors in this file than are listed.";
      hint = "Correct the errors above first.";
    }
    this.diagnostics.push({ code, severity: "error", message, hint, at: at(this.#source, start, end) });
  }
}
