import { isMap, isScalar, isSeq, type Node, parseDocument, type YAMLMap } from "yaml";
import type { Diagnostic } from "../text/diagnostic.ts";
import { Source } from "../text/source.ts";
import { at } from "../text/span.ts";
import { suggestion } from "../text/suggestion.ts";
import type { Config } from "./config.ts";
import schema from "./config-schema.json" with { type: "json" };

/** The part of JSON Schema that config-schema.json uses; a test compares the reader with a full validator. */
interface Schema {
  $ref?: string;
  type?: string | readonly string[];
  enum?: readonly string[];
  format?: string;
  minLength?: number;
  minimum?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  /** A schema: any key may stand here, with such a value. */
  additionalProperties?: boolean | Schema;
  required?: readonly string[];
}

/** Objects whose place in the file is kept with them: findings and decisions point at it. */
const placed: ReadonlySet<Schema> = new Set<Schema>([
  schema.$defs.selector as Schema,
  schema.$defs.exception as Schema,
  schema.properties.controls.additionalProperties as Schema,
]);

/** More than one problem is told at once, but a broken file does not fill the screen. */
const mostProblems = 20;

/**
 * Reads the text of crosswalk.yaml. Never throws: what is wrong comes back as diagnostics with their place, and the
 * keys without a problem are kept.
 */
export function readConfigText(text: string, path: string): { config: Config; diagnostics: Diagnostic[] } {
  const reader = new Reader(new Source(path, "crosswalk", text));
  const config = reader.read();
  return { config: config as Config, diagnostics: reader.diagnostics.slice(0, mostProblems) };
}

class Reader {
  readonly diagnostics: Diagnostic[] = [];
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  read(): Record<string, unknown> {
    let contents: Node | null;
    try {
      const document = parseDocument(this.#source.text, { prettyErrors: false, uniqueKeys: true });
      contents = document.contents;
      for (const error of document.errors) this.#problem(error.pos, error.message);
    } catch {
      // Nested deeper than the YAML reader's recursion goes.
      this.#problem([0, 0], "cannot be read as YAML");
      return {};
    }
    if (this.diagnostics.length > 0 || contents === null) return {};
    if (isScalar(contents) && contents.value === null) return {};
    return (this.#value(contents, schema, "the file") as Record<string, unknown> | undefined) ?? {};
  }

  /** The value, as far as it follows the schema; undefined, with a diagnostic, where it does not. */
  #value(node: unknown, given: Schema, what: string): unknown {
    const wanted = resolveRef(given);
    if (wanted.type === "object") {
      if (isMap(node)) return this.#object(node, wanted, what);
      this.#problem(rangeOf(node), `${what} must be a mapping of keys to values`);
      return undefined;
    }
    if (wanted.type === "array") {
      if (!isSeq(node)) {
        this.#problem(
          rangeOf(node),
          `${what} must be a list`,
          "Write each element on a line with `- ` before it.",
        );
        return undefined;
      }
      const items = node.items.map((item) => this.#value(item, wanted.items ?? {}, `an element of ${what}`));
      return items.filter((item) => item !== undefined);
    }
    const value = isScalar(node) ? node.value : undefined;
    if (Array.isArray(wanted.type)) return this.#choice(node, wanted, wanted.type as readonly string[], what);
    if (wanted.type === "boolean") {
      if (typeof value === "boolean") return value;
      this.#problem(rangeOf(node), `${what} must be true or false`);
      return undefined;
    }
    if (wanted.type === "integer") {
      if (Number.isInteger(value) && Number(value) >= (wanted.minimum ?? 0)) return value;
      this.#problem(rangeOf(node), `${what} must be a whole number from ${wanted.minimum ?? 0}`);
      return undefined;
    }
    if (wanted.enum) {
      if (typeof value === "string" && wanted.enum.includes(value)) return value;
      const hint = typeof value === "string" ? suggestion(value, wanted.enum) : undefined;
      this.#problem(rangeOf(node), `${what} must be one of ${wanted.enum.join(", ")}`, hint);
      return undefined;
    }
    if (typeof value !== "string" || value.length < (wanted.minLength ?? 0)) {
      this.#problem(rangeOf(node), `${what} must be a text that is not empty`);
      return undefined;
    }
    if (wanted.format === "date" && !isDate(value)) {
      this.#problem(rangeOf(node), `${what} must be a date such as 2026-01-31`);
      return undefined;
    }
    return value;
  }

  /** A value that may have one of several types: scalars, or a list of them. */
  #choice(node: unknown, wanted: Schema, types: readonly string[], what: string): unknown {
    if (isSeq(node) && types.includes("array"))
      return this.#value(node, { type: "array", ...(wanted.items && { items: wanted.items }) }, what);
    const value = isScalar(node) ? node.value : undefined;
    if (types.includes(typeof value)) return value;
    // YAML reads 15 and true as what they are; where only texts are meant, so is the text that was written.
    if ((typeof value === "number" || typeof value === "boolean") && isScalar(node))
      return node.source ?? String(value);
    this.#problem(
      rangeOf(node),
      `${what} must be a ${types.filter((one) => one !== "array").join(", ")} or a list`,
    );
    return undefined;
  }

  #object(node: YAMLMap, wanted: Schema, what: string): Record<string, unknown> | undefined {
    const known = wanted.properties ?? {};
    const anyKey = typeof wanted.additionalProperties === "object" ? wanted.additionalProperties : undefined;
    const object: Record<string, unknown> = {};
    let complete = true;
    const present = new Set<string>();
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : "";
      const property = Object.hasOwn(known, name) ? known[name] : anyKey;
      if (!property) {
        const hint = suggestion(name, Object.keys(known)) ?? `Known keys: ${Object.keys(known).join(", ")}.`;
        this.#problem(rangeOf(key), `${what} has an unknown key "${name}"`, hint);
        continue;
      }
      present.add(name);
      const read = this.#value(value, property, name);
      if (read === undefined) complete = false;
      else
        Object.defineProperty(object, name, {
          value: read,
          enumerable: true,
          configurable: true,
          writable: true,
        });
    }
    for (const name of wanted.required ?? []) {
      if (present.has(name)) continue;
      this.#problem(rangeOf(node), `${what} has no "${name}"`);
      complete = false;
    }
    if (placed.has(wanted)) {
      const [start, end] = rangeOf(node);
      object["at"] = at(this.#source, start, Math.max(start, end));
    }
    return complete || !wanted.required ? object : undefined;
  }

  #problem([start, end]: readonly [number, number], message: string, hint?: string): void {
    const where = at(this.#source, start, Math.max(start, end));
    this.diagnostics.push({
      code: "config-invalid",
      severity: "error",
      message,
      at: where,
      ...(hint && { hint }),
    });
  }
}

function resolveRef(given: Schema): Schema {
  const name = given.$ref?.slice("#/$defs/".length);
  const defs: Record<string, Schema> = schema.$defs;
  return (name !== undefined && defs[name]) || given;
}

function rangeOf(node: unknown): readonly [number, number] {
  const range = (node as { range?: readonly number[] | null } | null | undefined)?.range;
  return [range?.[0] ?? 0, range?.[1] ?? 0];
}

/** A day of the calendar, as YYYY-MM-DD. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
