package crosswalk.policies.kubernetes.pod.image_mutable_tag_test

import data.crosswalk.policies.kubernetes.pod.image_mutable_tag as policy

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

_containers(list) := _outcomes(_pods({"containers": list}))

test_unknown_when_containers_are_hidden if _containers(_marker) == {["unknown", set()]}

_image(text) := _containers([{"name": "a", "image": text}])

_template(parts) := {"$unknown": {"cause": "variable", "parts": parts}}

test_pass_when_pinned if {
	every text in ["a:1.2", "localhost:5000/a/b:1", "a@sha256:00", "a:latest@sha256:00", "a:latest-alpine", null] {
		_image(text) == {["pass", set()]}
	}
}

test_fail_with_a_tag_that_moves if {
	every text in ["a", "a/b", "localhost:5000/a", "a:latest", "reg.example.org:5000/a:main"] {
		_image(text) == {["fail", {"default"}]}
	}
}

test_templates_by_what_stands_last if {
	_image(_template([_marker, "/a:1.2"])) == {["pass", set()]}
	_image(_template([_marker, "/a:latest"])) == {["fail", {"default"}]}
	_image(_template([_marker, "/a"])) == {["fail", {"default"}]}
	_image(_template([_marker, "/a:", _marker])) == {["unknown", set()]}
	_image(_template(["a:", _marker, "-alpine"])) == {["unknown", set()]}
}

_beside(resource) := _outcomes_of(
	_resource("Deployment", _pods({"containers": [{"name": "a", "image": "shop:latest"}]})),
	{"by_type": {resource.type: ["b"]}, "resources": {"b": resource}},
)

test_unknown_when_tagged_elsewhere if {
	_beside(_resource("Kustomization", {"spec": {"images": [{"name": "shop", "newTag": "1"}]}})) == {["unknown", set()]}
	_beside(_resource("Config", {"build": {"artifacts": [{"image": "shop"}]}})) == {["unknown", set()]}
	_beside(_resource("Config", {"build": _marker})) == {["unknown", set()]}
	_beside(_resource("Config", {"build": {"artifacts": [{"image": "other"}]}})) == {["fail", {"default"}]}
	_beside(_resource("Kustomization", {"images": [{"name": "shop", "newName": "x"}]})) == {["fail", {"default"}]}
}

test_unknown_when_unresolved if {
	_image(_marker) == {["unknown", set()]}
	_containers([_marker]) == {["unknown", set()]}
}
