import type { Recogniser } from "./recogniser.ts";

const names = /\.(?:pem|key|p8|p12|pfx|jks|keystore)$|^id_(?:rsa|dsa|ecdsa|ed25519)$/;

/** The one line that stands for a binary key store, which no reader needs whole. */
const storeLine = /^\((?:PKCS#12|JKS) key store\)$/;

/** A PEM text or a key store: by name, confirmed by a block's header (RFC 7468) or the magic bytes. */
export const keyFile: Recogniser = ({ base, head }) => {
  if (storeLine.test(head)) return "key-file";
  const header = head.indexOf("-----BEGIN ");
  if (header < 0) return undefined;
  if (names.test(base) && /-----BEGIN [A-Z0-9 ]{1,40}-----/.test(head)) return "key-file";
  if (!/-----BEGIN (?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY(?: BLOCK)?-----/.test(head)) return undefined;
  // Elsewhere a header may be part of a program; a file that begins with one is a key whatever its name.
  return head.slice(0, header).trim() === "" ? "key-file" : undefined;
};
