/** Options whose names begin with `skip_`: there it is no negation of another one. */
const skips = new Set(
  "external_locking grant_tables host_cache name_resolve networking new parallel_replication replica_start replication show_database slave_start stack_trace"
    .split(" ")
    .map((name) => `skip_${name}`),
);

const off = new Set(["0", "off", "false"]);

/** A server option in its one spelling. */
interface MysqlOptionName {
  /** Lower case, with `_`, without `loose_`. */
  key: string;
  /** What the spelling itself says: of an option without a value, or of a negated one. */
  value?: "ON" | "OFF";
}

/**
 * The system variable that an option of mysqld sets, on its command line or in an option file. `-` and `_` are the same,
 * `loose-` only silences a complaint, a name alone switches on, `skip-` and `disable-` switch off, `enable-` on (MySQL
 * reference manual, "Program Option Modifiers"). Beginnings of names, which mysqld takes too, are left as they are.
 * @param written the value behind `=`, if there was one
 */
export function mysqlOption(name: string, written: string | undefined): MysqlOptionName {
  const key = name
    .toLowerCase()
    .replaceAll("-", "_")
    .replace(/^loose_/, "");
  const negation = skips.has(key) ? undefined : /^(?:skip|disable)_(?=.)/.exec(key)?.[0];
  if (negation !== undefined)
    return {
      key: key.slice(negation.length),
      value: written !== undefined && off.has(written.toLowerCase()) ? "ON" : "OFF",
    };
  if (key.startsWith("enable_"))
    return {
      key: key.slice("enable_".length),
      value: written !== undefined && off.has(written.toLowerCase()) ? "OFF" : "ON",
    };
  return written === undefined ? { key, value: "ON" } : { key };
}
