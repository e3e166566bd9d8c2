import type { Resource, Unit } from "../resource.ts";
import type { Reference, Step, Value } from "../value.ts";

/** A relation a policy may follow: from a resource over an attribute to what it names, and back. */
interface LinkRule {
  name: string;
  from: readonly string[];
  /** Attributes any of which may name the target; a number is a list index, "*" every element. */
  paths: ReadonlyArray<readonly (Step | "*")[]>;
  /** Types it may lead to; a text that ends with "_" is a prefix. */
  to: readonly string[];
  inverse?: string;
  /** Attributes of the target that a literal name is compared with; such a link is inferred. */
  named?: readonly string[];
}

const BUCKET = ["aws_s3_bucket"];
const companion = (type: string, inverse: string): LinkRule => ({
  name: "bucket",
  from: [`aws_s3_bucket_${type}`],
  paths: [["bucket"]],
  to: BUCKET,
  inverse,
  named: ["bucket"],
});

/**
 * The declared vocabulary. Names are those that policies use; one place for all of Terraform.
 * @internal Used by tests and scripts.
 */
export const vocabulary: readonly LinkRule[] = [
  companion("server_side_encryption_configuration", "encryption"),
  companion("public_access_block", "public_access_block"),
  companion("versioning", "versioning"),
  companion("policy", "policy"),
  companion("logging", "logging"),
  companion("ownership_controls", "ownership"),
  companion("acl", "acl"),
  companion("lifecycle_configuration", "lifecycle"),
  {
    name: "log_bucket",
    from: ["aws_s3_bucket_logging"],
    paths: [["target_bucket"]],
    to: BUCKET,
    named: ["bucket"],
  },
  {
    name: "vpc",
    from: ["aws_flow_log"],
    paths: [["vpc_id"]],
    to: ["aws_vpc", "aws_default_vpc"],
    inverse: "flow_logs",
  },
  {
    name: "subnet",
    from: ["aws_flow_log"],
    paths: [["subnet_id"]],
    to: ["aws_subnet", "aws_default_subnet"],
    inverse: "flow_logs",
  },
  {
    name: "vpc",
    from: ["aws_subnet"],
    paths: [["vpc_id"]],
    to: ["aws_vpc", "aws_default_vpc"],
    inverse: "subnets",
  },
  {
    name: "load_balancer",
    from: ["aws_load_balancer_listener_policy"],
    paths: [["load_balancer_name"]],
    to: ["aws_elb"],
    inverse: "listener_policies",
    named: ["name"],
  },
  {
    name: "load_balancer",
    from: ["aws_lb_ssl_negotiation_policy"],
    paths: [["load_balancer"]],
    to: ["aws_elb"],
    inverse: "ssl_policies",
    named: ["name"],
  },
  {
    name: "log_group",
    from: ["aws_flow_log"],
    paths: [["log_destination"], ["log_group_name"]],
    to: ["aws_cloudwatch_log_group"],
    inverse: "flow_logs",
    named: ["name"],
  },
  {
    name: "load_balancer",
    from: ["aws_lb_listener", "aws_alb_listener"],
    paths: [["load_balancer_arn"]],
    to: ["aws_lb", "aws_alb"],
    inverse: "listeners",
  },
  {
    name: "listener",
    from: ["aws_lb_listener_rule", "aws_alb_listener_rule"],
    paths: [["listener_arn"]],
    to: ["aws_lb_listener", "aws_alb_listener"],
    inverse: "rules",
  },
  {
    name: "security_group",
    from: [
      "aws_security_group_rule",
      "aws_vpc_security_group_ingress_rule",
      "aws_vpc_security_group_egress_rule",
    ],
    paths: [["security_group_id"]],
    to: ["aws_security_group", "aws_default_security_group"],
    inverse: "rules",
  },
  {
    name: "security_groups",
    from: ["aws_lb", "aws_alb", "aws_elb"],
    paths: [["security_groups", "*"]],
    to: ["aws_security_group", "aws_default_security_group"],
    inverse: "load_balancers",
  },
  {
    name: "parameter_group",
    from: ["aws_db_instance"],
    paths: [["parameter_group_name"]],
    to: ["aws_db_parameter_group"],
    inverse: "databases",
    named: ["name"],
  },
  {
    name: "parameter_group",
    from: ["aws_rds_cluster"],
    paths: [["db_cluster_parameter_group_name"]],
    to: ["aws_rds_cluster_parameter_group"],
    inverse: "databases",
    named: ["name"],
  },
  {
    name: "parameter_group",
    from: ["aws_docdb_cluster"],
    paths: [["db_cluster_parameter_group_name"]],
    to: ["aws_docdb_cluster_parameter_group"],
    inverse: "databases",
    named: ["name"],
  },
  {
    name: "parameter_group",
    from: ["aws_redshift_cluster"],
    paths: [["cluster_parameter_group_name"]],
    to: ["aws_redshift_parameter_group"],
    inverse: "databases",
    named: ["name"],
  },
  {
    name: "source",
    from: ["aws_db_instance"],
    paths: [["replicate_source_db"]],
    to: ["aws_db_instance", "aws_rds_cluster"],
    inverse: "replicas",
    named: ["identifier"],
  },
  {
    name: "cluster",
    from: ["aws_rds_cluster_instance"],
    paths: [["cluster_identifier"]],
    to: ["aws_rds_cluster"],
    inverse: "instances",
    named: ["cluster_identifier"],
  },
  {
    name: "snapshot",
    from: ["aws_ebs_volume"],
    paths: [["snapshot_id"]],
    to: ["aws_ebs_snapshot", "aws_ebs_snapshot_copy"],
  },
  {
    name: "volume",
    from: ["aws_volume_attachment"],
    paths: [["volume_id"]],
    to: ["aws_ebs_volume"],
    inverse: "attachments",
  },
  {
    name: "instance",
    from: ["aws_volume_attachment"],
    paths: [["instance_id"]],
    to: ["aws_instance"],
  },
  {
    name: "launch_template",
    from: ["aws_instance", "aws_autoscaling_group"],
    paths: [
      ["launch_template", 0, "id"],
      ["launch_template", 0, "name"],
    ],
    to: ["aws_launch_template"],
    named: ["name"],
  },
  {
    name: "role",
    from: ["aws_iam_role_policy_attachment", "aws_iam_role_policy"],
    paths: [["role"]],
    to: ["aws_iam_role"],
    inverse: "policies",
    named: ["name"],
  },
  {
    name: "policy",
    from: [
      "aws_iam_role_policy_attachment",
      "aws_iam_user_policy_attachment",
      "aws_iam_group_policy_attachment",
    ],
    paths: [["policy_arn"]],
    to: ["aws_iam_policy"],
    inverse: "attachments",
  },
  {
    name: "function",
    from: ["aws_lambda_permission", "aws_lambda_function_url"],
    paths: [["function_name"]],
    to: ["aws_lambda_function"],
    inverse: "permissions",
    named: ["function_name"],
  },
  {
    name: "storage_account",
    from: ["azurerm_storage_container"],
    paths: [["storage_account_id"], ["storage_account_name"]],
    to: ["azurerm_storage_account"],
    inverse: "containers",
    named: ["name"],
  },
  {
    name: "security_group",
    from: ["azurerm_network_security_rule"],
    paths: [["network_security_group_name"]],
    to: ["azurerm_network_security_group"],
    inverse: "rules",
    named: ["name"],
  },
  {
    name: "target",
    from: ["azurerm_monitor_diagnostic_setting"],
    paths: [["target_resource_id"]],
    to: ["azurerm_"],
    inverse: "diagnostics",
  },
  {
    name: "server",
    from: ["azurerm_mssql_server_extended_auditing_policy"],
    paths: [["server_id"]],
    to: ["azurerm_mssql_server"],
    inverse: "auditing",
  },
  {
    name: "bucket",
    from: [
      "google_storage_bucket_iam_member",
      "google_storage_bucket_iam_binding",
      "google_storage_bucket_iam_policy",
      "google_storage_bucket_acl",
      "google_storage_default_object_acl",
      "google_storage_bucket_access_control",
    ],
    paths: [["bucket"]],
    to: ["google_storage_bucket"],
    inverse: "grants",
    named: ["name"],
  },
  {
    name: "document",
    from: ["google_storage_bucket_iam_policy"],
    paths: [["policy_data"]],
    to: ["data.google_iam_policy"],
  },
  {
    name: "project",
    from: ["google_project_iam_audit_config"],
    paths: [["project"]],
    to: ["google_project"],
    inverse: "audit_configs",
    named: ["project_id"],
  },
  {
    name: "repository",
    from: ["github_branch_protection"],
    paths: [["repository_id"]],
    to: ["github_repository"],
    inverse: "protections",
    named: ["name"],
  },
  {
    name: "repository",
    from: ["github_branch_protection_v3", "github_repository_ruleset"],
    paths: [["repository"]],
    to: ["github_repository"],
    inverse: "protections",
    named: ["name"],
  },
];

/** Resolves every relation of the vocabulary over a unit's resources, in place. */
export function linkResources(unit: Pick<Unit, "resources" | "dangling">): void {
  const byKey = new Map(unit.resources.map((resource) => [resource.key, resource]));
  const byType = new Map<string, Resource[]>();
  for (const resource of unit.resources) {
    const group = byType.get(resource.type);
    if (group) group.push(resource);
    else byType.set(resource.type, [resource]);
  }
  for (const rule of vocabulary) {
    for (const type of rule.from)
      for (const resource of byType.get(type) ?? []) linkOne(rule, resource, byKey, byType, unit.dangling);
  }
}

function linkOne(
  rule: LinkRule,
  from: Resource,
  byKey: ReadonlyMap<string, Resource>,
  byType: ReadonlyMap<string, Resource[]>,
  dangling: Map<string, string[]>,
): void {
  let isLinked = false;
  let isOpen = false;
  for (const path of rule.paths) {
    for (const value of valuesAt(from.values, path)) {
      if (value.kind === "null") continue;
      const targets = referenced(rule, value.refs, byKey);
      for (const target of targets) connect(rule, from, target, false);
      if (targets.length > 0) isLinked = true;
      else if (value.kind === "string") {
        const names = sameName(rule, value.value, byType);
        for (const target of names.equal) if (target !== from) connect(rule, from, target, true);
        if (names.equal.length > 0) isLinked = true;
        else if (names.unsure || (value.refs?.length ?? 0) > 0) isOpen = true;
      } else isOpen = true;
    }
  }
  if (isLinked || !isOpen || rule.inverse === undefined) return;
  const known = dangling.get(rule.inverse);
  if (!known) dangling.set(rule.inverse, [from.key]);
  else if (!known.includes(from.key)) known.push(from.key);
}

function valuesAt(root: Value, path: readonly (Step | "*")[]): Value[] {
  let here: Value[] = [root];
  for (const step of path) {
    const next: Value[] = [];
    for (const value of here) {
      if (value.kind === "unknown") {
        next.push(value);
        continue;
      }
      if (value.kind === "list") {
        if (step === "*") next.push(...value.items);
        else if (typeof step === "number" && value.items[step]) next.push(value.items[step]);
      } else if (value.kind === "object") {
        const child = value.entries.get(String(step))?.value;
        if (child) next.push(child);
      }
    }
    here = next;
  }
  return here;
}

function isTarget(rule: LinkRule, type: string): boolean {
  return rule.to.some((wanted) => (wanted.endsWith("_") ? type.startsWith(wanted) : type === wanted));
}

function referenced(
  rule: LinkRule,
  refs: readonly Reference[] | undefined,
  byKey: ReadonlyMap<string, Resource>,
): Resource[] {
  const found: Resource[] = [];
  for (const ref of refs ?? []) {
    const target = byKey.get(ref.key);
    if (target && isTarget(rule, target.type) && !found.includes(target)) found.push(target);
  }
  return found;
}

/** Targets whose own name is the same text; unsure when one of them has a name that is not known. */
function sameName(
  rule: LinkRule,
  name: string,
  byType: ReadonlyMap<string, Resource[]>,
): { equal: Resource[]; unsure: boolean } {
  const equal: Resource[] = [];
  let unsure = false;
  if (!rule.named) return { equal, unsure };
  for (const type of rule.to) {
    for (const target of byType.get(type) ?? []) {
      for (const attribute of rule.named) {
        const own = target.values.entries.get(attribute)?.value;
        if (own?.kind === "string" && own.value === name) equal.push(target);
        else if (own?.kind === "unknown" || target.unknownInstance) unsure = true;
      }
    }
  }
  return { equal, unsure };
}

function connect(rule: LinkRule, from: Resource, target: Resource, inferred: boolean): void {
  add(from, rule.name, target.key, inferred);
  if (rule.inverse !== undefined) add(target, rule.inverse, from.key, inferred);
}

function add(resource: Resource, name: string, to: string, inferred: boolean): void {
  const known = resource.links.find((link) => link.name === name && link.to === to);
  if (!known) resource.links.push({ name, to, inferred });
  else if (!inferred) known.inferred = false;
}
