import { modelDotenv } from "../../model/app/dotenv.ts";
import { parseDotenv } from "../../parse/dotenv/dotenv.ts";
import type { Format } from "../format.ts";

export const dotenv: Format = {
  units: (sources, reading) => modelDotenv(sources.map((source) => reading.reported(parseDotenv(source)))),
};
