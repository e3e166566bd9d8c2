import type { Recogniser } from "./recogniser.ts";

/** What every broker's or controller's file says of the node, and where it listens or keeps its log. */
const node = /^(?:broker\.id|node\.id|process\.roles|zookeeper\.connect|controller\.quorum\.voters)\s*[=:]/;
const place = /^(?:listeners|advertised\.listeners|log\.dirs?|inter\.broker\.listener\.name)\s*[=:]/;

/** server.properties and its like: by name with one telling property, by any name with two. */
export const kafka: Recogniser = ({ path, base, head }) => {
  if (!base.endsWith(".properties")) return undefined;
  const named =
    /^(?:server|broker|controller|kafka)(?:[-_.]\w+)*\.properties$/.test(base) ||
    /(?:^|\/)kraft\//.test(path);
  let tellsNode = false;
  let tellsPlace = false;
  for (const line of head.split(/\r\n?|\n/)) {
    const text = line.trim();
    if (node.test(text)) tellsNode = true;
    else if (place.test(text)) tellsPlace = true;
    // Connect's workers and clients name brokers, and are none.
    else if (/^(?:bootstrap\.servers|group\.id|plugin\.path)\s*=/.test(text)) return undefined;
  }
  return (named ? tellsNode || tellsPlace : tellsNode && tellsPlace) ? "kafka" : undefined;
};
