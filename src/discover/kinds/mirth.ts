import type { Recogniser } from "./recogniser.ts";

/** What a root element may stand behind. Each repetition is bounded, so that a hostile head costs no more than its length. */
const prologue = /^\s{0,64}(?:<\?xml[^>]{0,200}\?>\s{0,64})?(?:<!--[^>]{0,1000}-->\s{0,64}){0,3}/;

/**
 * Mirth Connect and its forks (BridgeLink, Open Integration Engine): an exported channel, a list of channels, a channel
 * group or a server's backup, each with the connectors of a channel; and the server's `mirth.properties`.
 */
export const mirth: Recogniser = ({ base, head }) => {
  if (base === "mirth.properties") return "mirth";
  if (!base.endsWith(".xml")) return undefined;
  const start = prologue.exec(head)?.[0].length ?? 0;
  const root = /^<(channel|list|channelGroup|serverConfiguration)[\s>]/.exec(head.slice(start, start + 40));
  if (!root) return undefined;
  if (root[1] !== "serverConfiguration")
    return head.includes("<sourceConnector") && /<channel[\s>]/.test(head) ? "mirth-channel" : undefined;
  // In a backup groups and libraries may stand before the first channel.
  return /<(?:channels|channelGroups)[\s/>]/.test(head) ? "mirth-channel" : undefined;
};
