import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { BaselineEntry, BaselineFile } from "../../config/baseline-file.ts";
import type { Resource } from "../../model/resource.ts";
import { content, isSecretKey } from "../element.ts";
import type { Finding } from "../finding.ts";
import { fingerprint, type Identity } from "../fingerprint.ts";
import type { Landed } from "../land.ts";
import type { BaselineResult } from "../result.ts";
import { Renames } from "./renames.ts";

export interface BaselineInput {
  file: BaselineFile;
  /** As it was given, from the working directory. */
  path: string;
  /** Files that were renamed since the baseline was written, present path → path then, from the working directory. */
  renamed?: ReadonlyMap<string, string>;
  /** A folder as identities have it. */
  folder: (resource: Resource, folder: string) => string;
}

/** The violations that are known, by fingerprint, and whether their offending values are still the same. */
export class Baseline {
  readonly #input: BaselineInput;
  readonly #entries: ReadonlyMap<string, BaselineEntry>;
  readonly #renames: Renames | undefined;
  readonly #key: Uint8Array;
  readonly #known = new Set<BaselineEntry>();
  readonly #lapsed = new Set<BaselineEntry>();

  constructor(input: BaselineInput) {
    this.#input = input;
    this.#entries = new Map(input.file.entries.map((entry) => [entry.fingerprint, entry]));
    this.#renames = input.renamed && input.renamed.size > 0 ? new Renames(input.renamed) : undefined;
    this.#key = utf8ToBytes(input.file.salt);
  }

  /**
   * Keyed digest of the value at a site. None of a secret, where nothing stands at the site, and of the resource as a
   * whole: any change of it would count.
   */
  digest(landed: Landed, secret: boolean): string | undefined {
    const { strides, exact } = landed;
    const value = strides.at(-1)?.value;
    if (secret || !exact || !value) return undefined;
    if (strides.some(({ step }) => typeof step === "string" && isSecretKey(step))) return undefined;
    return this.keyed(content(value));
  }

  /** @internal Used by tests and scripts. */
  keyed(text: string): string {
    return bytesToHex(hmac(sha256, this.#key, utf8ToBytes(text))).slice(0, 32);
  }

  /** The fingerprint that the finding had before its file or folder was renamed; undefined when it was not. */
  former(identity: Identity): string | undefined {
    const before = this.#renames?.before(identity.resource);
    if (!before) return undefined;
    const companion = identity.companion && (this.#renames?.before(identity.companion) ?? identity.companion);
    return fingerprint({
      ...identity,
      resource: before,
      ...(companion && { companion }),
      folder: this.#input.folder(before, before.folder),
    });
  }

  /** Marks an open violation as known, or says that its entry has lapsed. */
  apply(finding: Finding, former: string | undefined): void {
    const entry =
      this.#entries.get(finding.fingerprint) ??
      (former === undefined ? undefined : this.#entries.get(former));
    if (!entry || entry.policy !== finding.policy.id) return;
    const changed = entry.value !== undefined && entry.value !== finding.valueDigest;
    if (entry.fingerprint !== finding.fingerprint) finding.former = entry.fingerprint;
    finding.baseline = { since: entry.since, ...(changed && { lapsed: true as const }) };
    if (changed) this.#lapsed.add(entry);
    else {
      this.#known.add(entry);
      if (finding.status === "open") finding.status = "baselined";
    }
  }

  result(): BaselineResult {
    const { path, file } = this.#input;
    const lapsed = [...this.#lapsed].filter((entry) => !this.#known.has(entry)).length;
    const gone = file.entries.length - this.#known.size - lapsed;
    return { path, entries: file.entries.length, known: this.#known.size, lapsed, gone };
  }
}
