import type { At } from "../../../text/span.ts";
import type { Value } from "../../value.ts";
import { reveal } from "../schema.ts";

/**
 * Tells where the text of every value stands that the plan calls sensitive: in the source beside it, where a variable
 * or a local that holds it was written, too.
 */
export function markedSecrets(value: Value, secret: (where: At) => void): void {
  if (value.sensitive) reveal(value, secret);
  else if (value.kind === "list") for (const item of value.items) markedSecrets(item, secret);
  else if (value.kind === "object")
    for (const entry of value.entries.values()) markedSecrets(entry.value, secret);
}
