import type { Span } from "../../text/span.ts";

/** An action of a Go template: `{{ … }}` with its delimiters. */
export interface Action extends Span {
  /** The text between the delimiters, without trim marks and blanks around it. */
  body: string;
  /** Where `body` begins. */
  bodyStart: number;
  trimsLeft: boolean;
  trimsRight: boolean;
  comment: boolean;
  /** The control word it begins with; undefined for one that prints, declares or is a comment. */
  control: Control | undefined;
}

type Control =
  | "if"
  | "else"
  | "with"
  | "range"
  | "end"
  | "define"
  | "block"
  | "template"
  | "break"
  | "continue";

const controls: ReadonlySet<string> = new Set([
  "if",
  "else",
  "with",
  "range",
  "end",
  "define",
  "block",
  "template",
  "break",
  "continue",
]);

/**
 * The actions of a Go template, in order (https://pkg.go.dev/text/template). Never throws: an action that is not closed
 * ends the list, and the engine will say what is wrong with it. Linear in the text.
 */
export function actionsOf(text: string): Action[] {
  const actions: Action[] = [];
  for (let start = text.indexOf("{{"); start >= 0; ) {
    let from = start + 2;
    const trimsLeft = text[from] === "-" && isBlank(text[from + 1]);
    if (trimsLeft) from++;
    while (isBlank(text[from])) from++;
    const comment = text.startsWith("/*", from);
    const close = comment ? commentEnd(text, from) : actionEnd(text, from);
    if (close < 0) return actions;
    const trimsRight = text[close - 1] === "-" && isBlank(text[close - 2]);
    let stop = trimsRight ? close - 1 : close;
    while (stop > from && isBlank(text[stop - 1])) stop--;
    const body = text.slice(from, stop);
    const word = /^[a-z]+/.exec(body)?.[0] ?? "";
    actions.push({
      start,
      end: close + 2,
      body,
      bodyStart: from,
      trimsLeft,
      trimsRight,
      comment,
      control: controls.has(word) && !/^[\w.]/.test(body.slice(word.length)) ? (word as Control) : undefined,
    });
    start = text.indexOf("{{", close + 2);
  }
  return actions;
}

/** Where `}}` stands that ends an action; texts in quotes may hold it. -1 when there is none. */
function actionEnd(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const char = text[i];
    if (char === "}" && text[i + 1] === "}") return i;
    if (char === '"' || char === "'") {
      for (i++; i < text.length && text[i] !== char && text[i] !== "\n"; i++) if (text[i] === "\\") i++;
    } else if (char === "`") {
      i = text.indexOf("`", i + 1);
      if (i < 0) return -1;
    }
  }
  return -1;
}

function commentEnd(text: string, from: number): number {
  const end = text.indexOf("*/", from + 2);
  return end < 0 ? -1 : text.indexOf("}}", end + 2);
}

function isBlank(char: string | undefined): boolean {
  return char === " " || char === "\t" || char === "\n" || char === "\r";
}
