import type { Finding } from "./finding.ts";
import { numbered } from "./fingerprint.ts";

/** Orders text by code units, the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** By path, start, policy, address, site; the rest only decides between equals. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compare(a.at.source.path, b.at.source.path) ||
    a.at.start - b.at.start ||
    compare(a.policy.id, b.policy.id) ||
    compare(a.resource.address, b.resource.address) ||
    compare(a.site ?? "", b.site ?? "") ||
    compare(a.verdict, b.verdict) ||
    compare(a.unit, b.unit) ||
    a.at.end - b.at.end ||
    compare(a.fingerprint, b.fingerprint) ||
    compare(a.message, b.message)
  );
}

/**
 * Sorts addresses, each once, and numbers the fingerprints of sorted findings that nothing but their order tells apart.
 * Findings at one place are one there: they differ in what a variable file, an exception or a scope makes of them.
 */
export function distinctFindings(findings: Finding[]): Finding[] {
  const seen = new Map<string, string[]>();
  for (const finding of findings) {
    finding.addresses = [...new Set(finding.addresses)].sort(compare);
    const { at, fingerprint } = finding;
    const place = `${at.source.path}:${at.start}:${at.end}`;
    const places = seen.get(fingerprint);
    const before = places ? places.indexOf(place) : 0;
    if (!places) seen.set(fingerprint, [place]);
    else if (before < 0) places.push(place);
    const n = before < 0 ? (places?.length ?? 1) - 1 : before;
    if (n > 0) finding.fingerprint = numbered(fingerprint, n);
  }
  return findings;
}

/** Sorted by the key's parts, equal ones once. */
export function distinct<T>(list: readonly T[], key: (one: T) => string[]): T[] {
  const keyed = new Map<string, T>();
  for (const one of list) {
    const id = key(one).join("\n");
    if (!keyed.has(id)) keyed.set(id, one);
  }
  return [...keyed].sort(([a], [b]) => compare(a, b)).map(([, one]) => one);
}
