import { modelKeyFile } from "../../model/health/key-file.ts";
import { parseKeyFile } from "../../parse/key-file.ts";
import type { Format } from "../format.ts";

export const keyFile: Format = {
  units: (sources) => sources.map((source) => modelKeyFile(parseKeyFile(source))),
};
