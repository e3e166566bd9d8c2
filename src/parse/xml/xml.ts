import { SaxesParser } from "saxes";
import type { Diagnostic } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";
import type { Span } from "../../text/span.ts";
import { syntaxError } from "../config-syntax.ts";

/** An attribute with the place of its value, quotes left out. */
interface XmlAttribute {
  value: string;
  span: Span;
}

export interface XmlElement {
  /** As written, prefix included. */
  name: string;
  /** From its `<` to the end of its last tag; an element that is never closed ends where the text does. */
  span: Span;
  /** The place of its first tag. */
  head: Span;
  attributes: Map<string, XmlAttribute>;
  children: XmlElement[];
  /** Its own text, entities replaced; the place is from the first to the last character that is no blank. */
  text: string;
  textSpan: Span | undefined;
}

/** An XML text as its reader gives it. */
export interface XmlFile {
  source: Source;
  root: XmlElement | undefined;
  comments: Span[];
  diagnostics: Diagnostic[];
}

const maxDepth = 200;
const maxElements = 500_000;

/**
 * Reads an XML text with places. Never throws: after the first fault what was read stands, with a diagnostic. Entities
 * other than XML's five and characters are faults: none is ever expanded, so that no text grows.
 */
export function parseXml(source: Source): XmlFile {
  const { text } = source;
  const file: XmlFile = { source, root: undefined, comments: [], diagnostics: [] };
  const open: XmlElement[] = [];
  let count = 0;
  let textStart = -1;
  let tagStart = 0;
  let attributes = new Map<string, XmlAttribute>();
  const parser = new SaxesParser({ position: true });
  const stop = (message: string): void => {
    throw new Stop(message);
  };
  parser.on("opentagstart", ({ name }) => {
    // The position is behind the name and the one character after it.
    tagStart = text.lastIndexOf(`<${name}`, parser.position);
    attributes = new Map();
  });
  parser.on("attribute", ({ name, value }) => {
    const end = parser.position - 1;
    const start = text.lastIndexOf(text[end] ?? '"', end - 1) + 1;
    attributes.set(name, { value, span: { start, end } });
  });
  parser.on("opentag", ({ name, isSelfClosing }) => {
    if (++count > maxElements) stop(`more than ${maxElements} elements`);
    if (open.length >= maxDepth) stop(`more than ${maxDepth} levels`);
    const head = { start: tagStart, end: parser.position };
    const element: XmlElement = {
      name,
      span: { start: tagStart, end: isSelfClosing ? parser.position : text.length },
      head,
      attributes,
      children: [],
      text: "",
      textSpan: undefined,
    };
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else file.root ??= element;
    open.push(element);
    textStart = parser.position;
  });
  parser.on("closetag", () => {
    const element = open.pop();
    if (element) element.span = { ...element.span, end: parser.position };
    textStart = parser.position;
  });
  const written = (value: string): void => {
    const element = open.at(-1);
    if (!element || value.trim() === "") return;
    element.text += value;
    const closing = text.indexOf("<", textStart);
    const raw = text.slice(textStart, closing < 0 ? text.length : closing);
    const start = textStart + raw.length - raw.trimStart().length;
    element.textSpan ??= { start, end: start + raw.trim().length };
  };
  parser.on("text", written);
  parser.on("cdata", (value) => {
    const element = open.at(-1);
    if (!element) return;
    element.text += value;
    const end = parser.position - 3;
    element.textSpan ??= { start: end - value.length, end };
  });
  parser.on("comment", (value) => {
    // The last character of `-->` is still to come.
    const end = parser.position + 1;
    file.comments.push({ start: end - value.length - 7, end });
    textStart = end;
  });
  parser.on("error", (error) => {
    throw error;
  });
  try {
    parser.write(text).close();
  } catch (thrown) {
    const at = Math.min(parser.position, text.length);
    const what = (thrown as Error).message.replace(/^\d+:\d+: /, "");
    const message = thrown instanceof Stop ? what : `this XML is broken: ${what}`;
    const hint = "What stands before this place is judged; the rest is not.";
    file.diagnostics.push(syntaxError(source, Math.max(0, at - 1), Math.max(1, at), message, hint));
  }
  return file;
}

class Stop extends Error {}
