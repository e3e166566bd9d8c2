package crosswalk.policies.google.storage.bucket_not_public_test

import data.crosswalk.policies.google.storage.bucket_not_public

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(type, values) := {"key": "a", "type": type, "values": values, "links": {}, "meta": {}}

_input(resources) := {
	"resources": {one.key: one | some one in resources},
	"by_type": {type: [one.key | some one in resources; one.type == type] | some type in {one.type | some one in resources}},
	"dangling": {}, "missing": [], "declares": [],
}

_outcomes(resources) := {one.outcome | some one in bucket_not_public.verdicts with input as _input(resources)}

_of(type, values) := _outcomes([_resource(type, values)])

test_nothing_without_subject if {
	count(bucket_not_public.verdicts) == 0 with input as _input([])
}

_member(value) := _of("google_storage_bucket_iam_member", {"member": value})

_linked(grant, name, other) := _outcomes([object.union(grant, {"links": {name: [{"to": "o", "inferred": false}]}}), object.union(other, {"key": "o"})])

_grant := _resource("google_storage_bucket_iam_member", {"member": "allUsers"})

test_pass_when_granted_to_somebody if {
	_member("group:a@example.org") == {"pass"}
	_member({"$unknown": {"cause": "computed", "refs": [], "parts": ["serviceAccount:", _marker]}}) == {"pass"}
	_member({"$unknown": {"cause": "computed", "refs": ["google_service_account.a.member"]}}) == {"pass"}
	_of("google_storage_bucket_acl", {"predefined_acl": "private", "role_entity": ["OWNER:user-a@example.org"]}) == {"pass"}
	_of("google_storage_bucket_iam_policy", {"policy_data": `{"bindings":[{"role":"r","members":["user:a"]}]}`}) == {"pass"}
	_of("google_storage_bucket_iam_policy", {}) == {"pass"}
}

test_pass_when_the_bucket_refuses_it if {
	_linked(_grant, "bucket", _resource("google_storage_bucket", {"public_access_prevention": "enforced"})) == {"pass"}
}

test_fail_when_granted_to_everybody if {
	_outcomes([_grant]) == {"fail"}
	_linked(_grant, "bucket", _resource("google_storage_bucket", {})) == {"fail"}
	_of("google_storage_bucket_iam_binding", {"members": ["user:a", "allAuthenticatedUsers"]}) == {"fail"}
	_of("google_storage_bucket_access_control", {"entity": "allUsers"}) == {"fail"}
	_of("google_storage_bucket_acl", {"predefined_acl": "publicRead"}) == {"fail"}
	_of("google_storage_bucket_acl", {"default_acl": "authenticatedRead"}) == {"fail"}
	_of("google_storage_default_object_acl", {"role_entity": ["READER:allUsers"]}) == {"fail"}
	_of("google_storage_bucket_iam_policy", {"policy_data": `{"bindings":[{"members":["allUsers"]}]}`}) == {"fail"}
	document := _resource("data.google_iam_policy", {"binding": [{"members": ["allUsers"]}]})
	_linked(_resource("google_storage_bucket_iam_policy", {"policy_data": _marker}), "document", document) == {"fail"}
}

test_unknown_when_from_a_variable if {
	_member(_marker) == {"unknown"}
	_of("google_storage_bucket_iam_binding", {"members": _marker}) == {"unknown"}
	_of("google_storage_bucket_iam_policy", {"policy_data": _marker}) == {"unknown"}
	_of("google_storage_default_object_acl", {"role_entity": [_marker]}) == {"unknown"}
}
