import type { Reading } from "./expression.ts";

/** Types of a provider's attributes: a text for a scalar or list of scalars, an object for what holds attributes. */
export type Attributes = { readonly [name: string]: string | Attributes };

/** What a member of a body is: a block with so many labels, or an attribute and how its strings are read. */
export interface Shape {
  /** Types of blocks that this language has there. */
  blocks: ReadonlyMap<string, BlockShape>;
  /** Attributes whose strings are no templates. */
  readings: ReadonlyMap<string, Reading>;
  /** How all others are read. */
  reading: Reading;
  /** Whether a member that is not listed may be a block of the provider. */
  open: boolean;
}

interface BlockShape {
  labels: number;
  body: Shape;
}

function shape(
  blocks: Record<string, BlockShape> = {},
  readings: Record<string, Reading> = {},
  reading: Reading = "template",
  open = false,
): Shape {
  return {
    blocks: new Map(Object.entries(blocks)),
    readings: new Map(Object.entries(readings)),
    reading,
    open,
  };
}

const plain = shape();
/** A body of which only the provider knows what is a block. */
export const openBody = shape({}, {}, "template", true);
const condition = { labels: 0, body: plain };
const lifecycle = {
  labels: 0,
  body: shape(
    { precondition: condition, postcondition: condition },
    { ignore_changes: "expression", replace_triggered_by: "expression" },
  ),
};
const connection = { labels: 0, body: plain };
const provisioner = {
  labels: 1,
  body: shape({ connection }, { when: "expression", on_failure: "expression" }),
};
const resource = {
  labels: 2,
  body: shape(
    { lifecycle, connection, provisioner, timeouts: { labels: 0, body: plain } },
    { depends_on: "expression", provider: "expression" },
    "template",
    true,
  ),
};

/** The blocks of a `dynamic` block: its content has the shape of what it makes. */
export const dynamicBody = shape({ content: { labels: 0, body: openBody } }, { iterator: "expression" });

/**
 * A module's files (https://developer.hashicorp.com/terraform/language/syntax/json).
 */
export const moduleFile = shape({
  terraform: {
    labels: 0,
    body: shape({
      backend: { labels: 1, body: plain },
      cloud: { labels: 0, body: shape({ workspaces: { labels: 0, body: plain } }) },
      required_providers: { labels: 0, body: plain },
      provider_meta: { labels: 1, body: plain },
      encryption: { labels: 0, body: openBody },
    }),
  },
  variable: {
    labels: 1,
    body: shape(
      { validation: condition },
      { type: "expression", default: "literal", description: "literal", deprecated: "literal" },
    ),
  },
  output: {
    labels: 1,
    body: shape({ precondition: condition }, { depends_on: "expression", description: "literal" }),
  },
  locals: { labels: 0, body: plain },
  module: {
    labels: 1,
    body: shape({}, { depends_on: "expression", providers: "expression" }),
  },
  provider: { labels: 1, body: openBody },
  resource,
  data: resource,
  ephemeral: resource,
  moved: { labels: 0, body: shape({}, { from: "expression", to: "expression" }) },
  import: { labels: 0, body: shape({}, { to: "expression", provider: "expression" }) },
  removed: { labels: 0, body: shape({ lifecycle, connection, provisioner }, { from: "expression" }) },
  check: { labels: 1, body: shape({ data: resource, assert: condition }) },
});

/** A variable file: every string is what it says. */
export const variableFile = shape({}, {}, "literal");

/** Attributes that hold maps, of providers whose schema is not known: an object there is no block. */
const maps =
  /^(?:.*_)?(?:tags|labels|annotations|triggers|keepers|vars|variables|parameters|metadata_map|query|headers|secrets|settings|options|environment_variables|data|match_labels|input|triggers_replace|manifest|values|node_selector)$/;

/** Decides by its name and form whether a member is a block. */
export function looksLikeBlock(name: string, kind: "object" | "objects"): boolean {
  return kind === "objects" || !maps.test(name);
}
