/**
 * What a binary file is when its first bytes are those of a key store with a private key in it, as the line that
 * stands for it; undefined for anything else. A JKS without a private key (a trust store) is none. Sources: RFC 7292
 * (PFX: a sequence that begins with version 3), OpenJDK's JavaKeyStore (magic, version, entries with a tag of 1 for keys).
 */
export function keyStoreLine(bytes: Uint8Array): string | undefined {
  if (isPkcs12(bytes)) return "(PKCS#12 key store)";
  return isJks(bytes) ? "(JKS key store)" : undefined;
}

function isPkcs12(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x30) return false;
  const length = bytes[1] ?? 0;
  // DER writes the length in one byte, or behind a count of its bytes; BER may leave it open (0x80).
  const start = length < 0x80 ? 2 : length === 0x80 ? 2 : 2 + (length & 0x7f);
  if (bytes[start] !== 0x02 || bytes[start + 1] !== 1 || bytes[start + 2] !== 3) return false;
  // The first member of authSafe is an object identifier under PKCS#7: 1.2.840.113549.1.7.
  const oid = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07];
  for (let i = start + 3; i < start + 12; i++) if (oid.every((byte, n) => bytes[i + n] === byte)) return true;
  return false;
}

function isJks(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const int = (at: number): number => (at + 4 <= bytes.length ? view.getUint32(at) : -1);
  const magic = int(0);
  // JCEKS has the same layout; its secret keys have a tag of 3.
  if (magic !== 0xfeedfeed && magic !== 0xcececece) return false;
  const count = int(8);
  let at = 12;
  for (let i = 0; i < count && at + 6 <= bytes.length; i++) {
    const tag = int(at);
    if (tag !== 2) return tag === 1 || tag === 3;
    at += 6 + view.getUint16(at + 4) + 8;
    if (at + 2 > bytes.length) return true;
    at += 2 + view.getUint16(at);
    const size = int(at);
    if (size < 0) return true;
    at += 4 + size;
  }
  return false;
}
