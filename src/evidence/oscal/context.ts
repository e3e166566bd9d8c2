import type { Evidence, PolicyEvidence, RequirementEvidence } from "../evidence.ts";
import { line, type Property, property } from "./datatypes.ts";
import { uuidOf } from "./uuid.ts";

/**
 * The version that the documents are written in: the newest of which both the official JSON schemas and
 * compliance-trestle were there to check them with.
 */
const oscalVersion = "1.2.1";

/** The scan's report that observations point to, as it lies beside the OSCAL documents. */
export interface ReportFile {
  /** Relative to the documents. */
  href: string;
  sha256: string;
}

/** What every document is made from. */
export interface Context {
  evidence: Evidence;
  report: ReportFile | undefined;
  /** Policies that ran and belong to a control of the crosswalk, by id. */
  policies: ReadonlyMap<string, PolicyEvidence>;
  requirements: readonly RequirementEvidence[];
  /** Of this run's subject, not of its time: one commit with the same settings gives the same. */
  edition: string;
  /** The component that stands for crosswalk itself. */
  tool: string;
}

/** Gathers once what several documents need. */
export function contextOf(evidence: Evidence, report: ReportFile | undefined): Context {
  const controls = new Set(evidence.controls.map((control) => control.id));
  const { tool, policies, repository, inputs, settingsFiles } = evidence.provenance;
  return {
    evidence,
    report,
    policies: new Map(
      evidence.policies.filter((one) => controls.has(one.control)).map((one) => [one.id, one]),
    ),
    requirements: [...evidence.requirements.hipaa, ...evidence.requirements.soc2],
    edition: uuidOf(
      "edition",
      tool.version,
      policies.digest,
      policies.profile,
      repository?.commit ?? "",
      ...[...settingsFiles, ...inputs].flatMap((file) => [file.path, file.sha256]),
    ),
    tool: uuidOf("component", "crosswalk"),
  };
}

/** `uuid` and `metadata`, with which every document begins. */
export function opening(context: Context, file: string, title: string, remarks: string): object {
  const { tool, policies, repository, generatedAt } = context.evidence.provenance;
  const props: Property[] = [
    property("policies-version", policies.version),
    property("policies-digest", policies.digest),
    property("policies-profile", policies.profile),
    ...(repository
      ? [
          property("commit", repository.commit),
          property("uncommitted-changes", repository.dirty ? "yes" : "no"),
        ]
      : []),
  ];
  return {
    uuid: uuidOf("document", file, context.edition),
    metadata: {
      title,
      "last-modified": generatedAt,
      version: line(tool.version),
      "oscal-version": oscalVersion,
      props,
      remarks,
    },
  };
}
