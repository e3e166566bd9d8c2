import type { At } from "../../text/span.ts";
import { type Entry, unknown, type Value } from "../value.ts";
import { joined } from "./text-value.ts";

/** A directive of a file or of the command line: its words are known texts, or unknown. */
export interface GivenDirective {
  name: string;
  nameAt?: At;
  words: readonly Value[];
}

/** Directives that add up, one line each: the settings are `save[0]`, `save[1]`, … */
const repeated = new Set(["save", "loadmodule"]);
/** Directives whose first word says of what they speak: `user.NAME`, `rename-command.NAME`. */
const named = new Set(["user", "rename-command", "client-output-buffer-limit"]);
/** `sentinel OPTION VALUE`, without the name of a master between. */
const sentinelGlobal =
  /^(?:announce-ip|announce-port|announce-hostnames|resolve-hostnames|deny-scripts-reconfig|sentinel-user|sentinel-pass|myid)$/;
/** The words before Redis 5. */
const renamed: Record<string, string> = {
  slaveof: "replicaof",
  "slave-read-only": "replica-read-only",
  "slave-serve-stale-data": "replica-serve-stale-data",
  "slave-priority": "replica-priority",
  "slave-announce-ip": "replica-announce-ip",
  "slave-announce-port": "replica-announce-port",
};
const secret =
  /^(?:requirepass|masterauth|tls-key-file-pass|tls-client-key-file-pass|sentinel\.auth-pass\..*|sentinel\.sentinel-pass|user\..*)$/;

/** Takes a directive as the server does: the last one wins, but for those that add up or speak of something by name. */
export function setDirective(settings: Map<string, Entry>, given: GivenDirective): void {
  const name = renamed[given.name] ?? given.name;
  const [first, ...rest] = given.words;
  if (repeated.has(name)) {
    // `save ""` takes back all that was said before.
    if (name === "save" && first?.kind === "string" && first.value === "") clear(settings, name);
    let n = 0;
    while (settings.has(`${name}[${n}]`)) n++;
    put(settings, `${name}[${n}]`, given, given.words);
    return;
  }
  if (named.has(name) && first?.kind === "string") {
    put(settings, `${name}.${first.value}`, given, rest);
    return;
  }
  if (name === "sentinel" && first?.kind === "string") {
    const option = first.value.toLowerCase();
    const [master, ...values] = rest;
    if (sentinelGlobal.test(option)) put(settings, `sentinel.${option}`, given, rest);
    else if (master?.kind === "string") put(settings, `sentinel.${option}.${master.value}`, given, values);
    return;
  }
  put(settings, name, given, given.words);
}

function clear(settings: Map<string, Entry>, name: string): void {
  for (const key of [...settings.keys()]) if (key.startsWith(`${name}[`)) settings.delete(key);
}

function put(
  settings: Map<string, Entry>,
  key: string,
  given: GivenDirective,
  words: readonly Value[],
): void {
  const value = together(words, given.nameAt);
  if (!value) return;
  // Taken out first, so that the order of keys is that of the directives that count.
  settings.delete(key);
  settings.set(key, {
    value: secret.test(key) ? { ...value, sensitive: true } : value,
    ...(given.nameAt && { keyAt: given.nameAt }),
  });
}

/** The words of a directive as one value with a blank between them. */
function together(words: readonly Value[], otherwise: At | undefined): Value | undefined {
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last) return otherwise && { kind: "string", value: "", at: otherwise };
  if (words.length === 1) return first;
  const { source } = first.at;
  const where = source === last.at.source ? { source, start: first.at.start, end: last.at.end } : first.at;
  const parts: Value[] = [];
  for (const [i, word] of words.entries()) {
    if (i > 0) parts.push({ kind: "string", value: " ", at: word.at });
    if (word.kind === "unknown" && word.parts) parts.push(...word.parts);
    else if (word.kind === "string" || word.kind === "unknown") parts.push(word);
    else parts.push(unknown("not-supported", word.at));
  }
  return joined(where, parts);
}
