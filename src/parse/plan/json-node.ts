import type { Source } from "../../text/source.ts";
import type { At } from "../../text/span.ts";
import { skipSpace, skipValue } from "./json-check.ts";

export interface JsonMember {
  value: JsonNode;
  keyAt: At;
}

type JsonKind = "object" | "array" | "string" | "number" | "bool" | "null";

/**
 * A value in a JSON text that has been checked, read when asked for: a plan of a hundred megabytes is never held as
 * objects, only the places that were visited are. Nothing here throws, whatever the document holds: what is absent
 * or of another kind is undefined or empty.
 */
export class JsonNode {
  readonly source: Source;
  readonly start: number;
  #end: number | undefined;
  #members: Map<string, JsonMember> | undefined;

  constructor(source: Source, start: number, end?: number) {
    this.source = source;
    this.start = start;
    this.#end = end;
  }

  get end(): number {
    this.#end ??= skipValue(this.source.text, this.start);
    return this.#end;
  }

  get at(): At {
    return { source: this.source, start: this.start, end: this.end };
  }

  get kind(): JsonKind {
    switch (this.source.text[this.start]) {
      case "{":
        return "object";
      case "[":
        return "array";
      case '"':
        return "string";
      case "t":
      case "f":
        return "bool";
      case "n":
        return "null";
      default:
        return "number";
    }
  }

  /** Members of an object by key; where a key is repeated the last one counts, as in every JSON reader. */
  members(): ReadonlyMap<string, JsonMember> {
    if (this.#members) return this.#members;
    const found = new Map<string, JsonMember>();
    if (this.kind === "object") {
      const { text } = this.source;
      let i = skipSpace(text, this.start + 1);
      while (text[i] === '"') {
        const keyAt = { source: this.source, start: i, end: skipValue(text, i) };
        i = skipSpace(text, skipSpace(text, keyAt.end) + 1);
        const end = skipValue(text, i);
        found.set(decode(text.slice(keyAt.start, keyAt.end)), {
          value: new JsonNode(this.source, i, end),
          keyAt,
        });
        i = skipSpace(text, end);
        if (text[i] === ",") i = skipSpace(text, i + 1);
      }
    }
    this.#members = found;
    return found;
  }

  get(key: string): JsonNode | undefined {
    return this.members().get(key)?.value;
  }

  /** Follows keys into objects. */
  find(...keys: string[]): JsonNode | undefined {
    let here: JsonNode | undefined = this;
    for (const key of keys) here = here?.get(key);
    return here;
  }

  /** Elements of an array, one after the other; nothing for what is no array. */
  *items(): Generator<JsonNode> {
    if (this.kind !== "array") return;
    const { text } = this.source;
    let i = skipSpace(text, this.start + 1);
    while (text[i] !== "]" && i < text.length) {
      const end = skipValue(text, i);
      yield new JsonNode(this.source, i, end);
      i = skipSpace(text, end);
      if (text[i] === ",") i = skipSpace(text, i + 1);
    }
  }

  /** The text of a string. */
  get string(): string | undefined {
    return this.kind === "string" ? decode(this.source.text.slice(this.start, this.end)) : undefined;
  }

  get number(): number | undefined {
    return this.kind === "number" ? Number(this.source.text.slice(this.start, this.end)) : undefined;
  }

  get bool(): boolean | undefined {
    return this.kind === "bool" ? this.source.text[this.start] === "t" : undefined;
  }
}

function decode(quoted: string): string {
  return quoted.includes("\\") ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
}
