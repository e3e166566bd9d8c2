import { createHash } from "node:crypto";
import { Fault } from "../fault.ts";
import { type BuiltIn, builtIn, ofText, textArg, textResult } from "./built-in.ts";
import { pathArg, readText, unreadable } from "./filesystem.ts";

type Digest = "hex" | "base64";

/** Loaded on the first call: most configurations hash nothing. */
function digest(algorithm: string, content: string | Buffer, form: Digest): string {
  return createHash(algorithm).update(content).digest(form);
}

const ALGORITHMS = ["md5", "sha1", "sha256", "sha512"] as const;

function* table(): Iterable<[string, BuiltIn]> {
  for (const algorithm of ALGORITHMS) {
    const forms: Array<[string, Digest]> = [[algorithm, "hex"]];
    if (algorithm === "sha256" || algorithm === "sha512") forms.push([`base64${algorithm}`, "base64"]);
    for (const [name, form] of forms) {
      yield [name, ofText((content) => digest(algorithm, content, form))];
      yield [
        `file${name}`,
        builtIn(1, (args, call) => {
          const path = pathArg(args, 0, call);
          const content = readText(path, call);
          return content === undefined
            ? unreadable(path, call)
            : textResult(digest(algorithm, content, form), call);
        }),
      ];
    }
  }
  yield [
    "uuidv5",
    builtIn(2, (args, call) =>
      textResult(nameBased(textArg(args, 0, call), textArg(args, 1, call), call.at), call),
    ),
  ];
}

/** Name spaces of RFC 9562, section 6.6. */
const NAMESPACES = new Map([
  ["dns", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"],
  ["url", "6ba7b811-9dad-11d1-80b4-00c04fd430c8"],
  ["oid", "6ba7b812-9dad-11d1-80b4-00c04fd430c8"],
  ["x500", "6ba7b814-9dad-11d1-80b4-00c04fd430c8"],
]);

function nameBased(namespace: string, name: string, at: Fault["at"]): string {
  const id = (NAMESPACES.get(namespace) ?? namespace).replaceAll("-", "");
  if (!/^[0-9a-fA-F]{32}$/.test(id)) throw new Fault("The name space is no UUID.", at);
  const bytes = Buffer.from(
    digest("sha1", Buffer.concat([Buffer.from(id, "hex"), Buffer.from(name, "utf8")]), "hex"),
    "hex",
  );
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    "-",
  );
}

export const hash: ReadonlyMap<string, BuiltIn> = new Map(table());
