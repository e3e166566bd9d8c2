import type { SourceKind } from "../../text/source.ts";

/** What is known of a file when its kind is asked for. */
export interface Candidate {
  /** With forward slashes. */
  path: string;
  /** The path's last segment. */
  name: string;
  /** The name in lower case without the ending of a template or an example (`.template`, `.j2`, `.example`). */
  base: string;
  /** The first 64 KiB of the text, or all of it. */
  head: string;
  /** Of a YAML text: the keys at the left margin, one set a document; undefined where template actions hide them. */
  topKeys: () => Set<string>[] | undefined;
  /** Keys of the outermost level of a JSON text, which may be cut off; empty for any other text. */
  jsonKeys: () => ReadonlySet<string>;
}

/**
 * Tells whether a file is of the format it is for: by its name first, confirmed by the content; by the content alone
 * only where nothing else looks like it. Linear in the head, and cheap for a name that is not the format's.
 */
export type Recogniser = (candidate: Candidate) => SourceKind | undefined;
