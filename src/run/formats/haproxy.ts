import { modelHaproxy } from "../../model/app/haproxy.ts";
import { parseHaproxy } from "../../parse/haproxy/haproxy.ts";
import type { Format } from "../format.ts";

export const haproxy: Format = {
  units: (sources, reading) => modelHaproxy(sources.map((source) => reading.reported(parseHaproxy(source)))),
};
