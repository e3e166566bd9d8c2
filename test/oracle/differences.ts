import type { Difference } from "./evaluator.ts";

/** A deliberate difference between Terraform and us: the reason, an example, and how others like it are known. */
export interface Deliberate {
  id: string;
  reason: string;
  /** Must differ; the tests fail when it no longer does. */
  example: string;
  matches(difference: Difference): boolean;
}

const FILES = /\b(?:file(?:base64)?(?:md5|sha\d+|exists|set)?|templatefile)\(/;
const SILENT = "unknown without a diagnostic";
const isRefused = ({ terraform, ours }: Difference) => terraform === "refused" && ours !== "refused";

/** Differences of expressions, tried in this order. */
export const deliberate: readonly Deliberate[] = [
  {
    id: "gzip-bytes",
    reason: "Go's and zlib's compressors choose other bytes for the same content; both decompress to it.",
    example: 'base64gzip("hello")',
    matches: ({ expression }) => expression.includes("base64gzip("),
  },
  {
    id: "sensitive-marks",
    reason:
      "Values carry no marks: whether one is sensitive is not known; what is sensitive is known to reports.",
    example: "issensitive(1)",
    matches: ({ expression }) => expression.includes("issensitive("),
  },
  {
    id: "file-not-there",
    reason: "A file that the scan does not see may be made before Terraform runs: unknown, not an error.",
    example: 'file("data/missing.txt")',
    matches: ({ expression }) => FILES.test(expression),
  },
  {
    id: "rare-encodings",
    reason:
      "Of IANA's character encodings only those that Node has are read; others are unknown, not errors.",
    example: 'textencodebase64("a", "Shift_JIS")',
    matches: ({ expression }) => /text(?:en|de)codebase64\(/.test(expression),
  },
  {
    id: "limits",
    reason: "Hostile input must not take the machine's memory: sizes are limited, beyond them is an unknown.",
    example: 'indent(12345678, "x")',
    matches: ({ expression, ours }) =>
      /indent\(|range\(/.test(expression) && (ours === "refused" || ours === SILENT),
  },
  {
    id: "infinity",
    reason: "What Terraform carries on as infinity (1/0) is an error here at once: no attribute can hold it.",
    example: "1 / 0 > 5",
    matches: ({ expression, ours }) => /\/|pow\(|log\(/.test(expression) && ours === "refused",
  },
  {
    id: "binary-floats",
    reason: "Numbers are doubles here and 512 bit there: the last of their digits may differ.",
    example: "tostring(1 / 3)",
    matches: ({ terraform, ours }) => rounded(terraform) === rounded(ours),
  },
  {
    id: "timeout-of-cidr-bugs",
    reason: "Terraform computes a meaningless address from a negative network number; here it is an error.",
    example: 'cidrsubnet("fd00:fd12:3456::/48", 3, -1)',
    matches: ({ expression, ours }) => /cidr(?:subnet|host)\(/.test(expression) && ours === "refused",
  },
  {
    id: "octal-looking-octets",
    reason: "Go's old parser takes 010.0.0.0 as 10.0.0.0, others as 8.0.0.0; here it is an error.",
    example: 'cidrsubnet("010.0.0.0/8", 5, 1)',
    matches: ({ expression }) => expression.includes('"010.'),
  },
  {
    id: "negative-zero",
    reason: "Terraform's substr takes a length of -0 for a negative one.",
    example: 'substr("0x1f", -1, -0)',
    matches: ({ expression }) => expression.includes("substr(") && /-\(?0/.test(expression),
  },
  {
    id: "no-element-types",
    reason:
      "Our values have no static types: an empty or nested collection fits any other, a list any tuple, a map any " +
      "object. What Terraform refuses for its element type has a value here.",
    example: "setsubtract([1], setsubtract(toset([]), toset([true])))",
    matches: (difference) =>
      isRefused(difference) &&
      /\b(?:set\w+|tolist|toset|tomap|matchkeys|contains|index|distinct|element|lookup|formatlist|format|zipmap|merge|concat|flatten|values|chunklist|transpose|coalesce)\(|\?|\[|\{|==|!=/.test(
        difference.expression,
      ),
  },
  {
    id: "unified-nested",
    reason:
      "For want of static types, elements inside nested collections and defaults beside them are not converted to one type.",
    example: 'lookup(tomap({ "10" = "x" }), "1", true)',
    matches: ({ terraform, ours }) => loose(terraform) === loose(ours),
  },
  {
    id: "typed-equality",
    reason:
      "Terraform's == tells a list from a tuple and a map from an object; here equal contents are equal.",
    example: 'tolist(["a"]) == ["a"]',
    matches: ({ expression, terraform, ours }) =>
      /==|!=|contains\(|index\(|distinct\(|matchkeys\(/.test(expression) &&
      terraform !== "refused" &&
      ours !== "refused",
  },
];

/** The id of the deliberate difference that this is an instance of. */
export function differenceOf(difference: Difference): string | undefined {
  return deliberate.find((one) => one.matches(difference))?.id;
}

/** Numbers, also those in texts, to ten digits. */
function rounded(text: string): string {
  return text.replace(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g, (digits) => Number(digits).toPrecision(10));
}

/** Without the quotes that tell "1" from 1, and without order. */
function loose(text: string): string {
  return text
    .replaceAll('"', "")
    .split(/[[\]{},]/)
    .sort()
    .join(",");
}

/** Where a plan knows less or more than we do: attributes of one `terraform_data`; each must differ. */
export const deliberateInPlans: ReadonlyArray<{ reason: string; expression: string }> = [
  {
    reason: "terraform_data's own id is never null, says its provider; the schema table does not hold it.",
    expression: "terraform_data.seed.id != null",
  },
  {
    reason: "Both branches are the same: the result is known whatever the condition will be.",
    expression: 'terraform_data.seed.output == "x" ? true : true',
  },
  {
    reason: "One side decides; Terraform 1.11 wants to know both.",
    expression: '(terraform_data.seed.output == "x") || true',
  },
  {
    reason:
      "What is computed at apply is not taken for a failure, so try gives what is known of its first argument.",
    expression: "try({ a = 1, b = terraform_data.seed.output }, {})",
  },
  {
    reason: "What is computed at apply is not taken for a failure, so can says yes.",
    expression: "can(terraform_data.seed.output)",
  },
  {
    reason: "Ids are never empty: compact keeps them.",
    expression: 'compact([terraform_data.seed.id, "b"])',
  },
  {
    reason: "A slice is as long as was asked for, or an error.",
    expression: 'slice(split(",", terraform_data.seed.output), 0, 2)',
  },
  {
    reason:
      "terraform_data's output has the type of its input, says its provider; here its type is not known.",
    expression: "flatten([terraform_data.seed.output])",
  },
];
