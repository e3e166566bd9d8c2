/** One part of an address or a reference: a name, with the index behind it as Terraform writes it (`[0]`, `["k"]`). */
export interface AddressPart {
  name: string;
  index: string;
}

/** Splits an address at its dots; undefined when it is none. Quoted keys may hold dots and brackets. */
export function splitAddress(address: string): AddressPart[] | undefined {
  const parts: AddressPart[] = [];
  const part =
    /([A-Za-z_*\u0080-\uffff][\w*\u0080-\uffff-]*|\d+)((?:\[(?:"(?:[^"\\]|\\.)*"|[^"\]]*)\])*)(\.|$)/y;
  while (part.lastIndex < address.length) {
    const found = part.exec(address);
    if (!found) return undefined;
    parts.push({ name: found[1] ?? "", index: found[2] ?? "" });
    if (found[3] === "") return parts;
  }
  return undefined;
}

/** The instance keys of an address, outermost first, taken away: what all instances of a block share. */
export function withoutIndexes(address: string): string {
  return address.includes("[") ? address.replace(/\[(?:"(?:[^"\\]|\\.)*"|[^"\]]*)\]/g, "") : address;
}

/** `module.a["k"].module.b` of an address in it; "" in the root module. */
export function moduleOf(parts: readonly AddressPart[]): AddressPart[] {
  const calls: AddressPart[] = [];
  for (let i = 0; parts[i]?.name === "module" && parts[i + 1]; i += 2)
    calls.push(parts[i + 1] as AddressPart);
  return calls;
}

/** The text in front of the addresses in a module: `module.a["k"].`. */
export function prefixOf(calls: readonly AddressPart[]): string {
  return calls.map(({ name, index }) => `module.${name}${index}.`).join("");
}
