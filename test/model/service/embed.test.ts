import fc from "fast-check";
import { expect, test } from "vitest";
import { embed } from "../../../src/model/service/embed.ts";
import { step } from "../../../src/model/value.ts";
import { yamlValue } from "../../../src/model/yaml-value.ts";
import { parseYaml } from "../../../src/parse/yaml/yaml.ts";
import { Source } from "../../../src/text/source.ts";

function embedded(yaml: string) {
  const source = new Source("cm.yaml", "kubernetes", yaml);
  const value = step(yamlValue(parseYaml(source).documents[0]?.contents, source), "f");
  const found = value && embed(value);
  if (!found) throw new Error("no text");
  return {
    ...found,
    cut: (part: string) => {
      const start = found.text.indexOf(part);
      const place = found.host.place(start, start + part.length);
      return yaml.slice(place.start, place.end);
    },
  };
}

test("every place in a literal block is exact", () => {
  const { text, cut } = embedded("a: 1\nf: |\n    port 6379\n\n      requirepass x\n    save 60 1\nb: 2\n");
  expect(text).toBe("port 6379\n\n  requirepass x\nsave 60 1\n");
  for (const part of ["port", "6379", "  requirepass x", "save 60 1", "60"]) expect(cut(part)).toBe(part);
});

test.each(["f: 'one line'\n", 'f: "one line"\n', "f: one line\n"])("%j is exact", (yaml) => {
  expect(embedded(yaml).cut("line")).toBe("line");
});

test.each([
  ["f: >\n  folded\n  text\n", ">\n  folded\n  text"],
  ['f: "with\\nescape"\n', '"with\\nescape"'],
])("%j is placed as a whole", (yaml, whole) => {
  expect(embedded(yaml).cut("t")).toBe(whole);
});

test("any text in a literal block is where it says", () => {
  const line = fc.stringMatching(/^[a-z =#{}"'-]{0,12}$/).map((one) => one.trimEnd());
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 6 }),
      (lines, indent) => {
        const first = `x${lines[0]}`;
        const all = [first, ...lines.slice(1)];
        const yaml = `f: |\n${all.map((one) => (one === "" ? "" : " ".repeat(indent) + one)).join("\n")}\n`;
        const { text, host } = embedded(yaml);
        let offset = 0;
        for (const one of text.split("\n")) {
          if (one !== "") {
            const place = host.place(offset, offset + one.length);
            expect(yaml.slice(place.start, place.end)).toBe(one);
          }
          offset += one.length + 1;
        }
      },
    ),
  );
});
