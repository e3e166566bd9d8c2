// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HCL's own template syntax
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Lexer, tokenize } from "../../../src/parse/hcl/lexer.ts";
import { Token } from "../../../src/parse/hcl/token.ts";
import { testShared } from "../../support/shared.ts";
import { corpusFiles } from "./reading.ts";

const names = new Map(Object.entries(Token).map(([name, kind]) => [kind, name]));

function shown(text: string): string[] {
  const tokens = tokenize(text);
  let start = 0;
  return Array.from(tokens.kinds, (kind, index) => {
    const end = tokens.ends[index] ?? 0;
    const own = text.slice(start, end);
    start = end;
    return `${names.get(kind)} ${JSON.stringify(own)}`;
  });
}

function joined(text: string): string {
  const tokens = tokenize(text);
  let start = 0;
  let out = "";
  for (const end of tokens.ends) {
    if (end <= start) throw new Error(`an empty token at ${start}`);
    out += text.slice(start, end);
    start = end;
  }
  return out;
}

/** Pieces that open and close what the scanner keeps track of. */
const hard = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '"',
        "${",
        "${~",
        "~}",
        "%{",
        "}",
        "{",
        "<<E\n",
        "<<-E\r\n",
        "E\n",
        "\n",
        "\r",
        "\\",
        '\\"',
      ),
      fc.constantFrom(
        "$${",
        "%%{",
        "/*",
        "*/",
        "#",
        "//",
        "...",
        "::",
        "=>",
        "1.5e3",
        "é",
        "\u{1f469}",
        " ",
        "\0",
      ),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));

describe("lossless tokens", () => {
  test("joined token texts are the text, whatever it is", () => {
    fc.assert(
      fc.property(hard, (text) => joined(text) === text),
      { numRuns: 3000, seed: 20260701 },
    );
  });

  testShared("joined token texts are the text, for every corpus file", () => {
    const files = corpusFiles();
    expect(files.length).toBeGreaterThan(500);
    for (const file of files) expect(joined(file.text) === file.text, file.path).toBe(true);
  });
});

describe("tokens", () => {
  test("identifiers hold dashes and letters of all scripts", () => {
    expect(shown("a-b _c é1 größe")).toEqual([
      'Identifier "a-b"',
      'Space " "',
      'Identifier "_c"',
      'Space " "',
      'Identifier "é1"',
      'Space " "',
      'Identifier "größe"',
    ]);
  });

  test("numbers take a fraction and an exponent only when digits follow", () => {
    expect(shown("1.5e+3")).toEqual(['Number "1.5e+3"']);
    expect(shown("1.e")).toEqual(['Number "1"', 'Dot "."', 'Identifier "e"']);
  });

  test("templates nest, and braces inside a sequence belong to it", () => {
    expect(shown('"a${ {b="}"} ~}"')).toEqual([
      'OpenQuote "\\""',
      'Text "a"',
      'OpenInterpolation "${"',
      'Space " "',
      'OpenBrace "{"',
      'Identifier "b"',
      'Assign "="',
      'OpenQuote "\\""',
      'Text "}"',
      'CloseQuote "\\""',
      'CloseBrace "}"',
      'Space " "',
      'CloseSequence "~}"',
      'CloseQuote "\\""',
    ]);
  });

  test("a heredoc gives one text token a line and ends before its line end", () => {
    expect(shown("<<-E\n a\n\tE\nb")).toEqual([
      'OpenHeredoc "<<-E\\n"',
      'Text " a\\n"',
      'CloseHeredoc "\\tE"',
      'Newline "\\n"',
      'Identifier "b"',
    ]);
  });

  test("escaped sequences stay text", () => {
    expect(shown('"$${a} %%{b} \\" $"')).toEqual([
      'OpenQuote "\\""',
      'Text "$${a} %%{b} \\\\\\" $"',
      'CloseQuote "\\""',
    ]);
  });

  test("a quote that is open at the end of its line ends there", () => {
    expect(shown('"ab\r\nc')).toEqual(['OpenQuote "\\""', 'Text "ab"', 'Newline "\\r\\n"', 'Identifier "c"']);
  });

  test("the line end is no part of a comment", () => {
    expect(shown("#a\r\n//b\n/* c\n*/")).toEqual([
      'Comment "#a"',
      'Newline "\\r\\n"',
      'Comment "//b"',
      'Newline "\\n"',
      'Comment "/* c\\n*/"',
    ]);
  });

  test("a halted lexer gives the end of the file until it is moved", () => {
    const lexer = new Lexer("a = b");
    lexer.next();
    lexer.halt();
    expect(lexer.next()).toBe(Token.EndOfFile);
    lexer.moveTo(2);
    expect(lexer.next()).toBe(Token.Assign);
  });
});
