// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HAProxy writes variables like that
import { expect, test } from "vitest";
import { modelHaproxy } from "../../../src/model/app/haproxy.ts";
import { parseHaproxy } from "../../../src/parse/haproxy/haproxy.ts";
import { byAddress, cut, json, sources, written } from "./given.ts";

const proxies = (text: string) =>
  byAddress(modelHaproxy(sources("haproxy", { "lb/haproxy.cfg": text }).map(parseHaproxy)));

test("proxies take over what their defaults set, each word where it is written", () => {
  const text = `global
  ssl-default-bind-options ssl-min-ver TLSv1.2
defaults base
  mode http
  option httplog
  timeout client 1m
defaults tcp from base
  mode tcp
frontend web from base
  bind "\${ADDR}:80"
  option forwardfor
listen db
  bind :5432
backend app from base
  server a 10.0.0.1:80 ssl
  no option httplog
frontend web
  mode http
peers p
  peer a 10.0.0.1:1
`;
  const found = proxies(text);
  expect([...found.keys()]).toEqual(
    ["frontend.web", "listen.db", "backend.app", "frontend.web[1]"].map(
      (one) => `haproxy:lb/haproxy.cfg#${one}`,
    ),
  );
  const web = found.get("haproxy:lb/haproxy.cfg#frontend.web");
  expect(json(web)).toMatchObject({
    mode: [{ args: ["http"] }],
    option: [{ args: ["httplog"] }, { args: ["forwardfor"] }],
    bind: [{ args: [{ $unknown: { cause: "variable" } }] }],
    global: { "ssl-default-bind-options": [{ args: ["ssl-min-ver", "TLSv1.2"] }] },
  });
  expect(written(web, ["mode", 0, "args", 0])).toEqual(["lb/haproxy.cfg", "http"]);
  expect(written(web, ["bind", 0])?.[1]).toBe('bind "${ADDR}:80"');
  expect(web && cut(web.head)).toBe("frontend web from base");
  expect(json(found.get("haproxy:lb/haproxy.cfg#listen.db"))).toMatchObject({
    mode: [{ args: ["tcp"] }],
    timeout: [{ args: ["client", "1m"] }],
  });
  expect(json(found.get("haproxy:lb/haproxy.cfg#backend.app"))).toMatchObject({
    no: [{ args: ["option", "httplog"] }],
  });
});

test("a variable with a default is known; a bind of defaults is nobody's", () => {
  const found = proxies('defaults\n bind :1\nlisten a\n bind "${A-127.0.0.1}:80" # x\n');
  expect(json(found.get("haproxy:lb/haproxy.cfg#listen.a"))["bind"]).toEqual([{ args: ["127.0.0.1:80"] }]);
});
