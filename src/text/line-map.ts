/** A place in a text; both counts start at 1, columns count UTF-16 units (as SARIF's `utf16CodeUnits`). */
export interface Position {
  line: number;
  column: number;
}

/** Turns offsets into lines and columns. A line ends at LF, CRLF or a lone CR. */
export class LineMap {
  readonly #starts: number[] = [0];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) this.#starts.push(i + 1);
    }
  }

  get count(): number {
    return this.#starts.length;
  }

  /** The position of an offset; offsets outside the text are clamped into it. */
  at(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.#text.length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: clamped - (this.#starts[low] ?? 0) + 1 };
  }

  /** The offset at which a line (from 1) begins; past the last line, the end of the text. */
  start(line: number): number {
    return this.#starts[line - 1] ?? this.#text.length;
  }

  /** A line's text (from 1) without its line end; empty when there is no such line. */
  line(line: number): string {
    if (line < 1 || line > this.#starts.length) return "";
    return this.#text.slice(this.start(line), this.start(line + 1)).replace(/[\r\n]+$/, "");
  }
}
