package crosswalk.policies.compose.service.runtime_socket_test

import data.crosswalk.policies.compose.service.runtime_socket as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {"compose:service": ["a"]},
		"resources": {"a": {"key": "a", "type": "compose:service", "values": values, "links": {}, "meta": {}}},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	{one.outcome | some one in policy.verdicts} == {"unknown"} with input as {
		"by_type": {"compose:service": ["a"]},
		"resources": {"a": {"key": "a", "type": "compose:service", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

test_pass if {
	every volume in ["data:/data", "/var/run/app:/data", {"type": "bind", "source": "/srv", "target": "/var/run/docker.sock"}] {
		_outcomes({"volumes": [volume]}) == {["pass", set()]}
	}
}

test_pass_for_a_proxy if _outcomes({"image": "tecnativa/docker-socket-proxy:0.3", "volumes": ["/var/run/docker.sock:/var/run/docker.sock"]}) == {["pass", set()]}

test_fail if {
	every volume in [
		"/var/run/docker.sock:/x:ro", "/run/podman/podman.sock:/x", "/var/run:/x", "/:/host", {"type": "bind", "source": "/run/docker.sock", "target": "/x"},
	] {
		_outcomes({"volumes": [volume]}) == {["fail", {"default"}]}
	}
}

test_unknown if {
	_outcomes({"volumes": [_marker]}) == {["unknown", set()]}
	_outcomes({"volumes": _marker}) == {["unknown", set()]}
	_outcomes({"image": _marker, "volumes": ["/var/run/docker.sock:/x"]}) == {["unknown", set()]}
}
