import { modelMysql } from "../../model/app/mysql.ts";
import { parseMysql } from "../../parse/mysql/mysql.ts";
import type { Format } from "../format.ts";

export const mysql: Format = {
  units: (sources, reading) => modelMysql(sources.map((source) => reading.reported(parseMysql(source)))),
};
