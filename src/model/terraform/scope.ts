import type { Source } from "../../text/source.ts";
import type { At, Span } from "../../text/span.ts";
import type { Cause, Value } from "../value.ts";
import type { Run } from "./run-state.ts";

/** Names a `for` expression or a dynamic block's iterator brings in, innermost first. */
interface Names {
  readonly name: string;
  readonly value: Value;
  readonly outer: Names | undefined;
}

/** Where an expression is resolved: its text, its module, and the names only it sees. */
export interface Scope {
  readonly source: Source;
  readonly module: ModuleScope;
  readonly names?: Names | undefined;
  readonly count?: Value;
  readonly each?: { key: Value; value: Value };
  readonly self?: Member;
  /** Set inside a template function: only the names it was given exist; the call is to blame for others. */
  readonly template?: At;
}

/** What expressions ask of the module they stand in. */
export interface ModuleScope {
  readonly run: Run;
  /** Folder of the module, relative to where the scan started. */
  readonly folder: string;
  readonly rootFolder: string;
  /** `path.module`, as Terraform prints it. */
  readonly pathFromRoot: string;
  variable(name: string, where: At): Value;
  local(name: string, where: At): Value;
  /** Instances of a module call; undefined when there is none of the name. */
  calls(name: string): Group | undefined;
  /** Instances of a resource (`aws_s3_bucket.a`) or data source (`data.aws_x.y`). */
  resources(address: string): Group | undefined;
}

/** All instances of one block. */
export interface Group {
  readonly kind: "single" | "list" | "map" | "unknown";
  /** Why the collection is unknown; then `members` holds the one instance that stands for it. */
  readonly cause?: Cause;
  readonly detail?: string;
  readonly members: ReadonlyMap<string | number, Member>;
}

export interface Member {
  /** One attribute or output, with its reference. */
  attribute(name: string, where: At): Value;
  whole(where: At): Value;
}

export function placeOf(scope: Scope, span: Span): At {
  return { source: scope.source, start: span.start, end: span.end };
}

export function bind(scope: Scope, name: string, value: Value): Scope {
  return { ...scope, names: { name, value, outer: scope.names } };
}
