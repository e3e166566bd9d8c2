import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { readManifest } from "../evidence/manifest.ts";
import type { Found } from "../evidence/verify.ts";
import { UsageError } from "./usage-error.ts";

/** No evidence folder has more entries: a folder given by mistake is not walked to its end. */
const most = 10_000;

/**
 * Every entry below a folder by its path in it, with forward slashes. Links are not followed: they are no files.
 * @throws UsageError when the folder cannot be read or holds far more than evidence does
 */
export function readFolder(folder: string): Map<string, Found> {
  const found = new Map<string, Found>();
  const visit = (at: string): void => {
    for (const entry of readdirSync(join(folder, at), { withFileTypes: true })) {
      const path = at === "" ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else found.set(path, entry.isFile() ? read(join(folder, path)) : "not a file");
      if (found.size > most)
        throw new UsageError(`${folder} holds more than ${most} files: no evidence folder`);
    }
  };
  try {
    visit("");
  } catch (thrown) {
    if (thrown instanceof UsageError) throw thrown;
    throw new UsageError(
      `${folder} cannot be read: ${(thrown as NodeJS.ErrnoException).code ?? "unknown error"}`,
    );
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function read(path: string): Found {
  try {
    return readFileSync(path);
  } catch {
    return "unreadable";
  }
}

/**
 * Writes the files as one folder: all of them, or, when anything fails, none. The folder may be missing, empty, or
 * older evidence, which is replaced as a whole.
 * @throws UsageError when something else lies there, or the disk refuses
 */
export function writeFolder(folder: string, files: ReadonlyMap<string, string>): void {
  const target = resolve(folder);
  const replaces = checkTarget(folder);
  let scratch: string | undefined;
  try {
    mkdirSync(dirname(target), { recursive: true });
    // Beside the target, so that the last step is a rename on the same disk.
    scratch = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
    const made = join(scratch, "new");
    for (const [path, text] of files) {
      mkdirSync(dirname(join(made, path)), { recursive: true });
      writeFileSync(join(made, path), text, { flag: "wx" });
    }
    const old = join(scratch, "old");
    if (replaces) renameSync(target, old);
    try {
      renameSync(made, target);
    } catch (thrown) {
      if (replaces) renameSync(old, target);
      throw thrown;
    }
  } catch (thrown) {
    throw new UsageError(`--out ${folder} cannot be written: ${(thrown as Error).message}`);
  } finally {
    if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * Is something there that will be replaced? Asked before a scan too, which would otherwise be for nothing.
 * @throws UsageError when it may not be
 */
export function checkTarget(shown: string): boolean {
  const target = resolve(shown);
  const stat = lstatSync(target, { throwIfNoEntry: false });
  if (!stat) return false;
  const hint = "Name a new folder, an empty one, or one that `crosswalk evidence` wrote.";
  if (!stat.isDirectory()) throw new UsageError(`--out ${shown} is no folder`, hint);
  const found = readFolder(target);
  if (found.size === 0) return true;
  const manifest = found.get("manifest.json");
  const known =
    manifest instanceof Uint8Array ? readManifest(Buffer.from(manifest).toString("utf8")) : undefined;
  if (!known) throw new UsageError(`--out ${shown} holds files that are no evidence`, hint);
  const own = new Set(["manifest.json", "manifest.sha256", ...known.files.map((file) => file.path)]);
  const other = [...found.keys()].find((path) => !own.has(path));
  if (other !== undefined)
    throw new UsageError(`--out ${shown} holds ${other}, which crosswalk did not write`, hint);
  return true;
}
