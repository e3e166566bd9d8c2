import type { YamlFile } from "../../../parse/yaml/yaml.ts";
import { hosted } from "../../../text/hosted.ts";
import { type Host, Source } from "../../../text/source.ts";
import { type At, at } from "../../../text/span.ts";
import { embed } from "../../service/embed.ts";
import { type Entry, type ObjectValue, type UnknownValue, unknown, type Value } from "../../value.ts";
import { yamlValue } from "../../yaml-value.ts";

/** Reads a YAML text; handed in, because the model knows no parser. */
export type ParseYaml = (source: Source) => YamlFile;

/** The object that `kubernetes_manifest` is given; undefined where even its structure is not known. */
export function givenObject(value: Value | undefined): ObjectValue | undefined {
  const open = value?.kind === "unknown" ? value.shape : value;
  return open?.kind === "object" ? open : undefined;
}

/**
 * The object of a YAML text (`yaml_body` of kubectl_manifest), which may be a template: what it inserts and cannot be
 * known is unknown in the object. Places are exact in a heredoc, the line where the template inserts something, else
 * the whole argument. Undefined for what holds no object, and for more than one.
 * @param path of the text as a source of its own: the file's with `#` and the address
 */
export function objectInText(
  value: Value | undefined,
  path: string,
  parse: ParseYaml,
): ObjectValue | undefined {
  const template = templateOf(value);
  if (!value || !template) return undefined;
  const { text, holes } = template;
  const exact = holes.length === 0 ? embed(value, text) : undefined;
  const host = lineHost(value.at, text) ?? exact?.host ?? wholeHost(value.at);
  const source = new Source(
    path,
    "kubernetes",
    text,
    value.at.source.root,
    isExact(exact?.host, value.at) ? exact?.host : host,
  );
  const documents = parse(source).documents.filter(({ contents }) => contents !== null);
  const [document] = documents;
  if (documents.length !== 1 || !document) return undefined;
  const object = settled(yamlValue(document.contents, source), holes);
  return object.kind === "object" ? object : undefined;
}

interface Template {
  text: string;
  /** What stands in the text for each value that is not known. */
  holes: UnknownValue[];
}

/** Letters and digits only: in YAML a plain scalar, or a part of one. */
const mark = "crosswalkUnknownValue";
const marks = new RegExp(`${mark}(\\d+)x`);

function templateOf(value: Value | undefined): Template | undefined {
  if (value?.kind === "string") return { text: value.value, holes: [] };
  if (value?.kind !== "unknown" || !value.parts) return undefined;
  const holes: UnknownValue[] = [];
  let text = "";
  for (const part of value.parts) {
    if (part.kind === "string" || part.kind === "number" || part.kind === "bool") text += String(part.value);
    else if (part.kind === "unknown") text += `${mark}${holes.push(part) - 1}x`;
    else return undefined;
  }
  return { text, holes };
}

function wholeHost({ source, start, end }: At): Host {
  return { source, place: () => ({ start, end }) };
}

/** Does the host give other places than the whole argument? */
function isExact(host: Host | undefined, { start, end }: At): boolean {
  const first = host?.place(0, 1);
  return first !== undefined && (first.start !== start || first.end !== end);
}

/** A heredoc that has as many lines as its text: each place is its line as written. */
function lineHost({ source, start, end }: At, text: string): Host | undefined {
  const written = source.text.slice(start, end).split("\n");
  if (!written[0]?.startsWith("<<")) return undefined;
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  // The first line opens the heredoc, the last one closes it where the span takes it in.
  if (written.length !== lines.length + 1 && written.length !== lines.length + 2) return undefined;
  const places: Array<{ start: number; end: number }> = [];
  let offset = start;
  for (const line of written) {
    const indent = line.length - line.trimStart().length;
    places.push({ start: offset + indent, end: offset + line.trimEnd().length });
    offset += line.length + 1;
  }
  const ends: number[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    ends.push(length);
  }
  const lineAt = (position: number): number => {
    const found = ends.findIndex((stop) => position < stop);
    return found < 0 ? lines.length - 1 : found;
  };
  return {
    source,
    place: (from, to) => {
      const first = places[lineAt(from) + 1];
      const last = places[lineAt(Math.max(from, to - 1)) + 1];
      return { start: first?.start ?? start, end: Math.max(first?.start ?? start, last?.end ?? end) };
    },
  };
}

/** The value with its places in the file that holds the text, and with what is not known in its holes. */
function settled(value: Value, holes: readonly UnknownValue[]): Value {
  const where = hosted(value.at);
  switch (value.kind) {
    case "list":
      return { ...value, at: where, items: value.items.map((item) => settled(item, holes)) };
    case "object": {
      const entries = new Map<string, Entry>();
      for (const [key, { value: inner, keyAt }] of value.entries)
        entries.set(key, { value: settled(inner, holes), ...(keyAt && { keyAt: hosted(keyAt) }) });
      return { ...value, at: where, entries };
    }
    case "string":
      return holes.length > 0 && value.value.includes(mark)
        ? filled(value.value, holes, where)
        : { ...value, at: where };
    default:
      return { ...value, at: where };
  }
}

function filled(text: string, holes: readonly UnknownValue[], where: At): Value {
  const parts: Value[] = [];
  const literal = (piece: string): void => {
    if (piece !== "")
      parts.push({ kind: "string", value: piece, at: at(where.source, where.start, where.end) });
  };
  const pieces = text.split(marks);
  for (const [i, piece] of pieces.entries()) {
    const hole = i % 2 === 1 ? holes[Number(piece)] : undefined;
    if (hole) parts.push(hole);
    else if (i % 2 === 0) literal(piece);
  }
  const [first] = parts.filter((part) => part.kind === "unknown");
  if (parts.length === 1 && first) return { ...first, at: where };
  const refs = parts.flatMap((part) => part.refs ?? []);
  return unknown(first?.kind === "unknown" ? first.cause : "variable", where, {
    parts,
    ...(first?.kind === "unknown" && first.detail !== undefined && { detail: first.detail }),
    ...(refs.length > 0 && { refs }),
  });
}
