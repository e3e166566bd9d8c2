import type { Recogniser } from "./recogniser.ts";

/** Settings that stand beside RegisteredUsers in Orthanc's configuration and, together, nowhere else. */
const companions =
  /^(?:RemoteAccessAllowed|AuthenticationEnabled|HttpPort|DicomPort|StorageDirectory|DicomModalities|OrthancPeers|SslEnabled|HttpServerEnabled|DicomServerEnabled)$/;

/** Orthanc's JSON, which has comments: `orthanc.json`, or any JSON text with `DicomAet`, or `RegisteredUsers` beside another setting. */
export const orthanc: Recogniser = ({ base, head }) => {
  if (!base.endsWith(".json")) return undefined;
  if (base !== "orthanc.json" && !head.includes('"DicomAet"') && !head.includes('"RegisteredUsers"'))
    return undefined;
  const keys = outermostKeys(head);
  if (!keys) return undefined;
  if (base === "orthanc.json" || keys.includes("DicomAet")) return "orthanc";
  return keys.includes("RegisteredUsers") && keys.some((key) => companions.test(key)) ? "orthanc" : undefined;
};

/** The keys of the outermost object of a JSON text with comments, which may be cut off; undefined for any other text. */
function outermostKeys(head: string): string[] | undefined {
  const keys: string[] = [];
  let depth = 0;
  let opened = false;
  for (let i = 0; i < head.length; i++) {
    const char = head[i];
    if (char === "/" && head[i + 1] === "/") {
      const end = head.indexOf("\n", i);
      i = end < 0 ? head.length : end;
    } else if (char === "/" && head[i + 1] === "*") {
      const end = head.indexOf("*/", i + 2);
      i = end < 0 ? head.length : end + 1;
    } else if (char === '"') {
      const start = i + 1;
      for (i++; i < head.length && head[i] !== '"'; i++) if (head[i] === "\\") i++;
      let next = i + 1;
      while (next < head.length && head.charCodeAt(next) <= 32) next++;
      if (depth === 1 && head[next] === ":") keys.push(head.slice(start, i));
    } else if (char === "{" || char === "[") {
      if (!opened && char !== "{") return undefined;
      opened = true;
      depth++;
    } else if (char === "}" || char === "]") depth--;
    else if (!opened && head.charCodeAt(i) > 32) return undefined;
  }
  return opened ? keys : undefined;
}
