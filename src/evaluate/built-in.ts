import type { PolicyMetadata, Severity } from "./catalogue.ts";

const regulation = "https://www.ecfr.gov/current/title-45/subtitle-A/subchapter-C/part-164/subpart-C";

/**
 * Policies about crosswalk.yaml itself, which judging asks without Rego. They belong to no control and cite nothing:
 * a broken record contradicts no requirement, it only takes nothing away. Those about exceptions are as severe as the
 * findings that the record speaks of, else low.
 */
export const builtInPolicies: readonly PolicyMetadata[] = [
  exception(
    "exception-approver",
    "An exception is approved by someone other than its author",
    "Whoever changed the record's lines last, as git tells it, is its author. An approval by the author is none: the record is rejected and its findings are open. Where git cannot tell, the record counts and every report says that the approver was not checked.",
    "{id} was approved by {approver}, who also changed it last",
    "Have somebody else approve the record, and name that person under approvedBy.",
  ),
  exception(
    "exception-expired",
    "An exception that still has findings has not expired",
    "The day after expiresOn the record no longer acts and its findings are open again. A record that has expired and has no finding left is closed: it stays in the file, since documentation is kept for six years from when it was last in effect.",
    "{id} expired on {expiresOn}, and what it spoke of is still there",
    "Fix the findings, or decide anew: a new record with a new id, approval and expiry; keep the old one.",
    [`${regulation}/section-164.316`],
  ),
  exception(
    "exception-incomplete",
    "An exception records everything a decision needs",
    "A record with a missing or impossible field is rejected and moves nothing. What it must hold depends on its type; docs/exceptions.md lists the fields.",
    "{id} is incomplete: {problems}",
    "Fill in what is missing.",
    [`${regulation}/section-164.306`],
    "exceptions:\n  - id: EX-2026-014\n    policy: aws-ebs-volume-encrypted\n    resources: [aws_ebs_volume.scratch]\n    citations: [164.312(a)(2)(iv)]\n    type: addressable-alternative\n    reason: The volume holds only public reference data.\n    factors: [technical-infrastructure, risk]\n    alternative: It is rebuilt from the public source every night and no workload with ePHI mounts it.\n    alternativeEvidence: https://wiki.example.org/scratch\n    owner: platform engineering lead\n    approvedBy: security official\n    approvedOn: 2026-11-01\n    reviewBy: 2027-05-01\n    expiresOn: 2027-11-01\n    riskRef: https://wiki.example.org/risk/42\n",
  ),
  exception(
    "exception-no-effect",
    "An exception cites something its type can except",
    "An addressable alternative acts on specifications designated addressable, and on a standard only together with them; for SOC 2 a record needs soc2Compensating, or must be an accepted risk. A record that has no effect on any reference of its findings leaves them open.",
    "{id} has no effect: {problems}",
    "Cite what the finding cites, or use another type: a risk acceptance stays visible as such.",
    [`${regulation}/section-164.306`],
  ),
  exception(
    "exception-review-due",
    "An exception is looked at again by its review date",
    "A decision that something is not reasonable and appropriate is reviewed as needed, 164.306(e). Past reviewBy the record still acts.",
    "{id} was to be reviewed by {reviewBy}",
    "Review the decision; then set reviewBy to the next date, or end the record by expiresOn.",
    [`${regulation}/section-164.306`],
  ),
  exception(
    "exception-too-broad",
    "An exception names the resources it is about",
    "A record is about named resources; one for whatever a pattern matches would speak of resources that nobody has looked at. A record without resources, or with a wildcard outside of quotes, is rejected.",
    "{id} is too broad: {problems}",
    "List the exact addresses; `crosswalk except <fingerprint>` fills them in.",
  ),
  exception(
    "exception-unmatched",
    "An exception speaks of a finding",
    "A record that matches nothing may hide a typing error, or be left over from what was fixed since.",
    "{id} matches no finding: {problems}",
    "Correct policy and addresses; once the findings are fixed, set expiresOn to that day: the record is then closed.",
  ),
  {
    ...blank("control-review-overdue", "low"),
    title: "A control in the register is reviewed in time",
    description:
      "For each control under controls: in crosswalk.yaml, lastReview plus its cadence (the control's own when none is given) must not have passed. A control without an entry, or without a last review, is not a finding.",
    subjects: ["control"],
    message: "{control} was last reviewed on {lastReview} and was due on {due}",
    remediation: "Review the control and set lastReview.",
    example:
      "controls:\n  audit-logging:\n    owner: security engineering lead\n    cadence: quarterly\n    lastReview: 2026-11-01\n",
  },
];

function blank(id: string, severity: Severity): PolicyMetadata {
  return {
    id,
    package: "",
    shard: "",
    title: "",
    description: "",
    control: "",
    severity,
    grades: {},
    profile: "recommended",
    subjects: [],
    reads: [],
    message: "",
    messages: {},
    remediation: "",
    peers: [],
    related: [],
    documentation: [],
    aliases: [],
    secret: false,
  };
}

function exception(
  id: string,
  title: string,
  description: string,
  message: string,
  remediation: string,
  documentation: string[] = [],
  example?: string,
): PolicyMetadata {
  return {
    ...blank(id, "low"),
    title,
    description,
    subjects: ["exception"],
    message,
    remediation,
    documentation,
    ...(example !== undefined && { example }),
  };
}
