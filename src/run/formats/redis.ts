import { modelRedis } from "../../model/app/redis.ts";
import { parseRedis, type RedisFile } from "../../parse/redis/redis.ts";
import { Source } from "../../text/source.ts";
import type { Format } from "../format.ts";

/** Files that an include names are read even when they were not recognised by themselves. */
export const redis: Format = {
  units(sources, reading) {
    const included = new Map<string, RedisFile | undefined>();
    const read = (path: string): RedisFile | undefined => {
      if (!included.has(path)) {
        const text = reading.files.read(path);
        const file = text === undefined ? undefined : parseRedis(new Source(path, "redis", text));
        included.set(path, file && reading.reported(file));
      }
      return included.get(path);
    };
    const files = sources.map((source) => reading.reported(parseRedis(source)));
    return modelRedis(files, { read, list: (folder) => reading.files.list(folder) });
  },
};
