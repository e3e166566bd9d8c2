import type { ExceptionRecord, ExceptionType } from "../../config/config.ts";
import { daysBetween } from "../days.ts";

/** Fields of section (b) of the requirements that every record has, whatever its type. */
const always = [
  "citations",
  "type",
  "reason",
  "owner",
  "approvedBy",
  "approvedOn",
  "reviewBy",
  "expiresOn",
] as const;

/**
 * What the type needs besides. 164.306(d)(3)(ii)(B): the alternative, or how the standard is met without one, and what
 * was weighed, 164.306(b)(2); a risk is accepted where it was analysed.
 */
const needed: Record<ExceptionType, ReadonlyArray<keyof ExceptionRecord>> = {
  "addressable-alternative": ["factors", "alternative", "riskRef"],
  "risk-acceptance": ["riskRef"],
  "false-positive": [],
  "not-applicable": [],
};

export interface Circumstances {
  /** YYYY-MM-DD */
  today: string;
  /** Longest time from approval to expiry that the organization allows, in days. */
  mostDays?: number;
  knows: (ref: string) => boolean;
  /** Other records have this id, too. */
  repeated: boolean;
}

/** Says that the alternative is none, in whatever case. */
export function hasNoAlternative(record: ExceptionRecord): boolean {
  return record.alternative?.trim().toLowerCase() === "none";
}

/** What a record lacks, or says that cannot be; empty when it is complete. Its resources are another matter. */
export function shortcomings(record: ExceptionRecord, given: Circumstances): string[] {
  const required: Array<keyof ExceptionRecord> = [...always, ...(record.type ? needed[record.type] : [])];
  if (record.type === "addressable-alternative" && record.alternative !== undefined)
    required.push(hasNoAlternative(record) ? "standardStillMetBy" : "alternativeEvidence");
  const missing = required.filter((key) => isEmpty(record[key]));
  const problems = missing.length > 0 ? [`no ${missing.join(", ")}`] : [];
  if (given.repeated) problems.push("its id is used by another record, too");
  for (const ref of record.citations ?? [])
    if (!given.knows(ref)) problems.push(`${ref} is no HIPAA citation and no SOC 2 criterion`);
  for (const one of record.fingerprints ?? [])
    if (!/^[0-9a-f]{12,64}$/.test(one))
      problems.push(`"${one}" is no fingerprint, nor its first 12 or more characters`);
  const { approvedOn, expiresOn } = record;
  if (approvedOn !== undefined && approvedOn > given.today)
    problems.push(`approvedOn ${approvedOn} lies in the future`);
  if (approvedOn !== undefined && expiresOn !== undefined) {
    const days = daysBetween(approvedOn, expiresOn);
    if (days < 0) problems.push("expiresOn lies before approvedOn");
    if (given.mostDays !== undefined && days > given.mostDays)
      problems.push(`it runs for ${days} days, and the organization allows ${given.mostDays}`);
  }
  return problems;
}

/** Resources that name no single one; a record without any is as broad as can be. */
export function tooBroad(record: ExceptionRecord): string[] {
  if ((record.resources ?? []).length === 0) return ["it names no resources"];
  return (
    (record.resources ?? [])
      // The key of a for_each may hold a star, as in a record for *.example.org.
      .filter((address) => /[*?]/.test(address.replace(/"(?:[^"\\]|\\.)*"/g, "")))
      .map((address) => `"${address}" is a pattern`)
  );
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    (typeof value === "string" ? value.trim() === "" : Array.isArray(value) && value.length === 0)
  );
}
