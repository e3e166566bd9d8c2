// Bundles the CLI into one CommonJS file: a process start reads one file instead of a hundred, and modules that a run
// does not import are never evaluated. CommonJS, because Node's ESM loader alone takes a tenth of the start.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

/** What few runs need, loaded at the first call: each brings a tail of other modules with it. */
const lazily = {
  name: "lazily",
  setup(one) {
    const functions = { "node:crypto": "createHash", "node:zlib": "gzipSync" };
    one.onResolve({ filter: /^(node:(crypto|zlib|child_process)|yaml)$/ }, (args) => {
      if (args.namespace !== "file") return undefined;
      // The functions yamldecode and gzip of Terraform; the YAML reader itself is loaded by need anyway.
      if (args.path === "node:crypto") return { path: args.path, namespace: "lazy" };
      if (/functions.encoding\.ts$/.test(args.importer))
        return { path: args.path, namespace: "lazy", pluginData: args.resolveDir };
      // commander wants it for subcommands that are programs of their own.
      return args.path === "node:child_process" && args.importer.includes("commander")
        ? { path: args.path, namespace: "lazy" }
        : undefined;
    });
    one.onLoad({ filter: /.*/, namespace: "lazy" }, ({ path, pluginData }) => {
      if (path === "node:child_process") {
        return { contents: 'exports.spawn = (...args) => require("child_process").spawn(...args);' };
      }
      const name = functions[path] ?? "parse";
      const contents = `export const ${name} = (...args) => require("${path.replace("node:", "")}").${name}(...args);`;
      return { contents, resolveDir: pluginData };
    });
  },
};

rmSync(`${root}/dist`, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ["src/cli/main.ts"],
  outfile: "dist/main.cjs",
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node20",
  minify: true,
  legalComments: "linked",
  // Its CommonJS form requires its own files by a name that no bundler can see.
  alias: { "jsonc-parser": `${root}/node_modules/jsonc-parser/lib/esm/main.js` },
  plugins: [withoutHostBuiltins, lazily],
  define: { "import.meta.url": "bundleUrl" },
  banner: { js: 'const bundleUrl=require("url").pathToFileURL(__filename).href;' },
  logLevel: "warning",
});

// What runs the engines, in a thread of its own.
copyFileSync(`${root}/src/render/worker.mjs`, `${root}/dist/worker.mjs`);

// For scan --cross-check, in a file of its own that nothing else loads. A dependency would be missing after a global
// install from git, which brings none.
copyFileSync(`${root}/node_modules/hcl2-parser/dist/index.js`, `${root}/dist/hcl2-parser.cjs`);
copyFileSync(`${root}/node_modules/hcl2-parser/LICENSE`, `${root}/dist/hcl2-parser.LICENSE`);

// V8's compiled code of what a scan runs, made by running some: a start then compiles nothing. Another Node than this
// one rejects it and compiles as usual.
const sample = mkdtempSync(join(tmpdir(), "crosswalk-warm-"));
writeFileSync(join(sample, "main.tf"), 'resource "aws_db_instance" "a" {\n  publicly_accessible = true\n}\n');
writeFileSync(
  join(sample, "pod.yaml"),
  "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a}]}\n",
);
writeFileSync(join(sample, ".env"), "DB_PASSWORD=correct-horse\n");
try {
  execFileSync(
    process.execPath,
    [`${root}/bin/crosswalk.js`, "scan", "--format", "text", "--fail-on", "none"],
    {
      cwd: sample,
      env: { ...process.env, CROSSWALK_WRITE_CODE_CACHE: "1" },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
} finally {
  rmSync(sample, { recursive: true, force: true });
}
