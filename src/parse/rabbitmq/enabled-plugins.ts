import type { Diagnostic } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";
import type { Span } from "../../text/span.ts";
import { syntaxError } from "../config-syntax.ts";

/** RabbitMQ's enabled_plugins: one Erlang list of names, ended by a period. */
export interface EnabledPluginsFile {
  source: Source;
  names: Array<Span & { name: string }>;
  diagnostics: Diagnostic[];
  comments: Span[];
}

/** Reads `[rabbitmq_management,rabbitmq_mqtt].`; `%` begins a comment. Never throws. */
export function parseEnabledPlugins(source: Source): EnabledPluginsFile {
  const { text } = source;
  const file: EnabledPluginsFile = { source, names: [], diagnostics: [], comments: [] };
  let last = "";
  for (const match of text.matchAll(/%[^\r\n]*|[a-z][A-Za-z0-9_@]*|'[^'\r\n]*'|[[\],.]|[^\s]/g)) {
    const [token] = match;
    const span = { start: match.index, end: match.index + token.length };
    if (token.startsWith("%")) file.comments.push(span);
    else if (/^[a-z']/.test(token) && token !== "'") {
      const quoted = token.startsWith("'") ? 1 : 0;
      const name = token.slice(quoted, token.length - quoted);
      file.names.push({ name, start: span.start + quoted, end: span.end - quoted });
      last = "name";
    } else if ("[],.".includes(token)) last = token;
    else {
      const hint = "Write a list of plugin names: [rabbitmq_management].";
      file.diagnostics.push(syntaxError(source, span.start, span.end, "this is no plugin's name", hint));
      return file;
    }
  }
  if (last !== ".") {
    const end = text.trimEnd().length;
    const hint = "End the list with ].";
    file.diagnostics.push(syntaxError(source, Math.max(0, end - 1), end, "the list is not ended", hint));
  }
  return file;
}
