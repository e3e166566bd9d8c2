import { saysTest } from "../text/test-marker.ts";

/** Value representations whose length takes four bytes behind two that are reserved (DICOM PS3.5, 7.1.2). */
const long = new Set(["OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV"]);
const openLength = 0xffffffff;

/**
 * What a binary file is when `DICM` stands at byte 128 (DICOM PS3.10, 7.1), as the line that stands for it; undefined
 * for anything else. The line says whether the file names a patient, and never whom. A name that says test, is no more
 * than the patient's ID (a pseudonym) or has no letters names nobody; nor does a file that says PatientIdentityRemoved.
 */
export function dicomLine(bytes: Uint8Array): string | undefined {
  if (String.fromCharCode(...bytes.subarray(128, 132)) !== "DICM") return undefined;
  const found = new Map<number, string>();
  const whole = readElements(bytes, found);
  const name = found.get(0x00100010);
  if (name === undefined && !whole) return "(DICOM file, patient not read)";
  if (found.get(0x00120062)?.toUpperCase() === "YES") return "(DICOM file, no patient named)";
  const plain = (name ?? "").replaceAll("^", " ").trim();
  const named = /\p{L}/u.test(plain) && !saysTest(plain) && plain !== found.get(0x00100020);
  return named ? "(DICOM file, patient named)" : "(DICOM file, no patient named)";
}

/** Texts of groups 0010 and 0012; false when the elements could not be followed so far. */
function readElements(bytes: Uint8Array, found: Map<number, string>): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const latin = (start: number, end: number): string =>
    Buffer.from(bytes.subarray(start, end))
      .toString("utf8")
      .replace(/[\0 ]+$/, "");
  let at = 132;
  let explicit = true;
  let little = true;
  let syntax = "";
  let inMeta = true;
  // Inside a sequence of open length elements are passed over until its end.
  let depth = 0;
  while (at + 8 <= bytes.length) {
    if (inMeta && depth === 0 && view.getUint16(at, true) !== 0x0002) {
      inMeta = false;
      if (syntax === "1.2.840.10008.1.2.1.99") return false;
      explicit = syntax !== "1.2.840.10008.1.2";
      little = syntax !== "1.2.840.10008.1.2.2";
    }
    const group = view.getUint16(at, little);
    const tag = group * 0x10000 + view.getUint16(at + 2, little);
    if (depth === 0 && group > 0x0012) return true;
    let size: number;
    let start = at + 8;
    let representation = "";
    if (group === 0xfffe || !explicit) size = view.getUint32(at + 4, little);
    else {
      representation = String.fromCharCode(bytes[at + 4] ?? 0, bytes[at + 5] ?? 0);
      if (!/^[A-Z]{2}$/.test(representation)) return false;
      if (long.has(representation)) {
        if (at + 12 > bytes.length) return false;
        size = view.getUint32(at + 8, little);
        start = at + 12;
      } else size = view.getUint16(at + 6, little);
    }
    if (tag === 0xfffee00d || tag === 0xfffee0dd) {
      depth = Math.max(0, depth - 1);
      at = start;
      continue;
    }
    if (size === openLength) {
      depth++;
      at = start;
      continue;
    }
    if (start + size > bytes.length) return false;
    if (tag === 0x00020010) syntax = latin(start, start + size);
    else if (depth === 0 && (group === 0x0010 || group === 0x0012) && size <= 1024)
      found.set(tag, latin(start, start + size));
    at = start + size;
  }
  return false;
}
