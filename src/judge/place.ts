import type { Resource } from "../model/resource.ts";
import type { Step } from "../model/value.ts";
import type { At } from "../text/span.ts";
import type { Finding } from "./finding.ts";
import { type Landed, land } from "./land.ts";

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

/**
 * What brought the value to its object: the texts of a build between the place and the object, and where it was first
 * written (a variable file, a default, a local), when that is another line than the place.
 */
export function written(landed: Landed, at: At): Finding["via"] {
  const deepest = landed.strides.findLast((stride) => stride.value)?.value;
  if (deepest?.through) return [...deepest.through];
  const origin = landed.exact ? landed.strides.at(-1)?.value?.origin : undefined;
  if (!origin || isDownloaded(origin.source.path)) return [];
  const there = origin.source.lines.at(origin.start).line;
  const near =
    origin.source === at.source && there >= at.source.lines.at(at.start).line && origin.start < at.end;
  return near ? [] : [{ at: origin, what: "value" }];
}

/** Copies that a finding names; the rest of a long list says nothing new. */
const MOST_COPIES = 20;

/** The same place in the other files that the object is written in. */
export function copiedTo(holder: Resource, path: readonly Step[], at: At): Finding["via"] {
  const seen = new Set([placeOf(at)]);
  const found: Finding["via"] = [];
  for (const copy of holder.copies ?? []) {
    const there = land(copy, path).at;
    const place = placeOf(there);
    if (seen.has(place)) continue;
    seen.add(place);
    found.push({ at: there, what: "copy" });
    if (found.length === MOST_COPIES) break;
  }
  return found;
}

function placeOf({ source, start }: At): string {
  return `${source.path}:${start}`;
}
