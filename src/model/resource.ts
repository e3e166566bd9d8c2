import type { Diagnostic, NotScanned } from "../text/diagnostic.ts";
import type { At } from "../text/span.ts";
import type { Cause, ObjectValue, Value } from "./value.ts";

/** One thing a policy judges: a Terraform resource instance, a Kubernetes object, a service's config. */
export interface Resource {
  /** Unique in its unit: the address, with `#2` behind it where an address is declared twice. */
  key: string;
  /**
   * Terraform's own address with index; `Kind.namespace.name` (`default` when absent); `service.NAME` for
   * Compose; `kind:path[#section]` for other config.
   */
  address: string;
  /** What subjects name: `aws_s3_bucket`, `data.aws_iam_policy_document`, `provider.aws`, `Deployment`, `nginx:server`. */
  type: string;
  name: string;
  /** Folder a finding's identity uses: of the unit for Terraform, of the file for manifests and config. */
  folder: string;
  /** Attributes and blocks. Nested blocks are lists of objects, as Terraform has them, whatever their number. */
  values: ObjectValue;
  /** Where a finding lands when what it is about is absent: the block's head, the object's first line. */
  head: At;
  /** From the block's first to its last character: an inline comment above or at the head covers it all. */
  body: At;
  /** The calls it came through, outermost first: a module call, a chart's values. Empty when direct. */
  via: Frame[];
  /** Path of the plan that its values came from; its places may be in the source beside that. */
  planned?: string;
  /** What a policy may ask besides values: labels, namespace, provider version; plain JSON. */
  meta: Record<string, unknown>;
  /** The instance stands for a collection (count, for_each) or an object that is unknown. */
  unknownInstance?: Cause;
  links: Link[];
  /** Tags and labels that were handed to the modules it lies in, outermost first. */
  callTags?: readonly Value[];
  /** The same object elsewhere, which is judged for this one; this one is there for what it is linked to. */
  copyOf?: Resource;
  /** The other places the object is written in. */
  copies?: readonly Resource[];
  /** What crosswalk.yaml says of it; absent until scope was decided. */
  scope?: ResourceScope;
}

/** Whether a resource holds ePHI and whether it belongs to the system SOC 2 looks at, with the rules that decided. */
export interface ResourceScope {
  phi: "yes" | "no" | "unknown";
  soc2: "in" | "out" | "unknown";
  /** In words: `scope.phi[0] "clinical databases"`, or that no rule matched. */
  phiRule: string;
  soc2Rule: string;
}

export interface Frame {
  at: At;
  /** For the report: `module.storage`, `for_each`. */
  what: string;
}

/** A resolved relation. Names come from the declared vocabulary in links.ts. */
interface Link {
  name: string;
  /** The other resource's key. */
  to: string;
  /** Rests on equal literal names: never turns a fail into a pass. */
  inferred: boolean;
}

type UnitKind = "terraform" | "kubernetes" | "config";

/** What is resolved together and judged together, whatever the number of evaluate calls. */
export interface Unit {
  /** `terraform:envs/prod`, `plan:envs/prod/plan.json`, `kubernetes:.`, `config:deploy/nginx.conf`. */
  id: string;
  kind: UnitKind;
  /** Relative to where the scan started; "." at the top. */
  folder: string;
  /** The set of variable files it was resolved with, where the root has several (`--environment`). */
  environment?: string;
  resources: Resource[];
  /**
   * Companions whose target could not be resolved (link name → keys): any resource may be meant, so the absence
   * of that link is unknown.
   */
  dangling: Map<string, string[]>;
  /** Modules and renderings that are not on disk: companions of any type may be in there. */
  missing: Array<{ what: string; cause: Cause }>;
  diagnostics: Diagnostic[];
  notScanned: NotScanned[];
  /** Variables that `TF_VAR_…` of the process's environment set. */
  environmentVariables?: string[];
  /** Variable files beside a root module that were not used, and the variables they set. */
  variableFiles?: Array<{ path: string; names: string[] }>;
  /** What must not be printed: texts of sensitive values, and the places that show them. */
  secrets?: { texts: ReadonlySet<string>; spans: readonly At[] };
  /** Every source path the unit was read from; a hook reports what touches a changed one. */
  sources: string[];
}
