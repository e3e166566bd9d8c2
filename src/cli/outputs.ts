import { writeFileSync } from "node:fs";
import { UsageError } from "./usage-error.ts";

export type Format = "text" | "json" | "sarif";
export const formats: readonly Format[] = ["text", "json", "sarif"];

export interface Output {
  format: Format;
  path: string;
}

/** Reads `--output [format=]path`; without a format the path's ending tells it. Throws UsageError. */
export function readOutput(given: string): Output {
  const split = given.indexOf("=");
  const named = formats.find((format) => split > 0 && given.slice(0, split) === format);
  const path = named ? given.slice(split + 1) : given;
  if (path === "") throw new UsageError(`--output ${given} names no file`);
  if (named) return { format: named, path };
  if (/\.sarif(\.json)?$/i.test(path)) return { format: "sarif", path };
  if (/\.json$/i.test(path)) return { format: "json", path };
  if (/\.te?xt$|\.log$/i.test(path)) return { format: "text", path };
  throw new UsageError(
    `--output ${given}: the ending does not tell the format`,
    "Write --output json=PATH, sarif=PATH or text=PATH.",
  );
}

/** Writes a report. Throws UsageError when the file cannot be written. */
export function writeReport(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (thrown) {
    throw new UsageError(`--output ${path} cannot be written: ${(thrown as Error).message}`);
  }
}

/** Colour only on a terminal: NO_COLOR forbids it, FORCE_COLOR asks for it (no-color.org). */
export function useColor(stream: { isTTY?: boolean }): boolean {
  if (process.env["NO_COLOR"]) return false;
  if (process.env["FORCE_COLOR"] && process.env["FORCE_COLOR"] !== "0") return true;
  return stream.isTTY === true && process.env["TERM"] !== "dumb";
}
