import { TextDecoder } from "node:util";
import type { At } from "../../../text/span.ts";
import { Fault } from "../fault.ts";

/** Encodings by IANA name, as Node's decoder knows them; it takes the first two for windows-1252. */
const LATIN = /^(?:iso-8859-1|iso_8859-1|latin1|l1|us-ascii|ascii)$/;

/** One character encoding: texts to bytes and back; what it cannot hold is a Fault, as in Terraform. */
export interface CharacterEncoding {
  encode(content: string, at: At): Buffer;
  decode(bytes: Buffer, at: At): string;
}

/** The encoding of that IANA name; undefined for those that Node does not have. */
export function characterEncoding(name: string): CharacterEncoding | undefined {
  const label = name.toLowerCase();
  if (label === "utf-16") return undefined;
  if (LATIN.test(label)) return latin(label.endsWith("ascii") ? 0x7f : 0xff);
  if (/^(?:windows-1252|cp1252)$/.test(label)) return windows1252;
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  } catch {
    return undefined;
  }
  return {
    encode: (content, at) => encode(content, decoder.encoding, at),
    decode: (bytes, at) => decode(bytes, decoder, at),
  };
}

function latin(last: number): CharacterEncoding {
  const check = (content: string, at: At) => {
    for (const char of content) if ((char.codePointAt(0) ?? 0) > last) throw cannot(at);
    return content;
  };
  return {
    encode: (content, at) => Buffer.from(check(content, at), "latin1"),
    decode: (bytes, at) => check(bytes.toString("latin1"), at),
  };
}

/** What stands at 0x80 to 0x9f; Node's own decoder of it gives control characters there in some versions. */
const MIDDLE =
  "\u20ac\ufffd\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\ufffd\u017d\ufffd" +
  "\ufffd\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\ufffd\u017e\u0178";

const windows1252: CharacterEncoding = {
  encode: (content, at) =>
    Buffer.from(
      [...content].map((char) => {
        const middle = char === "\ufffd" ? -1 : MIDDLE.indexOf(char);
        const code = middle >= 0 ? 0x80 + middle : (char.codePointAt(0) ?? 0);
        if (middle < 0 && (code > 0xff || (code >= 0x80 && code < 0xa0))) throw cannot(at);
        return code;
      }),
    ),
  decode: (bytes, at) => {
    const content = [...bytes]
      .map((code) => (code >= 0x80 && code < 0xa0 ? MIDDLE.charAt(code - 0x80) : String.fromCharCode(code)))
      .join("");
    if (content.includes("\ufffd")) throw cannot(at);
    return content;
  },
};

function cannot(at: At): Fault {
  return new Fault("The encoding does not have one of the characters.", at);
}

function decode(bytes: Buffer, decoder: TextDecoder, at: At): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw cannot(at);
  }
}

function encode(content: string, encoding: string, at: At): Buffer {
  if (encoding === "utf-8") return Buffer.from(content, "utf8");
  if (encoding === "utf-16le") return Buffer.from(content, "utf16le");
  if (encoding === "utf-16be") return Buffer.from(content, "utf16le").swap16();
  const codes = codesOf(encoding);
  const result: number[] = [];
  for (const char of content) {
    const code = codes.get(char);
    if (code === undefined) throw cannot(at);
    if (code > 0xff) result.push(code >> 8);
    result.push(code & 0xff);
  }
  return Buffer.from(result);
}

const tables = new Map<string, Map<string, number>>();

/** The codes of one and two bytes, found by decoding them all: Node only decodes. */
function codesOf(encoding: string): Map<string, number> {
  const before = tables.get(encoding);
  if (before) return before;
  const codes = new Map<string, number>();
  const decoder = new TextDecoder(encoding, { fatal: true });
  const add = (code: number, bytes: number[]) => {
    try {
      const char = decoder.decode(Uint8Array.from(bytes));
      if ([...char].length === 1 && !codes.has(char)) codes.set(char, code);
    } catch {
      // Not a code of this encoding.
    }
  };
  for (let code = 0; code < 0x100; code++) add(code, [code]);
  if (!/^(?:windows|iso|koi8|ibm|mac|x-mac)/.test(encoding))
    for (let code = 0x8100; code < 0xff00; code++) add(code, [code >> 8, code & 0xff]);
  tables.set(encoding, codes);
  return codes;
}
