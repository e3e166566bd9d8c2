import type { YamlFile } from "../../parse/yaml/yaml.ts";
import type { Source } from "../../text/source.ts";
import { folderOf } from "../app/config-unit.ts";
import { insideRoot, resolveFrom } from "../app/include-path.ts";
import type { Unit } from "../resource.ts";
import { step, unknown, type Value } from "../value.ts";
import { yamlValue } from "../yaml-value.ts";

/** A chain of references that is longer, as every circle is, is not followed to its end. */
const maxHops = 30;
/** More files than this are not read for one description. */
const maxFiles = 1000;

/** Reads a file of the scan root; undefined when there is none. */
export type ReadYaml = (path: string) => YamlFile | undefined;

/**
 * Follows `$ref`s of one description: within a file, and into files inside the scan root. What lies elsewhere, is
 * not there, or leads in a circle is an unknown, and said once. Source: OpenAPI Specification, Reference Object.
 */
export class References {
  readonly #roots = new Map<string, Value>();
  readonly #told = new Set<string>();
  readonly #read: ReadYaml;
  readonly #unit: Unit;

  constructor(read: ReadYaml, unit: Unit) {
    this.#read = read;
    this.#unit = unit;
  }

  /** The outermost value of a file; undefined when it cannot be read. */
  root(file: YamlFile): Value {
    const { source } = file;
    const value = yamlValue(file.documents[0]?.contents, source);
    this.#roots.set(source.path, value);
    if (!this.#unit.sources.includes(source.path)) this.#unit.sources.push(source.path);
    return value;
  }

  /** What stands at the end of a value's references; the value itself when it has none. */
  follow(value: Value): Value {
    let here = value;
    for (let hop = 0; hop < maxHops; hop++) {
      const target = step(here, "$ref");
      if (target?.kind !== "string") return here;
      const next = this.#target(target.value, target.at.source);
      if (!next) return unknown("outside-scan", target.at, { detail: target.value.slice(0, 200) });
      here = next;
    }
    this.#tell(here.at.source.path, "limit", "references lead in a circle, or further than the limit");
    return unknown("not-supported", value.at, { detail: "references lead in a circle" });
  }

  #target(reference: string, from: Source): Value | undefined {
    const hash = reference.indexOf("#");
    const file = hash < 0 ? reference : reference.slice(0, hash);
    const pointer = hash < 0 ? "" : reference.slice(hash + 1);
    const root = file === "" ? this.#roots.get(from.path) : this.#other(file, from);
    let here = root;
    for (const part of pointer.split("/").slice(1)) {
      if (!here) return undefined;
      const key = decoded(part).replaceAll("~1", "/").replaceAll("~0", "~");
      const at = here.kind === "list" ? Number(key) : key;
      here = step(here, at);
    }
    if (root && !here) this.#tell(from.path, "unreadable", `$ref: ${reference}`);
    return here;
  }

  #other(file: string, from: Source): Value | undefined {
    // A description elsewhere on the network is never fetched.
    if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(file)) {
      this.#tell(from.path, "outside-root", `$ref: ${file}`);
      return undefined;
    }
    const path = resolveFrom(folderOf(from.path), decoded(file));
    const known = this.#roots.get(path);
    if (known) return known;
    if (!insideRoot(path, from)) {
      this.#tell(from.path, "outside-root", `$ref: ${file}`);
      return undefined;
    }
    const found = this.#roots.size < maxFiles ? this.#read(path) : undefined;
    if (!found) {
      this.#tell(from.path, this.#roots.size < maxFiles ? "unreadable" : "limit", `$ref: ${file}`);
      return undefined;
    }
    return this.root(found);
  }

  #tell(path: string, cause: "unreadable" | "outside-root" | "limit", detail: string): void {
    const text = `${path}\n${cause}\n${detail}`;
    if (this.#told.has(text)) return;
    this.#told.add(text);
    this.#unit.notScanned.push({ path, cause, detail });
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
