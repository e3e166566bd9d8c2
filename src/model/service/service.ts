import type { Resource } from "../resource.ts";
import type { Container, Image } from "./container.ts";
import type { Product, Settings } from "./product.ts";
import { fillVariables } from "./variables.ts";

/** What a container makes of a product, before files are looked at. */
export interface Program {
  product: Product;
  /** The product's name for its defaults: `valkey` of type `redis`. */
  name: string;
  image: Image | undefined;
  /** The vendor's own image: without a file of the user's, its defaults count. */
  plain: boolean;
  variables: Settings;
  words: Settings;
}

/** What the container sets of the product; undefined when nothing speaks of it. */
export function programOf(
  product: Product,
  name: string,
  container: Container,
  image: Image | undefined,
  plain: boolean,
): Program {
  return {
    product,
    name,
    image,
    plain,
    variables: product.variables?.(container.environment, container) ?? new Map(),
    words: container.words && product.words ? product.words(container.words, container) : new Map(),
  };
}

/**
 * The settings that count in a container: those of a file that it mounts, or none, with its variables and arguments
 * laid over them in the product's own order.
 * @param file the resource a format made of the mounted file; it keeps its address, so that the file alone and the file
 * with its container give the same findings
 * @param unread a path of the product's configuration is mounted that nobody read
 */
export function serviceOf(
  program: Program,
  container: Container,
  file: Resource | undefined,
  unread: boolean,
): Resource {
  const { product, image } = program;
  const overlay = product.overlay ?? byKey;
  const places: Record<string, Settings> = {
    file: fillVariables(new Map(file?.values.entries), container.environment),
    variables: program.variables,
    words: program.words,
  };
  let settings: Settings = new Map();
  for (const place of [...(product.precedence ?? ["words", "variables", "file"])].reverse())
    settings = overlay(settings, places[place] as Settings);
  const open = container.openEnvironment && product.variables !== undefined;
  const told = container.words?.every((word) => word.kind !== "unknown" || word.parts !== undefined) ?? true;
  const complete = (file ? file.meta.complete !== false : program.plain) && !open && !unread && told;
  const meta = {
    ...(file?.meta ?? {}),
    product: program.name,
    carrier: container.carrier,
    complete,
    ...(image && { image: image.repository }),
    ...(image?.version !== undefined && { version: image.version }),
  };
  const carried = { name: "carrier", to: container.owner.key, inferred: false };
  const address = `${product.type}:${container.body.source.path}#${container.name}`;
  const { namespace, labels } = container.owner.meta;
  return {
    key: address,
    address,
    type: product.type,
    name: container.name,
    folder: container.owner.folder,
    head: container.head,
    body: container.body,
    via: [],
    ...file,
    values: { kind: "object", entries: settings, at: file?.values.at ?? container.body },
    meta: {
      ...meta,
      ...(namespace !== undefined && { namespace }),
      ...(labels !== undefined && { labels }),
    },
    links: [...(file?.links ?? []), carried],
  };
}

function byKey(weaker: Settings, stronger: Settings): Settings {
  const joined = new Map(weaker);
  for (const [key, entry] of stronger) {
    joined.delete(key);
    joined.set(key, entry);
  }
  return joined;
}
