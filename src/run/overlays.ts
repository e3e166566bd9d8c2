import { modelObjects } from "../model/kubernetes/model.ts";
import { objectsOf } from "../model/kubernetes/objects.ts";
import { builtObjects } from "../model/kustomize/built-objects.ts";
import { type Build, KustomizationGraph } from "../model/kustomize/graph.ts";
import { type Kustomization, readKustomization } from "../model/kustomize/kustomization.ts";
import { kustomizationUnit } from "../model/kustomize/kustomization-unit.ts";
import { applyNamespace } from "../model/kustomize/namespace.ts";
import { type Patch, patchesOf } from "../model/kustomize/patches.ts";
import { effectsOf, leaveOpen } from "../model/kustomize/unbuilt.ts";
import type { Resource, Unit } from "../model/resource.ts";
import { parseYaml, type YamlFile } from "../parse/yaml/yaml.ts";
import type { Diagnostic, NotScanned } from "../text/diagnostic.ts";
import { Source } from "../text/source.ts";
import type { Reading } from "./reading.ts";

/**
 * The units of all leaf overlays: those that no other kustomization uses. Bases and components are judged through
 * them. What only lists files is put together here; what changes them is built by Kustomize's engine, and where that
 * is not there, or cannot, all that it might change is unknown.
 * @returns the units, and the files that are judged in them or are no objects by themselves (patches)
 */
export async function overlayUnits(
  sources: readonly Source[],
  reading: Reading,
): Promise<{ units: Unit[]; taken: Set<string> }> {
  const overlays = new Overlays(sources, reading);
  return { units: await overlays.units(), taken: overlays.taken };
}

class Overlays {
  readonly taken = new Set<string>();
  readonly #reading: Reading;
  readonly #sources: ReadonlyMap<string, Source>;
  readonly #parsed = new Map<string, YamlFile | undefined>();
  readonly #kustomizations: Kustomization[];
  readonly #patches = new Map<Kustomization, Patch[]>();

  constructor(sources: readonly Source[], reading: Reading) {
    this.#reading = reading;
    this.#sources = new Map(sources.map((source) => [source.path, source]));
    this.#kustomizations = sources
      .filter(({ kind }) => kind === "kustomization")
      .map((source) => readKustomization(reading.reported(parseYaml(source))));
  }

  async units(): Promise<Unit[]> {
    const graph = new KustomizationGraph(this.#kustomizations, (path) => this.#file(path) !== undefined);
    for (const one of this.#kustomizations) this.#takePatches(one);
    const units = [kustomizationUnit(this.#kustomizations)];
    for (const leaf of graph.leaves()) units.push(await this.#unit(graph.build(leaf)));
    for (const { path } of graph.unusedComponents().filter((one) => effectsOf(one).length > 0))
      this.#reading.notScanned.push({
        path,
        cause: "not-rendered",
        detail: "a component that no overlay of the scan uses: what it changes was not judged",
      });
    return units;
  }

  async #unit(build: Build): Promise<Unit> {
    const { overlay, files, steps, missing } = build;
    for (const path of files.keys()) this.taken.add(path);
    const diagnostics: Diagnostic[] = [];
    const notScanned: NotScanned[] = [];
    const originals = [...files.keys()].flatMap((path) => {
      const file = this.#file(path);
      if (!file) return [];
      diagnostics.push(...file.diagnostics);
      if (file.documents.some((document) => document.broken))
        notScanned.push({ path, cause: "parse-error", detail: "a document of it cannot be read" });
      return objectsOf(file, diagnostics);
    });
    const patches = steps.flatMap((step) => this.#patchesOf(step));
    const lists = steps.every((step) => effectsOf(step).length === 0 && !step.broken);
    let objects: Resource[] = originals;
    let open = new Set<Resource>();
    let gap = missing[0] && `${missing[0].text}: ${missing[0].why}`;
    if (!(lists && missing.length === 0)) {
      const rendering =
        gap === undefined
          ? await (await this.#reading.renderer()).overlay(overlay.folder, this.#reading.files)
          : { error: gap };
      if ("ok" in rendering) {
        const text = new Source(overlay.path, "kubernetes", rendering.ok, overlay.source.root);
        const file = parseYaml(text);
        objects = builtObjects(objectsOf(file, []), {
          build,
          patches,
          originals,
          read: (path) => this.#file(path),
        });
      } else {
        gap = rendering.error;
        applyNamespace(objects, steps);
        open = leaveOpen(objects, steps, patches);
      }
    }
    if (gap !== undefined) notScanned.push({ path: overlay.path, cause: "not-rendered", detail: gap });
    const unit = modelObjects(objects, {
      id: `overlay:${overlay.folder}`,
      folder: overlay.folder,
      diagnostics,
      notScanned,
      sources: [...new Set([...steps.map(({ path }) => path), ...files.keys()])].sort(),
    });
    if (gap !== undefined) {
      unit.missing.push({ what: overlay.path, cause: "not-rendered" });
      unsure(unit, open);
    }
    for (const resource of unit.resources) {
      if (resource.folder !== overlay.folder)
        resource.via = [{ at: overlay.head, what: "overlay" }, ...resource.via];
      resource.folder = overlay.folder;
    }
    return unit;
  }

  #patchesOf(one: Kustomization): Patch[] {
    let patches = this.#patches.get(one);
    if (!patches) {
      patches = patchesOf(one, { file: (path) => this.#file(path), parse: parseYaml });
      this.#patches.set(one, patches);
    }
    return patches;
  }

  /** Files of patches are no objects, whether or not their overlay was built. */
  #takePatches(one: Kustomization): void {
    for (const { tree } of this.#patchesOf(one))
      if (tree.at.source !== one.source) this.taken.add(tree.at.source.path);
  }

  #file(path: string): YamlFile | undefined {
    if (this.#parsed.has(path)) return this.#parsed.get(path);
    const known = this.#sources.get(path);
    let source = known?.kind === "kubernetes" ? known : undefined;
    if (!source) {
      const text = known?.text ?? this.#reading.files.read(path);
      if (text !== undefined) source = new Source(path, "kubernetes", text, known?.root ?? this.#rootOf());
    }
    const file = source && this.#reading.noted(parseYaml(source));
    this.#parsed.set(path, file);
    return file;
  }

  #rootOf(): string {
    return this.#kustomizations[0]?.source.root ?? ".";
  }
}

/** What an object is linked to may be taken away by the build: such a link no longer vouches for anything. */
function unsure(unit: Unit, open: ReadonlySet<Resource>): void {
  const keys = new Set([...open].map(({ key }) => key));
  if (keys.size === 0) return;
  for (const resource of unit.resources)
    resource.links = resource.links.map((link) => (keys.has(link.to) ? { ...link, inferred: true } : link));
}
