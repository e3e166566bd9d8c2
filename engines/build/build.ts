/**
 * `npm run build:engines`: compiles `engines/` to the WebAssembly module of the optional package, packages/engines. Needs
 * Go; the sources come from the Go module proxy, at the versions and digests of go.mod and go.sum. The same bytes on
 * every machine with the same Go.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { limitMemory } from "./limit-memory.ts";
import { linkerFlags } from "./versions.ts";

const root = resolve(import.meta.dirname, "..", "..");
const target = join(root, "packages/engines/engines.wasm");
/** 64 KiB each: 768 MiB for a chart is far more than any needs. */
const pages = 12 * 1024;

const made = `${target}.new`;
mkdirSync(join(target, ".."), { recursive: true });
try {
  execFileSync(
    "go",
    [
      "build",
      "-buildmode=c-shared",
      "-trimpath",
      "-buildvcs=false",
      `-ldflags=${linkerFlags}`,
      "-o",
      made,
      ".",
    ],
    {
      cwd: join(root, "engines"),
      stdio: "inherit",
      env: { ...process.env, GOOS: "wasip1", GOARCH: "wasm", GOFLAGS: "-mod=readonly", GOTOOLCHAIN: "auto" },
    },
  );
  const bytes = limitMemory(readFileSync(made), pages);
  writeFileSync(made, bytes);
  renameSync(made, target);
  const packed = gzipSync(bytes).length;
  process.stdout.write(
    `packages/engines/engines.wasm: ${megabytes(bytes.length)} MB, ${megabytes(packed)} MB packed\n`,
  );
} finally {
  rmSync(made, { force: true });
  rmSync(made.replace(/\.wasm\.new$/, ".h"), { force: true });
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
