/** A difference between crosswalk's parser and hcl2-parser that is meant. */
export interface Listed {
  id: string;
  why: string;
  /** A text that must still differ. */
  example: string;
  /** The same text without what the two differ about: on it they must agree, or this is not the reason. */
  rewritten: (text: string) => string;
}

/** hcl2-parser 1.0.3 is hashicorp/hcl 2.10.0 and tmccombs/hcl2json 0.3.3, both of spring 2021. */
export const DIFFERENCES: readonly Listed[] = [
  {
    id: "namespaced-functions",
    why: "Functions of providers, provider::aws::arn_parse(x), came with hashicorp/hcl 2.20 (Terraform 1.8).",
    example: "a = provider::aws::arn_parse(b)\n",
    rewritten: (text) => text.replaceAll("::", "_"),
  },
  {
    id: "heredoc-at-end-of-file",
    why: "HashiCorp's scanner, also today's, wants a line end behind the end of a heredoc; nothing is lost without it.",
    example: "a = <<E\nb\nE",
    rewritten: (text) => `${text}\n`,
  },
  {
    id: "labels-in-normal-form",
    why: "Terraform compares names in Unicode's normal form C, so labels are read in it; HCL leaves them as written.",
    example: 'b "e\u0301" {\n}\n',
    rewritten: (text) => text.normalize("NFC"),
  },
];

/** What hcl2-parser gives no reading of, and why that says nothing about ours. */
export const NOT_COMPARED: ReadonlyMap<string, string> = new Map([
  [
    "its output cannot hold blocks of one type with and without labels",
    'hcl2json nests blocks by labels: `a {}` is a list under a, `a "b" {}` an object there.',
  ],
  [
    "it broke down: value is null",
    "hcl2json panics on null inside a template, which Terraform refuses later.",
  ],
]);
