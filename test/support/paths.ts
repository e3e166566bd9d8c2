import { resolve } from "node:path";

/** The project's folder. */
export const root: string = resolve(import.meta.dirname, "..", "..");

/** Corpus, labels and catalogue, kept beside the checkout: CROSSWALK_SHARED or ../shared. */
export const shared: string = resolve(process.env["CROSSWALK_SHARED"] ?? resolve(root, "..", "shared"));
