import { readPackaged } from "../evaluate/shards.ts";

/** The version in the package's own package.json. */
export function toolVersion(): string {
  return (JSON.parse(readPackaged("package.json").toString("utf8")) as { version: string }).version;
}
