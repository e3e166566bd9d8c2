import type { Recogniser } from "./recogniser.ts";

const names = /\.cnf$|^my\.ini$/;
const server =
  /^[ \t]*\[[ \t]*(?:mysqld|server|mariadb|mariadbd|galera)(?:-[\d.]+)?[ \t]*\][ \t]*(?:[#;].*)?$/im;
const include = /^[ \t]*!include(?:dir)?[ \t]+\S/m;

/** `*.cnf` and `my.ini` with a group that the server reads, or a my.cnf that includes such files. */
export const mysql: Recogniser = ({ base, head }) => {
  if (!names.test(base) || head.includes("\0")) return undefined;
  return server.test(head) || (/^(?:my|mariadb)\./.test(base) && include.test(head)) ? "mysql" : undefined;
};
