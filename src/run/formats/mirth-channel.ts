import { modelMirthChannels } from "../../model/health/mirth-channel.ts";
import { parseXml } from "../../parse/xml/xml.ts";
import type { Format } from "../format.ts";

export const mirthChannel: Format = {
  *units(sources, reading) {
    for (const source of sources) {
      const { root } = reading.reported(parseXml(source));
      yield modelMirthChannels(source, root);
    }
  },
};
