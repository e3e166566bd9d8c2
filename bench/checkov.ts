import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";

const version = "3.2.500";

/**
 * Checkov, installed from PyPI into .cache/ when it is not there yet.
 * @returns the command; throws when python3 or the package index cannot be reached
 */
export function checkov(root: string): string {
  const folder = join(root, ".cache", `checkov-${version}`);
  const command = join(folder, "bin", "checkov");
  if (!existsSync(command)) {
    mkdirSync(join(root, ".cache"), { recursive: true });
    execFileSync("python3", ["-m", "venv", folder], { stdio: "inherit" });
    execFileSync(
      join(folder, "bin", "pip"),
      ["install", "--quiet", "--disable-pip-version-check", `checkov==${version}`],
      { stdio: "inherit" },
    );
  }
  return command;
}

/** A scan that asks nothing of the network, prints little and reads Terraform only, as ours does of these folders. */
export const checkovArguments = (folder: string): string[] => [
  "--directory",
  folder,
  "--skip-download",
  "--quiet",
  "--compact",
  "--framework",
  "terraform",
];
