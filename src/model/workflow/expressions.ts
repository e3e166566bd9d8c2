import { type At, at } from "../../text/span.ts";
import { type ListValue, object, unknown, type Value } from "../value.ts";

/** An `${{ … }}`: its place, braces included, and what stands between them. */
interface Expression {
  place: At;
  text: string;
}

/**
 * The expressions in a text as written; GitHub ends one at the first `}}` outside single quotes.
 * Source: GitHub Actions, "Evaluate expressions in workflows and actions".
 */
function expressionsIn(where: At): Expression[] {
  const { source, start, end } = where;
  const found: Expression[] = [];
  for (let i = source.text.indexOf("${{", start); i >= 0 && i < end; ) {
    const close = endOf(source.text, i + 3, end);
    if (close < 0) break;
    found.push({ place: at(source, i, close), text: source.text.slice(i + 3, close - 2).trim() });
    i = source.text.indexOf("${{", close);
  }
  return found;
}

function endOf(text: string, from: number, limit: number): number {
  let quoted = false;
  for (let i = from; i < limit; i++) {
    if (text[i] === "'") quoted = !quoted;
    else if (!quoted && text.startsWith("}}", i)) return i + 2;
  }
  return -1;
}

/** All texts of a value in which expressions stand become unknown, with their literal parts; keys are left alone. */
export function evaluate(value: Value): Value {
  switch (value.kind) {
    case "string":
      return value.value.includes("${{") ? evaluateText(value.value, value.at) : value;
    case "list":
      return { ...value, items: value.items.map(evaluate) };
    case "object": {
      const entries = [...value.entries].map(
        ([key, entry]) => [key, { ...entry, value: evaluate(entry.value) }] as const,
      );
      return { ...value, entries: new Map(entries) };
    }
    default:
      return value;
  }
}

function evaluateText(text: string, where: At): Value {
  const places = expressionsIn(where);
  const [first] = places;
  if (!first) return { kind: "string", value: text, at: where };
  const parts: Value[] = [];
  let from = 0;
  for (const { place, text: inner } of places) {
    const written = place.source.text.slice(place.start, place.end);
    const here = text.indexOf(written, from);
    // YAML folded or escaped the text in it: the rest has no place of its own.
    if (here < 0) break;
    if (here > from) parts.push({ kind: "string", value: text.slice(from, here), at: where });
    parts.push(unknown("variable", place, { detail: inner.slice(0, 80) }));
    from = here + written.length;
  }
  if (from < text.length) parts.push({ kind: "string", value: text.slice(from), at: where });
  const more = parts.length > 1 ? { parts } : {};
  return unknown("variable", where, { detail: first.text.slice(0, 80), ...more });
}

/** The expressions of a value, deep: `{in, text}` with the keys on the way joined by dots. */
export function listExpressions(value: Value, way: string, list: ListValue): void {
  if (value.kind === "string" && value.value.includes("${{")) {
    for (const { place, text } of expressionsIn(value.at))
      list.items.push(
        object(place, [
          ["in", { kind: "string", value: way, at: place }],
          ["text", { kind: "string", value: text, at: place }],
        ]),
      );
  } else if (value.kind === "list") for (const item of value.items) listExpressions(item, way, list);
  else if (value.kind === "object")
    for (const [key, entry] of value.entries) listExpressions(entry.value, way ? `${way}.${key}` : key, list);
}
