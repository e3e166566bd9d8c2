# METADATA
# title: The API server writes an audit log
# description: |
#   Without a policy file nothing is recorded, and without a log path or a webhook it goes nowhere. Judged where the API
#   server's own flags are in the files: its static pod, or kubeadm's ClusterConfiguration.
# scope: package
# custom:
#   id: k8s-apiserver-audit-log
#   control: audit-logging
#   severity: high
#   profile: recommended
#   subjects: [Pod, ClusterConfiguration]
#   message: "the API server records no audit events ({missing} is not set)"
#   remediation: Set --audit-policy-file and --audit-log-path (or --audit-webhook-config-file).
#   example: |
#     - --audit-policy-file=/etc/kubernetes/audit/policy.yaml
#     - --audit-log-path=/var/log/kubernetes/audit.log
#   peers: [CKV_K8S_91, AVD-KCV-0019, "kics:audit_log_path_not_set", "kics:audit_policy_file_not_defined", "prowler:apiserver_audit_log_path_set"]
#   documentation: [https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/]
package crosswalk.policies.kubernetes.cluster.apiserver_audit_log

import data.crosswalk.lib.kubernetes
import data.crosswalk.lib.model
import data.crosswalk.lib.tri
import data.crosswalk.lib.verdict

verdicts contains _pod(pod) if {
	some pod in model.of_type("Pod")
}

verdicts contains verdict.of(configuration, [_site(["apiServer", "extraArgs"], _arguments(configuration))]) if {
	some configuration in model.of_type("ClusterConfiguration")
}

_pod(pod) := verdict.not_applicable(pod, "no-api-server") if {
	count(_servers(pod)) == 0
} else := verdict.of(pod, [_site(array.concat(server.path, [_key(server)]), _flags(server)) | some server in _servers(pod)])

_servers(pod) := [container |
	some container in kubernetes.main_containers(pod)
	some list in ["command", "args"]
	some word in tri.listed(tri.get(container.value, [list]))
	regex.match(`(^|/)kube-apiserver$`, tri.text_of(word))
]

_key(server) := "command" if {
	tri.get(server.value, ["args"]) == null
} else := "args"

# Words as they stand on the command line; a marker stands for a word or a list that is not known.
_flags(server) := [word |
	some list in ["command", "args"]
	some word in tri.listed(tri.get(server.value, [list]))
]

# kubeadm's extraArgs: a map up to v1beta3, a list of name and value since v1beta4.
_arguments(configuration) := [args] if {
	args := tri.at(configuration, ["apiServer", "extraArgs"])
	tri.hidden(args)
} else := [concat("", ["--", name]) | some name, _ in args] if {
	args := tri.at(configuration, ["apiServer", "extraArgs"])
	is_object(args)
} else := [_named(arg) | some arg in tri.each(tri.at(configuration, ["apiServer", "extraArgs"]))]

_named(arg) := name if {
	name := tri.get(arg, ["name"])
	tri.hidden(name)
} else := concat("", ["--", tri.text_of(tri.get(arg, ["name"]))])

_site(path, words) := verdict.stating(verdict.site(path, tri.all_of([_policy(words), _target(words)])), {"missing": _missing(words)})

_policy(words) := tri.any_of([tri.matches(word, `^--audit-policy-file(=|$)`) | some word in words])

_target(words) := tri.any_of([tri.matches(word, `^--audit-(log-path|webhook-config-file)(=|$)`) | some word in words])

_missing(words) := "--audit-policy-file" if {
	_policy(words) == "no"
} else := "--audit-log-path"
