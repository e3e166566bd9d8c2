import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

/** What came of opening a file. */
export type Reading =
  | { kind: "text"; text: string }
  | { kind: "skipped" }
  | { kind: "too-large"; size: number; limit: number }
  | { kind: "binary"; head: Uint8Array }
  | { kind: "unreadable"; detail: string };

/** Enough of a file to tell what it is. */
const headSize = 64 * 1024;
/** Where git, too, looks for a NUL to call a file binary. */
const binaryWindow = 8000;
/** Above this size the head decides first whether the rest is read. */
const headFirst = 256 * 1024;

/**
 * Reads a regular file as text. UTF-8, or UTF-16 with a byte order mark; invalid bytes become U+FFFD; the mark is
 * dropped. Never blocks on a pipe and reads nothing that is no regular file.
 * @param limit of bytes for a text that begins so
 * @param wanted asked with the head of a large file: is the rest worth reading?
 */
export function readText(
  path: string,
  limit: number | ((head: string) => number),
  wanted: (head: string) => boolean,
): Reading {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(file);
    if (!stat.isFile()) return { kind: "skipped" };
    const { size } = stat;
    if (size <= headFirst && (typeof limit === "function" || size <= limit))
      return textOf(readBytes(file, size));
    const head = textOf(readBytes(file, headSize));
    if (head.kind !== "text") return head;
    if (!wanted(head.text)) return { kind: "skipped" };
    const most = typeof limit === "function" ? limit(head.text) : limit;
    return size > most ? { kind: "too-large", size, limit: most } : textOf(readBytes(file, size));
  } catch (thrown) {
    return { kind: "unreadable", detail: errorCode(thrown) };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** All bytes of a regular file; undefined where there is none, or it is larger than the limit. */
export function readWhole(path: string, limit: number): Uint8Array | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(file);
    return stat.isFile() && stat.size <= limit ? readBytes(file, stat.size) : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** The system's word for what went wrong: EACCES, ENOENT. */
export function errorCode(thrown: unknown): string {
  const code = (thrown as { code?: unknown } | undefined)?.code;
  return typeof code === "string" ? code : "unknown error";
}

function readBytes(file: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let filled = 0;
  while (filled < size) {
    const count = readSync(file, bytes, filled, size - filled, filled);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}

function textOf(bytes: Buffer): Reading {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, "utf-16le");
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes, "utf-16be");
  const nul = bytes.indexOf(0);
  if (nul >= 0 && nul < binaryWindow) return { kind: "binary", head: bytes.subarray(0, headSize) };
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { kind: "text", text: bytes.toString("utf8", marked ? 3 : 0) };
}

function decode(bytes: Buffer, encoding: string): Reading {
  return { kind: "text", text: new TextDecoder(encoding).decode(bytes) };
}
