import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cut, cutPath, pack, pad, widthOf, wrap } from "../../src/report/layout.ts";

describe("widthOf", () => {
  it("counts columns, not characters", () => {
    expect(widthOf("abc")).toBe(3);
    expect(widthOf("漢字")).toBe(4);
    expect(widthOf("e\u0301")).toBe(1);
    expect(pad("漢", 4)).toBe("漢  ");
  });
});

describe("cut", () => {
  it("marks what was cut on either side", () => {
    expect(cut("abcdefgh", 8)).toBe("abcdefgh");
    expect(cut("abcdefgh", 5)).toBe("abcd…");
    expect(cut("abcdefgh", 5, 2)).toBe("…def…");
    expect(cut("abcdefgh", 5, 4)).toBe("…fgh");
    expect(cutPath("modules/records/main.tf", 12)).toMatch(/^….*main\.tf$/);
  });

  it("never takes more columns than it has", () => {
    const text = fc
      .array(fc.constantFrom("a", " ", "漢", "🔒", "e\u0301"), { maxLength: 40 })
      .map((all) => all.join(""));
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 2, max: 30 }),
        fc.integer({ min: 0, max: 20 }),
        (any, width, from) => {
          expect(widthOf(cut(any, width, from))).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});

describe("pack and wrap", () => {
  it("breaks between pieces only", () => {
    expect(pack(["164.312(a)(1) Access control", "164.312(b) Audit"], " · ", 30)).toEqual([
      "164.312(a)(1) Access control",
      "164.312(b) Audit",
    ]);
    expect(pack(["aa", "bb", "cc"], ", ", 7)).toEqual(["aa, bb,", "cc"]);
  });

  it("keeps every word and every line within the width", () => {
    const words = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 25 }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(words, fc.integer({ min: 10, max: 40 }), (all, width) => {
        const lines = wrap(all.join(" "), width);
        expect(lines.join("").replaceAll(" ", "")).toBe(all.join(""));
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      }),
    );
  });
});
