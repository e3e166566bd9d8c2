// biome-ignore-all lint/suspicious/noTemplateCurlyInString: filled in by envsubst
import { describe, expect, test } from "vitest";
import { kindOf } from "../../../src/discover/signatures.ts";
import { toJson } from "../../../src/evaluate/input.ts";
import type { Resource } from "../../../src/model/resource.ts";
import type { Value } from "../../../src/model/value.ts";
import { modelSources } from "../../../src/run/model-sources.ts";
import { discovered, placed, resourcesOf } from "../../support/virtual.ts";

/** The settings of Orthanc's documented default file (OrthancServer/Resources/Configuration.json) that policies ask for. */
const shipped = `{
  /**
   * General configuration of Orthanc, "quoted" { and braced
   **/
  // The logical name of this instance of Orthanc.
  "Name" : "MyOrthanc",
  "StorageDirectory" : "OrthancStorage",
  "HttpServerEnabled" : true,
  "HttpPort" : 8042,
  "DicomAet" : "ORTHANC",
  "DicomPort" : 4242,
  "RemoteAccessAllowed" : false,
  "SslEnabled" : false,
  "RegisteredUsers" : {
    // "alice" : "alicePassword"
  },
  "DicomModalities" : {
    "sample" : [ "STORESCP", "127.0.0.1", 2000 ],
  }
}
`;

const values = (resource: Resource | undefined) =>
  toJson(resource?.values as never) as Record<string, unknown>;

function leaves(value: Value): Value[] {
  if (value.kind === "list") return value.items.flatMap(leaves);
  if (value.kind === "object") return [...value.entries.values()].flatMap((entry) => leaves(entry.value));
  return [value];
}

describe("orthanc.json", () => {
  test("gives each setting where it is written, comments passed over", async () => {
    const [one] = await resourcesOf({ "pacs/orthanc.json": shipped }, "orthanc");
    expect(one?.address).toBe("orthanc:pacs/orthanc.json");
    expect(values(one)).toMatchObject({ HttpPort: 8042, RegisteredUsers: {}, RemoteAccessAllowed: false });
    const defaulted = new Set(one?.meta.defaulted as string[]);
    expect([...defaulted].sort()).toEqual(["AuthenticationEnabled", "DicomServerEnabled", "DicomTlsEnabled"]);
    for (const [key, { value, keyAt }] of one?.values.entries ?? []) {
      if (defaulted.has(key)) continue;
      expect(placed(keyAt as never).text).toBe(JSON.stringify(key));
      for (const leaf of leaves(value)) expect(placed(leaf.at).text).toBe(JSON.stringify(toJson(leaf)));
    }
    const modelled = modelSources(discovered({ "orthanc.json": shipped }));
    for await (const _ of modelled.units());
    expect(modelled.diagnostics).toEqual([]);
  });

  test("is one of several in a folder, none of which is complete", async () => {
    const files = {
      "a/orthanc.json": shipped,
      "a/dicom.json": '{"DicomAet": "A"}',
      "b/orthanc.json": shipped,
    };
    const found = await resourcesOf(files, "orthanc");
    expect(found.map(({ address, meta }) => [address, meta.complete])).toEqual([
      ["orthanc:a/dicom.json", false],
      ["orthanc:a/orthanc.json", false],
      ["orthanc:b/orthanc.json", true],
    ]);
  });

  test.each([
    ["settings.json", '{"RegisteredUsers": {"a": "b"}, "theme": "dark"}', undefined],
    ["settings.json", '{"orthanc": {"DicomAet": "A"}}', undefined],
    ["settings.json", '[{"DicomAet": "A"}]', undefined],
    ["settings.json", '// {"DicomAet": 1}\n{"a": 1}', undefined],
    ["settings.json", '/* "x */ {"RegisteredUsers": {}, "RemoteAccessAllowed": true}', "orthanc"],
    ["settings.json", '{"DicomAet": "A"', "orthanc"],
    ["orthanc.json", "[]", undefined],
    ["orthanc.json", "{}", "orthanc"],
  ])("%s with %j", (path, text, kind) => {
    expect(kindOf(path, text)).toBe(kind);
  });

  test("that is broken is told, and the rest is read", async () => {
    const text = shipped.replace('"HttpPort" : 8042', '"HttpPort" : ');
    const modelled = modelSources(discovered({ "orthanc.json": text }));
    const found: Resource[] = [];
    for await (const unit of modelled.units()) found.push(...unit.resources);
    expect(values(found[0])).toMatchObject({ DicomAet: "ORTHANC", SslEnabled: false });
    expect(modelled.diagnostics.length).toBeGreaterThan(0);
    for (const { hint, at } of modelled.diagnostics) {
      expect(hint).toBeTruthy();
      expect(placed(at as never).where).toMatch(/^orthanc\.json:\d+$/);
    }
  });
});

describe("containers", () => {
  test("variables win over the mounted file, part by part", async () => {
    const files = {
      "pacs/orthanc.json":
        '{"DicomAet": "A", "RemoteAccessAllowed": false, "RegisteredUsers": {"a": "${A}"}}',
      "compose.yaml": `services:
  pacs:
    image: orthancteam/orthanc:24.9.1-full
    environment:
      ORTHANC__REMOTE_ACCESS_ALLOWED: "true"
      ORTHANC__REGISTERED_USERS: '{"demo": "demo"}'
      ORTHANC__DICOM_WEB__ROOT: /dicom-web/
      ORTHANC_JSON: '{"SslEnabled": true}'
      ORTHANC__SSL_PRIVATE_SECRET: file
    volumes:
      - ./pacs/orthanc.json:/etc/orthanc/orthanc.json:ro
`,
    };
    const found = await resourcesOf(files, "orthanc");
    expect(found.map((one) => one.address)).toEqual(["orthanc:pacs/orthanc.json"]);
    const unknown = (cause: string) =>
      expect.objectContaining({ $unknown: expect.objectContaining({ cause }) });
    expect(values(found[0])).toMatchObject({
      DicomAet: "A",
      RemoteAccessAllowed: true,
      RegisteredUsers: { a: unknown("variable"), demo: "demo" },
      DicomWeb: { Root: "/dicom-web/" },
      SslEnabled: true,
      AuthenticationEnabled: "true",
      SslPrivate: unknown("outside-scan"),
    });
    expect(found[0]?.meta).toMatchObject({ product: "orthancteam", version: "24.9.1", complete: true });
  });

  test("a ConfigMap's file has the defaults of the version that runs it", async () => {
    const manifest = (image: string) => `apiVersion: v1
kind: ConfigMap
metadata: { name: pacs }
data:
  orthanc.json: |
    {
      "DicomAet": "PACS",
      "RemoteAccessAllowed": true
    }
---
apiVersion: v1
kind: Pod
metadata: { name: pacs }
spec:
  containers:
    - name: orthanc
      image: ${image}
      volumeMounts: [{ name: config, mountPath: /etc/orthanc }]
  volumes: [{ name: config, configMap: { name: pacs } }]
`;
    const authentication = async (image: string) => {
      const [one] = await resourcesOf({ "pacs.yaml": manifest(image) }, "orthanc");
      expect(placed(one?.values.entries.get("RemoteAccessAllowed")?.value.at as never)).toEqual({
        where: "pacs.yaml:8",
        text: "true",
      });
      return values(one)["AuthenticationEnabled"];
    };
    expect(await authentication("jodogne/orthanc:1.5.7")).toBe("false");
    expect(await authentication("jodogne/orthanc-plugins:1.12.4")).toBe("as RemoteAccessAllowed");
    expect(await authentication("jodogne/orthanc")).toMatchObject({ $unknown: { cause: "version" } });
  });

  test("an image without anything has the image's own defaults", async () => {
    const [team] = await resourcesOf(
      { "compose.yaml": "services:\n  pacs:\n    image: orthancteam/orthanc:24.9.1\n" },
      "orthanc",
    );
    expect(values(team)).toMatchObject({ RemoteAccessAllowed: "true", DicomTlsEnabled: "false" });
  });

  test("a text that is no JSON, or too deep, is a text or unknown", async () => {
    const deep = `${"[".repeat(60)}${"]".repeat(60)}`;
    const [one] = await resourcesOf(
      {
        "compose.yaml": `services:\n  pacs:\n    image: orthancteam/orthanc\n    environment:\n      ORTHANC__DICOM_AET: A"B\n      ORTHANC_JSON: "{"\n      ORTHANC__X: "${deep}"\n`,
      },
      "orthanc",
    );
    expect(values(one)["DicomAet"]).toBe('A"B');
    expect(JSON.stringify(values(one)["X"])).toContain("not-supported");
  });
});
