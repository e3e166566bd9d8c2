import type { Code } from "./codes.ts";
import type { At } from "./span.ts";

/** Something the user must know about the run itself: bad input, bad configuration, a tool error. */
export interface Diagnostic {
  code: Code;
  severity: "error" | "warning";
  message: string;
  /** What the reader can do about it. */
  hint?: string;
  /** Where it is, when it has a place in a text. */
  at?: At;
  /** The file, when there is no text to point into. */
  path?: string;
}

/** Part of the input that no verdict covers, and why. Stands in every output. */
export interface NotScanned {
  path: string;
  cause: NotScannedCause;
  detail: string;
}

export type NotScannedCause =
  | "parse-error"
  | "too-large"
  | "unreadable"
  | "binary"
  | "module-not-found"
  | "not-rendered"
  | "limit"
  | "not-supported"
  | "outside-root";
