/** Flags of the ASCII characters, so that the scanner decides with one table look-up. */
const IDENTIFIER_START = 1;
const IDENTIFIER_PART = 2;
const DIGIT = 4;

const flags = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const letter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
  const digit = code >= 48 && code <= 57;
  if (letter) flags[code] = IDENTIFIER_START | IDENTIFIER_PART;
  else if (digit) flags[code] = DIGIT | IDENTIFIER_PART;
  else if (code === 45) flags[code] = IDENTIFIER_PART;
}

const unicodeStart = /^\p{ID_Start}/u;
const unicodePart = /^\p{ID_Continue}/u;

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether an identifier may begin here (Unicode ID_Start or an underscore). */
export function startsIdentifier(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  if (code < 128) return ((flags[code] ?? 0) & IDENTIFIER_START) !== 0;
  return code >= 128 && unicodeStart.test(codePoint(text, offset));
}

/** The offset after the identifier whose first character stands at `offset` (ID_Continue and dashes). */
export function endOfIdentifier(text: string, offset: number): number {
  let i = offset;
  for (;;) {
    const code = text.charCodeAt(i);
    if (code < 128) {
      if (((flags[code] ?? 0) & IDENTIFIER_PART) === 0) return i;
      i++;
    } else if (code >= 128) {
      const point = codePoint(text, i);
      if (i > offset && !unicodePart.test(point)) return i;
      i += point.length;
    } else {
      return i;
    }
  }
}

/** The whole character at an offset, surrogate pairs included. */
export function codePoint(text: string, offset: number): string {
  const code = text.charCodeAt(offset);
  const next = text.charCodeAt(offset + 1);
  const pair = code >= 0xd800 && code <= 0xdbff && next >= 0xdc00 && next <= 0xdfff;
  return text.slice(offset, pair ? offset + 2 : offset + 1);
}

/** White space in the sense of Unicode's White_Space, which strip markers and flush heredocs count. */
export function isSpace(code: number): boolean {
  if (code < 128) return code === 32 || (code >= 9 && code <= 13);
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}
