import type { At } from "../../text/span.ts";
import type { Step, Value } from "../value.ts";

/** A value in a values file, with its key. */
export interface Found {
  value: Value;
  keyAt?: At;
}

/** The values files that a chart's templates see, the one that wins first. */
export class ValuesLayers {
  readonly #layers: ReadonlyArray<{ tree: Value; below: readonly Step[]; globals: boolean }>;

  /**
   * @param files what was read of each values file, the one that wins first
   * @param charts for templates of a sub-chart: the keys under which the charts above keep its values, outermost first
   * @param own the sub-chart's own defaults
   */
  constructor(files: readonly Value[], charts: readonly string[] = [], own: readonly Value[] = []) {
    this.#layers = [
      ...files.map((tree) => ({ tree, below: charts, globals: true })),
      ...own.map((tree) => ({ tree, below: [], globals: false })),
    ];
  }

  /** The value of `.Values.<path>`; undefined where no file holds it. */
  find(path: readonly Step[]): Found | undefined {
    for (const { tree, below, globals } of this.#layers) {
      // Globals are shared by all charts (https://helm.sh/docs/chart_template_guide/subcharts_and_globals/).
      const found = follow(tree, globals && path[0] === "global" ? path : [...below, ...path]);
      if (found) return found;
    }
    return undefined;
  }
}

function follow(tree: Value, path: readonly Step[]): Found | undefined {
  let here: Found = { value: tree };
  for (const step of path) {
    const { value } = here;
    const next: Found | undefined =
      value.kind === "object"
        ? value.entries.get(String(step))
        : value.kind === "list" && typeof step === "number"
          ? value.items[step] && { value: value.items[step] }
          : undefined;
    if (!next) return undefined;
    here = next;
  }
  return here;
}
