import type { Unit } from "../model/resource.ts";
import type { Source, SourceKind } from "../text/source.ts";
import type { Reading } from "./reading.ts";

/** How the files of some kinds become units. Each lies in a file of its own under formats/, loaded when a file needs it. */
export interface Format {
  /**
   * @param sources all files of the format's kinds, by path; also texts embedded in other files
   * @returns units whose resources have a type of the format; places may lie in embedded texts
   */
  units(sources: readonly Source[], reading: Reading): Iterable<Unit> | AsyncIterable<Unit>;
}

/** A row of the table of formats. */
export interface FormatEntry {
  kinds: readonly SourceKind[];
  load: () => Promise<Format>;
}
