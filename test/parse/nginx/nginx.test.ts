import fc from "fast-check";
import { expect, test } from "vitest";
import type { NginxDirective } from "../../../src/parse/nginx/ast.ts";
import { parseNginx } from "../../../src/parse/nginx/nginx.ts";
import { Source } from "../../../src/text/source.ts";

const read = (text: string) => parseNginx(new Source("nginx.conf", "nginx", text));
type Shape = [string, ...(string | Shape[])[]];
const shape = (list: readonly NginxDirective[]): Shape[] =>
  list.map(({ name, args, block }) => [
    name,
    ...args.map(({ text }) => text),
    ...(block ? [shape(block)] : []),
  ]);
const shapes = (text: string) => shape(read(text).directives);

test("reads words, quotes, escapes, blocks and comments", () => {
  const text = `user nginx; # tail
http {
  log_format main '$remote_addr "$request" '
                  "it\\"s";
  map $http_upgrade $up { default upgrade; '' close; }
  server { listen 443 ssl; location ~ "^/\\d{3}$" { return 301 https://$host$request_uri; } set $a \${b}c; }
}`;
  expect(shapes(text)).toEqual([
    ["user", "nginx"],
    [
      "http",
      [
        ["log_format", "main", '$remote_addr "$request" ', 'it"s'],
        [
          "map",
          "$http_upgrade",
          "$up",
          [
            ["default", "upgrade"],
            ["", "close"],
          ],
        ],
        [
          "server",
          [
            ["listen", "443", "ssl"],
            ["location", "~", "^/\\d{3}$", [["return", "301", "https://$host$request_uri"]]],
            ["set", "$a", "${b}c"],
          ],
        ],
      ],
    ],
  ]);
  expect(read(text).diagnostics).toEqual([]);
  expect(read(text).comments.map(({ start, end }) => text.slice(start, end))).toEqual(["# tail"]);
});

test("every word and head cut out of the text is what was written", () => {
  const text = "http {\r\n  server {\r\n    ssl_protocols TLSv1 'TLSv1.2';\r\n  }\r\n}\r\n";
  const http = read(text).directives[0];
  const server = http?.block?.[0];
  const protocols = server?.block?.[0];
  const cut = (span: { start: number; end: number } | undefined) => span && text.slice(span.start, span.end);
  expect(protocols?.args.map(({ span }) => cut(span))).toEqual(["TLSv1", "TLSv1.2"]);
  expect(cut(protocols)).toBe("ssl_protocols TLSv1 'TLSv1.2';");
  expect(cut(protocols?.head)).toBe("ssl_protocols TLSv1 'TLSv1.2'");
  expect(cut(server?.head)).toBe("server");
  expect(cut(server)?.endsWith("}")).toBe(true);
  expect(cut(http)).toBe(text.trimEnd());
});

test("Lua blocks are skipped, whatever their strings and comments hold", () => {
  const text = `location / {
  content_by_lua_block {
    -- a } in a comment
    --[[ and } in a
    long one ]]
    local t = { "}", '\\'}', [==[ } ]==] }
  }
  deny all;
}`;
  expect(shapes(text)).toEqual([
    [
      "location",
      "/",
      [
        ["content_by_lua_block", []],
        ["deny", "all"],
      ],
    ],
  ]);
  expect(read(text).diagnostics).toEqual([]);
});

test("placeholders count as words, template statements are passed over and noted", () => {
  const text = `{{ if .Values.tls }}
server {
  listen {{ .Values.port }} ssl;
  {% for h in hosts %}
  server_name \${NGINX_HOST} {{h}}.example.org;
  {% endfor %}
  {{ .Values.extra }}
}
{{- end }}`;
  expect(shapes(text)).toEqual([
    [
      "server",
      [
        ["listen", "{{ .Values.port }}", "ssl"],
        ["server_name", "${NGINX_HOST}", "{{h}}.example.org"],
      ],
    ],
  ]);
  expect(read(text).diagnostics).toEqual([]);
  expect(read(text).actions).toHaveLength(5);
});

test.each([
  ["server { listen 80 }", "not ended", 9],
  ["server { listen 80;", "not closed", 0],
  ["listen 80; }", "closes no block", 11],
  ["{ listen 80; }", "needs a name", 0],
  ['add_header X "a;\nlisten 80;', "quote is not closed", 13],
  ["a { content_by_lua_block { x ", "Lua code", 25],
])("%j is reported at its place", (text, message, start) => {
  const found = read(text).diagnostics.find((one) => one.message.includes(message));
  expect(found).toMatchObject({ code: "config-syntax", at: { start } });
  expect(found?.hint).toMatch(/\.$/);
});

test("a lost semicolon or brace hides nothing that follows", () => {
  expect(JSON.stringify(shapes("server { listen 80 }\nserver { listen 81; }"))).toContain("81");
  expect(JSON.stringify(shapes("} server { listen 82; }"))).toContain("82");
});

test("nesting has a limit that is reported once", () => {
  const { diagnostics } = read("a {".repeat(5000) + "}".repeat(5000));
  expect(diagnostics.map(({ message }) => message)).toEqual(["blocks nest deeper than 64"]);
});

test("no text makes it throw or leave the text", () => {
  const check = (list: readonly NginxDirective[], text: string): void => {
    for (const { start, end, head, block } of list) {
      expect(start <= head.end && head.end <= end && end <= text.length).toBe(true);
      check(block ?? [], text);
    }
  };
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom(
          "a",
          " ",
          ";",
          "{",
          "}",
          '"',
          "'",
          "\\",
          "\n",
          "#",
          "$",
          "{{",
          "}}",
          "<%",
          "%>",
          "x_by_lua_block",
        ),
      }),
      (text) => check(read(text).directives, text),
    ),
  );
});

test("reads in linear time", () => {
  const started = performance.now();
  for (const unit of ["a {", '"', "'a;\n", "{{ ", "<%", "x_by_lua_block {", "}", "a\\"])
    read(unit.repeat(40_000));
  expect(performance.now() - started).toBeLessThan(4000);
});
