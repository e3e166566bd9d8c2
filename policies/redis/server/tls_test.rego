package crosswalk.policies.redis.server.tls_test

import data.crosswalk.policies.redis.server.tls as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(type, values, meta) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {type: ["a"]},
		"resources": {"a": {"key": "a", "type": type, "values": values, "links": {}, "meta": meta}},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	{one.outcome | some one in policy.verdicts} == {"unknown"} with input as {
		"by_type": {"redis": ["a"]},
		"resources": {"a": {"key": "a", "type": "redis", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

test_pass_when_plain_text_is_closed if _outcomes("redis", {"port": "0", "tls-port": "6379", "bind": "*"}, {"complete": true}) == {["pass", set()]}

test_pass_when_only_this_machine_is_reached if _outcomes("redis", {"port": "6379", "bind": "127.0.0.1 -::1"}, {"complete": true}) == {["pass", set()]}

test_pass_when_only_a_socket_is_open if _outcomes("redis", {"port": "0", "tls-port": "0"}, {"complete": true}) == {["pass", set()]}

test_fail_when_plain_text_is_open_beside_tls if _outcomes("redis", {"port": "6379", "tls-port": "6380", "bind": "* -::*"}, {"complete": true}) == {["fail", {"default"}]}

test_fail_when_a_replica_reads_in_plain_text if _outcomes("redis", {"port": "0", "replicaof": "m 6379"}, {"complete": true}) == {["fail", {"replication"}]}

test_fail_when_nodes_of_a_cluster_talk_in_plain_text if _outcomes("redis", {"port": "0", "cluster-enabled": "yes", "tls-cluster": "no"}, {"complete": true}) == {["fail", {"cluster"}]}

test_pass_when_a_replica_reads_encrypted if _outcomes("redis", {"port": "0", "replicaof": "m 6379", "tls-replication": "yes"}, {"complete": true}) == {["pass", set()]}

test_unknown_when_it_may_be_a_replica if _outcomes("redis", {"port": "0", "replicaof": _marker}, {"complete": true}) == {["unknown", set()]}

test_pass_when_a_possible_replica_reads_encrypted if _outcomes("redis", {"port": "0", "replicaof": _marker, "tls-replication": "yes"}, {"complete": true}) == {["pass", set()]}

test_not_applicable_where_a_fragment_makes_a_replica if _outcomes("redis", {"replicaof": "m 6379"}, {"complete": false}) == {["not-applicable", set()]}

test_unknown_when_the_port_is if _outcomes("redis", {"port": _marker, "bind": "*"}, {"complete": true}) == {["unknown", set()]}

test_unknown_when_an_include_was_not_read if _outcomes("redis", {"bind": "*"}, {"complete": false, "unread": true}) == {["unknown", set()]}

test_not_applicable_in_a_fragment if _outcomes("redis", {"maxmemory": "1gb"}, {"complete": false}) == {["not-applicable", set()]}
