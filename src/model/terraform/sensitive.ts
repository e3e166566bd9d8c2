import type { At } from "../../text/span.ts";
import type { Value } from "../value.ts";

/** Shorter texts are no secrets worth the name, and would tear words of a report apart. */
const SHORTEST = 4;
const MOST = 2_000;

/**
 * What of a unit must not be printed: values of sensitive variables and outputs, of `sensitive(…)`, of attributes that a
 * provider calls sensitive, and all that is made of them.
 */
export class Secrets {
  readonly texts = new Set<string>();
  readonly spans: At[] = [];
  /** Counts reads of sensitive values, so that an expression knows whether one went into it. */
  reads = 0;
  #any = false;
  readonly #known = new WeakMap<object, boolean>();

  /** The value, marked; what it says is noted. */
  mark<V extends Value>(value: V): V {
    this.#any = true;
    this.reads++;
    this.#note(value);
    return value.sensitive ? value : { ...value, sensitive: true };
  }

  /** A place in a source that shows such a value. */
  hide(at: At): void {
    if (this.spans.length < MOST) this.spans.push(at);
  }

  /** Takes note of a value that an expression reads. */
  read(value: Value): void {
    if (this.#any && this.#holds(value)) this.reads++;
  }

  /** Marks what lies at a path of attributes below, in every element of the lists on the way. */
  markPath(value: Value, path: readonly string[]): Value {
    const [name, ...rest] = path;
    if (name === undefined) {
      if (showsText(value.at)) this.hide(value.at);
      return this.mark(value);
    }
    if (value.kind === "list")
      return { ...value, items: value.items.map((item) => this.markPath(item, path)) };
    if (value.kind === "unknown" && value.shape) return { ...value, shape: this.markPath(value.shape, path) };
    const entry = value.kind === "object" ? value.entries.get(name) : undefined;
    if (value.kind !== "object" || !entry) return value;
    const entries = new Map(value.entries);
    entries.set(name, { ...entry, value: this.markPath(entry.value, rest) });
    return { ...value, entries };
  }

  #holds(value: Value): boolean {
    if (value.sensitive) return true;
    if (value.kind !== "list" && value.kind !== "object" && !("shape" in value) && !("parts" in value))
      return false;
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    // Shared parts are looked at once, and a circle cannot be built.
    let found = false;
    if (value.kind === "list") found = value.items.some((item) => this.#holds(item));
    else if (value.kind === "object")
      found = [...value.entries.values()].some((entry) => this.#holds(entry.value));
    else if (value.kind === "string") found = value.shape !== undefined && this.#holds(value.shape);
    else if (value.kind === "unknown")
      found =
        (value.shape !== undefined && this.#holds(value.shape)) ||
        (value.parts?.some((part) => this.#holds(part)) ?? false);
    this.#known.set(value, found);
    return found;
  }

  #note(value: Value): void {
    const open: Value[] = [value];
    let left = MOST;
    for (let one = open.pop(); one && left > 0; one = open.pop(), left--) {
      if (one.kind === "string") {
        if (one.value.length >= SHORTEST && this.texts.size < MOST) this.texts.add(one.value);
      } else if (one.kind === "list") open.push(...one.items.slice(0, MOST));
      else if (one.kind === "object") for (const entry of one.entries.values()) open.push(entry.value);
      else if (one.kind === "unknown") {
        if (one.shape) open.push(one.shape);
        if (one.parts) open.push(...one.parts.slice(0, MOST));
      }
    }
  }
}

/** Is there more at a place than a reference: a text or a number that could be the secret itself? */
export function showsText({ source, start, end }: At): boolean {
  return /["\d]|<</.test(source.text.slice(start, Math.min(end, start + 10_000)));
}
