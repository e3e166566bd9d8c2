import { hosted } from "../../text/hosted.ts";
import type { Source } from "../../text/source.ts";
import type { At } from "../../text/span.ts";
import { folderOf } from "../app/config-unit.ts";
import type { Resource } from "../resource.ts";
import type { Entry, ObjectValue, Value } from "../value.ts";

/** The resource with every place that lies in an embedded text given to the file it is written in. */
export function rehost(resource: Resource): Resource {
  const root = outermost(resource.body.source);
  if (root === resource.body.source) return resource;
  return {
    ...resource,
    folder: folderOf(root.path),
    values: value(resource.values) as ObjectValue,
    head: hosted(resource.head),
    body: hosted(resource.body),
    via: resource.via.map((frame) => ({ ...frame, at: hosted(frame.at) })),
  };
}

function outermost(source: Source): Source {
  let here = source;
  while (here.host) here = here.host.source;
  return here;
}

function value(given: Value): Value {
  const at = hosted(given.at);
  const origin = given.origin && { origin: hosted(given.origin) };
  switch (given.kind) {
    case "list":
      return { ...given, ...origin, at, items: given.items.map(value) };
    case "object": {
      const entries = new Map<string, Entry>();
      for (const [key, entry] of given.entries)
        entries.set(key, {
          value: value(entry.value),
          ...(entry.keyAt && { keyAt: hosted(entry.keyAt) as At }),
        });
      return { ...given, ...origin, at, entries };
    }
    case "string":
      return { ...given, ...origin, at, ...(given.shape && { shape: value(given.shape) }) };
    case "unknown":
      return {
        ...given,
        ...origin,
        at,
        ...(given.parts && { parts: given.parts.map(value) }),
        ...(given.shape && { shape: value(given.shape) }),
      };
    default:
      return { ...given, ...origin, at };
  }
}
