package crosswalk.policies.orthanc.server.plaintext_test

import data.crosswalk.policies.orthanc.server.plaintext as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_resource(key, type, values, meta) := {"key": key, "type": type, "values": values, "links": {}, "meta": meta}

_outcomes_beside(values, meta, type, other) := {one.outcome |
	some one in policy.verdicts with input as {
		"by_type": {"orthanc": ["a"], type: ["b"]},
		"resources": {"a": _resource("a", "orthanc", values, meta), "b": _resource("b", type, other, {})},
	}
}

_outcomes(values, meta) := _outcomes_beside(values, meta, "ConfigMap", {})

_carried := {"complete": true, "carrier": "compose"}

_both(http, dicom) := {"RemoteAccessAllowed": true, "SslEnabled": http, "DicomTlsEnabled": dicom, "DicomServerEnabled": true}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_fail_for_each if {
	_outcomes(_both(false, true), _carried) == {"fail"}
	_outcomes(_both(true, false), _carried) == {"fail"}
}

test_pass_with_both if _outcomes(_both(true, true), _carried) == {"pass"}

test_pass_without_network if {
	_outcomes({"RemoteAccessAllowed": "false", "SslEnabled": "false", "DicomTlsEnabled": "false", "DicomServerEnabled": "false"}, _carried) == {"pass"}
}

test_pass_behind_a_proxy if {
	_outcomes_beside(_both(false, true), _carried, "compose:service", {"image": "nginx:1.27"}) == {"pass"}
	_outcomes_beside(_both(false, true), _carried, "Ingress", {"spec": {"tls": [{"hosts": ["a"]}]}}) == {"pass"}
}

test_fail_behind_anything_else if {
	_outcomes_beside(_both(false, true), _carried, "compose:service", {"image": "nginx/nginx-prometheus-exporter:1"}) == {"fail"}
	_outcomes_beside(_both(false, true), _carried, "Ingress", {"spec": {}}) == {"fail"}
}

test_unknown_for_a_file_by_itself if _outcomes(_both(false, true), {"complete": true}) == {"unknown"}

test_fail_for_dicom_of_a_file_by_itself if _outcomes(_both(false, false), {"complete": true}) == {"fail"}

test_unknown_when_unresolved if {
	_outcomes(_both(_marker, true), _carried) == {"unknown"}
	_outcomes(_both(true, _marker), _carried) == {"unknown"}
	_outcomes_beside(_both(false, true), _carried, "compose:service", {"image": _marker}) == {"unknown"}
}

test_not_applicable_to_a_fragment if {
	_outcomes({"RemoteAccessAllowed": true}, {"complete": false}) == {"not-applicable"}
	_outcomes({"SslEnabled": false}, {"complete": false}) == {"not-applicable"}
}
