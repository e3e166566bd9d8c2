import type { Product } from "../model/service/product.ts";
import type { SourceKind } from "../text/source.ts";

/** How a program is known in a container, before anything of it is loaded. */
export interface ProductEntry {
  /** The type of its resources. */
  type: string;
  /** Kinds of files whose resources are of this type. */
  kinds: readonly SourceKind[];
  /** The vendor's own images by repository: without a file of the user's their defaults count. */
  plain?: RegExp;
  /** Other images that run it, with configuration of their own. */
  images?: RegExp;
  /** Programs that a command line starts. */
  programs?: RegExp;
  /** Variables that only this program reads. */
  variables?: RegExp;
  /** Arguments that only this program reads. */
  words?: RegExp;
  /** The name in the table of defaults, where one type stands for several products; the type when absent. */
  product?: (repository: string) => string;
  load: () => Promise<Product>;
}

/** Every program whose settings may come from a container. Image names as their vendors publish them. */
export const products: readonly ProductEntry[] = [
  {
    type: "mirth",
    kinds: ["mirth"],
    plain: /^nextgenhealthcare\/connect$/,
    images: /^(?:openintegrationengine\/engine|innovarhealthcare\/bridgelink)$/,
    variables: /^_MP_/,
    load: async () => (await import("../model/service/products/mirth.ts")).mirth,
  },
  {
    type: "postgresql",
    kinds: ["postgresql"],
    plain: /^(?:postgres|postgis\/postgis|pgvector\/pgvector|timescale\/timescaledb)$/,
    images: /(?:^|\/)(?:postgres|postgresql|postgresql-repmgr)$/,
    programs: /^(?:postgres|postmaster)$/,
    load: async () => (await import("../model/service/products/postgresql.ts")).postgresql,
  },
  {
    type: "spring",
    kinds: ["spring"],
    images: /^hapiproject\/hapi$/,
    variables: /^(?:SPRING|HAPI)_|^(?:spring|hapi|server|management|logging)\./,
    words: /^(?:--|-D)(?:spring|hapi|management)\./,
    load: async () => (await import("../model/service/products/spring.ts")).spring,
  },
];
