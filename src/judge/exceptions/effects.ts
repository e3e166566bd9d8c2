import type { ExceptionRecord } from "../../config/config.ts";
import type { AppliedException, ExceptionEffect, HipaaReference, Soc2Reference } from "../finding.ts";
import type { Requirements } from "../requirements.ts";

/** What a finding cites, as far as the resource lies inside each framework's scope. */
export interface Cited {
  hipaa: readonly HipaaReference[];
  soc2: readonly Soc2Reference[];
}

const strongest: readonly ExceptionEffect[] = ["cleared", "excepted", "risk-accepted"];

/** Says what complete records do to the references of a finding, each by itself and never beyond its `citations`. */
export class Effects {
  readonly #rows: ReadonlyMap<string, Requirements["hipaa"][number]>;
  readonly #criteria: ReadonlySet<string>;
  readonly #withSpecifications = new Set<string>();

  constructor({ hipaa, soc2 }: Requirements) {
    this.#rows = new Map(hipaa.map((row) => [row.citation, row]));
    this.#criteria = new Set(soc2.map((row) => row.criterion));
    for (const row of hipaa) if (row.level === "specification") this.#withSpecifications.add(row.parent);
  }

  /** Does such a HIPAA paragraph or SOC 2 criterion exist? */
  knows(ref: string): boolean {
    return this.#rows.has(ref) || this.#criteria.has(ref);
  }

  /** The effects of each record, in their order; one without any gives an empty object. */
  of(records: readonly ExceptionRecord[], cited: Cited): Array<AppliedException["effects"]> {
    const made = records.map((record) => this.#single(record, cited));
    const reached = (ref: string): ExceptionEffect | undefined =>
      strongest.find((effect) => made.some((effects) => effects[ref] === effect));
    for (const [i, record] of records.entries()) {
      if (record.type !== "addressable-alternative") continue;
      for (const { citation } of cited.hipaa) {
        const own = made[i];
        if (own && covers(record, citation) && this.#standardExcepted(citation, cited, reached))
          own[citation] = "excepted";
      }
    }
    return made;
  }

  #single(record: ExceptionRecord, cited: Cited): AppliedException["effects"] {
    const effects: AppliedException["effects"] = {};
    const clears = record.type === "false-positive" || record.type === "not-applicable";
    for (const { citation } of cited.hipaa) {
      if (!covers(record, citation)) continue;
      if (clears) effects[citation] = "cleared";
      else if (record.type === "risk-acceptance") effects[citation] = "risk-accepted";
      // 164.306(d)(3): only here may something else stand in the place of the measure.
      else if (this.#rows.get(citation)?.designation === "addressable") effects[citation] = "excepted";
    }
    const citesCriteria = (record.citations ?? []).some((ref) => this.#criteria.has(ref));
    for (const { criterion } of cited.soc2) {
      const covered = covers(record, criterion);
      if (clears && covered) effects[criterion] = "cleared";
      else if (record.soc2Compensating !== undefined && (covered || !citesCriteria))
        effects[criterion] = "excepted";
      else if (record.type === "risk-acceptance" && covered) effects[criterion] = "risk-accepted";
    }
    return effects;
  }

  /**
   * A standard that has specifications follows them: all addressable ones that the finding cites must be excepted and
   * no required one may be open. Cited alone it is treated as required, as is a standard without specifications.
   */
  #standardExcepted(
    citation: string,
    cited: Cited,
    reached: (ref: string) => ExceptionEffect | undefined,
  ): boolean {
    if (this.#rows.get(citation)?.level !== "standard" || !this.#withSpecifications.has(citation))
      return false;
    const under = cited.hipaa.filter((one) => this.#rows.get(one.citation)?.parent === citation);
    const addressable = under.filter((one) => one.designation === "addressable");
    return (
      addressable.length > 0 &&
      under.every(({ citation: ref, designation }) => {
        const effect = reached(ref);
        return designation === "addressable"
          ? effect === "excepted" || effect === "cleared"
          : effect === "cleared";
      })
    );
  }

  /** Why citations of a record stay as they are on findings that cite these references. */
  notes(record: ExceptionRecord, cited: Cited, effects: AppliedException["effects"]): string[] {
    const notes: string[] = [];
    for (const { citation, designation } of cited.hipaa) {
      if (!covers(record, citation)) continue;
      if (effects[citation] === "risk-accepted")
        notes.push(`${citation}: an accepted risk; the requirement stays contradicted for HIPAA`);
      if (effects[citation] !== undefined) continue;
      const what =
        designation !== "standard"
          ? designation
          : this.#withSpecifications.has(citation)
            ? "a standard of which a specification is open, or none is cited"
            : "a standard without specifications";
      notes.push(`${citation} is ${what}: an addressable alternative has no effect there`);
    }
    for (const { criterion } of cited.soc2)
      if (covers(record, criterion) && effects[criterion] === undefined)
        notes.push(`${criterion}: without soc2Compensating the record has no effect for SOC 2`);
    return notes;
  }
}

function covers(record: ExceptionRecord, ref: string): boolean {
  return record.citations?.includes(ref) === true;
}
