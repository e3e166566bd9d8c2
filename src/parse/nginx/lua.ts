/**
 * The offset behind the brace that ends a Lua block, or undefined when none does. Strings, long brackets and
 * comments of Lua are looked through, since braces in them do not count.
 * @param start the offset behind the opening brace
 */
export function endOfLua(text: string, start: number): number | undefined {
  let depth = 1;
  let i = start;
  while (i < text.length) {
    const char = text[i];
    if (char === "{") depth++;
    else if (char === "}" && --depth === 0) return i + 1;
    else if (char === '"' || char === "'") {
      i = endOfString(text, i);
      continue;
    } else if (char === "[") {
      i = endOfLongBracket(text, i) ?? i + 1;
      continue;
    } else if (char === "-" && text[i + 1] === "-") {
      i = endOfComment(text, i + 2);
      continue;
    }
    i++;
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text[i] !== text[start] && text[i] !== "\n") i += text[i] === "\\" ? 2 : 1;
  return i + 1;
}

/** Behind `[[ … ]]` or `[==[ … ]==]`; the end of the text when it is not closed; undefined when it is no bracket. */
function endOfLongBracket(text: string, start: number): number | undefined {
  let i = start + 1;
  while (text[i] === "=") i++;
  if (text[i] !== "[") return undefined;
  const closer = `]${text.slice(start + 1, i)}]`;
  const end = text.indexOf(closer, i + 1);
  return end < 0 ? text.length : end + closer.length;
}

function endOfComment(text: string, start: number): number {
  const long = text[start] === "[" ? endOfLongBracket(text, start) : undefined;
  if (long !== undefined) return long;
  const end = text.indexOf("\n", start);
  return end < 0 ? text.length : end;
}
