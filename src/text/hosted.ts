import { type At, at } from "./span.ts";

/**
 * The place in the file that was really read: an embedded text (a file in a ConfigMap, a rendered template) gives its
 * places to its host, as far out as there is one. Places in ordinary sources stay what they are.
 */
export function hosted(place: At): At {
  let here = place;
  for (let host = here.source.host; host; host = here.source.host) {
    const start = host.place(here.start, here.end);
    here = at(host.source, start.start, start.end);
  }
  return here;
}
