import { UsageError } from "./usage-error.ts";

/** The day of --as-of, else today by the clock's UTC date, so that two machines in one moment agree. */
export function readDay(given: string | undefined): string {
  if (given === undefined) return new Date().toISOString().slice(0, 10);
  const time = /^\d{4}-\d\d-\d\d$/.test(given) ? Date.parse(`${given}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== given)
    throw new UsageError(`--as-of must be a date such as 2026-01-31, not "${given}"`);
  return given;
}
