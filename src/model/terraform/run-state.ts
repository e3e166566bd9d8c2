import type { HclFile } from "../../parse/hcl/ast.ts";
import type { Diagnostic, NotScanned } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";
import type { At } from "../../text/span.ts";
import { unknown, type Value } from "../value.ts";
import { Fault } from "./fault.ts";
import { Secrets } from "./sensitive.ts";

export const limits = {
  /** Nested calls of the resolver: an expression's depth times the names it goes through. */
  depth: 700,
  /** Expressions resolved for one unit; hostile nested `for` expressions end here. */
  steps: 1_000_000,
  /** Instances of one block, items a function makes. */
  items: 10_000,
  /** Resources of one unit. */
  resources: 10_000,
  /** Module calls below each other. */
  modules: 24,
  /** Module instances of one unit: calls that fan out double at every level. */
  moduleInstances: 5_000,
  /** Characters of one text. */
  text: 2_000_000,
  /** Nodes of one attribute's value. */
  nodes: 100_000,
} as const;

/** What the model asks of the outside; see TerraformInput. */
export interface Outside {
  load(path: string): HclFile | undefined;
  list(folder: string): string[];
  read(path: string): string | undefined;
  real?(folder: string): string;
  sensitive?(type: string): readonly string[] | undefined;
  parse?(source: Source): HclFile;
}

/** State of one unit's resolution: limits, diagnostics, files read. */
export class Run {
  readonly outside: Outside;
  readonly diagnostics: Diagnostic[] = [];
  readonly notScanned: NotScanned[] = [];
  readonly sources = new Set<string>();
  /** Parsed templates by their text: one is often rendered many times. */
  readonly templates = new Map<string, HclFile>();
  readonly secrets = new Secrets();
  depth = 0;
  steps = 0;
  modules = 0;
  readonly #said = new Set<string>();

  /** What `terraform.workspace` is. */
  readonly workspace: string;

  constructor(outside: Outside, workspace = "default") {
    this.outside = outside;
    this.workspace = workspace;
  }

  /** Counts one resolved expression. */
  enter(where: () => At): void {
    if (++this.steps > limits.steps) {
      throw new Fault("The unit needs more steps to resolve than the limit allows.", where(), "tf-limit");
    }
    if (this.depth >= limits.depth) {
      throw new Fault("Values refer to each other deeper than the limit.", where(), "tf-limit");
    }
    this.depth++;
  }

  /** Counts work that is done outside of expressions: items a function or a block makes. */
  charge(work: number, where: At): void {
    this.steps += work;
    if (this.steps > limits.steps) {
      throw new Fault("The unit needs more steps to resolve than the limit allows.", where, "tf-limit");
    }
  }

  leave(): void {
    this.depth--;
  }

  say(diagnostic: Diagnostic): void {
    const place = diagnostic.at
      ? `${diagnostic.at.source.path}:${diagnostic.at.start}`
      : (diagnostic.path ?? "");
    // A limit that is reached is reached everywhere from then on: one place is enough.
    const key = `${diagnostic.code} ${diagnostic.code === "tf-limit" ? "" : place} ${diagnostic.message}`;
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.diagnostics.push(diagnostic);
  }

  /** Resolves something that may be refused: then it is reported and unknown. */
  guard(where: At, resolve: () => Value): Value {
    const depth = this.depth;
    try {
      return resolve();
    } catch (error) {
      this.depth = depth;
      return unknown("not-supported", where, { detail: this.caught(error, where) });
    }
  }

  /** The same without a word: for a branch that may not be taken. */
  guardQuietly(where: At, resolve: () => Value): Value {
    const depth = this.depth;
    try {
      return resolve();
    } catch (error) {
      if (!(error instanceof Fault) || error.code === "tf-limit") throw error;
      this.depth = depth;
      return unknown("not-supported", where, { detail: error.message });
    }
  }

  /** Reports a fault; a stack overflow counts as one, anything else is a defect of ours and goes on. */
  caught(error: unknown, where: At): string {
    const fault =
      error instanceof Fault
        ? error
        : error instanceof RangeError
          ? new Fault("Values refer to each other deeper than the limit.", where, "tf-limit")
          : undefined;
    if (!fault) throw error;
    this.say({ code: fault.code, severity: "warning", message: fault.message, at: fault.at ?? where });
    return fault.message;
  }
}
