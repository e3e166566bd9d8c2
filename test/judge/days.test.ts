import { expect, test } from "vitest";
import { addMonths, daysBetween } from "../../src/judge/days.ts";

test.each([
  ["2026-01-31", 1, "2026-02-28"],
  ["2024-01-31", 1, "2024-02-29"],
  ["2026-11-30", 3, "2027-02-28"],
  ["2026-12-15", 12, "2027-12-15"],
  ["2026-06-01", 6, "2026-12-01"],
])("%s and %i months: %s", (date, months, due) => {
  expect(addMonths(date, months)).toBe(due);
});

test("days between two dates, over a change of the clock", () => {
  expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
  expect(daysBetween("2026-03-01", "2026-02-28")).toBe(-1);
});
