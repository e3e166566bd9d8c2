import type { At } from "./span.ts";

/** What `--cross-check` found: another parser's reading of the same Terraform files. It decides nothing. */
export interface SecondOpinion {
  /** Name and version of the other parser. */
  parser: string;
  /** Terraform files in native syntax. */
  files: number;
  /** Files that both read alike, or both reject. */
  agreed: number;
  /** Sorted by file and position. */
  differences: Array<{
    at: At;
    /** Names and positions from the top of the file to the place; empty for the file as a whole. */
    within: string;
    /** Without values: what stands there may be a secret. */
    what: string;
  }>;
  /** Files that the other parser could not read within the limits, and why. */
  notRead: Array<{ path: string; detail: string }>;
}
