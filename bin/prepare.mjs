// npm runs this after `npm ci`, before `npm pack`, and for installs from git. A global install from git gives it no
// dependencies and links the temporary clone into the global folder (npm/cli#8440): so it fetches its own build tools
// where they are missing, and puts a folder in the link's place, into which npm then unpacks the package.
import { execFileSync } from "node:child_process";
import { lstatSync, mkdirSync, realpathSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

function missing() {
  try {
    import.meta.resolve("esbuild");
    import.meta.resolve("yaml");
    import.meta.resolve("commander");
    import.meta.resolve("hcl2-parser");
    return false;
  } catch {
    return true;
  }
}

function replaceLinkToClone(prefix) {
  const link = join(prefix, "lib", "node_modules", "crosswalk");
  try {
    if (!lstatSync(link).isSymbolicLink() || realpathSync(link) !== realpathSync(root)) return;
    unlinkSync(link);
    mkdirSync(link);
  } catch {
    // No such link: another npm, or not a global install.
  }
}

if (missing()) {
  const env = { ...process.env };
  for (const name of ["npm_config_global", "npm_config_location", "npm_config_prefix"]) delete env[name];
  execFileSync("npm", ["ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund"], {
    cwd: root,
    env,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
}
await import("./bundle.mjs");
// Only a temporary clone: `npm link` and `npm install --global .` want their link.
if (process.env.npm_config_prefix && /[\\/]_cacache[\\/]tmp[\\/]/.test(root))
  replaceLinkToClone(process.env.npm_config_prefix);
