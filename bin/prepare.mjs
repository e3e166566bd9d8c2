// npm runs this after `npm ci`, before `npm pack`, and for installs from git. A global install from git gives it no
// dependencies (npm/cli#8440), so it fetches its own build tools then.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

function missing() {
  try {
    import.meta.resolve("esbuild");
    import.meta.resolve("yaml");
    import.meta.resolve("commander");
    return false;
  } catch {
    return true;
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
