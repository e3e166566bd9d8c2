import type { NginxWord } from "../../parse/nginx/ast.ts";
import type { Source } from "../../text/source.ts";
import { type Entry, type ObjectValue, object, type Value } from "../value.ts";
import { place } from "./config-unit.ts";
import type { PlacedDirective } from "./nginx-includes.ts";
import { environmentVariables, templateActions, textValue } from "./text-value.ts";

/** A block's directives: name → list of `{args, block?}`, in the order of the file. */
export function blockValue(block: readonly PlacedDirective[], within: ObjectValue["at"]): ObjectValue {
  const entries = new Map<string, Entry>();
  for (const one of block) {
    const { directive, source } = one;
    const at = place(source, directive.head);
    const value = object(at, [["args", argumentsOf(directive.args, source, at)]]);
    if (one.block) value.entries.set("block", { value: blockValue(one.block, at) });
    const known = entries.get(directive.name)?.value;
    if (known?.kind === "list") known.items.push(value);
    else {
      const list: Value = { kind: "list", items: [value], at };
      entries.set(directive.name, { value: list, keyAt: place(source, directive.nameSpan) });
    }
  }
  return { kind: "object", entries, at: within };
}

function argumentsOf(args: readonly NginxWord[], source: Source, at: ObjectValue["at"]): Value {
  return { kind: "list", items: args.map((word) => wordValue(word, source)), at };
}

/** A word; one that a template engine or envsubst fills in is unknown. nginx's own variables are text. */
function wordValue({ text, span }: NginxWord, source: Source): Value {
  const actions = templateActions(source.text, span);
  const placeholders =
    actions.length > 0 ? actions : environmentVariables(source.text, span, source.path.endsWith(".template"));
  return textValue(place(source, span), placeholders, text);
}

/** How much may be inherited in a unit: every server copies from http, every location from its server. */
export interface CopyBudget {
  /** Directives that may still be looked at. */
  looks: number;
  /** Directives that may still be copied. */
  copies: number;
}

/** Simple directives of the outer block that the inner one does not set itself. */
export function inherited(
  outer: readonly PlacedDirective[],
  inner: readonly PlacedDirective[],
  counts: (name: string) => boolean,
  budget: CopyBudget,
): PlacedDirective[] {
  budget.looks -= outer.length;
  if (budget.looks < 0 || budget.copies < 0) return [];
  const own = new Set(inner.map((one) => one.directive.name));
  const more = outer.filter(
    ({ directive, block }) => !block && !own.has(directive.name) && counts(directive.name),
  );
  budget.copies -= more.length;
  return more;
}

/** What of a server reaches into its locations: not its address, nor what is done at the server itself. */
const reachesLocations =
  /^(?:(?:proxy|fastcgi|uwsgi|scgi|grpc|client|auth|gzip|limit|ssl_verify)_(?!pass$).*|add_header|access_log|error_log|allow|deny|satisfy|root|index|autoindex|server_tokens|etag)$/;

/** The server's directives with what its locations inherit copied into them, at any depth. */
export function withInheritedLocations(
  block: readonly PlacedDirective[],
  budget: CopyBudget,
): PlacedDirective[] {
  return block.map((one) => {
    if (one.directive.name !== "location" || !one.block) return one;
    const own = one.block;
    const more = inherited(block, own, (name) => reachesLocations.test(name), budget);
    return { ...one, block: withInheritedLocations([...own, ...more], budget) };
  });
}
