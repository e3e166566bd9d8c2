import type { Diagnostic } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";
import type { Span } from "../../text/span.ts";

/** An nginx configuration file or template of one. */
export interface NginxFile {
  source: Source;
  directives: NginxDirective[];
  diagnostics: Diagnostic[];
  comments: Span[];
  /** Template statements (`{{ if … }}`, `{% … %}`) that were passed over: what they add or remove is not known. */
  actions: Span[];
}

/** `name arg arg;` or `name arg { … }`; the span runs to the semicolon or the closing brace. */
export interface NginxDirective extends Span {
  name: string;
  nameSpan: Span;
  args: NginxWord[];
  /** From the name to the last argument. */
  head: Span;
  /** Present for a block; empty for one whose content is code (`*_by_lua_block`). */
  block?: NginxDirective[];
}

export interface NginxWord {
  /** Without quotes, escapes undone. */
  text: string;
  /** What was written, without the quotes. */
  span: Span;
  quoted: boolean;
}
