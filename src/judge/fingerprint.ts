import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Resource } from "../model/resource.ts";
import { labels } from "./element.ts";
import type { Stride } from "./land.ts";

/** What a finding's identity is made of. */
export interface Identity {
  policy: string;
  /** The values at the site are secrets: elements without a name are told apart by index, never by a digest. */
  secret: boolean;
  resource: Resource;
  /** Folder of the unit (of the file for manifests and config), relative to where identities start. */
  folder: string;
  /** The resource the path lies in, when it is a companion of the judged one. */
  companion?: Resource;
  strides: readonly Stride[];
  /** Nested blocks are lists of one here (Terraform): a single one without a name needs none. */
  blocks: boolean;
}

/**
 * SHA-256 of what makes a finding the same one tomorrow: policy, folder, address without a count index, and the
 * site's path with list elements called by name or content. No line number, wording, order or value takes part.
 */
export function fingerprint(identity: Identity): string {
  const { policy, folder, resource, companion, strides } = identity;
  const parts = [policy, folder, stableAddress(resource)];
  if (companion) parts.push(`in ${stableAddress(companion)}`);
  for (const stride of strides) parts.push(stepName(stride, identity));
  return digest(parts.join("\n"));
}

/** A fingerprint of what no unit holds, such as a record of crosswalk.yaml. */
export function fingerprintOf(parts: readonly string[]): string {
  return digest(parts.map((part) => JSON.stringify(part)).join("\n"));
}

/** A fingerprint for the nth of several findings that nothing but their order tells apart. */
export function numbered(of: string, n: number): string {
  return digest(`${of}\n${n}`);
}

/**
 * The address as identity has it: numeric indexes of count go (they move when one is removed), keys of for_each stay;
 * the path in the address of a config file is cut to the file's name, since the folder is known already.
 * @internal Used by tests and scripts.
 */
export function stableAddress(resource: Resource): string {
  const { address, folder } = resource;
  // A profile of a Spring application has the address of its base file, wherever its own settings stand.
  const kind = /^(?:[a-z-]+:)?/.exec(address)?.[0] ?? "";
  if (folder !== "." && address.startsWith(`${folder}/`, kind.length)) {
    return kind + address.slice(kind.length + folder.length + 1);
  }
  return address.includes("[")
    ? address.replace(/"(?:[^"\\]|\\.)*"|\[\d+\]/g, (hit) => (hit[0] === "[" ? "" : hit))
    : address;
}

function stepName({ step, within, value, opened }: Stride, { secret, blocks }: Identity): string {
  if (within?.kind !== "list" || typeof step !== "number" || !value) {
    // A name with a line end must not read as two steps.
    return typeof step === "number" ? `[${step}]` : `.${JSON.stringify(step)}`;
  }
  const label = labels(within)[step];
  if (!label) return `[${step}]`;
  if (!label.name && secret) return `[${step}]`;
  if (!label.name && blocks && !opened && within.items.length === 1 && value.kind === "object") return "[]";
  const shown = label.name ? label.text : digest(label.text);
  return `[${shown}${label.before > 0 ? `#${label.before}` : ""}]`;
}

// Not node:crypto: loading it would take a tenth of a one-file scan.
function digest(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** A folder relative to another one, both relative to where the scan started; "." when they are the same. */
export function relativeFolder(folder: string, root: string): string {
  if (root === "." || root === "") return folder === "" ? "." : folder;
  if (folder === root) return ".";
  return folder.startsWith(`${root}/`) ? folder.slice(root.length + 1) : folder;
}
