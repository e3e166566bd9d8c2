import type { Resource } from "../model/resource.ts";
import type { At } from "../text/span.ts";
import type { Finding } from "./finding.ts";

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
