import type { Source } from "../text/source.ts";
import type { Span } from "../text/span.ts";

/** A private key in a file; its text is never kept. */
export interface PrivateKey {
  /** The header's line, or the line that stands for a binary store. */
  span: Span;
  format: "pem" | "openssh" | "pkcs12" | "jks";
  /** Written under a passphrase. A store always has one, often a published one: that is another question. */
  encrypted: boolean;
  /** A template action stands where the key would: it is filled in elsewhere. */
  templated: boolean;
}

const header = /-----BEGIN ((?:[A-Z0-9]{1,16} ){0,3})PRIVATE KEY(?: BLOCK)?-----/g;

/**
 * The private keys of a PEM text (RFC 7468; RFC 1421 for `Proc-Type: 4,ENCRYPTED`) or of OpenSSH's format
 * (PROTOCOL.key: the cipher's name follows the magic), or the one of a key store's line.
 */
export function parseKeyFile(source: Source): { source: Source; keys: PrivateKey[] } {
  const { text } = source;
  const store = /^\((PKCS#12|JKS) key store\)$/.exec(text);
  if (store) {
    const format = store[1] === "JKS" ? "jks" : "pkcs12";
    return {
      source,
      keys: [{ span: { start: 0, end: text.length }, format, encrypted: false, templated: false }],
    };
  }
  const keys: PrivateKey[] = [];
  for (const match of text.matchAll(header)) {
    const label = match[1] ?? "";
    const behind = text.slice(match.index + match[0].length, match.index + match[0].length + 400);
    const openssh = label === "OPENSSH ";
    keys.push({
      span: { start: match.index, end: match.index + match[0].length },
      format: openssh ? "openssh" : "pem",
      encrypted: openssh
        ? isEncryptedOpenssh(behind)
        : label === "ENCRYPTED " || /^\s*Proc-Type:\s*4,\s*ENCRYPTED/.test(behind),
      templated: /^\s*(?:\{\{|\$\{|<%|\$[A-Z_])/.test(behind),
    });
  }
  return { source, keys };
}

/** `openssh-key-v1\0`, the length of the cipher's name, the name: `none` without a passphrase. */
function isEncryptedOpenssh(body: string): boolean {
  const start = body.replace(/\\n|\s/g, "").slice(0, 40);
  // "openssh-key-v1\0" + 00000004 + "none" in base64, whatever follows.
  return start.startsWith("b3BlbnNzaC1rZXktdjEA") && !start.startsWith("b3BlbnNzaC1rZXktdjEAAAAABG5vbmU");
}
