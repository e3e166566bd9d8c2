package crosswalk.policies.orthanc.server.open_access_test

import data.crosswalk.policies.orthanc.server.open_access as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values, complete) := {one.outcome |
	some one in policy.verdicts with input as {
		"by_type": {"orthanc": ["a"]},
		"resources": {"a": {"key": "a", "type": "orthanc", "values": values, "links": {}, "meta": {"complete": complete}}},
	}
}

_open(remote, authentication) := {"RemoteAccessAllowed": remote, "AuthenticationEnabled": authentication}

_user(name, password) := object.union(_open(true, true), {"RegisteredUsers": {name: password}})

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_fail_when_open if _outcomes(_open(true, false), true) == {"fail"}

test_fail_when_variables_say_so if _outcomes(_open("true", "false"), false) == {"fail"}

test_pass_with_authentication if {
	_outcomes(_open(true, true), true) == {"pass"}
	_outcomes(_open(true, "as RemoteAccessAllowed"), true) == {"pass"}
}

test_pass_on_this_host_alone if _outcomes(_open(false, false), true) == {"pass"}

test_fail_for_published_logins if {
	_outcomes(_user("orthanc", "orthanc"), true) == {"fail"}
	_outcomes(_user("demo", "demo"), true) == {"fail"}
	_outcomes(_user("alice", "alicePassword"), true) == {"fail"}
	_outcomes({"RegisteredUsers": {"demo": "demo"}}, false) == {"fail"}
}

test_pass_for_own_passwords if {
	_outcomes(_user("orthanc", "hK3-vv9"), true) == {"pass"}
	_outcomes(_user("pacs", "pacs"), true) == {"pass"}
}

test_unknown_when_unresolved if {
	_outcomes(_open(_marker, false), true) == {"unknown"}
	_outcomes(_open(true, _marker), true) == {"unknown"}
	_outcomes(_user("orthanc", _marker), true) == {"unknown"}
	_outcomes(object.union(_open(true, true), {"RegisteredUsers": _marker}), true) == {"unknown"}
}

test_not_applicable_without_http if {
	_outcomes(object.union(_open(true, false), {"HttpServerEnabled": false}), true) == {"not-applicable"}
}

test_not_applicable_to_a_fragment if {
	_outcomes({"DicomAet": "A"}, false) == {"not-applicable"}
	_outcomes({"RemoteAccessAllowed": true}, false) == {"not-applicable"}
}
