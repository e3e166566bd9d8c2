import type { Span } from "../../text/span.ts";
import type { Word } from "./ast.ts";

/** A text that was put together from pieces of a file, and where each of them stands there. */
export class LogicalLine {
  #pieces: string[] = [];
  #text: string | undefined;
  #length = 0;
  readonly #starts: number[] = [];
  readonly #offsets: number[] = [];

  /** @param offset where the piece stands in the file */
  add(piece: string, offset: number): void {
    if (piece === "" && this.#starts.length > 0) return;
    this.#starts.push(this.#length);
    this.#offsets.push(offset);
    this.#pieces.push(piece);
    this.#length += piece.length;
    this.#text = undefined;
  }

  get text(): string {
    this.#text ??= this.#pieces.join("");
    return this.#text;
  }

  /** The place in the file of `[start, end)` of the text. */
  span(start: number, end: number): Span {
    const from = this.#offset(start);
    return { start: from, end: end > start ? this.#offset(end - 1) + 1 : from };
  }

  word(start: number, end: number): Word {
    return { text: this.text.slice(start, end), ...this.span(start, end) };
  }

  #offset(index: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return (this.#offsets[low] ?? 0) + index - (this.#starts[low] ?? 0);
  }
}
