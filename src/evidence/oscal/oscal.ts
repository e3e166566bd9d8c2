import type { Evidence } from "../evidence.ts";
import { assessmentPlan } from "./assessment-plan.ts";
import { assessmentResults } from "./assessment-results.ts";
import { componentDefinition } from "./component-definition.ts";
import { contextOf, type ReportFile } from "./context.ts";
import { crosswalkCatalog } from "./crosswalk-catalog.ts";
import { judgedResources } from "./judged-resources.ts";
import { mappingCollection } from "./mapping-collection.ts";
import { observations } from "./observations.ts";
import { planOfAction } from "./poam.ts";
import { profile } from "./profile.ts";
import { requirementCatalog } from "./requirement-catalog.ts";
import { risks } from "./risks.ts";

/**
 * The evidence as OSCAL documents, file name to JSON text: docs/oscal.md says what each of them holds. Pure; the same
 * evidence gives the same bytes. Nothing in them says that a requirement of HIPAA or SOC 2 is satisfied.
 * @param report the body of evidence as it lies beside them, so that observations carry its digest
 */
export function oscalDocuments(evidence: Evidence, report?: ReportFile): Map<string, string> {
  const context = contextOf(evidence, report);
  const judged = judgedResources(evidence.population);
  const observed = observations(context, judged);
  const found = risks(context, judged);
  const documents: ReadonlyArray<readonly [string, object | undefined]> = [
    ["assessment-plan.json", assessmentPlan(context)],
    ["assessment-results.json", assessmentResults(context, judged, observed, found)],
    ["catalog-crosswalk.json", crosswalkCatalog(context)],
    ["catalog-hipaa.json", requirementCatalog(context, "hipaa")],
    ["catalog-soc2.json", requirementCatalog(context, "soc2")],
    ["component-definition.json", componentDefinition(context)],
    ["mapping-collection.json", mappingCollection(context)],
    ["poam.json", planOfAction(context, judged, observed, found)],
    ["profile.json", profile(context)],
  ];
  return new Map(
    documents.flatMap(([name, document]) => (document ? [[name, written(document)] as const] : [])),
  );
}

function written(document: object): string {
  dropEmptyLists(document);
  return `${JSON.stringify(document, null, 1)}\n`;
}

/** OSCAL allows no empty list: one that would be empty is left out. */
function dropEmptyLists(value: object): void {
  const inside = value as Record<string, unknown>;
  for (const key in inside) {
    const inner = inside[key];
    if (typeof inner !== "object" || inner === null) continue;
    if (Array.isArray(inner) && inner.length === 0) delete inside[key];
    else dropEmptyLists(inner);
  }
}
