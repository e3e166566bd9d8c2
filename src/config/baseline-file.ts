import type { Severity } from "../evaluate/catalogue.ts";

/** `crosswalk-baseline.json`, as baseline-schema.json describes it. */
export interface BaselineFile {
  schemaVersion: "1";
  /** Key of the digests, 32 hexadecimal characters: equal values in two repositories do not show. */
  salt: string;
  /** The commit that was checked out when the file was written; renamed files are followed from there. */
  commit?: string;
  /** Sorted by path, policy, address, fingerprint. */
  entries: BaselineEntry[];
}

/** A violation that was known when it was written. */
export interface BaselineEntry {
  fingerprint: string;
  policy: string;
  /** From the folder of the baseline file; for people, matching goes by the fingerprint. */
  path: string;
  address: string;
  severity: Severity;
  /** YYYY-MM-DD */
  since: string;
  /** Keyed digest of the offending value; absent for secrets and where what is missing is the violation. */
  value?: string;
}

/**
 * Reads the text of a baseline file.
 * @returns the file, or in words why it is none
 */
export function readBaseline(text: string): BaselineFile | string {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (thrown) {
    return `is no JSON: ${(thrown as Error).message}`;
  }
  if (!isObject(given) || given["schemaVersion"] !== "1") return 'is no baseline: no "schemaVersion": "1"';
  const { salt, commit, entries } = given;
  if (typeof salt !== "string" || !/^[0-9a-f]{32}$/.test(salt))
    return "has no salt of 32 hexadecimal characters";
  if (commit !== undefined && (typeof commit !== "string" || !/^[0-9a-f]{40,64}$/.test(commit)))
    return "names a commit that is none";
  if (!Array.isArray(entries)) return "has no list of entries";
  const read: BaselineEntry[] = [];
  for (const [i, entry] of (entries as unknown[]).entries()) {
    const one = readEntry(entry);
    if (typeof one === "string") return `has an entry ${one} (entries[${i}])`;
    read.push(one);
  }
  return { schemaVersion: "1", salt, ...(commit !== undefined && { commit }), entries: read };
}

const texts = ["fingerprint", "policy", "path", "address", "since"] as const;

function readEntry(given: unknown): BaselineEntry | string {
  if (!isObject(given)) return "that is no object";
  for (const key of texts) if (typeof given[key] !== "string") return `without ${key}`;
  const { severity, value, ...rest } = given as unknown as BaselineEntry;
  if (!/^[0-9a-f]{64}$/.test(rest.fingerprint)) return "whose fingerprint is none";
  if (!/^\d{4}-\d\d-\d\d$/.test(rest.since)) return "whose since is no date";
  if (!["critical", "high", "medium", "low"].includes(severity)) return "whose severity is none";
  if (value !== undefined && typeof value !== "string") return "whose value is no text";
  const { fingerprint, policy, path, address, since } = rest;
  return { fingerprint, policy, path, address, severity, since, ...(value !== undefined && { value }) };
}

/** The file's text: sorted, one entry a line, so that a change reads as one line. */
export function writeBaseline(file: BaselineFile): string {
  const entries = [...file.entries].sort(
    (a, b) =>
      order(a.path, b.path) ||
      order(a.policy, b.policy) ||
      order(a.address, b.address) ||
      order(a.fingerprint, b.fingerprint),
  );
  const lines = entries.map(
    ({ fingerprint, policy, path, address, severity, since, value }) =>
      `    ${JSON.stringify({ path, policy, address, severity, since, fingerprint, value })}`,
  );
  const head = [
    '  "schemaVersion": "1"',
    `  "salt": ${JSON.stringify(file.salt)}`,
    ...(file.commit === undefined ? [] : [`  "commit": ${JSON.stringify(file.commit)}`]),
    `  "entries": [${lines.length === 0 ? "" : `\n${lines.join(",\n")}\n  `}]`,
  ];
  return `{\n${head.join(",\n")}\n}\n`;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
