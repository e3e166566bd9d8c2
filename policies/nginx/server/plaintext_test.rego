package crosswalk.policies.nginx.server.plaintext_test

import data.crosswalk.policies.nginx.server.plaintext as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values) := _outcomes_with(values, {})

_outcomes_with(values, meta) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {"nginx:server": ["a"]},
		"resources": {"a": {"key": "a", "type": "nginx:server", "values": values, "links": {}, "meta": meta}},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	{one.outcome | some one in policy.verdicts} == {"unknown"} with input as {
		"by_type": {"nginx:server": ["a"]},
		"resources": {"a": {"key": "a", "type": "nginx:server", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

_plain := {"listen": [{"args": ["80"]}]}

_with(more) := object.union(_plain, more)

test_pass_with_tls if _outcomes({"listen": [{"args": ["80"]}, {"args": ["443", "ssl"]}]}) == {["pass", set()]}

test_pass_when_sent_on if _outcomes(_with({"return": [{"args": ["301", "https://$host$request_uri"]}]})) == {["pass", set()]}

test_pass_when_every_location_sends_on if {
	_outcomes(_with({"location": [
		{"args": ["/"], "block": {"rewrite": [{"args": ["^", "https://$host$request_uri", "permanent"]}]}},
		{"args": ["^~", "/.well-known/acme-challenge/"], "block": {}},
	]})) == {["pass", set()]}
}

test_fail_in_plain_text if {
	_outcomes(_plain) == {["fail", {"default"}]}
	_outcomes({}) == {["fail", {"default"}]}
}

test_fail_when_one_location_serves if {
	_outcomes(_with({"location": [{"args": ["/"], "block": {"proxy_pass": [{"args": ["http://app"]}]}}]})) == {["fail", {"default"}]}
}

test_not_applicable_on_loopback if {
	_outcomes({"listen": [{"args": ["127.0.0.1:8080"]}]}) == {["not-applicable", set()]}
	_outcomes({"listen": [{"args": ["unix:/run/x.sock"]}]}) == {["not-applicable", set()]}
}

test_not_applicable_for_a_status_page if {
	_outcomes(_with({"location": [{"args": ["/status"], "block": {"stub_status": [{"args": []}]}}]})) == {["not-applicable", set()]}
}

test_unknown_behind_a_proxy if {
	_outcomes(_with({"proxy_set_header": [{"args": ["X-Forwarded-Proto", "$http_x_forwarded_proto"]}]})) == {["unknown", set()]}
}

test_unknown_when_unresolved if {
	_outcomes({"listen": [{"args": [_marker]}]}) == {["unknown", set()]}
	_outcomes(_with({"return": [{"args": [_marker]}]})) == {["unknown", set()]}
	_outcomes(_with({"return": _marker})) == {["unknown", set()]}
}
