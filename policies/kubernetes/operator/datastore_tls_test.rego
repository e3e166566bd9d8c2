package crosswalk.policies.kubernetes.operator.datastore_tls_test

import data.crosswalk.policies.kubernetes.operator.datastore_tls as policy

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

_outcomes(values) := _outcomes_of(_resource("RabbitmqCluster", values), {})

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	_outcomes_of(object.union(_resource("RabbitmqCluster", {}), _marker), {}) == {["unknown", set()]}
}

_kind(type, spec) := _outcomes_of(_resource(type, {"spec": spec}), {})

test_elastic_has_tls_unless_disabled if {
	every type in ["Elasticsearch", "Kibana"] {
		_kind(type, {}) == {["pass", set()]}
		_kind(type, {"http": {"tls": {"selfSignedCertificate": {"disabled": false}}}}) == {["pass", set()]}
		_kind(type, {"http": {"tls": {"selfSignedCertificate": {"disabled": true}, "certificate": {"secretName": "c"}}}}) == {["pass", set()]}
		_kind(type, {"http": {"tls": {"selfSignedCertificate": {"disabled": true}}}}) == {["fail", {"default"}]}
		_kind(type, {"http": _marker}) == {["unknown", set()]}
	}
}

test_mongodb_community_has_tls_when_enabled if {
	_kind("MongoDBCommunity", {"security": {"tls": {"enabled": true}}}) == {["pass", set()]}
	_kind("MongoDBCommunity", {"security": {}}) == {["fail", {"default"}]}
	_kind("MongoDBCommunity", {"security": _marker}) == {["unknown", set()]}
}

test_percona_has_tls_unless_relaxed if {
	_kind("PerconaServerMongoDB", {}) == {["pass", set()]}
	_kind("PerconaServerMongoDB", {"tls": {"mode": "requireTLS"}}) == {["pass", set()]}
	_kind("PerconaServerMongoDB", {"tls": {"mode": "disabled"}}) == {["fail", {"default"}]}
	_kind("PerconaServerMongoDB", {"tls": {"mode": "allowTLS"}}) == {["fail", {"default"}]}
	_kind("PerconaServerMongoDB", {"unsafeFlags": {"tls": true}}) == {["fail", {"default"}]}
	_kind("PerconaServerMongoDB", {"tls": {"mode": _marker}}) == {["unknown", set()]}
}

test_rabbitmq_has_tls_with_a_secret if {
	_kind("RabbitmqCluster", {"tls": {"secretName": "c"}}) == {["pass", set()]}
	_kind("RabbitmqCluster", {}) == {["fail", {"default"}]}
	_kind("RabbitmqCluster", {"tls": {"secretName": ""}}) == {["fail", {"default"}]}
	_kind("RabbitmqCluster", {"tls": _marker}) == {["unknown", set()]}
}

test_keycloak_has_tls_unless_http_is_on if {
	_kind("Keycloak", {"http": {"tlsSecret": "c"}}) == {["pass", set()]}
	_kind("Keycloak", {"http": {"httpEnabled": true}}) == {["fail", {"default"}]}
	_kind("Keycloak", {"http": {"httpEnabled": _marker}}) == {["unknown", set()]}
}
