import { modelPgHba } from "../../model/app/pg-hba.ts";
import { parsePgHba } from "../../parse/postgresql/pg-hba.ts";
import type { Format } from "../format.ts";

export const pgHba: Format = {
  units: (sources, reading) => modelPgHba(sources.map((source) => reading.reported(parsePgHba(source)))),
};
