import type { ExceptionRecord } from "../../config/config.ts";
import type { History } from "../../text/history.ts";
import type { ExceptionResult } from "../result.ts";

/** Compares a record's approver with the last author of its lines. */
export function checkApprover(
  record: ExceptionRecord,
  history: History | undefined,
): Pick<ExceptionResult, "approver" | "approverDetail"> {
  if (record.approvedBy === undefined) return { approver: "not-checked", approverDetail: "nobody is named" };
  if (!history || !record.at)
    return { approver: "not-checked", approverDetail: "there is no git work tree, or no git" };
  const { source, start, end } = record.at;
  const first = source.lines.at(start).line;
  // The span of a list item may reach over blank lines up to the next one.
  const last = source.lines.at(start + source.text.slice(start, end).trimEnd().length).line;
  const change = history.lastChange(source.path, source.text, first, last);
  if (typeof change === "string") return { approver: "not-checked", approverDetail: change };
  return { approver: isSame(record.approvedBy, change) ? "author" : "differs" };
}

/** A name, an address, "name <address>" or a handle that is the address's local part; case and blanks do not count. */
function isSame(approver: string, { name, mail }: { name: string; mail: string }): boolean {
  const plain = (text: string): string => text.trim().replace(/\s+/g, " ").toLowerCase();
  const split = /^([^<]*)<([^>]*)>\s*$/.exec(approver);
  const given = [approver, split?.[1] ?? "", split?.[2] ?? ""].map(plain).filter((one) => one !== "");
  const address = plain(mail);
  const known = new Set([plain(name), address, address.split("@")[0] ?? ""].filter((one) => one !== ""));
  return given.some((one) => known.has(one) || known.has(one.replace(/^@/, "")));
}
