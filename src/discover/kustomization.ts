import { dirname, join } from "node:path";
import type { Disk } from "./disk.ts";

/** The names Kustomize looks for (https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/). */
export const kustomizations: ReadonlySet<string> = new Set([
  "kustomization.yaml",
  "kustomization.yml",
  "Kustomization",
]);

const plainKeys = new Set(["apiVersion", "kind", "metadata", "resources"]);

/**
 * Does the kustomization only list manifests and folders of this scan? Then it builds what is scanned anyway, and
 * nothing is missing without it. In doubt the answer is no.
 */
export function isLossless(path: string, disk: Disk): boolean {
  const text = disk.read(path);
  if (text === undefined) return false;
  let key = "";
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(?:#|$)/.test(line) || line === "---") continue;
    const top = /^([A-Za-z]+):\s*(.*)$/.exec(line);
    if (top) {
      key = top[1] ?? "";
      if (!plainKeys.has(key) || (key === "resources" && top[2] !== "")) return false;
      continue;
    }
    if (key !== "resources") {
      if (/^\s/.test(line)) continue;
      return false;
    }
    const item = /^\s*-\s+["']?([\w./-]+)["']?\s*(?:#.*)?$/.exec(line)?.[1];
    if (item === undefined || !disk.locate(join(dirname(path), item))) return false;
  }
  return key !== "";
}
