import { describe, expect, test } from "vitest";
import { keyStoreLine } from "../../../src/discover/key-store.ts";
import { kindOf } from "../../../src/discover/signatures.ts";
import { toJson } from "../../../src/evaluate/input.ts";
import { modelSources } from "../../../src/run/model-sources.ts";
import { discovered, placed, resourcesOf } from "../../support/virtual.ts";

describe("FHIR", () => {
  const subscription = { resourceType: "Subscription", id: "s", status: "active", endpoint: "http://a" };

  test("resources of a bundle, contained ones and lines of NDJSON are told apart, each at its place", async () => {
    const patient = { resourceType: "Patient", id: "p", contained: [subscription] };
    const text = JSON.stringify(
      { resourceType: "Bundle", entry: [{ resource: subscription }, { resource: patient }] },
      null,
      1,
    );
    const ndjson = `${JSON.stringify({ resourceType: "Patient" })}\n${JSON.stringify(subscription)}\n`;
    const found = await resourcesOf({ "a/bundle.json": text, "b.ndjson": ndjson }, "fhir:Subscription");
    expect(found.map((one) => one.address)).toEqual([
      "fhir:a/bundle.json#Subscription/s",
      "fhir:a/bundle.json#Subscription/s:2",
      "fhir:b.ndjson#Subscription/s",
    ]);
    for (const one of found)
      expect(placed(one.values.entries.get("endpoint")?.value.at as never).text).toBe('"http://a"');
    expect(placed(found[2]?.head as never).where).toBe("b.ndjson:2");
  });

  test("XML gives the value JSON would have", async () => {
    const text =
      '<?xml version="1.0"?>\n<Bundle xmlns="http://hl7.org/fhir">\n <entry><resource>\n  <Subscription>\n   <id value="s"/>\n   <channel><type value="email"/><header value="a"/><header value="b"/></channel>\n  </Subscription>\n </resource></entry>\n</Bundle>';
    const [one] = await resourcesOf({ "a.xml": text }, "fhir:Subscription");
    expect(toJson(one?.values as never)).toEqual({
      resourceType: "Subscription",
      id: "s",
      channel: { type: "email", header: ["a", "b"] },
    });
    const bundle = await resourcesOf(
      { "a.xml": text.replace("<entry>", "<entry/><entry>") },
      "fhir:Subscription",
    );
    expect(bundle).toHaveLength(1);
  });

  test("a broken line of NDJSON is told, the others are read; more than a thousand are told as a limit", async () => {
    const line = JSON.stringify(subscription);
    const files = { "a.ndjson": `${line}\n{"resourceType": "Subscription"\n${`${line}\n`.repeat(1001)}` };
    const modelled = modelSources(discovered(files));
    let count = 0;
    const gaps: string[] = [];
    for await (const unit of modelled.units()) {
      count += unit.resources.length;
      gaps.push(...unit.notScanned.map((one) => one.detail));
    }
    expect(count).toBe(1000);
    expect(gaps).toEqual(["3 more lines of resources"]);
    expect(modelled.diagnostics.map((one) => one.at && placed(one.at).where)).toEqual(["a.ndjson:2"]);
  });
});

test("a KeycloakRealmImport holds a realm", async () => {
  const text =
    "apiVersion: k8s.keycloak.org/v2alpha1\nkind: KeycloakRealmImport\nmetadata:\n  name: ehr\n  namespace: login\nspec:\n  realm:\n    realm: ehr\n    ssoSessionIdleTimeout: 7200\n";
  const [realm] = await resourcesOf({ "k8s/realm.yaml": text }, "keycloak:realm");
  expect(realm?.address).toBe("keycloak:k8s/realm.yaml#KeycloakRealmImport.login.ehr/ehr");
  expect(placed(realm?.values.entries.get("ssoSessionIdleTimeout")?.value.at as never)).toEqual({
    where: "k8s/realm.yaml:9",
    text: "7200",
  });
});

test("a broken document is unknown: what is absent may stand in the part that was not read", async () => {
  const files = (end: string) => ({
    "ehr-realm.json": `{"realm": "ehr", "sslRequired": "all"${end}`,
    "smart-configuration.json": `{"token_endpoint": "https://a", "capabilities": []${end}`,
  });
  for (const type of ["keycloak:realm", "smart"]) {
    expect((await resourcesOf(files(', "x": ['), type)).map((one) => one.unknownInstance)).toEqual([
      "not-supported",
    ]);
    expect((await resourcesOf(files("}"), type)).map((one) => one.unknownInstance)).toEqual([undefined]);
  }
});

describe("what is recognised", () => {
  test.each([
    ["a.json", '{"resourceType": "Patient"}', "fhir"],
    ["a.xml", '<Patient xmlns="http://hl7.org/fhir"><id value="1"/></Patient>', "fhir"],
    [".well-known/smart-configuration", '{"token_endpoint": "x", "capabilities": []}', "smart"],
    ["ehr.json", '{"token_endpoint": "x", "capabilities": []}', "smart"],
    ["ehr-realm.json", '{"realm": "ehr", "sslRequired": "all"}', "keycloak-realm"],
    ["tls.key", "-----BEGIN RSA PRIVATE KEY-----\n", "key-file"],
    ["ca.pem", "-----BEGIN CERTIFICATE-----\n", "key-file"],
    ["notes.txt", "-----BEGIN PRIVATE KEY-----\n", "key-file"],
  ])("%s", (path, text, kind) => {
    expect(kindOf(path, text)).toBe(kind);
  });

  test.each([
    ["a.json", '{"nested": {"resourceType": "Patient"}}'],
    ["keycloak.json", '{"realm": "ehr", "auth-server-url": "x", "ssl-required": "all"}'],
    ["openid-configuration", '{"token_endpoint": "x", "jwks_uri": "y"}'],
    ["oidc.json", '{"token_endpoint": "x", "jwks_uri": "y"}'],
    ["keys.go", 'const k = "-----BEGIN PRIVATE KEY-----"'],
    ["test.py", 'KEY = """\n-----BEGIN PRIVATE KEY-----\n"""'],
    ["page.xml", '<html xmlns="http://www.w3.org/1999/xhtml"/>'],
  ])("not %s", (path, text) => {
    expect(kindOf(path, text)).toBeUndefined();
  });
});

describe("key stores", () => {
  const oid = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];
  test("PKCS#12 by its sequence, version and content type", () => {
    expect(keyStoreLine(Uint8Array.from([0x30, 0x82, 9, 9, 2, 1, 3, 0x30, 0x82, 9, 0, ...oid]))).toBe(
      "(PKCS#12 key store)",
    );
    // A certificate in DER is a sequence, too.
    expect(
      keyStoreLine(Uint8Array.from([0x30, 0x82, 9, 9, 0x30, 0x82, 9, 0, 0xa0, 3, 2, 1, 2])),
    ).toBeUndefined();
  });

  const certificate = [0, 0, 0, 2, 0, 1, 97, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 88, 0, 0, 0, 2, 1, 2];
  const jks = (...entries: number[][]) =>
    Uint8Array.from([0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2, 0, 0, 0, entries.length, ...entries.flat()]);
  test("JKS only with a key in it", () => {
    expect(keyStoreLine(jks(certificate))).toBeUndefined();
    expect(keyStoreLine(jks(certificate, [0, 0, 0, 1, 0, 1, 98]))).toBe("(JKS key store)");
    expect(keyStoreLine(Uint8Array.from([0xfe, 0xed]))).toBeUndefined();
  });
});

test("a key under a passphrase is told apart", async () => {
  const files = {
    "a.key": "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0\n\nx\n",
    "b.key": "-----BEGIN ENCRYPTED PRIVATE KEY-----\nx\n",
    id_rsa: `-----BEGIN OPENSSH PRIVATE KEY-----\n${Buffer.from("openssh-key-v1\0\0\0\0\nnone").toString("base64")}\n`,
    id_ed25519: `-----BEGIN OPENSSH PRIVATE KEY-----\n${Buffer.from("openssh-key-v1\0\0\0\0\u0004none\0\0\0\u0004none").toString("base64")}\n`,
  };
  const found = await resourcesOf(files, "key-file");
  expect(
    found.map((one) => [
      one.name,
      (toJson(one.values) as { keys: [{ encrypted: boolean }] }).keys[0].encrypted,
    ]),
  ).toEqual([
    ["a.key", true],
    ["b.key", true],
    ["id_ed25519", false],
    ["id_rsa", true],
  ]);
});
