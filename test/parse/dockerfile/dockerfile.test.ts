import fc from "fast-check";
import { expect, test } from "vitest";
import type { Dockerfile, Instruction, Word } from "../../../src/parse/dockerfile/ast.ts";
import { parseDockerfile } from "../../../src/parse/dockerfile/dockerfile.ts";
import { Source } from "../../../src/text/source.ts";

const read = (text: string) => parseDockerfile(new Source("Dockerfile", "dockerfile", text));
const cut = (file: Dockerfile, { start, end }: { start: number; end: number }) =>
  file.source.text.slice(start, end);
const texts = (words: readonly Word[]) => words.map(({ text }) => text);
const only = (text: string): Instruction => {
  const [instruction] = read(text).instructions;
  if (!instruction) throw new Error("nothing was read");
  return instruction;
};
const shown = ({ diagnostics, source }: Dockerfile) =>
  diagnostics.map(({ message, at }) => `${at && source.lines.at(at.start).line}: ${message}`);

test("directives, comments and instructions in order", () => {
  const file = read(
    "# syntax=docker/dockerfile:1\n# escape=`\n# a comment\nfrom a AS b\n\n  RUN x\n# escape=\\\nCMD []\n",
  );
  expect(file.directives.map(({ name, value }) => [name, value])).toEqual([
    ["syntax", "docker/dockerfile:1"],
    ["escape", "`"],
  ]);
  expect(file.escape).toBe("`");
  expect(file.instructions.map(({ keyword, words }) => [keyword, ...texts(words)])).toEqual([
    ["FROM", "a", "AS", "b"],
    ["RUN", "x"],
    ["CMD"],
  ]);
  expect(file.instructions[2]?.exec).toBe(true);
  expect(file.comments.map((span) => cut(file, span))).toEqual([
    "# syntax=docker/dockerfile:1",
    "# escape=`",
    "# a comment",
    "# escape=\\",
  ]);
  expect(file.diagnostics).toEqual([]);
});

test("a directive below a comment is a comment", () => {
  expect(read("# note\n# escape=`\nFROM a\nRUN c:\\x \\\n y\n").escape).toBe("\\");
});

test("continuation lines are joined, with comments and empty lines between them dropped", () => {
  const file = read("FROM a\nRUN apt-get \\  \n  # why\n\n  install \\\r\n  cu\\\nrl\nUSER x\n");
  const [, run, user] = file.instructions;
  expect(texts(run?.words ?? [])).toEqual(["apt-get", "install", "curl"]);
  expect(run && cut(file, run)).toBe("RUN apt-get \\  \n  # why\n\n  install \\\r\n  cu\\\nrl");
  expect(run?.words.map((word) => cut(file, word))).toEqual(["apt-get", "install", "cu\\\nrl"]);
  expect(user && file.source.lines.at(user.start).line).toBe(8);
  expect(file.comments.map((span) => cut(file, span))).toEqual(["# why"]);
});

test("the backtick continues lines where the directive says so", () => {
  const file = read("# escape=`\nFROM a\nCOPY c:\\x\\ `\n  d:\\y\n");
  expect(texts(file.instructions[1]?.words ?? [])).toEqual(["c:\\x\\", "d:\\y"]);
});

test("flags, with and without a value", () => {
  const copy = only(`COPY --from=build --chown="a b:c" --link ./x /y`);
  expect(copy.flags.map(({ name, value }) => [name, value?.text])).toEqual([
    ["from", "build"],
    ["chown", '"a b:c"'],
    ["link", undefined],
  ]);
  expect(texts(copy.words)).toEqual(["./x", "/y"]);
});

test("the JSON form, and what only looks like it", () => {
  const text = 'ENTRYPOINT [ "java", "-Dx=\\"1\\"",\\\n "-jar" ]';
  const json = only(text);
  expect(json.exec).toBe(true);
  expect(texts(json.words)).toEqual(["java", '-Dx="1"', "-jar"]);
  expect(json.words.map(({ start, end }) => text.slice(start, end))).toEqual([
    '"java"',
    '"-Dx=\\"1\\""',
    '"-jar"',
  ]);
  expect(json.commands).toEqual([]);
  const shell = only("CMD ['node', 'x']");
  expect([shell.exec, shell.commands[0]?.words]).toEqual([false, ["[node,", "x]"]]);
});

test("assignments in both forms", () => {
  const pairs = (text: string) => {
    const file = read(text);
    return file.instructions[0]?.pairs.map(({ name, value }) => [
      name,
      value?.text,
      value && cut(file, value),
    ]);
  };
  expect(pairs(`ENV A=1 B="x y"\\\n   C=a\\ b`)).toEqual([
    ["A", "1", "1"],
    ["B", '"x y"', '"x y"'],
    ["C", "a\\ b", "a\\ b"],
  ]);
  expect(pairs("ENV KEY some text = here  ")).toEqual([["KEY", "some text = here", "some text = here"]]);
  expect(pairs("ARG A B=2")).toEqual([
    ["A", undefined, undefined],
    ["B", "2", "2"],
  ]);
  expect(pairs("ENV A=")).toEqual([["A", "", ""]]);
});

test("here-documents: scripts, input of a shell, data, files", () => {
  const file = read(`FROM a
RUN <<EOF
apt-get update
  curl -s x | sh # not a comment of the file
EOF
RUN <<-"END" bash -x
\techo $A; \\
\t  echo b
\tEND
RUN python3 <<PY && echo done
print("a; b")
PY
COPY <<A <<B /etc/
one
A
two
B
USER x
`);
  const lists = file.instructions.map(({ commands }) => commands.map(({ words }) => words.join(" ")));
  expect(lists[1]).toEqual(["apt-get update", "curl -s x", "sh"]);
  expect(lists[2]).toEqual(["<<-END bash -x", "echo $A", "echo b"]);
  expect(lists[3]).toEqual(["python3 <<PY", "echo done"]);
  expect(file.instructions[4]?.heredocs.map(({ body }) => cut(file, body))).toEqual(["one\n", "two\n"]);
  expect(file.instructions[1]?.heredocs[0]).toMatchObject({ name: "EOF", expands: true });
  expect(file.instructions[2]?.heredocs[0]).toMatchObject({ name: "END", expands: false });
  expect(file.instructions[5]?.keyword).toBe("USER");
  expect(file.instructions[1]?.commands.map((command) => cut(file, command))).toEqual([
    "apt-get update",
    "curl -s x",
    "sh",
  ]);
  expect(file.diagnostics).toEqual([]);
});

test("what looks like a here-document and is none", () => {
  const file = read('FROM a\nRUN cat <<<"x" && a << EOF\nUSER b\n');
  expect(file.instructions.map(({ keyword }) => keyword)).toEqual(["FROM", "RUN", "USER"]);
});

test("HEALTHCHECK and ONBUILD hold an instruction", () => {
  const health = only("HEALTHCHECK --interval=5m CMD curl -f http://localhost/ || exit 1");
  expect([health.keyword, texts(health.words)[0], health.flags[0]?.name]).toEqual([
    "HEALTHCHECK",
    "curl",
    "interval",
  ]);
  expect(health.commands.map(({ program }) => program)).toEqual(["curl", "exit"]);
  expect(only('HEALTHCHECK CMD ["a"]').exec).toBe(true);
  expect(texts(only("HEALTHCHECK none").words)).toEqual(["none"]);
  const { trigger } = only("ONBUILD RUN --mount=type=secret,id=x make");
  expect([trigger?.keyword, trigger?.flags[0]?.value?.text, trigger?.commands[0]?.program]).toEqual([
    "RUN",
    "type=secret,id=x",
    "make",
  ]);
});

test("what cannot be read is told with its line, and the rest is read", () => {
  const file = read("FROM a\nRUNNY x\n{{ if .Debug }}\nUSER\nONBUILD what\nRUN <<EOF\nx\n");
  expect(shown(file)).toEqual([
    "2: this line is no instruction",
    "3: a template fills this line in",
    "4: USER has no arguments",
    "5: ONBUILD names no instruction",
    "6: this here-document is not ended",
  ]);
  expect(file.diagnostics.every(({ hint }) => hint)).toBe(true);
  expect(file.instructions.map(({ keyword }) => keyword)).toEqual(["FROM", "USER", "ONBUILD", "RUN"]);
  expect(shown(read("RUN x\n"))).toEqual(["1: no FROM begins a stage"]);
  expect(read("").diagnostics).toEqual([]);
});

test("any text is read, and every word is what stands at its place", () => {
  const piece = fc.constantFrom(
    ..."FROM a\n|RUN |ENV A=|USER |ONBUILD |\\\n|`|#|<<E|E\n|\"|'|[|]|{{|}}|$|$(|)|;| |\t|\r\n|x|=|--f=|,".split(
      "|",
    ),
    "|",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const file = read(pieces.join(""));
      for (const { words, exec, start, end } of file.instructions) {
        expect(end).toBeGreaterThanOrEqual(start);
        for (const word of words) {
          if (exec) continue;
          const written = cut(file, word);
          if (!/[\r\n]/.test(written)) expect(written).toBe(word.text);
        }
      }
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ["continuations", `FROM a\nRUN x ${"\\\n y".repeat(200_000)}`],
  ["quotes", `FROM a\nRUN ${"'\"".repeat(200_000)}`],
  ["substitutions", `FROM a\nRUN ${"$(".repeat(200_000)}`],
  ["here-documents", `FROM a\nRUN ${"<<E ".repeat(50_000)}\n${"E\n".repeat(50_000)}`],
  ["open here-documents", "FROM a\nRUN x <<EOF\n".repeat(30_000)],
  ["flags", `FROM ${"--a=b ".repeat(100_000)}`],
  ["JSON", `FROM a\nCMD [${'"a",'.repeat(100_000)}`],
  ["onbuild", `FROM a\n${"ONBUILD ".repeat(100_000)}`],
  ["directives", `# escape=${" a".repeat(200_000)}`],
])("a large file of %s is read in time", (_, text) => {
  const start = performance.now();
  read(text);
  expect(performance.now() - start).toBeLessThan(3000);
});
