import { sha1 } from "@noble/hashes/legacy.js";
import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";

/** Ours, drawn once at random. It never changes: every identifier of every document hangs on it. */
const namespace = sha1.create().update(hexToBytes("6f0d7c1e5a8b4c39a2d43b7c90e15f26"));

/** The UUID, version 5 of RFC 9562, of a thing by what names it: the same names give the same UUID in every run. */
export function uuidOf(...names: readonly string[]): string {
  const bytes = namespace
    .clone()
    .update(utf8ToBytes(JSON.stringify(names)))
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytesToHex(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
