// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HAProxy writes variables like that
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseHaproxy } from "../../../src/parse/haproxy/haproxy.ts";
import { Source } from "../../../src/text/source.ts";

const read = (text: string) => parseHaproxy(new Source("haproxy.cfg", "haproxy", text));
const lines = (text: string) =>
  read(text).sections.map(({ keyword, args, lines }) => [
    [keyword, ...args.map((one) => one.text)],
    ...lines.map(({ words }) => words.map((one) => one.text)),
  ]);

/** Debian's haproxy.cfg as the package installs it, shortened, retyped. */
const debian = `global
	log /dev/log	local0
	log /dev/log	local1 notice
	chroot /var/lib/haproxy
	stats socket /run/haproxy/admin.sock mode 660 level admin
	daemon

	# See: https://ssl-config.mozilla.org/#server=haproxy&config=intermediate
	ssl-default-bind-ciphersuites TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384
	ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets

defaults
	log	global
	mode	http
	option	httplog
	errorfile 400 /etc/haproxy/errors/400.http
`;

test("a distribution's own file: every word, exact to the character", () => {
  const { sections, diagnostics, comments } = read(debian);
  expect(diagnostics).toEqual([]);
  expect(comments).toHaveLength(1);
  expect(lines(debian)).toEqual([
    [
      ["global"],
      ["log", "/dev/log", "local0"],
      ["log", "/dev/log", "local1", "notice"],
      ["chroot", "/var/lib/haproxy"],
      ["stats", "socket", "/run/haproxy/admin.sock", "mode", "660", "level", "admin"],
      ["daemon"],
      ["ssl-default-bind-ciphersuites", "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384"],
      ["ssl-default-bind-options", "ssl-min-ver", "TLSv1.2", "no-tls-tickets"],
    ],
    [
      ["defaults"],
      ["log", "global"],
      ["mode", "http"],
      ["option", "httplog"],
      ["errorfile", "400", "/etc/haproxy/errors/400.http"],
    ],
  ]);
  for (const section of sections)
    for (const { words, start, end } of section.lines) {
      for (const { text, span } of words) expect(debian.slice(span.start, span.end)).toBe(text);
      expect(debian.slice(start, end)).toBe(debian.slice(start, debian.indexOf("\n", start)));
    }
});

test("quotes, escapes, variables, comments behind words, CRLF", () => {
  const text =
    'frontend web from base\r\n bind "${ADDR-*}:$PORT" \'$x\' a\\ b#c\n http-request set-var(txn.a) str("it\'s") \\# # d\n';
  expect(lines(text)).toEqual([
    [
      ["frontend", "web", "from", "base"],
      ["bind", "${ADDR-*}:$PORT", "$x", "a b"],
      ["http-request", "set-var(txn.a)", "str(it's)", "#"],
    ],
  ]);
  const bind = read(text).sections[0]?.lines[0]?.words[1];
  expect(bind?.variables.map(({ name, fallback }) => [name, fallback])).toEqual([
    ["ADDR", "*"],
    ["PORT", undefined],
  ]);
  expect(text.slice(bind?.span.start, bind?.span.end)).toBe("${ADDR-*}:$PORT");
  expect(read(text).comments.map(({ start, end }) => text.slice(start, end))).toEqual(["#c", "# d"]);
});

test.each([
  ["mode http\nglobal\n daemon\n", 1],
  ["global\n log 'x\n daemon\n", 2],
  ['global\n daemon\n log "${X" y"\n', 3],
])("%j is reported at its line, the rest is read", (text, line) => {
  const { diagnostics, source } = read(text);
  expect(diagnostics).toHaveLength(1);
  expect(diagnostics[0]?.hint).toBeTruthy();
  expect(source.lines.at(diagnostics[0]?.at?.start ?? -1).line).toBe(line);
  expect(lines(text)).toEqual([[["global"], ["daemon"]]]);
});

test("no text makes the reader throw, nor leave the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."listen,'\"\\#\n\r {}%$-x.") }), (text) => {
      for (const section of read(`listen\n${text}`).sections)
        for (const { start, end, words } of section.lines) {
          expect(start < end && end <= text.length + 7).toBe(true);
          for (const { span } of words) expect(start <= span.start && span.end <= end).toBe(true);
        }
    }),
  );
});

test("it reads in linear time", () => {
  const started = performance.now();
  for (const unit of ["a 'x\n", "{{ ", "'", "$", '"${a-', "\\"])
    read(`listen a\n bind "${unit.repeat(60_000)}`);
  expect(performance.now() - started).toBeLessThan(4000);
});
