import type { Resource } from "../model/resource.ts";
import type { At } from "../text/span.ts";
import type { Finding } from "./finding.ts";
import type { Landed } from "./land.ts";

const downloaded = ".terraform/modules/";

/** What lies in a downloaded module is reported at the innermost call in the repository, the rest of the way in `via`. */
export function placed(at: At, holder: Resource): { at: At; via: Finding["via"] } {
  if (!isDownloaded(at.source.path)) return { at, via: holder.via };
  const innermost = holder.via.findLastIndex((frame) => !isDownloaded(frame.at.source.path));
  const frame = holder.via[innermost];
  if (!frame) return { at, via: holder.via };
  return {
    at: frame.at,
    via: [
      ...holder.via.slice(0, innermost),
      ...holder.via.slice(innermost + 1),
      { at, what: holder.address },
    ],
  };
}

/** Is the path a module's that terraform init fetched? */
export function isDownloaded(path: string): boolean {
  return path.includes(downloaded);
}

/** Where the value was first written (a variable file, a default, a local), when that is another line than the place. */
export function written(landed: Landed, at: At): Finding["via"] {
  const origin = landed.exact ? landed.strides.at(-1)?.value?.origin : undefined;
  if (!origin || isDownloaded(origin.source.path)) return [];
  const there = origin.source.lines.at(origin.start).line;
  const near =
    origin.source === at.source && there >= at.source.lines.at(at.start).line && origin.start < at.end;
  return near ? [] : [{ at: origin, what: "value" }];
}
