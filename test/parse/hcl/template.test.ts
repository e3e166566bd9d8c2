// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HCL's own template syntax
import { describe, expect, test } from "vitest";
import { constant } from "./constant.ts";
import { expressionOf, pointed, read } from "./reading.ts";

const scope = { x: "X", t: true, f: false, l: ["p", "q"] };

function value(text: string): unknown {
  return constant(expressionOf(`a = ${text}`), scope);
}

describe("quoted templates", () => {
  test.each([
    ['""', ""],
    ['"b"', "b"],
    [String.raw`"\n\r\t\"\\"`, '\n\r\t"\\'],
    [String.raw`"\u00e9\U0001F600"`, "é😀"],
    ['"$${x} %%{x}"', "${x} %{x}"],
    ['"$$ % $ 100%"', "$$ % $ 100%"],
    ['"b${x}c"', "bXc"],
    ['"${"n${x}"}!"', "nX!"],
    ['"${ {b = 1}.b }"', undefined],
    ['"b  ${~ x ~}  c"', "bXc"],
    ['"%{ if t }y%{ else }n%{ endif }"', "y"],
    ['"%{ if f }y%{ endif }."', "."],
    ['"%{ for i, v in l }${i}${v};%{ endfor }"', "0p;1q;"],
    ['"%{ for v in l }%{ if v == "q" }${v}%{ endif }%{ endfor }"', "q"],
    ['"an\u0303os"', "a\u00f1os"],
  ])("%s", (text, wanted) => {
    if (wanted === undefined) expect(() => expressionOf(`a = ${text}`)).not.toThrow();
    else expect(value(text)).toBe(wanted);
  });

  test("a plain string is one text part inside the quotes, also when it is empty", () => {
    expect(expressionOf('a = "bc"')).toEqual({
      kind: "template",
      heredoc: false,
      parts: [{ kind: "text", text: "bc", start: 5, end: 7 }],
      start: 4,
      end: 8,
    });
    expect(expressionOf('a = ""')).toMatchObject({ parts: [{ text: "", start: 5, end: 5 }], end: 6 });
  });

  test("spans of parts are those of the source, escapes and markers included", () => {
    expect(expressionOf('a = "\\t${x}-%{if t}y%{else}n%{endif}"')).toMatchObject({
      parts: [
        { kind: "text", text: "\t", start: 5, end: 7 },
        { kind: "interpolation", value: { kind: "variable", start: 9, end: 10 }, start: 7, end: 11 },
        { kind: "text", text: "-", start: 11, end: 12 },
        {
          kind: "if",
          condition: { start: 17, end: 18 },
          // biome-ignore lint/suspicious/noThenProperty: the AST's name
          then: [{ text: "y", start: 19, end: 20 }],
          else: [{ text: "n", start: 27, end: 28 }],
          start: 12,
          end: 36,
        },
      ],
      end: 37,
    });
  });

  test.each([
    ['"\\x"', 'hcl-syntax "\\\\x"'],
    ['"\\u12"', 'hcl-syntax "\\\\u"'],
    ['"\\ud800"', 'hcl-syntax "\\\\u"'],
    ['"b', 'hcl-syntax "\\"b"'],
    ['"%{ endif }"', 'hcl-syntax "%{ endif }"'],
    ['"%{ if t }"', 'hcl-syntax "%{ if t }"'],
    ['"%{ if t }%{ else }%{ else }%{ endif }"', 'hcl-syntax "%{ else }"'],
    ['"%{ what }"', 'hcl-syntax "what"'],
    ['"${}"', 'hcl-syntax "}"'],
    ['"${x y}"', 'hcl-syntax "y"'],
  ])("%s is reported where it is wrong", (text, wanted) => {
    expect(pointed(read(`a = ${text}`))).toEqual([wanted]);
  });
});

describe("heredocs", () => {
  test.each([
    ["<<E\nb\nc\nE\n", "b\nc\n"],
    ["<<E\nE\n", ""],
    ["<<E\n  b\n  E\n", "  b\n"],
    ["<<E\nb E\nE", "b E\n"],
    ["<<E\nb\n  E  \n", "b\n"],
    ["<<E\r\nb\r\nE\r\n", "b\r\n"],
    ['<<E\n\\n " $${x} %%{x} $ ${x}\nE\n', '\\n " ${x} %{x} $ X\n'],
    ["<<-E\n  b\n    c\n\n  d\n  E\n", "b\n  c\n\nd\n"],
    ["<<-E\n    ${x}\n  b\n  E\n", "  X\nb\n"],
    ["<<-E\n${x}  \n  b\nE\n", "X  \n  b\n"],
    ["<<-E\n\tb\n  c\nE\n", "b\n c\n"],
    ["<<-E\n  $${b}\n   c\nE\n", "${b}\n c\n"],
    // As in HashiCorp's parser, the line behind a strip marker has no line start, so it keeps its indentation.
    ["<<-E\n  %{ for v in l ~}\n    s ${v}\n  %{ endfor ~}\n  end\n  E\n", "    s p\n    s q\n  end\n"],
    ["<<E\nq\n  ${~ x ~}\n  r\nE\n", "q\nX  r\n"],
    ["<<É-1\nb\nÉ-1\n", "b\n"],
    ["<<E\n${<<F\nin\nF\n}\nE\n", "in\n\n"],
    ["[<<E\nb\nE\n, 1]", ["b\n", 1]],
    ["{b = <<E\nc\nE\n d = 1}", { b: "c\n", d: 1 }],
  ])("%j", (text, wanted) => {
    expect(value(text)).toEqual(wanted);
  });

  test("the span ends with the closing marker", () => {
    expect(expressionOf("a = <<-E\n  b\n  c\n  E\n")).toEqual({
      kind: "template",
      heredoc: true,
      parts: [{ kind: "text", text: "b\nc\n", start: 11, end: 17 }],
      start: 4,
      end: 20,
    });
  });

  test("a heredoc without end is reported at its opening", () => {
    expect(pointed(read("a = <<E\nb\n"))).toEqual(['hcl-syntax "<<E\\n"']);
  });
});
