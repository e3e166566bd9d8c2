import { Composer, type CST, type Document, type Node, type ParsedNode, Parser, Schema } from "yaml";
import type { Diagnostic } from "../../text/diagnostic.ts";
import type { Source, SourceKind } from "../../text/source.ts";
import type { Span } from "../../text/span.ts";
import { commentSpans } from "./comments.ts";
import { maxDepth, settle } from "./settle.ts";

/** A YAML or JSON file: its documents in order, with every node's offsets in `range`. */
export interface YamlFile {
  source: Source;
  documents: YamlDocument[];
  diagnostics: Diagnostic[];
  /** `#` comments; collected only when the text holds an inline suppression. */
  comments: Span[];
}

/** One document. Aliases are replaced by the nodes they name; merge keys (`<<`) are still there. */
interface YamlDocument {
  /** Null for an empty document and for one that could not be read. */
  contents: Node | null;
  span: Span;
  /** The document could not be read; a diagnostic says why. */
  broken: boolean;
}

/** YAML 1.1 as kubectl, Helm, Kustomize (sigs.k8s.io/yaml) and Spring (SnakeYAML) read it: `yes` and `on` are booleans. */
const yaml11: ReadonlySet<SourceKind> = new Set([
  "kubernetes",
  "kustomization",
  "helm-chart",
  "helm-values",
  "spring",
]);

/**
 * Reads a YAML or JSON text, which may hold several documents. Never throws: a document that breaks the grammar,
 * nests too deep or expands too far is left out with a diagnostic, and the others are still read.
 */
export function parseYaml(source: Source): YamlFile {
  const { text } = source;
  const file: YamlFile = { source, documents: [], diagnostics: [], comments: [] };
  const composer = new Composer({
    schema: schemaFor(source.kind),
    uniqueKeys: false,
    prettyErrors: false,
    strict: !source.path.endsWith(".json"),
    logLevel: "silent",
  });
  try {
    for (const token of new Parser().parse(text)) {
      if (token.type === "document" && nestsTooDeep(token.value)) {
        skip(file, token.offset);
        continue;
      }
      for (const document of composer.next(token)) addDocument(file, document);
    }
    for (const document of composer.end(false, text.length)) addDocument(file, document);
  } catch (error) {
    // The library should not throw on any text; if it does, the rest of this file is lost, not the scan.
    file.documents.push({ contents: null, span: { start: 0, end: text.length }, broken: true });
    file.diagnostics.push({
      code: "yaml-syntax",
      severity: "error",
      message: `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      at: { source, start: 0, end: 0 },
    });
  }
  file.documents.sort((a, b) => a.span.start - b.span.start);
  if (text.includes("crosswalk:ignore")) file.comments = commentSpans(text);
  return file;
}

const schemas = new Map<string, Schema>();

/** One schema object a flavour: building it costs more than a small document. */
function schemaFor(kind: SourceKind): Schema {
  const flavour = yaml11.has(kind) ? "yaml-1.1" : "core";
  let schema = schemas.get(flavour);
  if (!schema) {
    schema = new Schema({
      schema: flavour,
      merge: true,
      resolveKnownTags: false,
      // Go's parser knows no base-60 numbers and hands dates on as text; none of the other typed tags
      // stands for something a policy reads.
      customTags: (tags) =>
        tags.filter((tag) => typeof tag === "string" || (tag.format !== "TIME" && !typedTag.test(tag.tag))),
    });
    schemas.set(flavour, schema);
  }
  return schema;
}

const typedTag = /:(?:timestamp|binary|omap|pairs|set)$/;

function addDocument(file: YamlFile, document: Document.Parsed<ParsedNode>): void {
  const { source } = file;
  const [start, , end] = document.range;
  const span = { start, end };
  const error = document.errors[0];
  if (error) {
    // JSON is read as the YAML that it is; advice on YAML would mislead there.
    const json = source.path.endsWith(".json");
    const hint = json ? undefined : hints[error.code];
    file.documents.push({ contents: null, span, broken: true });
    file.diagnostics.push({
      code: json ? "json-syntax" : "yaml-syntax",
      severity: "error",
      message: error.message,
      ...(hint ? { hint } : {}),
      at: { source, start: error.pos[0], end: Math.max(error.pos[0], error.pos[1]) },
    });
    return;
  }
  const settled = settle(document.contents, source);
  file.diagnostics.push(...settled.diagnostics);
  file.documents.push({ contents: settled.broken ? null : settled.contents, span, broken: settled.broken });
}

function skip(file: YamlFile, offset: number): void {
  file.documents.push({ contents: null, span: { start: offset, end: offset }, broken: true });
  file.diagnostics.push({
    code: "yaml-limit",
    severity: "error",
    message: `the document nests deeper than ${maxDepth} levels`,
    at: { source: file.source, start: offset, end: offset },
  });
}

/**
 * Looks at the tokens before they are composed, with a stack of its own: the composer recurses, and running out of
 * stack inside a regular expression ends the process instead of throwing.
 */
function nestsTooDeep(root: CST.Token | null | undefined): boolean {
  const open: Array<{ token: CST.Token; depth: number }> = root ? [{ token: root, depth: 1 }] : [];
  for (let here = open.pop(); here; here = open.pop()) {
    const { token, depth } = here;
    if (!("items" in token)) continue;
    if (depth > maxDepth) return true;
    for (const item of token.items) {
      if (item.key && "items" in item.key) open.push({ token: item.key, depth: depth + 1 });
      if (item.value && "items" in item.value) open.push({ token: item.value, depth: depth + 1 });
    }
  }
  return false;
}

/** What to do about the errors people meet most; the rest explain themselves. */
const hints: Record<string, string> = {
  TAB_AS_INDENT: "Indent with spaces: YAML does not allow tabs there.",
  BAD_INDENT: "Align the entry with its siblings.",
  MULTILINE_IMPLICIT_KEY:
    "A key and its colon must stand on one line; a quote or bracket may be missing above.",
  BLOCK_AS_IMPLICIT_KEY: "Quote the value if it holds a colon followed by a space.",
  MISSING_CHAR: "A quote or bracket may not be closed.",
  UNEXPECTED_TOKEN: "Quote the value if it begins with a character that YAML reserves, such as { [ * & @ `.",
  BAD_ALIAS: "An alias needs an anchor of that name above it.",
};
