import { expect, test } from "vitest";
import { parseXml, type XmlElement } from "../../../src/parse/xml/xml.ts";
import { Source } from "../../../src/text/source.ts";

const read = (text: string) => parseXml(new Source("a.xml", "fhir", text));

function all(element: XmlElement | undefined): XmlElement[] {
  return element ? [element, ...element.children.flatMap(all)] : [];
}

test("every element, attribute and text is where it says", () => {
  const text =
    '<?xml version="1.0"?>\r\n<!-- top -->\n<a:root x=\'1\' y = "t&amp;w">\n  <b>  some\n text </b><c d="é"/>\n  <b><![CDATA[<raw>]]></b>\n</a:root>\n';
  const { root, diagnostics, comments } = read(text);
  expect(diagnostics).toEqual([]);
  const cut = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
  expect(comments.map(cut)).toEqual(["<!-- top -->"]);
  for (const element of all(root)) {
    expect(cut(element.head)).toMatch(new RegExp(`^<${element.name}[\\s/>]`));
    expect(cut(element.head)).toMatch(/>$/);
    expect(cut(element.span)).toMatch(new RegExp(`(?:</${element.name}>|/>)$`));
    for (const { value, span } of element.attributes.values())
      expect(cut(span).replace("&amp;", "&")).toBe(value);
  }
  const [first, c, second] = root?.children ?? [];
  expect(first?.text.trim()).toBe("some\n text");
  expect(first?.textSpan && cut(first.textSpan)).toBe("some\n text");
  expect(c?.attributes.get("d")?.value).toBe("é");
  expect(second?.textSpan && cut(second.textSpan)).toBe("<raw>");
});

test.each(["<a><b></a>", "<a", "", "text", "<a>&bomb;</a>", "<a x=1/>"])(
  "%j is told, what stands before is read",
  (text) => {
    const { diagnostics } = read(text);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.at).toBeDefined();
    expect(diagnostics[0]?.hint).toBeTruthy();
  },
);

test("no entity is expanded and no nesting is too deep", () => {
  const bomb = '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>';
  expect(read(bomb).root?.text ?? "").toBe("");
  expect(read("<a>".repeat(100_000)).diagnostics[0]?.message).toBe("more than 200 levels");
});
