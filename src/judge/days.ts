const day = 86_400_000;

/** Days from one YYYY-MM-DD to another; negative when the other comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / day);
}

/** The same day some months later; the last day of the month where there is no such day. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, dayOfMonth = 1] = date.split("-").map(Number);
  const first = year * 12 + month - 1 + months;
  const last = new Date(Date.UTC(Math.floor(first / 12), (first % 12) + 1, 0)).getUTCDate();
  const part = (n: number, width = 2) => String(n).padStart(width, "0");
  return `${part(Math.floor(first / 12), 4)}-${part((first % 12) + 1)}-${part(Math.min(dayOfMonth, last))}`;
}
