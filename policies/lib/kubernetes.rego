# METADATA
# title: Kubernetes objects as policies ask about them
package crosswalk.lib.kubernetes

import data.crosswalk.lib.tri

# METADATA
# title: Types that run pods; each has the path of its pod spec in meta.podSpec
workload_types := [
	"Pod",
	"Deployment",
	"StatefulSet",
	"DaemonSet",
	"ReplicaSet",
	"ReplicationController",
	"Job",
	"CronJob",
	"Rollout",
	"KnativeService",
	"DeploymentConfig",
	"PodTemplate",
]

# METADATA
# title: The workloads that policies name as their subjects; a PodTemplate runs nothing by itself
judged_types := [type | some type in workload_types; type != "PodTemplate"]

# METADATA
# title: Path of a workload's pod spec; undefined for what runs no pods
pod_spec(res) := path if {
	path := object.get(res, ["meta", "podSpec"], null)
	is_array(path)
}

# METADATA
# title: Path of something below the pod spec
pod_path(res, path) := array.concat(pod_spec(res), path)

# METADATA
# title: A value below the pod spec
pod_at(res, path) := tri.at(res, pod_path(res, path))

# METADATA
# title: All containers as path, value (may be a marker), name and group; one entry with a marker when the list is unknown
containers(res) := [_container("containers", {"path": spec, "value": marker})] if {
	spec := pod_spec(res)
	marker := tri.at(res, spec)
	tri.hidden(marker)
} else := [_container(group, entry) |
	some group in ["containers", "initContainers", "ephemeralContainers"]
	spec := pod_spec(res)
	some entry in tri.entries(res, array.concat(spec, [group]))
]

_container(group, entry) := {
	"path": entry.path,
	"value": entry.value,
	"name": _text(tri.get(entry.value, ["name"])),
	"group": group,
}

_text(value) := value if {
	is_string(value)
} else := ""

# METADATA
# title: Containers that run beside each other for the pod's life, without those that prepare or debug it
main_containers(res) := [container |
	some container in containers(res)
	container.group == "containers"
]

# METADATA
# title: Do its pods run until they are stopped? Jobs end by themselves
long_running(res) if res.type in {
	"Deployment",
	"StatefulSet",
	"DaemonSet",
	"ReplicaSet",
	"ReplicationController",
	"Rollout",
	"DeploymentConfig",
}

# METADATA
# title: A container's setting in its securityContext, else the pod's; null when neither sets it
effective(res, container, key) := value if {
	value := tri.get(container.value, ["securityContext", key])
	value != null
} else := pod_at(res, ["securityContext", key])

# METADATA
# title: Entries of env of all containers as path, value, name and container; a marker alone where the list is unknown
environment(res) := [{
	"path": entry.path,
	"value": entry.value,
	"name": _text(tri.get(entry.value, ["name"])),
	"container": container.name,
} |
	some container in containers(res)
	some entry in _below(container, "env")
]

# The marker stands for the container or the list, whichever is unknown, and its path is that one's.
_below(container, key) := [{"path": path, "value": value}] if {
	value := tri.get(container.value, [key])
	tri.hidden(value)
	path := array.concat(container.path, [key])
} else := [{"path": array.concat(container.path, [key, i]), "value": value} |
	some i, value in tri.get(container.value, [key])
]

# METADATA
# title: The pod's volumes as path and value
volumes(res) := tri.entries(res, pod_path(res, ["volumes"]))

# METADATA
# title: Rules of a Role or ClusterRole as path and value
rules(res) := tri.entries(res, ["rules"])

# METADATA
# title: Does a rule give any of the verbs on any of the resources of an API group? "*" gives each
gives(rule, groups, resources, verbs) := tri.all_of([
	_lists(rule, "apiGroups", groups),
	_lists(rule, "resources", resources),
	_lists(rule, "verbs", verbs),
])

_lists(rule, key, wanted) := tri.any_of([tri.contains_item(tri.get(rule, [key]), one) | some one in array.concat(wanted, ["*"])])

# METADATA
# title: A subresource as rules may name it, of its resource or of any
subresource(resource, name) := [concat("/", [resource, name]), concat("/", ["*", name])]

# METADATA
# title: The path of the first of a rule's resources that is one of the wanted, else the rule's
rule_path(rule, wanted) := array.concat(rule.path, ["resources", min(found)]) if {
	not tri.hidden(rule.value)
	is_array(rule.value.resources)
	found := {i | some i, one in rule.value.resources; one in array.concat(wanted, ["*"])}
	count(found) > 0
} else := rule.path

# METADATA
# title: Subjects of a binding as path and value
subjects(res) := tri.entries(res, ["subjects"])

# METADATA
# title: An annotation by its whole name, dots and slashes included
annotation(res, name) := tri.at(res, ["metadata", "annotations", name])

# METADATA
# title: A label by its whole name
label(res, name) := tri.at(res, ["metadata", "labels", name])

# METADATA
# title: The namespace, default when none is written
namespace(res) := object.get(res, ["meta", "namespace"], "default")

# METADATA
# title: Does it live in a namespace of the cluster's own components?
system_namespace(res) if namespace(res) in {"kube-system", "kube-public", "kube-node-lease"}
