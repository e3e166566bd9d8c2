import { modelNginx } from "../../model/app/nginx.ts";
import type { NginxFile } from "../../parse/nginx/ast.ts";
import { parseNginx } from "../../parse/nginx/nginx.ts";
import { Source } from "../../text/source.ts";
import type { Format } from "../format.ts";

/** Files that an include names are read even when they were not recognised by themselves. */
export const nginx: Format = {
  units(sources, reading) {
    const included = new Map<string, NginxFile | undefined>();
    const read = (path: string): NginxFile | undefined => {
      if (!included.has(path)) {
        const text = reading.files.read(path);
        included.set(
          path,
          text === undefined ? undefined : reading.reported(parseNginx(new Source(path, "nginx", text))),
        );
      }
      return included.get(path);
    };
    const files = sources.map((source) => reading.reported(parseNginx(source)));
    return modelNginx(files, { read, list: (folder) => reading.files.list(folder) });
  },
};
