import type { ControlRecord } from "../config/config.ts";
import type { PolicyMetadata } from "../evaluate/catalogue.ts";
import { builtInFinding } from "./built-in-finding.ts";
import { addMonths } from "./days.ts";
import type { Finding } from "./finding.ts";
import { compare } from "./order.ts";
import type { Control } from "./requirements.ts";

/** A control with what crosswalk.yaml says of it. */
export interface ControlReview {
  control: Control;
  record: ControlRecord;
  /** Months between reviews, of the entry or the control's own; absent where neither names a period. */
  months?: number;
  /** YYYY-MM-DD; absent before a first review. */
  due?: string;
  overdue: boolean;
}

const cadences = { monthly: 1, quarterly: 3, semiannual: 6, annual: 12 } as const;

/**
 * The register's entries, by control id.
 * @param today YYYY-MM-DD
 */
export function controlReviews(
  controls: readonly Control[],
  records: Readonly<Record<string, ControlRecord>>,
  today: string,
): ControlReview[] {
  return controls
    .filter((control) => Object.hasOwn(records, control.id))
    .map((control): ControlReview => {
      const record = records[control.id] ?? {};
      const months = record.cadence ? cadences[record.cadence] : control.reviewMonths;
      const due =
        record.lastReview !== undefined && months !== undefined
          ? addMonths(record.lastReview, months)
          : undefined;
      return {
        control,
        record,
        ...(months !== undefined && { months }),
        ...(due !== undefined && { due }),
        overdue: due !== undefined && due < today,
      };
    })
    .sort((a, b) => compare(a.control.id, b.control.id));
}

/** A finding for each review that is overdue, on the control's entry. */
export function reviewFindings(
  reviews: readonly ControlReview[],
  builtIn: readonly PolicyMetadata[],
): Finding[] {
  const policy = builtIn.find((one) => one.id === "control-review-overdue");
  if (!policy) return [];
  return reviews
    .filter((one) => one.overdue)
    .map(({ control, record, due = "" }) =>
      builtInFinding(policy, {
        subject: "control",
        name: control.id,
        at: record.at,
        severity: policy.severity,
        facts: { control: control.title, lastReview: record.lastReview ?? "", due },
      }),
    );
}
