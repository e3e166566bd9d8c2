import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.ts";

/** The OPA release that compiles the shards: another one may give other bytes. */
export const opaVersion = "1.22.2";

/**
 * The path of the pinned `opa` command: CROSSWALK_OPA, the cache, PATH, else built from the Go module proxy into
 * the cache when `go` is there.
 * @param build false only looks for one
 * @returns undefined when there is none and none can be built
 */
export function findOpa(build = true): string | undefined {
  const cached = join(root, ".cache", `opa-${opaVersion}`, "opa");
  for (const candidate of [process.env["CROSSWALK_OPA"], cached, "opa"])
    if (candidate && isPinned(candidate)) return candidate;
  return build && install(cached) ? cached : undefined;
}

function isPinned(command: string): boolean {
  try {
    return execFileSync(command, ["version"], { encoding: "utf8", stdio: "pipe" }).includes(
      `Version: ${opaVersion}`,
    );
  } catch {
    return false;
  }
}

function install(target: string): boolean {
  const folder = join(target, "..");
  try {
    execFileSync("go", ["version"], { stdio: "pipe" });
  } catch {
    return false;
  }
  process.stderr.write(`building OPA ${opaVersion} from the Go module proxy (a minute or two, once) …\n`);
  mkdirSync(folder, { recursive: true });
  execFileSync("go", ["install", `github.com/open-policy-agent/opa@v${opaVersion}`], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, GOBIN: folder, GOFLAGS: "-mod=mod" },
  });
  return existsSync(target) && isPinned(target);
}
