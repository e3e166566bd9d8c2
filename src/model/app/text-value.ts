import { type At, at, type Span } from "../../text/span.ts";
import { type Cause, unknown, type Value } from "../value.ts";

/** A part of a text that is filled in later: by a template engine, the environment or a build. */
export interface Placeholder extends Span {
  /** What is known to stand there unless something else is given. */
  fallback?: string;
  cause: Cause;
  detail: string;
}

/**
 * The value of a text with placeholders: known when there are none, or all have a fallback; else unknown, its `parts`
 * holding the literal text and the unknowns in order.
 * @param where the text as written; placeholders are offsets into the same source, in order
 * @param literal the text, where it was written with escapes and holds no placeholder
 */
export function textValue(where: At, placeholders: readonly Placeholder[], literal?: string): Value {
  const { source } = where;
  if (placeholders.length === 0) {
    return { kind: "string", value: literal ?? source.text.slice(where.start, where.end), at: where };
  }
  const parts: Value[] = [];
  const text = (start: number, end: number, value = source.text.slice(start, end)): void => {
    if (value) parts.push({ kind: "string", value, at: at(source, start, end) });
  };
  let from = where.start;
  for (const { start, end, fallback, cause, detail } of placeholders) {
    text(from, start);
    if (fallback !== undefined) text(start, end, fallback);
    else parts.push(unknown(cause, at(source, start, end), { detail }));
    from = end;
  }
  text(from, where.end);
  return joined(where, parts);
}

/** One known text when all parts are; else an unknown with its parts. */
export function joined(where: At, parts: Value[]): Value {
  const open = parts.find((part) => part.kind === "unknown");
  if (open?.kind === "unknown") {
    return unknown(open.cause, where, { parts, ...(open.detail !== undefined && { detail: open.detail }) });
  }
  return {
    kind: "string",
    value: parts.map((part) => (part.kind === "string" ? part.value : "")).join(""),
    at: where,
  };
}

const closers: Record<string, string> = { "{{": "}}", "{%": "%}", "<%": "%>" };

/** The template actions (`{{ … }}`, `{% … %}`, `<% … %>`) in a span, as placeholders that rendering fills in. */
export function templateActions(source: string, span: Span): Placeholder[] {
  const found: Placeholder[] = [];
  const text = source.slice(span.start, span.end);
  for (let i = 0; i + 1 < text.length; i++) {
    const closer = closers[text.slice(i, i + 2)];
    if (closer === undefined) continue;
    const close = text.indexOf(closer, i + 2);
    if (close < 0) break;
    found.push({
      start: span.start + i,
      end: span.start + close + 2,
      cause: "not-rendered",
      detail: text
        .slice(i + 2, close)
        .trim()
        .slice(0, 80),
    });
    i = close + 1;
  }
  return found;
}

/** Variables that envsubst fills in: `${NAME}` and, in template files, `$NAME`, upper case by custom. */
export function environmentVariables(text: string, span: Span, bare: boolean): Placeholder[] {
  const pattern = bare ? /\$(?:\{([A-Z_][A-Z0-9_]*)\}|([A-Z_][A-Z0-9_]*))/g : /\$\{([A-Z_][A-Z0-9_]*)\}/g;
  const found: Placeholder[] = [];
  for (const match of text.slice(span.start, span.end).matchAll(pattern)) {
    const start = span.start + match.index;
    found.push({
      start,
      end: start + match[0].length,
      cause: "variable",
      detail: match[1] ?? match[2] ?? "",
    });
  }
  return found;
}
