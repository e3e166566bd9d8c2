import type { Origin } from "../../parse/gotemplate/marks.ts";
import type { ValueReference } from "../../parse/gotemplate/references.ts";
import type { Source } from "../../text/source.ts";
import { type At, at } from "../../text/span.ts";
import { scalarText } from "../kubernetes/read.ts";
import type { Resource } from "../resource.ts";
import { type Entry, type ListValue, type ObjectValue, type Step, unknown, type Value } from "../value.ts";
import type { Found, ValuesLayers } from "./values-layers.ts";

/** A rendered text with what is known of where its lines come from. */
export interface Rendered {
  template: Source;
  /** By line of the rendered text, from 1. */
  origins: ReadonlyArray<Origin | undefined>;
  /** By line of the template. */
  references: ReadonlyMap<number, readonly ValueReference[]>;
  values: ValuesLayers;
  /** Lines of the rendered text, from 1, that come out otherwise at another time: what an action printed there is unknown. */
  unstable?: ReadonlyArray<{ from: number; to: number }>;
}

/**
 * Gives an object that a chart's template rendered the places that set it: a value that comes from a values file lies
 * there, and came through the template's line; everything else lies in the template.
 */
export function locateRendered(resource: Resource, rendered: Rendered): Resource {
  const walk = new Locating(rendered);
  const { value, written } = walk.place(resource.values, undefined);
  const head = walk.inTemplate(resource.head);
  return {
    ...resource,
    values: value as ObjectValue,
    head,
    body: written.end > head.start ? { ...written, start: Math.min(head.start, written.start) } : head,
  };
}

/** The object with all its places at one: nothing of the template that made it can be edited here. */
export function placedAt(resource: Resource, place: At): Resource {
  const moved = (value: Value): Value => {
    if (value.kind === "list") return { ...value, at: place, items: value.items.map(moved) };
    if (value.kind !== "object") return { ...value, at: place };
    const entries = new Map([...value.entries].map(([key, entry]) => [key, { value: moved(entry.value) }]));
    return { ...value, at: place, entries };
  };
  return { ...resource, values: moved(resource.values) as ObjectValue, head: place, body: place };
}

/** A placed value, its key's place, and where the template writes it. */
interface Placed {
  value: Value;
  keyAt?: At;
  written: At;
}

class Locating {
  readonly #template: Source;
  readonly #rendered: Rendered;

  constructor(rendered: Rendered) {
    this.#template = rendered.template;
    this.#rendered = rendered;
  }

  /** @param from what the value is in a values file, where the object that holds it was written out of one */
  place(value: Value, from: readonly Step[] | undefined, keyAt?: At): Placed {
    const written = this.inTemplate(keyAt ?? value.at);
    const found = from && this.#rendered.values.find(from);
    if (value.kind === "object" && value.entries.size > 0) return this.#object(value, from, found, written);
    if (value.kind === "list" && value.items.length > 0) return this.#list(value, from, found, written);
    const exact = this.inTemplate(value.at);
    const set = found ?? this.#setBy(value, keyAt);
    if (!set) {
      const open = value.kind === "string" && this.#changes(value.at);
      const placed = open
        ? unknown("function", exact, { detail: "a function that gives something else at every run" })
        : { ...value, at: exact };
      return { value: placed, ...(keyAt && { keyAt: written }), written: exact };
    }
    return {
      value: { ...value, at: set.value.at, through: [{ at: exact, what: "template" }] },
      ...(set.keyAt && { keyAt: set.keyAt }),
      written: exact,
    };
  }

  #object(
    value: ObjectValue,
    from: readonly Step[] | undefined,
    found: Found | undefined,
    start: At,
  ): Placed {
    const entries = new Map<string, Entry>();
    let end = start.end;
    let first: At | undefined;
    for (const [key, entry] of value.entries) {
      const inner = from ? [...from, key] : this.#written(entry.keyAt ?? entry.value.at, key);
      const placed = this.place(entry.value, inner, entry.keyAt);
      const keyAt = placed.keyAt ?? (entry.keyAt && this.inTemplate(entry.keyAt));
      entries.set(key, { value: placed.value, ...(keyAt && { keyAt }) });
      first ??= entry.keyAt ? this.inTemplate(entry.keyAt) : placed.written;
      end = Math.max(end, placed.written.end);
    }
    const own = first ?? start;
    const written = at(this.#template, own.start, Math.max(own.end, end));
    return this.#container({ ...value, entries, at: written }, found, written);
  }

  #list(value: ListValue, from: readonly Step[] | undefined, found: Found | undefined, start: At): Placed {
    let end = start.end;
    let first: At | undefined;
    let origin: Origin | undefined;
    let offset = 0;
    const items = value.items.map((item, i) => {
      const own = this.#originOf(item.at);
      // Items of a values file may follow others that the template writes.
      if (own?.line !== origin?.line) {
        origin = own;
        offset = i;
      }
      const inner = from ? [...from, i] : this.#written(item.at, i - offset);
      const placed = this.place(item, inner);
      first ??= placed.written;
      end = Math.max(end, placed.written.end);
      return placed.value;
    });
    const own = first ?? start;
    const written = at(this.#template, own.start, Math.max(own.end, end));
    return this.#container({ ...value, items, at: written }, found, written);
  }

  #container(value: ObjectValue | ListValue, found: Found | undefined, written: At): Placed {
    if (!found || found.value.kind !== value.kind) return { value, written };
    return {
      value: { ...value, at: found.value.at, through: [{ at: firstLineOf(written), what: "template" }] },
      ...(found.keyAt && { keyAt: found.keyAt }),
      written,
    };
  }

  /** The path of an entry whose holder an action on its line writes out whole: `toYaml .Values.resources`. */
  #written(place: At, key: Step): readonly Step[] | undefined {
    for (const { path, origin } of this.#named(place)) {
      const whole = [...stepsOf(path.path, origin), key];
      if (this.#rendered.values.find(whole)) return whole;
    }
    return undefined;
  }

  /** The values file's entry that sets a scalar: one that is named on its line and that its text holds. */
  #setBy(value: Value, keyAt: At | undefined): Found | undefined {
    const text = scalarText(value) ?? "";
    const image = keyAt?.source.text.slice(keyAt.start, keyAt.end) === "image";
    let direct: Found | undefined;
    let held: Found | undefined;
    for (const { path, origin } of this.#namedIn(value.at)) {
      const found = this.#rendered.values.find(stepsOf(path.path, origin));
      if (!found || !sets(found.value, value)) continue;
      const own = scalarText(found.value) ?? "";
      if (own !== "" && text.includes(own) && (!path.indirect || own.length > 2)) held = found;
      if (!path.indirect) direct = found;
    }
    // An image's tag comes last, and is what to look at also where it is empty and the chart's version stands in.
    return image ? (direct ?? held) : (held ?? direct);
  }

  #named(place: At): Array<{ path: ValueReference; origin: Origin }> {
    const origin = this.#originOf(place);
    const references = origin && this.#rendered.references.get(origin.line);
    return (references ?? []).map((path) => ({ path, origin: origin as Origin }));
  }

  #changes({ source, start }: At): boolean {
    const line = source.lines.at(start).line;
    return this.#rendered.unstable?.some(({ from, to }) => from <= line && line <= to) === true;
  }

  /** What is named on the lines of a text: the first ones, where a block scalar has its header and its beginning. */
  #namedIn({ source, start, end }: At): Array<{ path: ValueReference; origin: Origin }> {
    const first = source.lines.at(start).line;
    const last = Math.min(first + 2, source.lines.at(Math.max(start, end - 1)).line);
    const found: Array<{ path: ValueReference; origin: Origin }> = [];
    for (let line = first; line <= last; line++) {
      const offset = source.lines.start(line);
      found.push(...this.#named(at(source, offset, offset)));
    }
    return found;
  }

  #originOf(place: At): Origin | undefined {
    return this.#rendered.origins[place.source.lines.at(place.start).line];
  }

  /** The place of a rendered text in the template: the text itself where it stands there, else the actions that print it. */
  inTemplate(place: At): At {
    const { lines, text } = this.#template;
    const first = this.#originOf(place)?.line;
    if (first === undefined) return at(this.#template, 0, lines.line(1).length);
    const own = place.source.text.slice(place.start, place.end);
    const start = lines.start(first);
    const written = lines.line(first);
    // A text of several lines that the template holds as it is.
    if (own.includes("\n") && text.startsWith(own, start + written.length - written.trimStart().length))
      return at(
        this.#template,
        start + written.indexOf(own.slice(0, own.indexOf("\n"))),
        start + written.length,
      );
    const line = own.includes("\n") ? own.slice(0, own.indexOf("\n")) : own;
    const before = place.source.lines.at(place.start).column - 1;
    const hit = nearest(written, line, before);
    // A word that an action happens to hold is not what it prints.
    if (hit >= 0 && !inAction(written, hit)) {
      const last = this.#lastLine(place, first);
      const stop =
        last > first ? lines.start(last) + lines.line(last).trimEnd().length : start + hit + line.length;
      return at(this.#template, start + hit, stop);
    }
    const action = written.indexOf("{{");
    const from = action >= 0 ? action : written.length - written.trimStart().length;
    return at(this.#template, start + from, start + Math.max(from, written.trimEnd().length));
  }

  /** The template's line of a place's last line, where it follows the first. */
  #lastLine(place: At, first: number): number {
    const last = this.#rendered.origins[place.source.lines.at(Math.max(place.start, place.end - 1)).line];
    return last && last.line >= first ? last.line : first;
  }
}

/** May the entry of a values file be what sets the value? Containers only stand for empty ones. */
function sets(found: Value, value: Value): boolean {
  const container = found.kind === "object" || found.kind === "list";
  if (value.kind === "object" || value.kind === "list") return found.kind === value.kind;
  return !container;
}

function stepsOf(path: ValueReference["path"], origin: Origin): Step[] {
  return path.map((step) => (typeof step === "string" ? step : (origin.steps[step.loop] ?? 0)));
}

function inAction(line: string, column: number): boolean {
  const open = line.lastIndexOf("{{", column);
  return open >= 0 && line.indexOf("}}", open) >= column;
}

/** Where the text stands in the line, as near as can be to a column. */
function nearest(line: string, text: string, column: number): number {
  if (text === "") return -1;
  let best = -1;
  for (let i = line.indexOf(text); i >= 0; i = line.indexOf(text, i + 1))
    if (best < 0 || Math.abs(i - column) < Math.abs(best - column)) best = i;
  return best;
}

function firstLineOf({ source, start, end }: At): At {
  const stop = source.lines.start(source.lines.at(start).line + 1);
  return at(source, start, Math.min(end, Math.max(start, stop - 1)));
}
