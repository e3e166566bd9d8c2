package crosswalk.policies.kubernetes.pod.runtime_socket_test

import data.crosswalk.policies.kubernetes.pod.runtime_socket as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": "a", "type": type, "name": "a", "values": values, "links": {}, "meta": {"podSpec": ["spec", "template", "spec"], "namespace": "ehr"}}

# Outcome, and the grades of what fails, of one resource; `more` is put over the input.
_outcomes_of(resource, more) := {[one.outcome, grades] |
	some one in policy.verdicts with input as object.union(
		{"by_type": {resource.type: ["a"]}, "resources": {"a": resource}, "dangling": {}, "missing": [], "declares": []},
		more,
	)
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

_outcomes(values) := _outcomes_of(_resource("Deployment", values), {})

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	every type in ["Deployment", "CronJob"] {
		_outcomes_of(object.union(_resource(type, {}), _marker), {}) == {["unknown", set()]}
	}
}

_pods(spec) := {"spec": {"template": {"spec": spec}}}

_volumes(list) := _outcomes(_pods({"volumes": list}))

_host(path) := _volumes([{"name": "v", "hostPath": {"path": path}}])

test_fail_with_the_socket if {
	every path in [
		"/var/run/docker.sock", "/run/containerd/containerd.sock", "/var/run/crio/crio.sock", "//run//docker.sock/",
		"/run/k3s/containerd/containerd.sock", "/run/user/1000/podman/podman.sock", `\\.\pipe\docker_engine`,
	] {
		_host(path) == {["fail", {"default"}]}
	}
}

test_fail_with_a_folder_that_holds_it if {
	every path in ["/run", "/var/run/", "/run/containerd", "/"] {
		_host(path) == {["fail", {"default"}]}
	}
}

test_pass_otherwise if {
	every path in ["/var/log", "/run/xtables.lock", "/run/app/docker.sock.d", "/srv/run", "", null] {
		_host(path) == {["pass", set()]}
	}
	_volumes([{"name": "v", "emptyDir": {}}]) == {["pass", set()]}
	_volumes(null) == {["pass", set()]}
}

test_unknown_when_unresolved if {
	_host(_marker) == {["unknown", set()]}
	_volumes(_marker) == {["unknown", set()]}
	_volumes([_marker]) == {["unknown", set()]}
}
