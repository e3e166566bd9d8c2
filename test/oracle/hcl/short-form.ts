import type { Body, Expression, HclFile, SplatRest, TemplatePart } from "../../../src/parse/hcl/ast.ts";

/** A tree as nested lists, the same for our parser and for bench/hashicorp/dump. */
export type Short = null | boolean | number | string | Short[];

/** The short form of a file that was read without errors; offsets in bytes. */
export function shortForm(file: HclFile, first = 0): Short {
  const text = file.source.text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII
  const ascii = /^[\x00-\x7f]*$/.test(text);
  const place = (offset: number): number =>
    first + (ascii ? offset : Buffer.byteLength(text.slice(0, offset)));
  return body(file.body, place);
}

function body(node: Body, place: (offset: number) => number): Short {
  const attributes = node.attributes.map((one): Short => {
    return [one.name, place(one.nameSpan.start), place(one.nameSpan.end), expression(one.value)];
  });
  const blocks = node.blocks.map((one): Short => {
    const inner = body(one.body, place);
    return [one.type, place(one.start), place(one.body.start), place(one.end), one.labels, inner];
  });
  return [attributes, blocks];
}

function expression(node: Expression | undefined): Short {
  if (node === undefined) return null;
  switch (node.kind) {
    case "literal":
      if (node.value === null) return ["null"];
      return typeof node.value === "boolean" ? ["b", node.value] : ["n", node.value.toExponential()];
    case "parentheses":
      return expression(node.inner);
    case "variable":
      return ["v", node.name];
    case "get":
      return get(expression(node.object), node.name);
    case "index":
      return ["index", expression(node.object), key(node.key)];
    case "splat":
      return ["splat", expression(node.collection), each(node)];
    case "call":
      return ["call", node.name, node.expand, node.args.map(expression)];
    case "conditional":
      return ["?", expression(node.condition), expression(node.then), expression(node.else)];
    case "binary":
      return [node.operator, expression(node.left), expression(node.right)];
    case "unary":
      return [node.operator, expression(node.operand)];
    case "tuple":
      return ["tuple", node.items.map(expression)];
    case "object":
      return ["object", node.items.flatMap((item) => [expression(item.key), expression(item.value)])];
    case "for": {
      const { keyName = "", valueName, collection, grouping } = node;
      const [index, value, condition] = [node.key, node.value, node.condition].map(expression);
      return [
        "for",
        keyName,
        valueName,
        expression(collection),
        index ?? null,
        value ?? null,
        condition ?? null,
        grouping,
      ];
    }
    case "template": {
      const only = node.parts[0];
      if (node.parts.length === 1 && only?.kind === "interpolation") return ["wrap", expression(only.value)];
      return parts(node.parts);
    }
    case "invalid":
      return ["invalid"];
  }
}

function get(object: Short, name: string): Short {
  return /^\d/.test(name) ? ["index", object, ["n", Number(name).toExponential()]] : ["get", object, name];
}

/** HashiCorp's tree holds literal keys as plain values. */
function key(node: Expression): Short {
  const only = node.kind === "template" && node.parts.length === 1 ? node.parts[0] : undefined;
  return only?.kind === "text" ? ["s", only.text] : expression(node);
}

function each(splat: SplatRest): Short {
  let out: Short = "@";
  for (const step of splat.steps) out = typeof step === "string" ? get(out, step) : ["index", out, key(step)];
  return splat.nested ? ["splat", out, each(splat.nested)] : out;
}

function parts(nodes: readonly TemplatePart[]): Short {
  const out: Short[] = ["t"];
  for (const part of nodes) {
    if (part.kind === "text") {
      if (part.text !== "") out.push(["s", part.text]);
    } else if (part.kind === "interpolation") out.push(expression(part.value));
    else if (part.kind === "if")
      out.push(["?", expression(part.condition), parts(part.then), parts(part.else)]);
    else {
      const collection = expression(part.collection);
      out.push([
        "join",
        ["for", part.key ?? "", part.value, collection, null, parts(part.body), null, false],
      ]);
    }
  }
  return out;
}
