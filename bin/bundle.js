// Bundles the CLI into dist/: one process start reads few files, and what a run does not need stays in chunks of
// its own.
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/** opa-wasm brings host builtins (yaml, sprintf, …) that policies/capabilities.json forbids: they need not load. */
const withoutHostBuiltins = {
  name: "without-host-builtins",
  setup(one) {
    one.onResolve({ filter: /^\.\/builtins\/index/ }, (args) =>
      args.importer.includes("opa-wasm") ? { path: "builtins", namespace: "none" } : undefined,
    );
    one.onLoad({ filter: /.*/, namespace: "none" }, () => ({ contents: "module.exports = {};" }));
  },
};

rmSync(`${root}/dist`, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ["src/cli/main.ts"],
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  minify: true,
  keepNames: false,
  legalComments: "linked",
  external: ["hcl2-parser"],
  plugins: [withoutHostBuiltins],
  banner: { js: 'import{createRequire as __r}from"node:module";const require=__r(import.meta.url);' },
  logLevel: "warning",
});
