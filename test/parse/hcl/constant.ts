import type { Expression, TemplatePart } from "../../../src/parse/hcl/ast.ts";

/** A plain value, as far as the parser's tests need one. */
export type Constant = null | boolean | number | string | Constant[] | { [name: string]: Constant };

export type Scope = Record<string, Constant>;

/** Thrown for what is no constant: the caller compares syntax only. */
class NotConstant extends Error {}

/** The value of an expression without calls; small on purpose, the model has the real one. */
export function constant(node: Expression, scope: Scope = {}): Constant {
  switch (node.kind) {
    case "literal":
      return node.value;
    case "parentheses":
      return constant(node.inner, scope);
    case "tuple":
      return node.items.map((item) => constant(item, scope));
    case "object":
      return Object.fromEntries(
        node.items.map((item) => [String(constant(item.key, scope)), constant(item.value, scope)]),
      );
    case "variable": {
      const value = scope[node.name];
      if (value === undefined) throw new NotConstant(node.name);
      return value;
    }
    case "template": {
      const only = node.parts[0];
      if (node.parts.length === 1 && only?.kind === "interpolation" && !node.heredoc) {
        return constant(only.value, scope);
      }
      return text(node.parts, scope);
    }
    case "conditional":
      return constant(constant(node.condition, scope) === true ? node.then : node.else, scope);
    case "unary": {
      const value = constant(node.operand, scope);
      return node.operator === "!" ? value !== true : -Number(value);
    }
    case "binary":
      return binary(node.operator, constant(node.left, scope), constant(node.right, scope));
    default:
      throw new NotConstant(node.kind);
  }
}

function binary(operator: string, left: Constant, right: Constant): Constant {
  const [a, b] = [Number(left), Number(right)];
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "%":
      return a % b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    case "&&":
      return left === true && right === true;
    case "||":
      return left === true || right === true;
    case "==":
      return left === right;
    case "!=":
      return left !== right;
    default:
      throw new NotConstant(operator);
  }
}

function text(parts: TemplatePart[], scope: Scope): string {
  let out = "";
  for (const part of parts) {
    if (part.kind === "text") out += part.text;
    else if (part.kind === "interpolation") out += String(constant(part.value, scope));
    else if (part.kind === "if") {
      out += text(constant(part.condition, scope) === true ? part.then : part.else, scope);
    } else {
      const collection = constant(part.collection, scope);
      if (!Array.isArray(collection)) throw new NotConstant("for");
      collection.forEach((item, index) => {
        const inner: Scope = { ...scope, [part.value]: item };
        if (part.key !== undefined) inner[part.key] = index;
        out += text(part.body, inner);
      });
    }
  }
  return out;
}
