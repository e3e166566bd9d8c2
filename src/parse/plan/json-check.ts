/** What breaks a JSON text, and where. */
export interface JsonFault {
  offset: number;
  message: string;
  /** It is no error of grammar: the text nests deeper than the limit. */
  tooDeep?: true;
}

const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Checks a whole text against JSON's grammar (RFC 8259) without building anything, so that what reads parts of it
 * later need not doubt. No recursion: nesting is counted, and refused above the limit.
 * @returns the first fault, or undefined for a well-formed text
 */
export function checkJson(text: string, maxDepth: number): JsonFault | undefined {
  const isObject: boolean[] = [];
  let i = skipSpace(text, 0);
  let wantsValue = true;
  for (;;) {
    if (wantsValue) {
      const char = text.charCodeAt(i);
      if (char === 123 || char === 91) {
        if (isObject.length >= maxDepth)
          return { offset: i, message: `Nested deeper than ${maxDepth} levels.`, tooDeep: true };
        isObject.push(char === 123);
        i = skipSpace(text, i + 1);
        if (text.charCodeAt(i) === (char === 123 ? 125 : 93)) {
          isObject.pop();
          i++;
        } else if (char === 123) {
          const next = key(text, i);
          if (typeof next !== "number") return next;
          i = next;
          continue;
        } else continue;
      } else {
        const end = scalarEnd(text, i);
        if (end === undefined)
          return { offset: i, message: i >= text.length ? "The text ends here." : "A value is expected." };
        i = end;
      }
      wantsValue = false;
    }
    i = skipSpace(text, i);
    const inObject = isObject.at(-1);
    if (inObject === undefined)
      return i < text.length ? { offset: i, message: "Nothing may follow the outermost value." } : undefined;
    const char = text.charCodeAt(i);
    if (char === 44) {
      i = skipSpace(text, i + 1);
      if (inObject) {
        const next = key(text, i);
        if (typeof next !== "number") return next;
        i = next;
      }
      wantsValue = true;
    } else if (char === (inObject ? 125 : 93)) {
      isObject.pop();
      i++;
    } else
      return {
        offset: i,
        message: i >= text.length ? "The text ends here." : "A comma or a closing bracket is expected.",
      };
  }
}

/** Past a key and its colon. */
function key(text: string, at: number): number | JsonFault {
  const end = text.charCodeAt(at) === QUOTE ? stringEnd(text, at) : undefined;
  if (end === undefined) return { offset: at, message: "A quoted key is expected." };
  const colon = skipSpace(text, end);
  return text.charCodeAt(colon) === 58
    ? skipSpace(text, colon + 1)
    : { offset: colon, message: "A colon is expected." };
}

export function skipSpace(text: string, at: number): number {
  let i = at;
  for (;;) {
    const char = text.charCodeAt(i);
    if (char !== 32 && char !== 10 && char !== 13 && char !== 9) return i;
    i++;
  }
}

/** The offset behind a string that begins at `at`; undefined when it is not closed or holds what it may not. */
function stringEnd(text: string, at: number): number | undefined {
  for (let i = at + 1; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === QUOTE) return i + 1;
    if (char < 32) return undefined;
    if (char === BACKSLASH) {
      i++;
      if (!escaped.test(text.slice(i, i + 5))) return undefined;
    }
  }
  return undefined;
}

const escaped = /^(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/;
const numeral = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function scalarEnd(text: string, at: number): number | undefined {
  const char = text.charCodeAt(at);
  if (char === QUOTE) return stringEnd(text, at);
  for (const word of ["true", "false", "null"]) if (text.startsWith(word, at)) return at + word.length;
  numeral.lastIndex = at;
  const found = numeral.exec(text);
  return found ? at + found[0].length : undefined;
}

/** The offset behind the value at `at` of a text that has been checked. */
export function skipValue(text: string, at: number): number {
  let depth = 0;
  let i = at;
  for (;;) {
    const char = text.charCodeAt(i);
    if (char === QUOTE) i = skipString(text, i);
    else if (char === 123 || char === 91) {
      depth++;
      i++;
    } else if (char === 125 || char === 93) {
      depth--;
      i++;
    } else if (char === 44 || char === 58 || char === 32 || char === 10 || char === 13 || char === 9) {
      i++;
      continue;
    } else i = skipWord(text, i);
    if (depth <= 0) return i;
  }
}

function skipString(text: string, at: number): number {
  let i = at;
  for (;;) {
    i = text.indexOf('"', i + 1);
    if (i < 0) return text.length;
    let before = i;
    while (text.charCodeAt(before - 1) === BACKSLASH) before--;
    if ((i - before) % 2 === 0) return i + 1;
  }
}

function skipWord(text: string, at: number): number {
  for (let i = at; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === 44 || char === 125 || char === 93 || char <= 32) return i;
  }
  return text.length;
}
