package crosswalk.policies.spring.datasource.tls_test

import data.crosswalk.policies.spring.datasource.tls as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values) := _outcomes_with(values, {})

_outcomes_with(values, meta) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {"spring": ["a"]},
		"resources": {"a": {"key": "a", "type": "spring", "values": values, "links": {}, "meta": meta}},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	{one.outcome | some one in policy.verdicts} == {"unknown"} with input as {
		"by_type": {"spring": ["a"]},
		"resources": {"a": {"key": "a", "type": "spring", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

_url(text) := {"spring.datasource.url": text}

test_pass_when_verified if {
	every url in [
		"jdbc:postgresql://db:5432/ehr?sslmode=verify-full",
		"jdbc:postgresql://db/ehr?ssl=true",
		"jdbc:mysql://db/ehr?sslMode=VERIFY_IDENTITY",
		"jdbc:mariadb://db/ehr?sslMode=verify-full",
		"jdbc:sqlserver://db:1433;encrypt=true;databaseName=ehr",
		"jdbc:oracle:thin:@tcps://db:2484/ehr",
	] {
		_outcomes(_url(url)) == {["pass", set()]}
	}
}

test_fail_when_plain if {
	every url in [
		"jdbc:postgresql://db:5432/ehr",
		"jdbc:postgresql://db/ehr?sslmode=prefer",
		"jdbc:mysql://db/ehr?useSSL=false",
		"jdbc:mysql://db/ehr",
		"jdbc:mariadb://db/ehr",
		"jdbc:sqlserver://db;encrypt=false",
		"jdbc:oracle:thin:@db:1521:ehr",
	] {
		_outcomes(_url(url)) == {["fail", {"default"}]}
	}
}

test_fail_lower_when_unverified if {
	every url in ["jdbc:postgresql://db/ehr?sslmode=require", "jdbc:mysql://db/ehr?sslMode=REQUIRED", "jdbc:mariadb://db/ehr?sslMode=trust", "jdbc:sqlserver://db;encrypt=true;trustServerCertificate=true"] {
		_outcomes(_url(url)) == {["fail", {"unverified"}]}
	}
}

test_not_applicable_without_a_network if {
	every url in ["jdbc:h2:mem:ehr", "jdbc:postgresql://localhost:5432/ehr", "jdbc:hsqldb:file:x", ""] {
		_outcomes(_url(url)) == {["not-applicable", set()]}
	}
	_outcomes({"server.port": "1"}) == {["not-applicable", set()]}
}

test_unknown_when_the_version_decides if _outcomes(_url("jdbc:sqlserver://db;databaseName=ehr")) == {["unknown", set()]}

test_unknown_when_unresolved if _outcomes(_url(_marker)) == {["unknown", set()]}
