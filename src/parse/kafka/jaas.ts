import type { Diagnostic } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";
import type { Span } from "../../text/span.ts";
import { syntaxError } from "../config-syntax.ts";

/** A JAAS login configuration: its contexts (`KafkaServer { … };`) in order. */
export interface JaasFile {
  source: Source;
  contexts: JaasContext[];
  diagnostics: Diagnostic[];
  comments: Span[];
}

interface JaasContext extends Span {
  name: string;
  modules: JaasModule[];
}

/** `org.apache.kafka.common.security.plain.PlainLoginModule required username="…" …;` */
interface JaasModule extends Span {
  /** The login module's class. */
  name: string;
  options: JaasOption[];
}

interface JaasOption extends Span {
  name: string;
  nameSpan: Span;
  /** Without its double quotes. */
  value: string;
  valueSpan: Span;
}

interface Token extends Span {
  /** A word, a quoted text, or one of `{`, `}`, `=`, `;`. */
  text: string;
  quoted: boolean;
}

/**
 * Reads a JAAS file (javax.security.auth.login.Configuration: contexts of modules with `name="value"` options), or the
 * bare module of a `sasl.jaas.config` setting. Never throws: what breaks the grammar is passed over with a diagnostic.
 */
export function parseJaas(source: Source, within: Span = { start: 0, end: source.text.length }): JaasFile {
  const file: JaasFile = { source, contexts: [], diagnostics: [], comments: [] };
  const tokens = [...tokensOf(file, within)];
  let i = 0;
  while (i < tokens.length) {
    const token = tokens[i] as Token;
    if (tokens[i + 1]?.text === "{" && !tokens[i + 1]?.quoted) {
      const modules: JaasModule[] = [];
      i += 2;
      while (i < tokens.length && tokens[i]?.text !== "}") i = readModule(file, tokens, i, modules);
      const close = tokens[i];
      if (!close)
        fault(file, token, `the context ${token.text.slice(0, 60)} is not closed`, "Close it with };");
      file.contexts.push({ start: token.start, end: close?.end ?? within.end, name: token.text, modules });
      i++;
      if (tokens[i]?.text === ";") i++;
    } else if (file.contexts.length === 0 && /[.\w]LoginModule$/.test(token.text)) {
      const context: JaasContext = { ...within, name: "", modules: [] };
      i = readModule(file, tokens, i, context.modules);
      file.contexts.push(context);
    } else {
      fault(
        file,
        token,
        "a context begins with its name and {",
        'Write: KafkaServer { module required name="value"; };',
      );
      while (i < tokens.length && tokens[i]?.text !== "}" && tokens[i]?.text !== ";") i++;
      i++;
    }
  }
  return file;
}

/** From a module's class to the `;` behind its options. */
function readModule(file: JaasFile, tokens: readonly Token[], from: number, into: JaasModule[]): number {
  const first = tokens[from] as Token;
  const options: JaasOption[] = [];
  let i = from + 1;
  // The flag: required, requisite, sufficient, optional.
  if (!";}".includes(tokens[i]?.text ?? ";") && tokens[i + 1]?.text !== "=") i++;
  while (i < tokens.length && tokens[i]?.text !== ";" && tokens[i]?.text !== "}") {
    const [name, equals, value] = [tokens[i] as Token, tokens[i + 1], tokens[i + 2]];
    if (equals?.text !== "=" || !value || (value.text === ";" && !value.quoted)) {
      fault(file, name, "an option is name=value", 'Write: username="name".');
      i++;
      continue;
    }
    const valueSpan = value.quoted ? { start: value.start + 1, end: value.end - 1 } : value;
    options.push({
      start: name.start,
      end: value.end,
      name: name.text,
      nameSpan: { start: name.start, end: name.end },
      value: value.text,
      valueSpan: { start: valueSpan.start, end: valueSpan.end },
    });
    i += 3;
  }
  into.push({ start: first.start, end: options.at(-1)?.end ?? first.end, name: first.text, options });
  return tokens[i]?.text === ";" ? i + 1 : i;
}

function* tokensOf(file: JaasFile, within: Span): Generator<Token> {
  const { text } = file.source;
  let i = within.start;
  while (i < within.end) {
    const char = text[i] as string;
    if (/\s/.test(char)) i++;
    else if (text.startsWith("//", i)) i = passComment(file, i, "\n", within.end);
    else if (text.startsWith("/*", i)) i = passComment(file, i, "*/", within.end);
    else if (char === '"') {
      let end = i + 1;
      while (end < within.end && text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
      if (end >= within.end) {
        const hint = 'Close the value with ".';
        file.diagnostics.push(syntaxError(file.source, i, i + 1, "this quote is not closed", hint));
        return;
      }
      yield {
        text: text.slice(i + 1, end).replace(/\\([\s\S])/g, "$1"),
        quoted: true,
        start: i,
        end: end + 1,
      };
      i = end + 1;
    } else if ("{}=;".includes(char)) {
      yield { text: char, quoted: false, start: i, end: i + 1 };
      i++;
    } else {
      const start = i;
      // `${…}` may stand unquoted.
      while (i < within.end && !/[\s{}=;"]/.test(text[i] as string)) i++;
      if (text[i] === "{" && text[i - 1] === "$") {
        while (i < within.end && text[i] !== "}" && text[i] !== "\n") i++;
        i = Math.min(i + 1, within.end);
      }
      yield { text: text.slice(start, i), quoted: false, start, end: i };
    }
  }
}

function passComment(file: JaasFile, start: number, closer: string, limit: number): number {
  const found = file.source.text.indexOf(closer, start + 2);
  const end = found < 0 || found > limit ? limit : closer === "\n" ? found : found + closer.length;
  file.comments.push({ start, end });
  return end;
}

function fault(file: JaasFile, { start, end }: Span, message: string, hint: string): void {
  file.diagnostics.push(syntaxError(file.source, start, end, message, hint));
}
