// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Mirth's own variables
import { describe, expect, test } from "vitest";
import { kindOf } from "../../../src/discover/signatures.ts";
import { toJson } from "../../../src/evaluate/input.ts";
import type { Value } from "../../../src/model/value.ts";
import { modelSources } from "../../../src/run/model-sources.ts";
import { discovered, placed, resourcesOf } from "../../support/virtual.ts";

/** What Mirth Connect 4.5 exports of a channel, cut down to the parts that a reader looks at and some that it must pass over. */
const channel = `<channel version="4.5.0">
  <id>3ab1c2e4-0000-4000-8000-000000000001</id>
  <nextMetaDataId>3</nextMetaDataId>
  <name>ADT &amp; labs</name>
  <sourceConnector version="4.5.0">
    <metaDataId>0</metaDataId>
    <name>sourceConnector</name>
    <properties class="com.mirth.connect.connectors.tcp.TcpReceiverProperties" version="4.5.0">
      <pluginProperties>
        <org.openintegrationengine.tlsmanager.shared.properties.TLSListenerProperties version="4.5.0">
          <isTlsManagerEnabled>true</isTlsManagerEnabled>
        </org.openintegrationengine.tlsmanager.shared.properties.TLSListenerProperties>
        <com.consultzen.ssl.ZenProperties><on>yes</on></com.consultzen.ssl.ZenProperties>
      </pluginProperties>
      <listenerConnectorProperties version="4.5.0">
        <host>0.0.0.0</host>
        <port>6661</port>
      </listenerConnectorProperties>
      <serverMode>true</serverMode>
      <remoteAddress></remoteAddress>
    </properties>
    <transportName>TCP Listener</transportName>
    <mode>SOURCE</mode>
    <enabled>true</enabled>
  </sourceConnector>
  <destinationConnectors>
    <connector version="4.5.0">
      <name>lab</name>
      <properties class="com.mirth.connect.connectors.tcp.TcpDispatcherProperties" version="4.5.0">
        <pluginProperties/>
        <serverMode>false</serverMode>
        <remoteAddress>lab.example</remoteAddress>
        <localAddress>0.0.0.0</localAddress>
      </properties>
      <enabled>false</enabled>
    </connector>
    <connector version="4.5.0">
      <name>portal</name>
      <properties class="com.mirth.connect.connectors.http.HttpDispatcherProperties" version="4.5.0">
        <pluginProperties/>
        <host>http://\${portal}/in</host>
        <password>hunter2-hunter2</password>
      </properties>
    </connector>
  </destinationConnectors>
  <properties version="4.5.0">
    <messageStorageMode>DEVELOPMENT</messageStorageMode>
    <encryptData>false</encryptData>
    <attachmentProperties version="4.5.0"><type>None</type></attachmentProperties>
  </properties>
  <exportData><metadata><enabled>true</enabled></metadata></exportData>
</channel>
`;

function texts(value: Value): Array<[string, string]> {
  if (value.kind === "string") return [[value.value, placed(value.at).text]];
  if (value.kind === "list") return value.items.flatMap(texts);
  if (value.kind === "object") return [...value.entries.values()].flatMap((entry) => texts(entry.value));
  return [];
}

describe("channels", () => {
  test("hold their connectors, with plug-ins and addresses", async () => {
    const [one] = await resourcesOf({ "a/adt.xml": channel }, "mirth:channel");
    expect(one?.address).toBe("mirth:a/adt.xml#ADT & labs");
    const unknown = (cause: string) =>
      expect.objectContaining({ $unknown: expect.objectContaining({ cause }) });
    expect(toJson(one?.values as never)).toEqual({
      name: "ADT & labs",
      enabled: "true",
      properties: { messageStorageMode: "DEVELOPMENT", encryptData: "false" },
      connectors: [
        {
          name: "sourceConnector",
          enabled: "true",
          direction: "source",
          class: "TcpReceiverProperties",
          host: "0.0.0.0",
          plugins: [
            { class: "TLSListenerProperties", enabled: "true" },
            { class: "ZenProperties", enabled: unknown("not-supported") },
          ],
        },
        {
          name: "lab",
          enabled: "false",
          direction: "destination",
          class: "TcpDispatcherProperties",
          host: "lab.example",
          plugins: [],
        },
        {
          name: "portal",
          direction: "destination",
          class: "HttpDispatcherProperties",
          host: unknown("variable"),
          plugins: [],
        },
      ],
    });
  });

  test("stand where they say", async () => {
    const [one] = await resourcesOf({ "adt.xml": channel }, "mirth:channel");
    for (const [value, text] of texts(one?.values as Value)) {
      if (value === "source" || value === "destination") continue;
      // A class's name stands in its package, a plug-in's in its tag.
      expect(text.replace("&amp;", "&")).toMatch(
        value.endsWith("Properties") ? new RegExp(`\\b${value}\\b`) : new RegExp(`^${value}$`),
      );
    }
    expect(placed(one?.head as never)).toEqual({ where: "adt.xml:1", text: '<channel version="4.5.0">' });
  });

  test("of a list, a group and a server's backup are told apart, also where names repeat", async () => {
    const files = {
      "list.xml": `<list>\n${channel}${channel}</list>`,
      "group.xml": `<?xml version="1.0" encoding="UTF-8"?>\n<channelGroup version="4.5.0"><id>1</id><channels>${channel}</channels></channelGroup>`,
      "backup.xml": `<!-- weekly -->\n<serverConfiguration version="4.5.0"><channels>${channel}</channels></serverConfiguration>`,
    };
    const found = await resourcesOf(files, "mirth:channel");
    expect(found.map((one) => one.address)).toEqual([
      "mirth:backup.xml#ADT & labs",
      "mirth:group.xml#ADT & labs",
      "mirth:list.xml#ADT & labs",
      "mirth:list.xml#ADT & labs:2",
    ]);
    expect(placed(found[3]?.head as never).where).toBe(`list.xml:${channel.split("\n").length + 1}`);
  });

  test("that break off are told, and what stands before is read", async () => {
    const modelled = modelSources(
      discovered({ "adt.xml": channel.slice(0, channel.indexOf("<exportData>")) }),
    );
    const found = [];
    for await (const unit of modelled.units()) found.push(...unit.resources);
    expect(found.map(({ type }) => type)).toEqual(["mirth:channel"]);
    const [fault] = modelled.diagnostics;
    expect(fault?.hint).toBeTruthy();
    expect(placed(fault?.at as never).where).toMatch(/^adt\.xml:\d+$/);
  });

  test.each([
    ['<rss version="2.0"><channel><title>news</title></channel></rss>'],
    ["<channel><title>news</title></channel>"],
    ["<list><item>sourceConnector</item></list>"],
    ["<project><channel/><sourceConnector/></project>"],
    [`text ${channel}`],
  ])("are not taken from %j", (text) => {
    expect(kindOf("a.xml", text)).toBeUndefined();
  });

  test("of a hostile size are told as a limit", async () => {
    const small = "<channel><name>a</name><sourceConnector/></channel>";
    const modelled = modelSources(discovered({ "a.xml": `<list>${small.repeat(5001)}</list>` }));
    const gaps: string[] = [];
    for await (const unit of modelled.units()) gaps.push(...unit.notScanned.map((one) => one.detail));
    expect(gaps).toEqual(["more than 5000 channels"]);
  });
});

/** The shipped file's settings, cut down (nextgenhealthcare/connect, server/conf/mirth.properties). */
const properties = `# Mirth Connect configuration file
dir.appdata = appdata
dir.tempdata = \${dir.appdata}/temp
https.port = 8443

# password requirements
password.minlength = 0
password.retrylimit: 0
password.lockoutperiod 0
keystore.path = \${dir.appdata}/keystore.jks
keystore.storepass = \${env.STORE}
`;

describe("mirth.properties", () => {
  test("gives each setting where it is written, variables of its own filled in", async () => {
    const [one] = await resourcesOf({ "conf/mirth.properties": properties }, "mirth");
    const values = toJson(one?.values as never) as Record<string, unknown>;
    expect(values).toMatchObject({
      "dir.tempdata": "appdata/temp",
      "password.minlength": "0",
      "password.retrylimit": "0",
      "password.lockoutperiod": "0",
      "keystore.storepass": { $unknown: { cause: "variable" } },
    });
    for (const [key, { value, keyAt }] of one?.values.entries ?? []) {
      expect(placed(keyAt as never).text).toBe(key);
      if (value.kind === "string" && !key.includes(".")) expect(placed(value.at).text).toBe(value.value);
    }
    expect(placed(one?.values.entries.get("password.retrylimit")?.value.at as never)).toEqual({
      where: "conf/mirth.properties:8",
      text: "0",
    });
  });

  test("has the shipped values where it is silent, in a ConfigMap as well", async () => {
    const manifest = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: mirth }\ndata:\n  mirth.properties: |\n    https.port = 8443\n    password.minlength = 14\n`;
    const [one] = await resourcesOf({ "cm.yaml": manifest }, "mirth");
    expect(toJson(one?.values as never)).toMatchObject({
      "password.minlength": "14",
      "password.retrylimit": "0",
    });
    expect(placed(one?.values.entries.get("password.minlength")?.value.at as never)).toEqual({
      where: "cm.yaml:7",
      text: "14",
    });
  });

  test("is laid under the variables of a container", async () => {
    const compose = `services:\n  mirth:\n    image: nextgenhealthcare/connect:4.5.0\n    environment:\n      _MP_PASSWORD_MINLENGTH: "16"\n      _MP_DATABASE_MAX__RETRY: "2"\n`;
    const [one] = await resourcesOf({ "compose.yaml": compose }, "mirth");
    expect(one?.address).toBe("mirth:compose.yaml#service.mirth");
    expect(toJson(one?.values as never)).toMatchObject({
      "password.minlength": "16",
      "database.max-retry": "2",
      "password.lockoutperiod": "0",
    });
  });

  test("tells a broken escape and reads the rest", async () => {
    const modelled = modelSources(discovered({ "mirth.properties": "a = \\u12\npassword.minlength = 9\n" }));
    const found = [];
    for await (const unit of modelled.units()) found.push(...unit.resources);
    expect(found[0]?.values.entries.has("password.minlength")).toBe(true);
    expect(modelled.diagnostics.map(({ hint }) => hint)).toEqual([expect.stringMatching(/\S/)]);
  });
});
