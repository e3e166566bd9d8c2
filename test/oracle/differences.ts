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
    matches: ({ expression, ours }) => ours === SILENT && FILES.test(expression),
  },
  {
    id: "rare-encodings",
    reason:
      "Character encodings that Node does not have are unknown, those that Terraform does not have too.",
    example: 'textencodebase64("a", "IBM037")',
    matches: ({ expression, ours }) => ours === SILENT && /text(?:en|de)codebase64\(/.test(expression),
  },
  {
    id: "limits",
    reason:
      "Hostile input must not take the machine's memory: sizes are limited, beyond them is an error at once.",
    example: 'indent(12345678, "x")',
    matches: ({ expression }) =>
      /indent\(.*(?:12345678|1000000000000)|range\(.*(?:12345678|1000000000000)/.test(expression),
  },
  {
    id: "infinity",
    reason: "What Terraform carries on as infinity (1/0) is an error here at once: no attribute can hold it.",
    example: "1 / 0 > 5",
    matches: (difference) =>
      (difference.ours === "refused" || isRefused(difference)) &&
      / \/ |pow\(|log\(/.test(difference.expression),
  },
  {
    id: "binary-floats",
    reason: "Numbers are doubles here and 512 bit there: the last of their digits may differ.",
    example: "tostring(1 / 3)",
    matches: ({ terraform, ours }) => rounded(terraform) === rounded(ours),
  },
  {
    id: "cidr-of-negative",
    reason: "Terraform computes a meaningless address from a negative network number; here it is an error.",
    example: 'cidrsubnet("fd00:fd12:3456::/48", 3, -1)',
    matches: ({ expression, terraform, ours }) =>
      /cidr(?:subnet|host)\(.*-\(?\d/.test(expression) && terraform !== "refused" && ours === "refused",
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
    id: "short-circuit",
    reason:
      "One side of && and || may decide; Terraform 1.11 also evaluates the other, later versions do not: an error there.",
    example: 'false && parseint("x", 10) == 1',
    matches: (difference) =>
      isRefused(difference) &&
      / (?:&&|\|\|) /.test(difference.expression) &&
      !difference.expression.includes("try("),
  },
  {
    id: "element-panic",
    reason:
      "Terraform 1.11's element crashes on a tuple with a negative index; on a list it counts from the end.",
    example: "element([1, 2, 3], -2)",
    matches: (difference) => isRefused(difference) && /element\(.*-\(?\d/.test(difference.expression),
  },
  {
    id: "null-beside-others",
    reason:
      "A null written in a list or map fits all other elements here; Terraform finds no one type for some.",
    example: 'tolist([null, ["a"]])',
    matches: (difference) => isRefused(difference) && /[[{][^()]*\bnull\b/.test(difference.expression),
  },
  {
    id: "for-condition-of-nothing",
    reason: "Terraform tries the condition of a for expression also when there is no element.",
    example: '[for x in [] : x if parseint("x", 10) == 1]',
    matches: (difference) =>
      isRefused(difference) &&
      /\bfor .* if /.test(difference.expression) &&
      /^(?:\[\]|\{\})$/.test(difference.ours),
  },
  {
    id: "empty-of-any-type",
    reason:
      "An empty tomap({}) or tolist([]) fits any other; Terraform finds no type for it beside mixed objects.",
    example: 'true ? { a = { x = 1 }, b = { y = "s" } } : tomap({})',
    matches: (difference) =>
      isRefused(difference) && /tomap\(\{\}\)|to(?:list|set)\(\[\]\)/.test(difference.expression),
  },
  {
    id: "format-of-null",
    reason: "Terraform 1.11 gives up on a null for a number verb of format, even inside try and can.",
    example: 'can(format("%05d", null))',
    matches: (difference) => isRefused(difference) && /format(?:list)?\(.*null/.test(difference.expression),
  },
  {
    id: "templatestring-of-literal",
    reason: "Terraform wants a reference as templatestring's template; a literal one means the same here.",
    example: 'templatestring("a", {})',
    matches: (difference) =>
      isRefused(difference) && /templatestring\((?!local\.)/.test(difference.expression),
  },
];

/** The id of the deliberate difference that this is an instance of. */
export function differenceOf(difference: Difference): string | undefined {
  return deliberate.find((one) => one.matches(difference))?.id;
}

/** Numbers, also those in texts, to ten digits. */
function rounded(text: string): string {
  return text.replace(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g, (digits) => {
    const value = Number(digits);
    return (Math.abs(value) < 1e-100 ? 0 : value).toPrecision(10);
  });
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

const SEED = 'resource "terraform_data" "seed" {\n  input = "s"\n}\n';

/** Modules that Terraform refuses and we read without a word: by its message, with an example that must stay so. */
export const toleratedRefusals: ReadonlyArray<{
  id: string;
  reason: string;
  message: RegExp;
  files: Record<string, string>;
}> = [
  {
    id: "repeated-by-unknown",
    reason:
      "An unknown count or for_each gives one instance that is marked unknown, where Terraform gives up.",
    message: /Invalid (?:count|for_each) argument[\s\S]*(?:until apply|known only after)/,
    files: {
      "main.tf": `${SEED}resource "terraform_data" "r" {\n  count = length(terraform_data.seed.id)\n}\n`,
    },
  },
  {
    id: "default-not-needed",
    reason: "A default that is not needed, since the variable is set, is not converted and so not refused.",
    message: /Invalid default value for (?:variable|optional attribute)/,
    files: {
      "main.tf": 'variable "v" {\n  type    = number\n  default = "x"\n}\n',
      "terraform.tfvars": "v = 1\n",
    },
  },
  {
    id: "any-in-a-set",
    reason:
      "In a set, Terraform settles `any` for each item by itself and then finds the items unlike; an empty list or a null fits the others here.",
    message: /element\s+types\s+must\s+all\s+match\s+for\s+conversion\s+to\s+set/,
    files: {
      "main.tf": 'variable "v" {\n  type = set(list(any))\n}\n',
      "terraform.tfvars": 'v = [[], ["a"]]\n',
    },
  },
];
