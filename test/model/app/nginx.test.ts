import { expect, test } from "vitest";
import { modelNginx } from "../../../src/model/app/nginx.ts";
import { parseNginx } from "../../../src/parse/nginx/nginx.ts";
import { Source } from "../../../src/text/source.ts";
import { byAddress, cut, json, sources, written } from "./given.ts";

const units = (texts: Record<string, string>, root?: string) =>
  modelNginx(sources("nginx", texts, root).map(parseNginx));
const model = (texts: Record<string, string>) => byAddress(units(texts));

test("a server takes what http sets and it does not; places stay where they were written", () => {
  const text = `http {
  ssl_protocols TLSv1;
  add_header A 1;
  server { listen 80; server_name a.example b.example; add_header B 2;
    proxy_read_timeout 5s; return 301 https://x;
    location / { proxy_pass http://u; if ($x) { return 403; } } }
}`;
  const server = model({ "nginx.conf": text }).get("nginx:nginx.conf#a.example");
  expect(json(server)).toEqual({
    listen: [{ args: ["80"] }],
    server_name: [{ args: ["a.example", "b.example"] }],
    add_header: [{ args: ["B", "2"] }],
    proxy_read_timeout: [{ args: ["5s"] }],
    return: [{ args: ["301", "https://x"] }],
    location: [
      {
        args: ["/"],
        block: {
          proxy_pass: [{ args: ["http://u"] }],
          if: [{ args: ["($x)"], block: { return: [{ args: ["403"] }] } }],
          add_header: [{ args: ["B", "2"] }],
          proxy_read_timeout: [{ args: ["5s"] }],
        },
      },
    ],
    ssl_protocols: [{ args: ["TLSv1"] }],
  });
  expect(written(server, ["ssl_protocols", 0])).toEqual(["nginx.conf", "ssl_protocols TLSv1"]);
  expect(written(server, ["ssl_protocols", 0, "args", 0])).toEqual(["nginx.conf", "TLSv1"]);
  expect(written(server, ["location", 0, "block", "if", 0, "args", 0])).toEqual(["nginx.conf", "($x)"]);
  expect(server && cut(server.head)).toBe("server");
  expect(server && cut(server.body)).toMatch(/^server \{[\s\S]*\}$/);
  expect(server?.meta).toMatchObject({ complete: true, standalone: false });
});

test("includes are followed inside the scan, from the file's folder or the configuration prefix", () => {
  const found = units({
    "deploy/nginx.conf": "http { include /etc/nginx/tls.conf; include mime.types; include conf.d/*.conf; }",
    "deploy/tls.conf": "ssl_protocols TLSv1.1;",
    "deploy/conf.d/a.conf": "server { server_name a; include snippets/h.conf; }",
    "deploy/conf.d/b.conf": "server { server_name b; include ./c.inc; }",
    "deploy/conf.d/c.inc": "listen 443 ssl;",
    "deploy/snippets/h.conf": "add_header H 1;",
  });
  expect(found).toHaveLength(1);
  expect(found[0]?.id).toBe("config:deploy/nginx.conf");
  expect(found[0]?.notScanned).toEqual([]);
  const servers = byAddress(found);
  const a = servers.get("nginx:deploy/conf.d/a.conf#a");
  expect(json(a)).toMatchObject({
    ssl_protocols: [{ args: ["TLSv1.1"] }],
    add_header: [{ args: ["H", "1"] }],
  });
  expect(written(a, ["ssl_protocols", 0])).toEqual(["deploy/tls.conf", "ssl_protocols TLSv1.1"]);
  expect(a?.folder).toBe("deploy/conf.d");
  expect(json(servers.get("nginx:deploy/conf.d/b.conf#b"))).toMatchObject({
    listen: [{ args: ["443", "ssl"] }],
  });
});

test("files not recognised by themselves are reached through the port", () => {
  const snippet = parseNginx(new Source("snippets/tls", "nginx", "ssl_protocols TLSv1;"));
  const [file] = sources("nginx", { "site.conf": "server { include snippets/*; }" });
  const found = modelNginx(file ? [parseNginx(file)] : [], {
    read: (path) => (path === "snippets/tls" ? snippet : undefined),
    list: (folder) => (folder === "snippets" ? ["tls"] : []),
  });
  expect(json(byAddress(found).get("nginx:site.conf#server"))).toEqual({
    ssl_protocols: [{ args: ["TLSv1"] }],
  });
  expect(found[0]?.sources).toEqual(["site.conf", "snippets/tls"]);
});

test("an include that leaves the root is not read but named, and the server is not complete", () => {
  const texts = {
    "app/site.conf":
      "server { include ../secret.conf; include /opt/tls.conf; include gone.conf; include none/*.conf; }",
    "secret.conf": "ssl_protocols TLSv1;",
  };
  const unit = units(texts, "app").find((one) => one.id === "config:app/site.conf");
  expect(unit?.notScanned).toEqual([
    { path: "app/site.conf", cause: "outside-root", detail: "include ../secret.conf" },
    { path: "app/site.conf", cause: "outside-root", detail: "include /opt/tls.conf" },
    { path: "app/site.conf", cause: "unreadable", detail: "include gone.conf" },
  ]);
  const server = unit?.resources[0];
  expect(json(server)).toEqual({});
  expect(server?.meta).toMatchObject({
    complete: false,
    unread: ["../secret.conf", "/opt/tls.conf", "gone.conf"],
    standalone: true,
  });
});

test("equal names are numbered; snippets and streams give no server", () => {
  const found = units({
    "a.conf": "server { listen 80; } server { listen 81; } server { server_name x; }",
    "snippet.conf": "ssl_protocols TLSv1;",
    "s.conf": "stream { server { listen 5432; } }",
  });
  expect([...byAddress(found).keys()]).toEqual([
    "nginx:a.conf#server",
    "nginx:a.conf#server:2",
    "nginx:a.conf#x",
  ]);
  expect(found.map(({ id }) => id)).toEqual(["config:a.conf"]);
});

test("placeholders are unknown, nginx's variables are text", () => {
  const text = "server { listen ${PORT} ssl; listen 1$P; set $h ${host}; server_name {{ name }}; }";
  const server = [...model({ "default.conf.template": text }).values()][0];
  expect(json(server)).toMatchObject({
    listen: [
      { args: [{ $unknown: { cause: "variable" } }, "ssl"] },
      { args: [{ $unknown: { parts: ["1", {}] } }] },
    ],
    set: [{ args: ["$h", "${host}"] }],
    server_name: [{ args: [{ $unknown: { cause: "not-rendered" } }] }],
  });
});

test("circles and includes that double end with a limit, quickly", () => {
  const texts: Record<string, string> = {
    "a.conf": "include b.conf; server { listen 80; }",
    "b.conf": "include a.conf;",
  };
  for (let i = 0; i < 18; i++) texts[`n${i}.conf`] = `include n${i + 1}.conf; include n${i + 1}.conf;`;
  texts["n18.conf"] = "server { listen 80; }";
  const started = performance.now();
  const found = units(texts);
  expect(performance.now() - started).toBeLessThan(3000);
  expect(byAddress(found).has("nginx:a.conf#server")).toBe(true);
  expect(found.flatMap((unit) => unit.notScanned).map(({ cause }) => cause)).toContain("limit");
});

test("what many servers would inherit is limited", () => {
  const text = `http { ${"ssl_x 1;".repeat(20_000)} ${"server { listen 80; }".repeat(5000)} }`;
  const started = performance.now();
  const [unit] = units({ "nginx.conf": text });
  expect(performance.now() - started).toBeLessThan(8000);
  expect(unit?.notScanned.map(({ cause }) => cause)).toEqual(["limit"]);
});
