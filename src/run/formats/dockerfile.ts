import { modelDockerfile } from "../../model/docker/dockerfile.ts";
import { parseDockerfile } from "../../parse/dockerfile/dockerfile.ts";
import type { Format } from "../format.ts";

export const dockerfile: Format = {
  units: (sources, reading) =>
    modelDockerfile(sources.map((source) => reading.reported(parseDockerfile(source)))),
};
