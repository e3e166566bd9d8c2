import type { Diagnostic } from "../text/diagnostic.ts";
import type { Source } from "../text/source.ts";

/** What every reader of an application's configuration says about a place it had to pass over. */
export function syntaxError(
  source: Source,
  start: number,
  end: number,
  message: string,
  hint: string,
): Diagnostic {
  return { code: "config-syntax", severity: "warning", message, hint, at: { source, start, end } };
}

const closers: Record<string, string> = { "{{": "}}", "{%": "%}", "{#": "#}", "<%": "%>" };

/**
 * The end of a template action that opens at an offset (`{{ … }}`, `{% … %}`, `{# … #}`, `<% … %>`), or undefined
 * when none does. It must close on its own line, so that a stray brace costs no more than that line.
 */
export function endOfAction(text: string, offset: number): number | undefined {
  const opener = text.slice(offset, offset + 2);
  const closer = closers[opener];
  if (closer === undefined) return undefined;
  for (let i = offset + 2; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // Actions do not nest, which also keeps the search short on a line full of openers.
    if (code === 10 || code === 13 || text.startsWith(opener, i)) return undefined;
    if (text.startsWith(closer, i)) {
      // `{{ {"a": 1}}}` closes at its last brace.
      while (closer === "}}" && text[i + 2] === "}") i++;
      return i + 2;
    }
  }
  return undefined;
}

/** The offset of the line end at or after an offset. */
export function endOfLine(text: string, offset: number): number {
  let i = offset;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13) break;
    i++;
  }
  return i;
}

/** Behind the line end that stands at an offset. */
export function nextLine(text: string, offset: number): number {
  return text[offset] === "\r" && text[offset + 1] === "\n" ? offset + 2 : offset + 1;
}

/** Space, tab, form feed, vertical tab or no-break space; not a line end. */
export function isBlank(char: string | undefined): boolean {
  return char === " " || char === "\t" || char === "\f" || char === "\v" || char === "\u00a0";
}
