import type { Template, TemplatePart } from "../../parse/hcl/ast.ts";
import type { Source } from "../../text/source.ts";
import type { At } from "../../text/span.ts";
import type { StringValue, UnknownValue, Value } from "../value.ts";
import { choose } from "./choice.ts";
import { describe, needBool, scalarText } from "./convert.ts";
import { Fault } from "./fault.ts";
import { readJson } from "./json-text.ts";
import { collectionPairs } from "./pairs.ts";
import { limits } from "./run-state.ts";
import { bind, placeOf, type Scope } from "./scope.ts";
import { joinRefs, text, unknownFrom } from "./values.ts";

/** A stretch of a template's result: literal text, or a value that was put in. */
export interface Piece {
  value: Value;
  /** The literal's text as written, to find positions in it. */
  literal?: { source: Source; start: number; end: number };
}

type Resolve = (expression: Extract<TemplatePart, { kind: "interpolation" }>["value"], scope: Scope) => Value;

/** Resolves a quoted or heredoc template: a known string, or an unknown that keeps its parts. */
export function resolveTemplate(template: Template, scope: Scope, where: At, resolve: Resolve): Value {
  const only = template.parts.length === 1 ? template.parts[0] : undefined;
  if (template.parts.length === 0) return text("", where);
  if (only?.kind === "text") {
    const plain = text(only.text, where);
    return looksLikeJson(only.text) ? withShape(plain, [piece(only, scope)], where) : plain;
  }
  // A lone interpolation in quotes hands its value through, whatever its type.
  if (only?.kind === "interpolation" && !template.heredoc) return resolve(only.value, scope);
  const pieces: Piece[] = [];
  collect(template.parts, scope, pieces, resolve);
  return assemble(pieces, where);
}

function piece(part: Extract<TemplatePart, { kind: "text" }>, scope: Scope): Piece {
  const { start, end } = part;
  return { value: text(part.text, placeOf(scope, part)), literal: { source: scope.source, start, end } };
}

function collect(parts: readonly TemplatePart[], scope: Scope, pieces: Piece[], resolve: Resolve): void {
  for (const part of parts) {
    switch (part.kind) {
      case "text":
        pieces.push(piece(part, scope));
        break;
      case "interpolation": {
        const value = resolve(part.value, scope);
        if (value.kind === "unknown") pieces.push({ value });
        else {
          const content = scalarText(value);
          if (content === undefined) {
            throw new Fault(`A template cannot hold ${describe(value)}.`, placeOf(scope, part));
          }
          pieces.push({ value: text(content, placeOf(scope, part), value.refs) });
        }
        break;
      }
      case "if": {
        const condition = resolve(part.condition, scope);
        if (condition.kind === "unknown") {
          const at = placeOf(scope, part);
          const branch = (inner: readonly TemplatePart[]) => {
            const found: Piece[] = [];
            collect(inner, scope, found, resolve);
            return assemble(found, at);
          };
          pieces.push({ value: choose(condition, branch(part.then), branch(part.else), at) });
        } else {
          collect(needBool(condition, placeOf(scope, part)) ? part.then : part.else, scope, pieces, resolve);
        }
        break;
      }
      case "for": {
        const collection = resolve(part.collection, scope);
        const pairs = collectionPairs(collection, placeOf(scope, part));
        if (!pairs) {
          // One pass with an unknown element finds the references.
          const at = placeOf(scope, part);
          const element = unknownFrom([collection], at);
          const inner = bind(
            part.key === undefined ? scope : bind(scope, part.key, element),
            part.value,
            element,
          );
          const found: Piece[] = [];
          collect(part.body, inner, found, resolve);
          pieces.push({ value: unknownFrom([collection, ...found.map((one) => one.value)], at) });
          break;
        }
        for (const { key, value } of pairs) {
          const inner = bind(part.key === undefined ? scope : bind(scope, part.key, key), part.value, value);
          collect(part.body, inner, pieces, resolve);
          if (pieces.length > limits.nodes)
            throw new Fault("A template is larger than the limit.", undefined, "tf-limit");
        }
        break;
      }
    }
  }
}

/** One value from the stretches of a template. */
export function assemble(pieces: readonly Piece[], where: At): Value {
  let content = "";
  const parts: Value[] = [];
  let refs: Value["refs"];
  let hidden = false;
  for (const { value } of pieces) {
    refs = joinRefs(refs, value.refs);
    if (value.kind === "string") {
      content += value.value;
      if (content.length > limits.text)
        throw new Fault("A text is larger than the limit.", where, "tf-limit");
      const last = parts[parts.length - 1];
      if (last?.kind === "string") parts[parts.length - 1] = { ...last, value: last.value + value.value };
      else if (value.value !== "") parts.push({ kind: "string", value: value.value, at: value.at });
    } else {
      hidden = true;
      // A template in a template: its parts are parts of the whole.
      if (value.kind === "unknown" && value.parts) parts.push(...value.parts);
      else parts.push(value);
    }
  }
  const first = parts[0];
  const isJson = first?.kind === "string" && looksLikeJson(first.value);
  if (!hidden) {
    const whole = text(content, where, refs);
    return isJson ? withShape(whole, pieces, where) : whole;
  }
  const result = unknownFrom(
    pieces.map((one) => one.value),
    where,
    { parts },
  );
  return isJson ? withShape(result, pieces, where) : result;
}

function looksLikeJson(content: string): boolean {
  return /^\s{0,64}[{[]/.test(content);
}

function withShape<V extends StringValue | UnknownValue>(value: V, pieces: readonly Piece[], where: At): V {
  const shape = readJson(pieces, where);
  return shape ? { ...value, shape } : value;
}
