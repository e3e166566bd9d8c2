import { Lexer } from "yaml";
import type { Span } from "../../text/span.ts";

/** The lexer's marks that stand for no text: a document begins, a flow collection broke off, a scalar follows. */
const documentMark = "\x02";
const flowEndMark = "\x18";
const scalarMark = "\x1f";

/** The spans of all `#` comments of a YAML text, in order. The lexer knows which `#` lie inside scalars. */
export function commentSpans(text: string): Span[] {
  const spans: Span[] = [];
  let offset = 0;
  let scalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (!scalar && (lexeme === documentMark || lexeme === flowEndMark)) continue;
    if (!scalar && lexeme === scalarMark) {
      scalar = true;
      continue;
    }
    if (!scalar && lexeme.startsWith("#")) spans.push({ start: offset, end: offset + lexeme.length });
    scalar = false;
    offset += lexeme.length;
  }
  return spans;
}
