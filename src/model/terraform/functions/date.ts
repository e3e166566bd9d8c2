import type { At } from "../../../text/span.ts";
import type { Value } from "../../value.ts";
import { Fault } from "../fault.ts";
import { number } from "../values.ts";
import { type BuiltIn, builtIn, type CallContext, textArg, textResult } from "./built-in.ts";

interface Instant {
  /** Milliseconds since 1970, UTC. */
  time: number;
  /** Minutes east of UTC, as written. */
  offset: number;
  zone: string;
}

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;

function parse(content: string, at: At): Instant {
  const match = RFC3339.exec(content);
  if (!match) throw new Fault(`"${content.slice(0, 40)}" is no RFC 3339 timestamp.`, at);
  const zone = match[8] ?? "Z";
  const offset =
    zone === "Z"
      ? 0
      : (zone.startsWith("-") ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6)));
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number);
  const local = Date.UTC(
    year ?? 0,
    (month ?? 1) - 1,
    day,
    hour,
    minute,
    second,
    Number(`0.${match[7] ?? 0}`) * 1000,
  );
  if (
    Number.isNaN(local) ||
    (month ?? 0) < 1 ||
    (month ?? 0) > 12 ||
    (day ?? 0) < 1 ||
    new Date(local).getUTCDate() !== day
  ) {
    throw new Fault("The timestamp names no day.", at);
  }
  return { time: local - offset * 60_000, offset, zone };
}

const pad = (value: number, width = 2) => String(value).padStart(width, "0");

function print({ time, offset, zone }: Instant): string {
  const date = new Date(time + offset * 60_000);
  const day = `${pad(date.getUTCFullYear(), 4)}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`;
  return `${day}T${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}:${pad(date.getUTCSeconds())}${zone}`;
}

const UNITS = new Map([
  ["ns", 1e-6],
  ["us", 1e-3],
  ["µs", 1e-3],
  ["ms", 1],
  ["s", 1_000],
  ["m", 60_000],
  ["h", 3_600_000],
]);

/** A duration as Go writes it: `-1h30m`. */
function duration(content: string, at: At): number {
  const whole = /^([+-]?)((?:\d{1,12}(?:\.\d{1,9})?(?:ns|us|µs|ms|s|m|h)){1,8}|0)$/.exec(content);
  if (!whole) throw new Fault(`"${content.slice(0, 40)}" is no duration.`, at);
  let total = 0;
  for (const [, amount, unit] of (whole[2] ?? "").matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)) {
    total += Number(amount) * (UNITS.get(unit ?? "") ?? 0);
  }
  return whole[1] === "-" ? -total : total;
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** https://developer.hashicorp.com/terraform/language/functions/formatdate */
function formatDate(args: readonly Value[], call: CallContext): Value {
  const spec = textArg(args, 0, call);
  const instant = parse(textArg(args, 1, call), call.at);
  const date = new Date(instant.time + instant.offset * 60_000);
  const hour12 = date.getUTCHours() % 12 || 12;
  const signed = (separator: string) => {
    const minutes = Math.abs(instant.offset);
    return `${instant.offset < 0 ? "-" : "+"}${pad(Math.floor(minutes / 60))}${separator}${pad(minutes % 60)}`;
  };
  const known = new Map<string, () => string>([
    ["YYYY", () => pad(date.getUTCFullYear(), 4)],
    ["YY", () => pad(date.getUTCFullYear() % 100)],
    ["MMMM", () => MONTHS[date.getUTCMonth()] ?? ""],
    ["MMM", () => (MONTHS[date.getUTCMonth()] ?? "").slice(0, 3)],
    ["MM", () => pad(date.getUTCMonth() + 1)],
    ["M", () => String(date.getUTCMonth() + 1)],
    ["DD", () => pad(date.getUTCDate())],
    ["D", () => String(date.getUTCDate())],
    ["EEEE", () => DAYS[date.getUTCDay()] ?? ""],
    ["EEE", () => (DAYS[date.getUTCDay()] ?? "").slice(0, 3)],
    ["hh", () => pad(date.getUTCHours())],
    ["h", () => String(date.getUTCHours())],
    ["HH", () => pad(hour12)],
    ["H", () => String(hour12)],
    ["AA", () => (date.getUTCHours() < 12 ? "AM" : "PM")],
    ["aa", () => (date.getUTCHours() < 12 ? "am" : "pm")],
    ["mm", () => pad(date.getUTCMinutes())],
    ["m", () => String(date.getUTCMinutes())],
    ["ss", () => pad(date.getUTCSeconds())],
    ["s", () => String(date.getUTCSeconds())],
    ["ZZZZZ", () => signed(":")],
    ["ZZZZ", () => signed("")],
    ["ZZZ", () => (instant.offset === 0 ? "UTC" : signed(""))],
    ["Z", () => (instant.offset === 0 ? "Z" : signed(":"))],
  ]);
  let result = "";
  for (let i = 0; i < spec.length; ) {
    const char = spec[i] ?? "";
    if (char === "'") {
      let end = i + 1;
      let literal = "";
      while (end < spec.length && (spec[end] !== "'" || spec[end + 1] === "'")) {
        literal += spec[end];
        end += spec[end] === "'" ? 2 : 1;
      }
      if (end >= spec.length) throw new Fault("A quoted part of the format has no end.", call.at);
      result += literal === "" ? "'" : literal;
      i = end + 1;
    } else if (/[A-Za-z]/.test(char)) {
      let end = i;
      while (spec[end] === char) end++;
      const make = known.get(spec.slice(i, end));
      if (!make) throw new Fault(`formatdate does not know "${spec.slice(i, end).slice(0, 20)}".`, call.at);
      result += make();
      i = end;
    } else {
      result += char;
      i++;
    }
  }
  return textResult(result, call);
}

export const date: ReadonlyMap<string, BuiltIn> = new Map([
  ["formatdate", builtIn(2, formatDate)],
  [
    "timeadd",
    builtIn(2, (args, call) => {
      const instant = parse(textArg(args, 0, call), call.at);
      return textResult(
        print({ ...instant, time: instant.time + duration(textArg(args, 1, call), call.at) }),
        call,
      );
    }),
  ],
  [
    "timecmp",
    builtIn(2, (args, call) => {
      const difference =
        parse(textArg(args, 0, call), call.at).time - parse(textArg(args, 1, call), call.at).time;
      return number(Math.sign(difference), call.at);
    }),
  ],
]);
