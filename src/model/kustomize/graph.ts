import { resolveFrom } from "../app/include-path.ts";
import type { Kustomization, Listed } from "./kustomization.ts";

/** What one overlay is built from. */
export interface Build {
  overlay: Kustomization;
  /** Every kustomization that takes part, in the order in which they act: bases first, the overlay last. */
  steps: Kustomization[];
  /** The files of objects, each once, with the entry that lists it. */
  files: Map<string, Listed>;
  /** What is listed and cannot be read here: remote places, files that are not there, circles. */
  missing: Array<Listed & { why: string }>;
}

/** Kustomizations that one build may reach; a circle ends earlier. */
const most = 1_000;

/** All kustomizations of a scan: who uses whom. */
export class KustomizationGraph {
  readonly #byFolder = new Map<string, Kustomization>();
  readonly #used = new Set<Kustomization>();
  readonly #isFile: (path: string) => boolean;

  /** @param isFile is there such a file in the scan's roots? */
  constructor(kustomizations: readonly Kustomization[], isFile: (path: string) => boolean) {
    this.#isFile = isFile;
    // Of several in one folder Kustomize reads none; the first stands for them here.
    for (const one of kustomizations)
      if (!this.#byFolder.has(one.folder)) this.#byFolder.set(one.folder, one);
    for (const one of kustomizations)
      for (const { text } of [...one.resources, ...one.components]) {
        const used = this.#folder(one, text);
        if (used && used !== one) this.#used.add(used);
      }
  }

  /** The kustomizations that no other one uses and that build something: no components. */
  leaves(): Kustomization[] {
    return [...this.#byFolder.values()].filter((one) => !this.#used.has(one) && !one.component);
  }

  /** Components that no kustomization of the scan uses. */
  unusedComponents(): Kustomization[] {
    return [...this.#byFolder.values()].filter((one) => !this.#used.has(one) && one.component);
  }

  /** Follows what an overlay lists, through bases and components. */
  build(overlay: Kustomization): Build {
    const build: Build = { overlay, steps: [], files: new Map(), missing: [] };
    this.#follow(overlay, build, new Set());
    return build;
  }

  #follow(one: Kustomization, build: Build, open: Set<Kustomization>): void {
    open.add(one);
    for (const listed of [...one.resources, ...one.components]) {
      const why = this.#entry(one, listed, build, open);
      if (why !== undefined) build.missing.push({ ...listed, why });
    }
    open.delete(one);
    build.steps.push(one);
  }

  #entry(one: Kustomization, listed: Listed, build: Build, open: Set<Kustomization>): string | undefined {
    const inner = this.#folder(one, listed.text);
    if (inner) {
      if (open.has(inner)) return "it lists itself in a circle";
      if (build.steps.includes(inner)) {
        // What it lists is there already; what it does acts once more, and the last time decides.
        build.steps.splice(build.steps.indexOf(inner), 1);
        build.steps.push(inner);
        return undefined;
      }
      if (build.steps.length + open.size >= most) return `more than ${most} kustomizations`;
      this.#follow(inner, build, open);
      return undefined;
    }
    const path = isRemote(listed.text) ? undefined : resolveFrom(one.folder, listed.text);
    if (path !== undefined && this.#isFile(path)) {
      if (!build.files.has(path)) build.files.set(path, listed);
      return undefined;
    }
    return isRemote(listed.text)
      ? "it lies in another place, and nothing is fetched"
      : "there is no such file or kustomization";
  }

  #folder(one: Kustomization, text: string): Kustomization | undefined {
    if (isRemote(text)) return undefined;
    const path = resolveFrom(one.folder, text.replace(/\/+$/, ""));
    return path === undefined ? undefined : this.#byFolder.get(path);
  }
}

/** Is the entry an address of another machine? (https://github.com/kubernetes-sigs/kustomize/blob/master/examples/remoteBuild.md) */
function isRemote(text: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|git::|git@|[\w.-]+@[\w.-]+:|(?:www\.)?(?:github|gitlab|bitbucket)\.(?:com|org)[/:])|[?&]ref=/i.test(
    text,
  );
}
