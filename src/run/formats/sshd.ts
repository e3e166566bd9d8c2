import { modelSshd } from "../../model/app/sshd.ts";
import { parseSshd } from "../../parse/sshd/sshd.ts";
import type { Format } from "../format.ts";

export const sshd: Format = {
  units: (sources, reading) => modelSshd(sources.map((source) => reading.reported(parseSshd(source)))),
};
