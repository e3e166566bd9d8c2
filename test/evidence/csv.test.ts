import { expect, test } from "vitest";
import { csv } from "../../src/evidence/csv/csv.ts";

/** RFC 4180, read strictly: what is written must come back. */
function read(text: string): string[][] {
  const rows: string[][] = [[]];
  let i = 0;
  while (i < text.length) {
    let cell = "";
    if (text[i] === '"') {
      for (i++; ; i++) {
        if (text[i] === '"' && text[i + 1] === '"') i++;
        else if (text[i] === '"') break;
        cell += text[i];
      }
      i++;
    } else while (i < text.length && text[i] !== "," && text[i] !== "\r") cell += text[i++];
    rows.at(-1)?.push(cell);
    if (text[i] === ",") i++;
    else if (text.startsWith("\r\n", i)) {
      i += 2;
      if (i < text.length) rows.push([]);
    } else throw new Error(`neither comma nor line end at ${i}`);
  }
  return rows;
}

function written(cell: string): string {
  return read(csv([["a", (row: string) => row]], [cell]))[1]?.[0] ?? "none";
}

test("commas, quotes and both in one cell come back as they were", () => {
  for (const cell of ["plain", "a,b", 'say "no"', '",",""', "", " blanks kept "])
    expect(written(cell)).toBe(cell);
});

test("a heading line stands alone when there are no rows", () => {
  expect(
    csv(
      [
        ["a", () => 1],
        ["b,c", () => 2],
      ],
      [],
    ),
  ).toBe('a,"b,c"\r\n');
});

test.each([
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "  =cmd|' /C calc'!A0",
  "|x",
  "%0A=1",
  "\uff1d1",
  "\uff0b1",
])("%j starts no formula", (cell) => expect(written(cell)).toMatch(/^'/));

test("numbers stay numbers, lists are one cell, nothing is empty", () => {
  const text = csv<number>(
    [
      ["n", (n) => n],
      ["list", () => ["a", "=b"]],
      ["none", () => undefined],
      ["yes", () => true],
    ],
    [-3],
  );
  expect(text).toBe("n,list,none,yes\r\n-3,a; =b,,true\r\n");
});

test("control characters and line breaks of scanned text break no row", () => {
  const text = csv(
    [
      ["a", (row: string) => row],
      ["b", () => "x"],
    ],
    ["one\r\ntwo\u001b[31m\u202e"],
  );
  expect(text.split("\r\n")).toHaveLength(3);
  for (const character of ["\u001b", "\u202e"]) expect(text).not.toContain(character);
});
