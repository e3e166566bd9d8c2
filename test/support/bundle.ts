import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.ts";

/** Before all tests: the bundle that the command line tests start is made anew when a source is newer. */
export default function setup(): void {
  const bundle = join(root, "dist/main.cjs");
  const made = existsSync(bundle) ? statSync(bundle).mtimeMs : 0;
  const newest = Math.max(
    ...["src", "bin"].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map(
        (name) => statSync(join(root, folder, name)).mtimeMs,
      ),
    ),
  );
  if (newest > made) execFileSync(process.execPath, ["bin/bundle.mjs"], { cwd: root, stdio: "inherit" });
}
