import { expect, test } from "vitest";
import { LogicalLine } from "../../../src/parse/dockerfile/logical-line.ts";
import { splitCommands } from "../../../src/parse/dockerfile/shell.ts";

const split = (text: string) => {
  const line = new LogicalLine();
  line.add(text, 0);
  return splitCommands(line);
};
const shown = (text: string) =>
  split(text).map(({ program, words, piped }) => `${program}: ${words.join(" ")}${piped ? " |" : ""}`);

test("commands by their separators", () => {
  expect(shown("a 1 && b; c || d | e |& f & g\nh")).toEqual([
    "a: a 1",
    "b: b",
    "c: c",
    "d: d |",
    "e: e |",
    "f: f",
    "g: g",
    "h: h",
  ]);
});

test("quotes, escapes and substitutions stay in their word", () => {
  expect(split(`echo "a; b" 'c|d' e\\;f "$(x; y "z")" \`p; q\` $(r; (s))t`)[0]?.words).toEqual([
    "echo",
    "a; b",
    "c|d",
    "e;f",
    '$(x; y "z")',
    "`p; q`",
    "$(r; (s))t",
  ]);
});

test("redirections are no separators", () => {
  expect(shown("a >/dev/null 2>&1 && b &>x")).toEqual(["a: a >/dev/null 2>&1", "b: b &>x"]);
});

test("the program behind keywords, wrappers, assignments and folders", () => {
  expect(shown("if ! sudo -E /usr/bin/curl x; then A=1 B=2 make; fi; X=y")).toEqual([
    "curl: sudo -E /usr/bin/curl x",
    "make: A=1 B=2 make",
    ": X=y",
  ]);
});

test("groups that are piped, comments", () => {
  expect(shown("(a; b) | sh # c; d\ne#f")).toEqual(["a: a", "b: b |", "sh: sh", "e#f: e#f"]);
});

test("a command's span is its text", () => {
  const text = "  curl -u 'a b'  x | sh";
  expect(split(text).map(({ start, end }) => text.slice(start, end))).toEqual(["curl -u 'a b'  x", "sh"]);
});
