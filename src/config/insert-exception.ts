import { isMap, isScalar, isSeq, parseDocument, stringify } from "yaml";

/** What is known of a record before anybody decided anything. */
export interface Skeleton {
  id: string;
  policy: string;
  resources: readonly string[];
  fingerprints: readonly string[];
  citations: readonly string[];
  /** Comments above the fields to fill in. */
  hints: readonly string[];
  /** YYYY-MM-DD */
  today: string;
}

/**
 * The text of crosswalk.yaml with a new record at the end of `exceptions`. Everything that was there stays as it was
 * written, byte for byte; fields that a person must fill in are comments, so that the record is incomplete, and the
 * file still valid, until then.
 * @param given a file that reads without errors; empty when there is none yet
 */
export function insertException(given: string, skeleton: Skeleton): { text: string; line: number } {
  const text = opened(given);
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const { at, indent, head, cut } = placeIn(text);
  const before = text.slice(0, at);
  const gap = before === "" || before.endsWith("\n") ? "" : eol;
  const block = [
    ...(head ? ["exceptions:"] : []),
    ...recordLines(skeleton).map((line) => `${indent}${line}`),
  ].join(eol);
  const made = `${before}${gap}${block}${eol}${text.slice(cut)}`;
  const line = (before + gap).split("\n").length + (head ? 1 : 0);
  return { text: made, line };
}

/** The text with a list in brackets written as one of lines, in the same order: there is no place for comments in it. */
function opened(text: string): string {
  const { contents } = parseDocument(text);
  const value = isMap(contents) ? contents.get("exceptions", true) : undefined;
  if (!isSeq(value) || value.flow !== true || value.items.length === 0) return text;
  const [start = 0, stop = 0] = value.range ?? [];
  const block = stringify(value.toJSON(), { lineWidth: 0 }).trimEnd().split("\n");
  const lines = block.map((line) => `  ${line}`).join("\n");
  const rest = text.slice(stop);
  return `${text.slice(0, start).trimEnd()}\n${lines}${/^[ \t]*(\r?\n|$)/.test(rest) ? "" : "\n"}${rest}`;
}

interface Place {
  /** Where the block goes, and where the old text goes on. */
  at: number;
  cut: number;
  indent: string;
  /** The key is not there yet, or its value is replaced. */
  head: boolean;
}

function placeIn(text: string): Place {
  const { contents } = parseDocument(text);
  const pair = isMap(contents)
    ? contents.items.find((one) => isScalar(one.key) && one.key.value === "exceptions")
    : undefined;
  const end = { at: text.length, cut: text.length, indent: "  ", head: true };
  if (!pair) return end;
  const keyAt = (pair.key as { range?: readonly number[] | null }).range?.[0] ?? 0;
  const value = pair.value;
  if (isSeq(value) && value.items.length > 0 && value.flow !== true) {
    const first = (value.items[0] as { range?: readonly number[] | null }).range?.[0] ?? 0;
    const dash = text.lastIndexOf("-", first - 1);
    const indent = text.slice(text.lastIndexOf("\n", dash) + 1, dash);
    // Behind the last item's own line; comments and blank lines after it belong to what follows.
    const last = (value.items.at(-1) as { range?: readonly number[] | null }).range?.[1] ?? text.length;
    const lineEnd = text.indexOf("\n", Math.max(0, last - 1));
    const at = lineEnd < 0 ? text.length : lineEnd + 1;
    return { at, cut: at, indent, head: false };
  }
  // An empty list, or nothing behind the key: the line is written anew.
  const stop = text.indexOf("\n", keyAt);
  return { at: keyAt, cut: stop < 0 ? text.length : stop + 1, indent: "  ", head: true };
}

function recordLines({ id, policy, resources, fingerprints, citations, hints, today }: Skeleton): string[] {
  const scalar = (value: string): string => stringify(value, { lineWidth: 0 }).trimEnd();
  const list = (key: string, values: readonly string[]): string[] =>
    values.length === 0 ? [] : [`  ${key}:`, ...values.map((value) => `    - ${scalar(value)}`)];
  const later = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
  return [
    `- id: ${scalar(id)}`,
    `  policy: ${scalar(policy)}`,
    "  # Fill in and remove the #; until then the record is incomplete and moves nothing.",
    ...hints.map((hint) => `  # ${hint}`),
    "  # type: addressable-alternative, risk-acceptance, false-positive or not-applicable",
    "  # reason:",
    "  # factors: [size-complexity, technical-infrastructure, cost, risk]",
    "  # alternative: the equivalent measure, or none",
    "  # standardStillMetBy: when the alternative is none",
    "  # alternativeEvidence:",
    "  # owner:",
    "  # approvedBy: somebody who does not write this",
    `  # approvedOn: ${today}`,
    "  # reviewBy:",
    `  # expiresOn: ${later} at the latest is advised`,
    "  # riskRef:",
    "  # soc2Compensating:",
    // Last, so that what is written behind the record does not part it from its comments.
    ...list("resources", resources),
    ...list("fingerprints", fingerprints),
    ...list("citations", citations),
  ];
}
