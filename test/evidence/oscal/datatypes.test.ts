import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  endOfDay,
  line,
  markup,
  reference,
  startOfDay,
  token,
} from "../../../src/evidence/oscal/datatypes.ts";
import { requirementId } from "../../../src/evidence/oscal/identifiers.ts";

/** The patterns are those of the official schemas. */
describe("any text becomes what the datatype allows", () => {
  const text = fc.string({ unit: "binary" });

  test("string", () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(line(given)).toMatch(/^\S(.*\S)?$/u);
      }),
    );
    fc.assert(
      fc.property(text, (given) => {
        expect(line(given)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
    );
  });

  test("markup-line, in which nothing is markup", () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(markup(given)).toMatch(/^[^\n]+$/u);
      }),
    );
    expect(markup('<img src=x onerror="a()"> [x](javascript:b) {{ insert: param, c }} & *d* `e`')).toBe(
      '&lt;img src=x onerror="a()"&gt; \\[x\\](javascript:b) \\{\\{ insert: param, c \\}\\} &amp; \\*d\\* \\`e\\`',
    );
    expect(markup("a\u202eb\u0007c\nd")).toBe("a b c d");
  });

  test("token", () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(token(given)).toMatch(/^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$/u);
      }),
    );
  });

  test("uri-reference", () => {
    fc.assert(
      fc.property(text, (given) => {
        const made = reference(given);
        expect(made).toMatch(/^[\w.!~*'()%/-]*$/);
        expect(() => decodeURIComponent(made)).not.toThrow();
      }),
    );
    expect(reference("a b/ü#?.tf")).toBe("a%20b/%C3%BC%23%3F.tf");
  });
});

test("days that are none give no time", () => {
  expect(startOfDay("2026-11-01")).toBe("2026-11-01T00:00:00Z");
  expect(endOfDay("2028-02-29")).toBe("2028-02-29T23:59:59Z");
  for (const day of ["2026-02-30", "", "soon", "2026-11-01T00:00:00Z", "0001-01-01"])
    expect(endOfDay(day)).toBeUndefined();
});

test("citations and criteria as ids, case kept", () => {
  expect(requirementId("hipaa", "164.308(a)(1)(ii)(A)")).toBe("hipaa-164.308.a.1.ii.A");
  expect(requirementId("soc2", "CC6.1")).toBe("soc2-CC6.1");
});
