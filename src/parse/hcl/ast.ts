import type { Diagnostic } from "../../text/diagnostic.ts";
import type { Source } from "../../text/source.ts";
import type { Span } from "../../text/span.ts";

/** A parsed HCL file: always a tree, however broken the text; what was wrong stands in `diagnostics`. */
export interface HclFile {
  source: Source;
  body: Body;
  diagnostics: Diagnostic[];
  /** Every comment, `#`, `//` and block comments, in order. */
  comments: Span[];
}

/** What a block holds; its span includes both braces. The body of a file spans all of its text. */
export interface Body extends Span {
  attributes: Attribute[];
  blocks: Block[];
}

export interface Attribute extends Span {
  name: string;
  nameSpan: Span;
  value: Expression;
}

export interface Block extends Span {
  type: string;
  labels: string[];
  /** From the type to the last label: where a finding lands when the attribute it is about is absent. */
  head: Span;
  body: Body;
}

export type Expression =
  | Literal
  | Template
  | Variable
  | GetAttribute
  | Index
  | Splat
  | Call
  | Tuple
  | ObjectExpression
  | For
  | Conditional
  | Binary
  | Unary
  | Parentheses
  | Invalid;

/** `null`, `true`, `false` or a number. Quoted text is always a Template. */
interface Literal extends Span {
  kind: "literal";
  value: null | boolean | number;
}

/** A quoted or heredoc template. One literal part and nothing else is a plain string, also when it is empty. */
export interface Template extends Span {
  kind: "template";
  parts: TemplatePart[];
  heredoc: boolean;
}

export type TemplatePart =
  | ({ kind: "text"; text: string } & Span)
  | ({ kind: "interpolation"; value: Expression } & Span)
  | ({ kind: "if"; condition: Expression; then: TemplatePart[]; else: TemplatePart[] } & Span)
  | ({ kind: "for"; key?: string; value: string; collection: Expression; body: TemplatePart[] } & Span);

/** The first name of a traversal: `var`, `local`, `aws_s3_bucket`, a `for` variable. */
interface Variable extends Span {
  kind: "variable";
  name: string;
}

/** `object.name`; also legacy `object.0`, with name "0". */
export interface GetAttribute extends Span {
  kind: "get";
  object: Expression;
  name: string;
}

interface Index extends Span {
  kind: "index";
  object: Expression;
  key: Expression;
}

/** `collection[*].rest` (full) or `collection.*.rest`; `each` holds SplatItem at its root. */
export interface Splat extends Span {
  kind: "splat";
  collection: Expression;
  full: boolean;
  /** What is done with every element: attribute names (string) and index expressions, in order. */
  steps: Array<string | Expression>;
  /** A splat on what the steps give for every element, as in `a[*].b[*].c`: the result is a list of lists. */
  nested?: SplatRest;
}

/** A splat inside a splat: like Splat, but its collection is what the steps before it give. */
export interface SplatRest {
  full: boolean;
  steps: Array<string | Expression>;
  nested?: SplatRest;
}

export interface Call extends Span {
  kind: "call";
  /** Also namespaced: `provider::aws::arn_parse`. */
  name: string;
  nameSpan: Span;
  args: Expression[];
  /** The last argument is followed by `...`. */
  expand: boolean;
}

interface Tuple extends Span {
  kind: "tuple";
  items: Expression[];
}

export interface ObjectItem {
  /** A bare identifier key is a `template` with one text part. */
  key: Expression;
  value: Expression;
}

export interface ObjectExpression extends Span {
  kind: "object";
  items: ObjectItem[];
}

export interface For extends Span {
  kind: "for";
  keyName?: string;
  valueName: string;
  collection: Expression;
  /** Present for an object result (`{for … : key => value}`). */
  key?: Expression;
  value: Expression;
  condition?: Expression;
  grouping: boolean;
}

export interface Conditional extends Span {
  kind: "conditional";
  condition: Expression;
  then: Expression;
  else: Expression;
}

export type BinaryOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "&&"
  | "||";

interface Binary extends Span {
  kind: "binary";
  operator: BinaryOperator;
  left: Expression;
  right: Expression;
}

interface Unary extends Span {
  kind: "unary";
  operator: "-" | "!";
  operand: Expression;
}

interface Parentheses extends Span {
  kind: "parentheses";
  inner: Expression;
}

/** What stands where no expression could be read; resolves to unknown. */
interface Invalid extends Span {
  kind: "invalid";
}
