import type { Value } from "../../value.ts";
import { Fault } from "../fault.ts";
import { limits } from "../run-state.ts";
import { list, unknownFrom } from "../values.ts";
import { type CallContext, listArg } from "./built-in.ts";

/** https://developer.hashicorp.com/terraform/language/functions/flatten — what may yet turn out to be a list stays one item. */
export function flatten(args: readonly Value[], call: CallContext): Value {
  const items: Value[] = [];
  let hidden = false;
  let work = 0;
  const into = (value: Value, depth: number) => {
    if (depth > 64 || ++work > limits.nodes || items.length > limits.nodes)
      throw new Fault("A list is larger than the limit.", call.at, "tf-limit");
    if (value.kind === "list") for (const item of value.items) into(item, depth + 1);
    else if (value.kind === "unknown" && value.shape?.kind === "list") {
      hidden = true;
      into(value.shape, depth);
      if (!value.shape.items.some((item) => item.kind === "unknown"))
        items.push(unknownFrom([value], call.at));
    } else {
      // An unknown that is known to be an object is one item; any other may be a list.
      if (
        value.kind === "unknown" &&
        value.shape?.kind !== "object" &&
        !value.parts &&
        !isScalarReference(value)
      )
        hidden = true;
      items.push(value);
    }
  };
  into(listArg(args, 0, call), 0);
  const result = list(items, call.at);
  return hidden ? unknownFrom(args, call.at, { shape: result }) : result;
}

/** `id`, `arn` and their like are texts in every provider, never lists to be flattened. */
export function isScalarReference(value: Value & { kind: "unknown" }): boolean {
  return (
    value.cause === "computed" &&
    (value.refs ?? []).some((ref) => /^(?:id|arn|name)$|_(?:id|arn|name)$/.test(ref.path))
  );
}
