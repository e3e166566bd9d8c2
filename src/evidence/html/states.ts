import type { RequirementState } from "../../judge/result.ts";
import { html, type Markup } from "./markup.ts";

interface Look {
  word: string;
  /** Tells the state without colour. */
  shape: string;
  meaning: string;
}

/** Each state's words and shape, in the order in which they ask for attention. No shape says "met". */
export const states: Readonly<Record<RequirementState, Look>> = {
  contradicted: {
    word: "Contradicted",
    shape: "✕",
    meaning: "a failing verdict with a direct reference, and nothing on record that stands in its place",
  },
  "risk-accepted": {
    word: "Risk accepted",
    shape: "▲",
    meaning:
      "still not met; somebody accepted the risk on record (SOC 2 only: for HIPAA it stays contradicted)",
  },
  unknown: { word: "Unknown", shape: "?", meaning: "the files do not decide it" },
  excepted: {
    word: "Excepted",
    shape: "◆",
    meaning:
      "each contradicting verdict has a complete record: an addressable alternative, or for SOC 2 a compensating control",
  },
  "no-contradiction": {
    word: "No contradiction found",
    shape: "○",
    meaning: "policies ran and found none; that does not show that the requirement is met",
  },
  "no-population": {
    word: "No population",
    shape: "–",
    meaning: "nothing of the kind was in the scan, or no policy speaks of it",
  },
  "not-assessable": {
    word: "Not assessable from config",
    shape: "□",
    meaning: "only people, contracts, buildings or documents can show it",
  },
  "not-selected": {
    word: "Not selected",
    shape: "·",
    meaning: "not asked of this organization, or not a chosen category",
  },
};

export const stateOrder = Object.keys(states) as RequirementState[];

/** The state as words with its shape. */
export function chip(state: RequirementState): Markup {
  const { word, shape } = states[state];
  return html`<span class="chip s-${state}"><span class="shape" aria-hidden="true">${shape}</span>${word}</span>`;
}

/** `3 contradicted, 2 unknown`, as chips with a number; states that nothing has are left out. */
export function tally(of: ReadonlyArray<{ state: RequirementState }>): Markup {
  const parts = stateOrder
    .map((state) => ({ state, n: of.filter((one) => one.state === state).length }))
    .filter(({ n }) => n > 0)
    .map(
      ({ state, n }) =>
        html`<span class="tally s-${state}"><span class="shape" aria-hidden="true">${states[state].shape}</span>${n} ${states[state].word.toLowerCase()}</span>`,
    );
  return html`<span class="tallies">${parts}</span>`;
}
