import type { Expression } from "../../../parse/hcl/ast.ts";
import type { JsonNode } from "../../../parse/plan/json-node.ts";

/** A plan's value of a variable as the expression that a variable file would hold, placed where the plan has it. */
export function literalExpression(node: JsonNode): Expression {
  const { start, end } = node;
  switch (node.kind) {
    case "string":
      return text(node.string ?? "", start, end);
    case "number":
      return { kind: "literal", value: node.number ?? 0, start, end };
    case "bool":
      return { kind: "literal", value: node.bool === true, start, end };
    case "array":
      return { kind: "tuple", items: [...node.items()].map(literalExpression), start, end };
    case "object":
      return {
        kind: "object",
        items: [...node.members()].map(([key, { value, keyAt }]) => ({
          key: text(key, keyAt.start, keyAt.end),
          value: literalExpression(value),
        })),
        start,
        end,
      };
    default:
      return { kind: "literal", value: null, start, end };
  }
}

function text(content: string, start: number, end: number): Expression {
  const parts = content === "" ? [] : [{ kind: "text" as const, text: content, start, end }];
  return { kind: "template", parts, heredoc: false, start, end };
}
