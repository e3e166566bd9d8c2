package crosswalk.policies.kubernetes.rbac.token_mint_test

import data.crosswalk.policies.kubernetes.rbac.token_mint as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": "a", "type": type, "name": "a", "values": values, "links": {}, "meta": {"namespace": "ehr"}}

# Outcome, and the grades of what fails, of one resource; `more` is put over the input.
_outcomes_of(resource, more) := {[one.outcome, grades] |
	some one in policy.verdicts with input as object.union(
		{"by_type": {resource.type: ["a"]}, "resources": {"a": resource}, "dangling": {}, "missing": [], "declares": []},
		more,
	)
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

_outcomes(values) := _outcomes_of(_resource("Role", values), {})

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	_outcomes_of(object.union(_resource("Role", {}), _marker), {}) == {["unknown", set()]}
}

_rule(more) := {"rules": [object.union({"apiGroups": [""], "resources": ["serviceaccounts/token"], "verbs": ["create"]}, more)]}

_certificates(more) := _rule(object.union({"apiGroups": ["certificates.k8s.io"]}, more))

test_fail_when_credentials_are_made if {
	every more in [{}, {"verbs": ["*"]}, {"resources": ["*"]}, {"resources": ["*/token"]}, {"apiGroups": ["*"]}] {
		_outcomes(_rule(more)) == {["fail", {"default"}]}
	}
	_outcomes(_certificates({"resources": ["certificatesigningrequests/approval"], "verbs": ["patch"]})) == {["fail", {"default"}]}
	_outcomes(_certificates({"resources": ["signers"], "verbs": ["approve"], "resourceNames": ["a"]})) == {["fail", {"default"}]}
	_outcomes_of(_resource("ClusterRole", _rule({})), {}) == {["fail", {"default"}]}
}

test_pass_otherwise if {
	every more in [
		{"verbs": ["get"]}, {"resourceNames": ["fhir"]}, {"resources": ["serviceaccounts"]}, {"apiGroups": ["apps"]},
		{"apiGroups": ["certificates.k8s.io"], "resources": ["certificatesigningrequests"]},
		{"apiGroups": ["certificates.k8s.io"], "resources": ["signers"], "verbs": ["sign"]},
	] {
		_outcomes(_rule(more)) == {["pass", set()]}
	}
	_outcomes({}) == {["pass", set()]}
}

test_unknown_when_unresolved if {
	every more in [{"verbs": [_marker]}, {"resources": _marker}, {"resourceNames": _marker}] {
		_outcomes(_rule(more)) == {["unknown", set()]}
	}
	_outcomes({"rules": [_marker]}) == {["unknown", set()]}
}
