import type { Value } from "../value.ts";
import { items, scalarText, text, texts } from "./read.ts";

/** Does every pair of a plain selector (Service, ReplicationController) stand in the labels? An empty one selects nothing. */
export function selectsByLabels(
  selector: ReadonlyMap<string, string>,
  labels: ReadonlyMap<string, string>,
): boolean {
  if (selector.size === 0) return false;
  for (const [key, value] of selector) if (labels.get(key) !== value) return false;
  return true;
}

/**
 * Does a LabelSelector (matchLabels and matchExpressions, all of which must hold) select the labels? An empty one
 * selects everything; an operator that is not one of the four selects nothing.
 * Source: kubernetes.io, Labels and Selectors. Cilium prefixes keys with their source (`k8s:app`).
 */
export function selects(selector: Value | undefined, labels: ReadonlyMap<string, string>): boolean {
  if (selector && selector.kind !== "object" && selector.kind !== "null") return false;
  for (const [key, value] of texts(selector, "matchLabels"))
    if (labels.get(bareKey(key)) !== value) return false;
  for (const expression of items(selector, "matchExpressions")) {
    const key = text(expression, "key");
    if (key === undefined) return false;
    const label = labels.get(bareKey(key));
    const values = items(expression, "values").map(scalarText);
    if (!holds(text(expression, "operator"), label, values)) return false;
  }
  return true;
}

function holds(
  operator: string | undefined,
  label: string | undefined,
  values: ReadonlyArray<string | undefined>,
): boolean {
  switch (operator) {
    case "In":
      return label !== undefined && values.includes(label);
    case "NotIn":
      return label === undefined || !values.includes(label);
    case "Exists":
      return label !== undefined;
    case "DoesNotExist":
      return label === undefined;
    default:
      return false;
  }
}

/** A label key without the source that Cilium puts before it. */
export function bareKey(key: string): string {
  return key.replace(/^(?:k8s|any):/, "");
}
