import { modelPostgresql } from "../../model/app/postgresql.ts";
import { parsePostgresql } from "../../parse/postgresql/postgresql.ts";
import type { Format } from "../format.ts";

export const postgresql: Format = {
  units: (sources, reading) =>
    modelPostgresql(sources.map((source) => reading.reported(parsePostgresql(source)))),
};
