/**
 * The only way to the disk for everything outside discover and cli, so that tests and editors can feed text.
 * Paths are relative to where the scan started, with forward slashes. Nothing outside the scan roots is
 * reachable, also not through links.
 */
export interface Files {
  /** The text of a regular file; undefined when there is none, it is outside the roots, too large or binary. */
  read(path: string): string | undefined;
  /** The names in a folder, sorted; empty when there is none. Folders end with "/". */
  list(folder: string): string[];
  /** The folder's path without links; the same path for what is no folder inside the roots. */
  real?(folder: string): string;
  /** The bytes of a regular file, also a binary one; undefined when there is none, or it is outside the roots or too large. */
  bytes?(path: string): Uint8Array | undefined;
}
