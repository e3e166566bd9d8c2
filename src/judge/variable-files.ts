import type { Unit } from "../model/resource.ts";
import type { Finding } from "./finding.ts";
import { compare } from "./order.ts";
import type { ScanResult } from "./result.ts";

/** Counts which variable files, had they been named, would give values that open unknown findings lack. */
export class VariableFiles {
  readonly #byUnit = new Map<string, NonNullable<Unit["variableFiles"]>>();

  add({ id, variableFiles }: Unit): void {
    if (variableFiles && variableFiles.length > 0) this.#byUnit.set(id, variableFiles);
  }

  /** Most useful first; a file that resolves nothing is not among them. */
  resolving(findings: readonly Finding[]): NonNullable<ScanResult["variableFiles"]> {
    if (this.#byUnit.size === 0) return [];
    const counts = new Map<string, number>();
    for (const finding of findings) {
      if (finding.verdict !== "unknown" || finding.status !== "open" || finding.cause !== "variable")
        continue;
      const name = /^var\.([^.[]+)/.exec(finding.detail ?? "")?.[1];
      if (name === undefined) continue;
      for (const { path, names } of this.#byUnit.get(finding.unit) ?? [])
        if (names.includes(name)) counts.set(path, (counts.get(path) ?? 0) + 1);
    }
    return [...counts]
      .map(([path, resolves]) => ({ path, resolves }))
      .sort((a, b) => b.resolves - a.resolves || rank(a.path) - rank(b.path) || compare(a.path, b.path));
  }
}

/** Of files that resolve as much, what production runs with is worth more. */
function rank(path: string): number {
  return /\bprod/i.test(path) ? 0 : 1;
}
