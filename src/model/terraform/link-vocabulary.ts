import { aws } from "./vocabulary/aws.ts";
import { others } from "./vocabulary/others.ts";

/** A relation a policy may follow: from a resource over an attribute to what it names, and back. */
export interface LinkRule {
  name: string;
  from: readonly string[];
  /** Attributes any of which may name the target, as dotted paths; `*` is every element of a list. */
  by: readonly string[];
  /** Types it may lead to; a text that ends with "_" is a prefix. */
  to: readonly string[];
  inverse?: string;
  /** Attributes of the target that a literal name is compared with; such a link is inferred. */
  named?: readonly string[];
}

/** The declared vocabulary of Terraform. Names are those that policies use. */
export const vocabulary: readonly LinkRule[] = [aws, others].flatMap((table) =>
  table
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map(readRule),
);

function readRule(line: string): LinkRule {
  const [name = "", from = "", by = "", to = "", inverse = "", named = ""] = line
    .split("|")
    .map((cell) => cell.trim());
  const rule: LinkRule = { name, from: words(from), by: words(by), to: words(to) };
  if (inverse !== "") rule.inverse = inverse;
  if (named !== "") rule.named = words(named);
  return rule;
}

function words(cell: string): string[] {
  return cell.split(" ").filter((word) => word !== "");
}
