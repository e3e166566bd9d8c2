/** Who changed a line last, as version control tells it. */
export interface LastChange {
  name: string;
  mail: string;
}

/**
 * What version control knows, asked through a port: judging itself starts no program.
 * Paths are from the working directory, with forward slashes.
 */
export interface History {
  /**
   * The author of the newest change among these lines of a file, from 1, both included. `text` is the file as it was
   * read; a text says why the author cannot be told.
   */
  lastChange(path: string, text: string, first: number, last: number): LastChange | string;
}
