import type { Selector } from "../config/config.ts";
import type { Resource } from "../model/resource.ts";
import { matchesGlob, matchesPath } from "../text/glob.ts";
import { foldKey, type Labels } from "./labels.ts";

export type Answer = "yes" | "no" | "unknown";

/**
 * Does the selector pick the resource? Every key that it gives must match. A label whose value cannot be known may
 * match: the answer is then unknown, unless another key rules the resource out.
 */
export function selects(selector: Selector, resource: Resource, labels: Labels): Answer {
  const { within } = selector;
  if (within !== undefined && !isHeld(within, resource.head.source.path)) return "no";
  const plain: boolean[] = [];
  const { paths, namespaces, addresses, types } = selector;
  if (types) plain.push(types.some((glob) => matchesGlob(glob, resource.type)));
  if (addresses) plain.push(addresses.some((glob) => hasAddress(glob, resource.address)));
  if (namespaces) {
    const namespace = resource.meta["namespace"];
    plain.push(typeof namespace === "string" && namespaces.some((glob) => matchesGlob(glob, namespace)));
  }
  if (paths) {
    const held = [resource.head.source.path, ...resource.via.map((frame) => frame.at.source.path)];
    plain.push(paths.some((glob) => held.some((path) => matchesPath(glob, path))));
  }
  if (plain.includes(false)) return "no";
  const asked = [...pairs(selector.tags), ...pairs(selector.labels)];
  if (asked.length === 0) return plain.length > 0 ? "yes" : "no";
  let answer: Answer = "yes";
  for (const [key, globs] of asked) {
    const one = hasLabel(labels, key, globs);
    if (one === "no") return "no";
    if (one === "unknown") answer = "unknown";
  }
  return answer;
}

/** Whether a selector asks for labels only, so that those of a module call can speak for what lies in the module. */
export function asksLabels(selector: Selector): boolean {
  return selector.tags !== undefined || selector.labels !== undefined;
}

function isHeld(folder: string, path: string): boolean {
  return folder === "." || path.startsWith(`${folder}/`);
}

function pairs(given: Record<string, string | string[]> | undefined): Array<[string, string[]]> {
  return Object.entries(given ?? {}).map(([key, value]) => [key, Array.isArray(value) ? value : [value]]);
}

function hasLabel(labels: Labels, key: string, globs: readonly string[]): Answer {
  const folded = foldKey(key);
  if (!labels.values.has(folded)) return labels.open ? "unknown" : "no";
  const value = labels.values.get(folded);
  if (value === undefined) return "unknown";
  const wanted = value.toLowerCase();
  return globs.some((glob) => matchesGlob(glob.toLowerCase(), wanted)) ? "yes" : "no";
}

/** `module.database` names what lies in it, `aws_s3_bucket.a` its instances; `*` stands for any text. */
function hasAddress(glob: string, address: string): boolean {
  if (matchesGlob(glob, address)) return true;
  return matchesGlob(`${glob}.*`, address) || matchesGlob(`${glob}[*`, address);
}
