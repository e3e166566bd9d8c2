import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { helmVersion, kustomizeVersion, linkerFlags } from "../../engines/build/versions.ts";
import { root } from "./paths.ts";

const packages = {
  helm: { version: helmVersion, path: "helm.sh/helm/v3/cmd/helm" },
  kustomize: { version: kustomizeVersion, path: "sigs.k8s.io/kustomize/kustomize/v5" },
};

/**
 * The real command, pinned, that the engines are compared with: from the cache, else built from the Go module proxy
 * into it when `go` is there (minutes, once).
 * @returns undefined when there is none and none can be built
 */
export function goCommand(name: keyof typeof packages): string | undefined {
  const { version, path } = packages[name];
  const folder = join(root, ".cache", `${name}-${version}`);
  const command = join(folder, name);
  if (existsSync(command)) return command;
  try {
    execFileSync("go", ["version"], { stdio: "pipe" });
  } catch {
    return undefined;
  }
  process.stderr.write(`building ${name} ${version} from the Go module proxy (minutes, once) …\n`);
  mkdirSync(folder, { recursive: true });
  execFileSync("go", ["install", "-trimpath", `-ldflags=${linkerFlags}`, `${path}@v${version}`], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, GOBIN: folder, GOFLAGS: "-mod=mod" },
  });
  return existsSync(command) ? command : undefined;
}
