import fc from "fast-check";
import { expect, test } from "vitest";
import { parseEnabledPlugins } from "../../../src/parse/rabbitmq/enabled-plugins.ts";
import { parseRabbitmq } from "../../../src/parse/rabbitmq/rabbitmq.ts";
import { Source } from "../../../src/text/source.ts";

const read = (text: string) => parseRabbitmq(new Source("rabbitmq.conf", "rabbitmq", text));
const plugins = (text: string) =>
  parseEnabledPlugins(new Source("enabled_plugins", "rabbitmq-plugins", text));

// After the documented example: comments, aligned values, names with dots.
const example = `## Networking
listeners.tcp = none
listeners.ssl.default   = 5671   # all interfaces
ssl_options.cacertfile  = /etc/rabbitmq/ca.pem
default_pass = 'a#b c'
setting\\.0 = x
include conf.d/*.conf
`;

test("settings, quoted values, comments and includes", () => {
  const { entries, comments, diagnostics } = read(example);
  expect(diagnostics).toEqual([]);
  expect(entries.map(({ key, value, include }) => [key, value, include])).toEqual([
    ["listeners.tcp", "none", false],
    ["listeners.ssl.default", "5671", false],
    ["ssl_options.cacertfile", "/etc/rabbitmq/ca.pem", false],
    ["default_pass", "a#b c", false],
    ["setting.0", "x", false],
    ["include", "conf.d/*.conf", true],
  ]);
  expect(comments.map(({ start, end }) => example.slice(start, end))).toEqual([
    "## Networking",
    "# all interfaces",
  ]);
});

test("keys and values cut out of the text are what was written", () => {
  for (const { start, end, key, keySpan, value, valueSpan } of read(example).entries) {
    expect(example.slice(valueSpan.start, valueSpan.end)).toBe(value);
    expect(example.slice(keySpan.start, keySpan.end).replace("\\.", ".")).toBe(key);
    expect(example.slice(start, end)).toMatch(/^[^\n]+$/);
  }
});

test.each([
  ["{rabbit, []}.\nlisteners.tcp = none\n", 0],
  ["default_user =\nlisteners.tcp = none\n", 0],
  ["just words\nlisteners.tcp = none\n", 0],
])("%j is reported at its place, and the rest is read", (text, start) => {
  expect(read(text).diagnostics).toMatchObject([{ code: "config-syntax", at: { start } }]);
  expect(read(text).diagnostics[0]?.hint).toBeTruthy();
  expect(read(text).entries).toMatchObject([{ key: "listeners.tcp" }]);
});

test("plugins with their places", () => {
  const text = "% managed\n[rabbitmq_management,\n 'rabbitmq_mqtt'].\n";
  const { names, comments, diagnostics } = plugins(text);
  expect(diagnostics).toEqual([]);
  expect(names.map(({ name, start, end }) => [name, text.slice(start, end)])).toEqual([
    ["rabbitmq_management", "rabbitmq_management"],
    ["rabbitmq_mqtt", "rabbitmq_mqtt"],
  ]);
  expect(comments).toHaveLength(1);
});

test.each(["[rabbitmq_management", "[rabbitmq_management, 3].", "{a}."])("list %j is reported", (text) => {
  expect(plugins(text).diagnostics).toMatchObject([{ code: "config-syntax" }]);
});

test("no text makes either throw, nor leave the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."key=.'\\#\n\r {}[],%i ") }), (text) => {
      for (const { start, end } of [...read(text).entries, ...plugins(text).names])
        expect(start <= end && end <= text.length).toBe(true);
    }),
  );
});

test("both read in linear time", () => {
  const started = performance.now();
  for (const unit of ["a = 'x\n", "{{ ", "'", "a\\.", "[a,", "%"]) {
    read(unit.repeat(60_000));
    plugins(unit.repeat(60_000));
  }
  expect(performance.now() - started).toBeLessThan(4000);
});
