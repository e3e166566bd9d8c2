import { kindOf } from "../discover/signatures.ts";
import { resolveFrom } from "../model/app/include-path.ts";
import { realmImports } from "../model/health/realm-import.ts";
import type { Resource, Unit } from "../model/resource.ts";
import { type Container, imageOf, type Mount } from "../model/service/container.ts";
import { applyDefaults, type ProductDefaults } from "../model/service/defaults.ts";
import { embed } from "../model/service/embed.ts";
import { embeddedContents } from "../model/service/embedded-contents.ts";
import { rehost } from "../model/service/rehost.ts";
import { programOf, serviceOf } from "../model/service/service.ts";
import { programOf as programNamed } from "../model/service/words.ts";
import type { Entry } from "../model/value.ts";
import { Source, type SourceKind } from "../text/source.ts";
import { carriers } from "./carriers.ts";
import { formats } from "./formats.ts";
import { type ProductEntry, products } from "./products.ts";
import type { Reading } from "./reading.ts";

const productTypes = new Set(products.map(({ type }) => type));

/** Kinds that are not looked for inside other files: they would be units of their own. */
const outerKinds: ReadonlySet<SourceKind> = new Set([
  "terraform",
  "tfvars",
  "terraform-plan",
  "kubernetes",
  "compose",
  "crosswalk",
]);

/**
 * Adds to a unit the services that its containers run, and the files embedded in its objects, read by the same formats
 * as files on disk.
 */
export class Services {
  /** Files that a container mounts: they are judged with what it sets, not by themselves. */
  readonly claimed = new Set<string>();
  /** Dotenv files whose variables belong to a service that names them. */
  readonly #readElsewhere = new Set<string>();
  readonly #reading: Reading;
  readonly #sources: ReadonlyMap<string, Source>;
  readonly #defaults: () => Record<string, ProductDefaults>;

  /**
   * @param sources all files of the scan by path
   * @param defaults reads the table of defaults, when a resource of a product turns up
   */
  constructor(
    reading: Reading,
    sources: ReadonlyMap<string, Source>,
    defaults: () => Record<string, ProductDefaults>,
  ) {
    this.#reading = reading;
    this.#sources = sources;
    this.#defaults = defaults;
  }

  /** Completes a unit that a format or Terraform gave. */
  async complete(unit: Unit): Promise<void> {
    const files = await this.#embedded(unit);
    unit.resources.push(...realmImports(unit));
    const variables = await this.#variables(unit);
    const found = carriers
      .filter(({ holds }) => unit.resources.some(holds))
      .flatMap(({ containers }) =>
        containers(unit, { variables: (path) => variables.get(path), decode: decodeBase64 }),
      )
      .filter(({ owner }) => !owner.copyOf)
      .filter(
        ({ carrier, owner }) => carrier !== "dotenv" || !this.#readElsewhere.has(owner.body.source.path),
      );
    const taken = new Set<Resource>();
    for (const container of found) await this.#run(unit, container, files, taken);
    this.#finish(unit);
  }

  /** Every text of the unit's ConfigMaps, Secrets and Compose configs that is a format's file; by its way. */
  async #embedded(unit: Unit): Promise<Map<string, Resource[]>> {
    const groups = new Map<string, { kind: SourceKind; sources: Source[] }>();
    for (const { owner, way, value, text } of embeddedContents(unit, decodeBase64)) {
      // What several overlays hold is judged in one of them.
      const written = owner.copyOf ? undefined : embed(value, text);
      if (!written) continue;
      const { source } = value.at;
      const path = `${source.path}#${way}`;
      const kind = kindOf(path.replace(/^.*#/, ""), written.text.slice(0, 65_536));
      if (kind === undefined || outerKinds.has(kind)) continue;
      const group = groups.get(`${owner.key}\n${kind}`) ?? { kind, sources: [] };
      groups.set(`${owner.key}\n${kind}`, group);
      group.sources.push(new Source(path, kind, written.text, source.root, written.host));
    }
    const found = new Map<string, Resource[]>();
    for (const { kind, sources } of groups.values()) await this.#read(unit, kind, sources, found);
    return found;
  }

  /** Reads sources as their format does, into the unit; `into` keeps the resources by the source they lie in. */
  async #read(
    unit: Unit,
    kind: SourceKind,
    sources: readonly Source[],
    into: Map<string, Resource[]>,
  ): Promise<void> {
    const format = await formats.find(({ kinds }) => kinds.includes(kind))?.load();
    if (!format) return;
    for await (const inner of format.units(sources, this.#reading)) {
      for (const resource of inner.resources) {
        const placed = rehost(resource);
        unit.resources.push(placed);
        for (const path of inner.sources) into.set(path, [...(into.get(path) ?? []), placed]);
      }
      unit.notScanned.push(...inner.notScanned);
      unit.diagnostics.push(...inner.diagnostics);
      unit.missing.push(...inner.missing);
    }
    const known = new Set(unit.sources);
    for (const source of sources) if (!source.host && !known.has(source.path)) unit.sources.push(source.path);
  }

  async #run(
    unit: Unit,
    container: Container,
    files: Map<string, Resource[]>,
    taken: Set<Resource>,
  ): Promise<void> {
    const image = imageOf(container.image);
    const started = programNamed(container.words);
    for (const entry of products) {
      const vendors = image !== undefined && entry.plain?.test(image.repository) === true;
      const plain = vendors && image.published;
      const known =
        vendors ||
        (image !== undefined && entry.images?.test(image.repository) === true) ||
        (started !== undefined && entry.programs?.test(started) === true);
      if (!known && !hasVariable(entry, container) && !hasWord(entry, container)) continue;
      const product = await entry.load();
      const name = (image && entry.product?.(image.repository)) ?? entry.type;
      const program = programOf(product, name, container, image, plain);
      const mounted: Resource[] = [];
      let unread = false;
      for (const mount of container.mounts) {
        const own = await this.#mounted(unit, entry, mount, files);
        if (own) mounted.push(...own);
        else if (product.configuration?.test(mount.target)) unread = true;
      }
      if (mounted.length === 0 && !known && program.variables.size + program.words.size === 0) continue;
      for (const file of mounted.length > 0 ? mounted : [undefined]) {
        const service = serviceOf(program, container, file && !taken.has(file) ? file : undefined, unread);
        if (file && !taken.has(file)) {
          Object.assign(file, service);
          taken.add(file);
        } else if (file) {
          const again = serviceOf(program, container, file, unread);
          unit.resources.push({ ...again, key: service.key, address: service.address });
        } else unit.resources.push(service);
      }
    }
  }

  /** The resources of the product in what is mounted; undefined when nothing of it was read. */
  async #mounted(
    unit: Unit,
    entry: ProductEntry,
    mount: Mount,
    files: Map<string, Resource[]>,
  ): Promise<Resource[] | undefined> {
    const paths: string[] = [];
    if (mount.content) paths.push(`${mount.content.value.at.source.path}#${mount.content.way}`);
    else if (mount.path !== undefined) {
      const sources = [...this.#sources.values()].filter(
        ({ kind, path }) =>
          entry.kinds.includes(kind) && (path === mount.path || path.startsWith(`${mount.path}/`)),
      );
      const fresh = sources.filter(({ path }) => !this.claimed.has(path));
      for (const { path } of sources) {
        this.claimed.add(path);
        paths.push(path);
      }
      for (const kind of new Set(fresh.map((source) => source.kind)))
        await this.#read(
          unit,
          kind,
          fresh.filter((source) => source.kind === kind),
          files,
        );
    }
    const found = new Set(paths.flatMap((path) => files.get(path) ?? []));
    const own = [...found].filter(({ type }) => type === entry.type);
    return own.length > 0 ? own : undefined;
  }

  /** The variables of the dotenv files that the unit's services name. */
  async #variables(unit: Unit): Promise<Map<string, ReadonlyMap<string, Entry>>> {
    const found = new Map<string, ReadonlyMap<string, Entry>>();
    for (const { meta, folder } of unit.resources) {
      for (const file of Array.isArray(meta.envFiles) ? meta.envFiles : []) {
        const source = this.#sources.get(resolveFrom(folder, String(file)));
        if (source?.kind !== "dotenv") continue;
        this.#readElsewhere.add(source.path);
        const { parseDotenv } = await import("../parse/dotenv/dotenv.ts");
        const { modelDotenv } = await import("../model/app/dotenv.ts");
        const values = modelDotenv([parseDotenv(source)])[0]?.resources[0]?.values;
        if (values) found.set(source.path, values.entries);
      }
    }
    return found;
  }

  #finish(unit: Unit): void {
    for (const resource of unit.resources) {
      // Passwords in arguments and files stand beside what findings show.
      if (productTypes.has(resource.type))
        for (const { value } of resource.values.entries.values())
          if (value.sensitive) this.#reading.secret(value.at);
      if (resource.meta.complete !== true) continue;
      const product = typeof resource.meta.product === "string" ? resource.meta.product : resource.type;
      const table = this.#defaults()[product];
      if (table) applyDefaults(resource, table);
    }
  }
}

function hasVariable({ variables }: ProductEntry, { environment }: Container): boolean {
  if (!variables) return false;
  for (const name of environment.keys()) if (variables.test(name)) return true;
  return false;
}

function hasWord({ words }: ProductEntry, container: Container): boolean {
  if (!words) return false;
  return container.words?.some((word) => word.kind === "string" && words.test(word.value)) === true;
}

function decodeBase64(text: string): string | undefined {
  const bare = text.replace(/\s+/g, "");
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(bare)) return undefined;
  const bytes = Buffer.from(bare, "base64");
  return bytes.includes(0) ? undefined : bytes.toString("utf8");
}
