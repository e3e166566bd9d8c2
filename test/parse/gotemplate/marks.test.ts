import { describe, expect, test } from "vitest";
import { actionsOf } from "../../../src/parse/gotemplate/actions.ts";
import { markLines, readMarks } from "../../../src/parse/gotemplate/marks.ts";
import { definitionsOf, referencesOf } from "../../../src/parse/gotemplate/references.ts";
import { Source } from "../../../src/text/source.ts";

const source = (text: string): Source => new Source("templates/a.yaml", "kubernetes", text);

describe("actions", () => {
  test("texts in quotes and comments may hold braces", () => {
    const text = "a {{ \"}}\" }} b {{- /* }} */ -}} {{ `}}` | quote -}}\n{{ '}' }}{{ open";
    expect(
      actionsOf(text).map(({ body, comment, trimsLeft, trimsRight }) => [
        body,
        comment,
        trimsLeft,
        trimsRight,
      ]),
    ).toEqual([
      ['"}}"', false, false, false],
      ["/* }} */", true, true, true],
      ["`}}` | quote", false, false, true],
      ["'}'", false, false, false],
    ]);
    for (const { start, end } of actionsOf(text)) expect(text.slice(start, end)).toMatch(/^\{\{[\s\S]*\}\}$/);
  });

  test("a word that only begins like a control is none", () => {
    expect(actionsOf("{{ if .a }}{{ ifx }}{{ end }}{{ endless . }}").map(({ control }) => control)).toEqual([
      "if",
      undefined,
      "end",
      undefined,
    ]);
  });

  test("a hostile text takes no longer than its length", () => {
    const started = performance.now();
    actionsOf("{{ ".repeat(200_000));
    actionsOf(`{{ ${'"'.repeat(200_001)}`);
    markLines(source("{{ range .a }}\n".repeat(2_000)));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe("marks", () => {
  test("stand at the end of what prints, never where a line end is eaten or a template is defined", () => {
    const text = [
      '{{- define "x" -}}',
      "a: b",
      "{{- end }}",
      "---",
      "kind: Pod",
      "{{- if .Values.a }}",
      "name: {{ .Values.a -}}",
      "{{ end }}",
      "# done",
    ].join("\n");
    expect(markLines(source(text)).split("\n")).toEqual([
      '{{- define "x" -}}',
      "a: b",
      "{{- end }}",
      "---",
      "kind: Pod #@cw5@",
      "{{- if .Values.a }}",
      "name: {{ .Values.a -}}",
      "{{ end }} #@cw7@",
      "# done #@cw9@",
    ]);
  });

  test("loops print what they have come to", () => {
    expect(markLines(source("{{ range .Values.a }}\n- {{ . }}\n{{ end }}")).split("\n")).toEqual([
      "{{ range $cwkey1, $cwvalue1 := .Values.a }}",
      "- {{ . }} #@cw2:{{ $cwkey1 | toJson }}@",
      "{{ end }}",
    ]);
    expect(markLines(source("{{- range $k, $v := .Values.a }}\n- {{ $v }}\n{{ end }}"))).toContain(
      "{{- range $k, $v := .Values.a }}\n- {{ $v }} #@cw2:{{ $k | toJson }}@",
    );
  });

  test("are taken out again, also in the middle of a line", () => {
    const read = readMarks('name: a #@cw3@-b #@cw4@\nx:\n  y: 1 #@cw7:0:"k@\\"e"@\n\n--- \n');
    expect(read.text).toBe("name: a-b\nx:\n  y: 1\n\n--- \n");
    expect(read.origins.slice(1)).toEqual([
      { line: 4, steps: [] },
      { line: 7, steps: [0, 'k@"e'] },
      { line: 7, steps: [0, 'k@"e'] },
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("references", () => {
  const helpers = source(
    '{{- define "image" -}}{{ .registry }}/{{ .tag }}{{- end }}{{ define "all" }}{{ $.Values.name }}{{ include "all" . }}{{ end }}',
  );
  const named = (text: string): Record<number, string[]> =>
    Object.fromEntries(
      [...referencesOf(source(text), definitionsOf([helpers]))].map(([line, list]) => [
        line,
        list.map(
          ({ path, indirect }) =>
            `${indirect ? "~" : ""}${path.map((step) => (typeof step === "string" ? step : `[${step.loop}]`)).join(".")}`,
        ),
      ]),
    );

  test("through with, range, variables, index and included templates", () => {
    expect(
      named(
        [
          "a: {{ .Values.a.b | default $.Values.c }}",
          "{{ with .Values.d }}x: {{ .e }}{{ else }}y: {{ .Values.f }}{{ end }}",
          "{{ range $i, $v := .Values.g }}{{ range $v.h }}{{ .k }}{{ end }}{{ end }}",
          '{{ $x := .Values.l }}{{ index $x "m-n" "o" }} {{ index .Values "p" }}',
          '{{ include "image" .Values.q }}{{ include "all" . }}',
          '{{ "text with .Values.no" }} {{ .Chart.Name }} {{ printf "%s" .Values.r }}',
        ].join("\n"),
      ),
    ).toEqual({
      1: ["a.b", "c"],
      2: ["d", "d.e", "f"],
      3: ["g", "g.[0].h", "g.[0].h.[1].k"],
      4: ["l", "l.m-n.o", "p"],
      // A template that includes itself is followed to a limit.
      5: ["q", "~q.registry", "~q.tag", "~name", "~name", "~name", "~name"],
      6: ["r"],
    });
  });
});
