import type { ControlEvidence } from "../evidence.ts";
import { endOfDay } from "./datatypes.ts";

/** Words of a cadence, most frequent first, with the days until the evidence should be collected anew. */
const cadences: ReadonlyArray<readonly [RegExp, number]> = [
  [/\bmonthly\b/, 31],
  [/\bquarterly\b/, 92],
  [/\bsemiannual/, 183],
  [/\bannual/, 365],
];

/**
 * Until when an observation is fresh: the control's next review, when the register knows a coming one; else one
 * period of its cadence after the collection. Nothing where the cadence names events only.
 */
export function expiryOf(control: ControlEvidence | undefined, collected: string): string | undefined {
  if (!control) return undefined;
  const due = control.reviewDue === undefined ? undefined : endOfDay(control.reviewDue);
  if (due !== undefined && due > collected) return due;
  const days = cadences.find(([word]) => word.test(control.cadence))?.[1];
  if (days === undefined) return undefined;
  return new Date(Date.parse(collected) + days * 86_400_000).toISOString().replace(".000Z", "Z");
}
