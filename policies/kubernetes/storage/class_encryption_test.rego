package crosswalk.policies.kubernetes.storage.class_encryption_test

import data.crosswalk.policies.kubernetes.storage.class_encryption as policy

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

_outcomes(values) := _outcomes_of(_resource("StorageClass", values), {})

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	every type in ["StorageClass"] {
		_outcomes_of(object.union(_resource(type, {}), _marker), {}) == {["unknown", set()]}
	}
}

_class(provisioner, encrypted) := _outcomes({"provisioner": provisioner, "parameters": {"encrypted": encrypted}})

_told := ["ebs.csi.aws.com", "kubernetes.io/aws-ebs", "driver.longhorn.io", "rook-ceph.rbd.csi.ceph.com"]

test_pass_when_told if {
	every provisioner in _told {
		_class(provisioner, "true") == {["pass", set()]}
	}
}

test_pass_when_the_provider_always_does if _class("disk.csi.azure.com", null) == {["pass", set()]}

test_fail_otherwise if {
	every provisioner in _told {
		_class(provisioner, "false") == {["fail", {"default"}]}
		_outcomes({"provisioner": provisioner}) == {["fail", {"default"}]}
	}
}

test_unknown_for_other_provisioners if {
	_class("kubernetes.io/no-provisioner", null) == {["unknown", set()]}
	_outcomes({}) == {["unknown", set()]}
}

test_unknown_when_unresolved if {
	_class("ebs.csi.aws.com", _marker) == {["unknown", set()]}
	_class(_marker, "true") == {["unknown", set()]}
}
