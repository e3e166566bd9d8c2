import type { XmlElement } from "../../parse/xml/xml.ts";
import type { Source } from "../../text/source.ts";
import { baseName, configUnit, folderOf, place } from "../app/config-unit.ts";
import { textValue } from "../app/text-value.ts";
import type { Resource, Unit } from "../resource.ts";
import { type Entry, object, unknown, type Value } from "../value.ts";

/** Channels of one file that are read; a server has hundreds at most. */
const maxChannels = 5000;

/**
 * One unit for a file of Mirth channels (a channel, a list, a group, a server's backup), one `mirth:channel` resource for
 * each: `name`, `enabled`, `properties` (the channel's own, as written), `connectors`: a list of `{name, class, enabled,
 * direction, host, plugins: [{class, enabled}]}`. The element names are those of Mirth's own classes (ChannelProperties,
 * TcpReceiverProperties, TcpDispatcherProperties, HttpDispatcherProperties). A value with `${name}` is filled in by Mirth
 * when it runs and unknown here. Scripts, templates and passwords are left out.
 */
export function modelMirthChannels(source: Source, root: XmlElement | undefined): Unit {
  const unit = configUnit(source.path, [source]);
  const names = new Map<string, number>();
  for (const channel of channelsOf(root)) {
    if (unit.resources.length >= maxChannels) {
      unit.notScanned.push({
        path: source.path,
        cause: "limit",
        detail: `more than ${maxChannels} channels`,
      });
      break;
    }
    unit.resources.push(channelResource(source, channel, names));
  }
  return unit;
}

/** Channels do not hold channels, so their insides are not looked through. */
function channelsOf(element: XmlElement | undefined): XmlElement[] {
  if (!element) return [];
  if (element.name === "channel") return child(element, "sourceConnector") ? [element] : [];
  return element.children.flatMap(channelsOf);
}

function channelResource(source: Source, channel: XmlElement, names: Map<string, number>): Resource {
  const name = child(channel, "name")?.text.trim() || "channel";
  const count = (names.get(name) ?? 0) + 1;
  names.set(name, count);
  const address = `mirth:${source.path}#${name}${count === 1 ? "" : `:${count}`}`;
  const values = new Map<string, Entry>();
  const set = (key: string, value: Value | undefined, keyAt?: XmlElement): void => {
    if (value) values.set(key, { value, ...(keyAt && { keyAt: place(source, keyAt.head) }) });
  };
  set("name", text(source, child(channel, "name")));
  // Since 3.5 the switch lies in what is exported beside the channel.
  set(
    "enabled",
    text(
      source,
      child(channel, "enabled") ?? child(child(child(channel, "exportData"), "metadata"), "enabled"),
    ),
  );
  const properties = child(channel, "properties");
  if (properties) set("properties", leaves(source, properties), properties);
  const sender = child(channel, "destinationConnectors");
  const connectors = [
    child(channel, "sourceConnector"),
    ...(sender?.children.filter((one) => one.name === "connector") ?? []),
  ];
  const items = connectors.flatMap((one, i) => (one ? [connector(source, one, i === 0)] : []));
  set("connectors", { kind: "list", items, at: place(source, channel.head) });
  return {
    key: address,
    address,
    type: "mirth:channel",
    name,
    folder: folderOf(source.path),
    values: { kind: "object", entries: values, at: place(source, channel.span) },
    head: place(source, channel.head),
    body: place(source, channel.span),
    via: [],
    meta: { file: baseName(source.path), version: channel.attributes.get("version")?.value },
    links: [],
  };
}

function connector(source: Source, element: XmlElement, isSource: boolean): Value {
  const properties = child(element, "properties");
  const where = place(source, element.span);
  const entries = new Map<string, Entry>();
  const set = (key: string, value: Value | undefined): void => {
    if (value) entries.set(key, { value });
  };
  set("name", text(source, child(element, "name")));
  set("enabled", text(source, child(element, "enabled")));
  set("direction", { kind: "string", value: isSource ? "source" : "destination", at: where });
  const type = properties?.attributes.get("class");
  if (type) {
    const value = type.value.slice(type.value.lastIndexOf(".") + 1);
    set("class", { kind: "string", value, at: place(source, type.span) });
  }
  if (properties) {
    set("host", hostOf(source, properties, type?.value ?? ""));
    const plugins = child(properties, "pluginProperties");
    if (plugins)
      set("plugins", {
        kind: "list",
        items: plugins.children.map((one) => plugin(source, one)),
        at: place(source, plugins.head),
      });
  }
  return { kind: "object", entries, at: where };
}

/**
 * Where a connector listens or sends to. A TCP connector may do either, whatever its direction (Mirth Connect User Guide,
 * TCP Listener and TCP Sender, "Mode"); an HTTP sender has its whole URL in `host`.
 */
function hostOf(source: Source, properties: XmlElement, type: string): Value | undefined {
  const serves = child(properties, "serverMode")?.text.trim();
  const listener = child(child(properties, "listenerConnectorProperties"), "host");
  const remote = child(properties, "remoteAddress");
  const own = type.endsWith("TcpReceiverProperties") ? listener : child(properties, "localAddress");
  if (type.endsWith("TcpReceiverProperties")) return host(source, serves === "false" ? remote : own);
  if (type.endsWith("TcpDispatcherProperties")) return host(source, serves === "true" ? own : remote);
  return host(source, child(properties, "host") ?? listener);
}

/** An address that is left empty says nothing of where it leads. */
function host(source: Source, element: XmlElement | undefined): Value | undefined {
  if (element && element.text.trim() === "")
    return unknown("not-supported", place(source, element.span), { detail: `empty ${element.name}` });
  return text(source, element);
}

/**
 * A connector's plug-in: NextGen's SSL Manager has `enabled`, the Open Integration Engine's TLS manager
 * `isTlsManagerEnabled`; what another one's switch is called is not known.
 */
function plugin(source: Source, element: XmlElement): Value {
  const where = place(source, element.span);
  const value = element.name.slice(element.name.lastIndexOf(".") + 1);
  const enabled = child(element, "enabled") ?? child(element, "isTlsManagerEnabled");
  return object(where, [
    ["class", { kind: "string", value, at: place(source, element.head) }],
    ["enabled", text(source, enabled) ?? unknown("not-supported", where, { detail: value })],
  ]);
}

/** The elements below that hold a text and nothing else. */
function leaves(source: Source, element: XmlElement): Value {
  const found = element.children
    .filter((one) => one.children.length === 0 && one.attributes.size === 0)
    .map((one) => [one.name, text(source, one) as Value] as const);
  return object(place(source, element.span), found);
}

function text(source: Source, element: XmlElement | undefined): Value | undefined {
  if (!element) return undefined;
  const span = element.textSpan;
  if (!span) return { kind: "string", value: "", at: place(source, element.span) };
  // Velocity's own variables have lower-case names, too.
  const placeholders = [
    ...source.text.slice(span.start, span.end).matchAll(/\$\{[^{}]{1,200}\}|\$[A-Za-z_]\w{0,200}/g),
  ].map((match) => ({
    start: span.start + match.index,
    end: span.start + match.index + match[0].length,
    cause: "variable" as const,
    detail: match[0].replace(/[${}]/g, ""),
  }));
  return textValue(place(source, span), placeholders, element.text.trim());
}

function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((one) => one.name === name);
}
