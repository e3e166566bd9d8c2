import { isAlias, isMap, isScalar, isSeq, type Node, type Scalar } from "yaml";
import type { Code } from "../../text/codes.ts";
import type { Diagnostic } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";

/** Levels of nesting; Kubernetes objects stay below 30. */
export const maxDepth = 100;
/** Nodes a document may have once its aliases are replaced by what they name. */
const maxNodes = 1_000_000;

interface Settled {
  contents: Node | null;
  broken: boolean;
  diagnostics: Diagnostic[];
}

/**
 * Prepares a composed document for reading: replaces each alias by the node its anchor names (at most `maxNodes`
 * nodes in all, counted as if copied), reports duplicate keys, and refuses what nests deeper than `maxDepth` or
 * contains itself. One walk, in document order, because an anchor may be set again further down.
 */
export function settle(contents: Node | null, source: Source): Settled {
  const walk = new Walk(source);
  if (!contents) return { contents, broken: false, diagnostics: walk.diagnostics };
  const settled = walk.node(contents, 0);
  return { contents: settled, broken: walk.broken, diagnostics: walk.diagnostics };
}

interface Extent {
  nodes: number;
  depth: number;
}

class Walk {
  readonly diagnostics: Diagnostic[] = [];
  broken = false;
  readonly #source: Source;
  readonly #anchors = new Map<string, Node>();
  readonly #open = new Set<Node>();
  /** Of anchored nodes only: what an alias to them adds. */
  readonly #extents = new Map<Node, Extent>();
  #nodes = 0;
  #deepest = 0;

  constructor(source: Source) {
    this.#source = source;
  }

  node(node: Node, depth: number): Node {
    if (this.broken) return node;
    if (isAlias(node)) return this.#alias(node.source, node, depth);
    this.#nodes++;
    if (depth > this.#deepest) this.#deepest = depth;
    if (depth > maxDepth) return this.#refuse(node, `the document nests deeper than ${maxDepth} levels`);
    if (isScalar(node)) {
      if (node.anchor) {
        this.#anchors.set(node.anchor, node);
        this.#extents.set(node, { nodes: 1, depth: 0 });
      }
      return node;
    }
    const before = this.#nodes;
    const deepest = this.#deepest;
    if (node.anchor) {
      this.#anchors.set(node.anchor, node);
      this.#open.add(node);
      this.#deepest = depth;
    }
    if (isMap(node)) this.#map(node, depth);
    else if (isSeq(node)) {
      node.items.forEach((item, i) => {
        node.items[i] = this.node(item as Node, depth + 1);
      });
    }
    if (node.anchor) {
      this.#open.delete(node);
      this.#extents.set(node, { nodes: this.#nodes - before + 1, depth: this.#deepest - depth });
      this.#deepest = Math.max(deepest, this.#deepest);
    }
    return node;
  }

  #map(map: { items: Array<{ key: unknown; value: unknown }> }, depth: number): void {
    const seen = new Set<string>();
    for (const pair of map.items) {
      pair.key = this.node(pair.key as Node, depth + 1);
      if (isScalar(pair.key) && !isMergeKey(pair.key)) {
        const name = keyText(pair.key);
        if (seen.has(name)) this.#duplicate(pair.key as Node, name);
        seen.add(name);
      }
      if (pair.value) pair.value = this.node(pair.value as Node, depth + 1);
    }
  }

  #alias(name: string, alias: Node, depth: number): Node {
    const target = this.#anchors.get(name);
    if (!target) return this.#refuse(alias, `no anchor "${name}" stands above this alias`, "yaml-syntax");
    const extent = this.#extents.get(target);
    if (!extent || this.#open.has(target))
      return this.#refuse(alias, `the alias "${name}" lies inside what it names`);
    this.#nodes += extent.nodes;
    this.#deepest = Math.max(this.#deepest, depth + extent.depth);
    if (this.#nodes > maxNodes)
      return this.#refuse(alias, `its aliases expand to more than ${maxNodes} values`);
    if (this.#deepest > maxDepth)
      return this.#refuse(alias, `the document nests deeper than ${maxDepth} levels`);
    return target;
  }

  #duplicate(key: Node, name: string): void {
    this.diagnostics.push({
      code: "yaml-duplicate-key",
      severity: "warning",
      message: `the key "${name.length > 60 ? `${name.slice(0, 60)}…` : name}" stands twice in this mapping; the last one counts`,
      hint: "Remove one of them.",
      at: { source: this.#source, ...spanOf(key) },
    });
  }

  #refuse(node: Node, message: string, code: Code = "yaml-limit"): Node {
    if (!this.broken) {
      this.diagnostics.push({
        code,
        severity: "error",
        message,
        at: { source: this.#source, ...spanOf(node) },
      });
    }
    this.broken = true;
    return node;
  }
}

/** A plain `<<` key; a quoted one is an ordinary key. */
function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.type === "PLAIN" && key.source === "<<";
}

/** The key as written, without quotes: `on`, `8080` and `null` stay what they are. */
function keyText(key: Scalar): string {
  return key.source ?? String(key.value ?? "");
}

/** From a node's first to its last character, without what follows it. */
function spanOf(node: Node): { start: number; end: number } {
  const [start, end] = node.range ?? [0, 0];
  return { start, end };
}
