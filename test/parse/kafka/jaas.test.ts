import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJaas } from "../../../src/parse/kafka/jaas.ts";
import { Source } from "../../../src/text/source.ts";

const read = (text: string) => parseJaas(new Source("kafka_server_jaas.conf", "kafka-jaas", text));

// After the SASL/PLAIN section of Kafka's documentation.
const example = `// brokers
KafkaServer {
    org.apache.kafka.common.security.plain.PlainLoginModule required
    username="admin"
    password="admin \\"secret"
    user_alice=\${env:ALICE};
};
Client { org.apache.zookeeper.server.auth.DigestLoginModule required username="a"; };
`;

test("contexts, modules and options with their places", () => {
  const { contexts, comments, diagnostics } = read(example);
  expect(diagnostics).toEqual([]);
  expect(
    contexts.map(({ name, modules }) => [
      name,
      ...modules.map((one) => [one.name.split(".").at(-1), ...one.options.map((o) => [o.name, o.value])]),
    ]),
  ).toEqual([
    [
      "KafkaServer",
      [
        "PlainLoginModule",
        ["username", "admin"],
        ["password", 'admin "secret'],
        ["user_alice", "${env:ALICE}"],
      ],
    ],
    ["Client", ["DigestLoginModule", ["username", "a"]]],
  ]);
  const options = contexts.flatMap(({ modules }) => modules.flatMap((one) => one.options));
  expect(options.map(({ valueSpan }) => example.slice(valueSpan.start, valueSpan.end))).toEqual([
    "admin",
    'admin \\"secret',
    "${env:ALICE}",
    "a",
  ]);
  expect(comments).toHaveLength(1);
});

test("the module of a sasl.jaas.config setting stands alone", () => {
  const text = 'org.apache.kafka.common.security.scram.ScramLoginModule required username="a" password="b";';
  expect(read(text)).toMatchObject({
    contexts: [{ name: "", modules: [{ options: [{ name: "username" }, { name: "password" }] }] }],
    diagnostics: [],
  });
});

test.each([
  ['KafkaServer { a.LoginModule required x="1;\n};', "this quote"],
  ["KafkaServer { a.LoginModule required x;\n};", "an option"],
  ["KafkaServer { a.LoginModule required x=1;", "the context"],
  ["a b c;", "a context begins"],
])("%j is reported", (text, message) => {
  const [first] = read(text).diagnostics;
  expect(first).toMatchObject({ code: "config-syntax" });
  expect(
    read(text)
      .diagnostics.map((one) => one.message)
      .join("\n"),
  ).toContain(message);
  expect(first?.hint).toBeTruthy();
});

test("no text makes it throw, nor leave the text, nor wait", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'aK{}=;"\\/*$ \n', "LoginModule ") }), (text) => {
      for (const { start, end, modules } of read(text).contexts) {
        expect(start <= end && end <= text.length).toBe(true);
        for (const one of modules) expect(one.start < one.end && one.end <= text.length).toBe(true);
      }
    }),
  );
  const started = performance.now();
  for (const unit of ["a {", 'a="', "/*", "${", "a;"]) read(unit.repeat(40_000));
  expect(performance.now() - started).toBeLessThan(4000);
});
