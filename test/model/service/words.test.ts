// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shells write variables like that
import { expect, test } from "vitest";
import { commandWords, optionsOf, programOf, split } from "../../../src/model/service/words.ts";
import type { Entry, Value } from "../../../src/model/value.ts";
import { Source } from "../../../src/text/source.ts";

function text(value: string): Value {
  const source = new Source("x", "compose", value);
  return { kind: "string", value, at: { source, start: 0, end: value.length } };
}
const shown = (values: readonly Value[]): unknown[] =>
  values.map((one) =>
    one.kind === "string" ? one.value : one.kind === "unknown" ? `?${one.detail}` : one.kind,
  );
const cut = ({ at: { source, start, end } }: Value): string => source.text.slice(start, end);

test.each([
  ["a  b", ["a", "b"]],
  [`a 'b c' "d \\"e"`, ["a", "b c", 'd "e']],
  ["a\\ b c", ["a b", "c"]],
  ["a; b && c|d", ["a", "b", "c", "d"]],
  ["a \\\n b", ["a", "b"]],
  ["", []],
  ["'open", ["open"]],
])("%j splits as a shell does", (given, wanted) => {
  expect(shown(split(text(given)))).toEqual(wanted);
});

test("a word's place is the word as written", () => {
  expect(split(text("redis-server --requirepass 'p w'")).map(cut)).toEqual([
    "redis-server",
    "--requirepass",
    "'p w'",
  ]);
});

test("the script of a shell stands for the command, its variables filled in", () => {
  const environment = new Map<string, Entry>([["P", { value: text("secret") }]]);
  expect(
    shown(
      commandWords(
        [text("sh"), text("-ec"), text("exec redis-server --requirepass $P --port ${Q}")],
        environment,
      ),
    ),
  ).toEqual(["exec", "redis-server", "--requirepass", "secret", "--port", "?Q"]);
  expect(shown(commandWords([text("--a=$(P)"), text("--b=$P")], environment))).toEqual([
    "--a=secret",
    "--b=$P",
  ]);
});

test("the program is the first word that is one", () => {
  expect(programOf([text("exec"), text("A=1"), text("/usr/bin/mongod")])).toBe("mongod");
  expect(programOf([])).toBeUndefined();
});

test("options in all forms, the last of a name wins", () => {
  const words = split(text("p -c a=1 -cb=2 --c=3 --d 4 --e --c=5 --f"));
  const found = optionsOf(words, { assign: ["-c"], flag: "on" });
  expect([...found].map(([name, { value }]) => [name, value.kind === "string" && value.value])).toEqual([
    ["a", "1"],
    ["b", "2"],
    ["d", "4"],
    ["e", "on"],
    ["c", "5"],
    ["f", "on"],
  ]);
  expect(cut(found.get("c")?.value as Value)).toBe("5");
});
