package crosswalk.policies.dotnet.connection.tls_test

import data.crosswalk.policies.dotnet.connection.tls as policy

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
		"by_type": {"dotnet": ["a"]},
		"resources": {"a": {"key": "a", "type": "dotnet", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

test_pass_when_encrypted_and_checked if _outcomes("dotnet", {"connectionstrings:ehr": "Server=sql;Database=ehr;Encrypt=True"}, {"complete": false}) == {["pass", set()]}

test_pass_with_a_checked_postgresql if _outcomes("dotnet", {"connectionstrings:ehr": "Host=pg;Database=ehr;SSL Mode=VerifyFull"}, {"complete": false}) == {["pass", set()]}

test_pass_with_a_checked_mysql if _outcomes("dotnet", {"connectionstrings:ehr": "Server=my;Port=3306;SslMode=VerifyFull"}, {"complete": false}) == {["pass", set()]}

test_fail_when_plain if _outcomes("dotnet", {"connectionstrings:ehr": "Data Source=sql;Initial Catalog=ehr;Encrypt=no"}, {"complete": false}) == {["fail", {"default"}]}

test_fail_with_postgresql_that_prefers if _outcomes("dotnet", {"connectionstrings:ehr": "Host=pg;Username=app"}, {"complete": false}) == {["fail", {"default"}]}

test_fail_with_mysql_that_prefers if _outcomes("dotnet", {"connectionstrings:ehr": "Server=my;SslMode=Preferred"}, {"complete": false}) == {["fail", {"default"}]}

test_fail_when_any_certificate_is_taken if _outcomes("dotnet", {"connectionstrings:ehr": "Server=sql;Database=ehr;Encrypt=True;TrustServerCertificate=True"}, {"complete": false}) == {["fail", {"unverified"}]}

test_fail_low_when_nothing_is_said if _outcomes("dotnet", {"connectionstrings:ehr": "Server=sql;Database=ehr"}, {"complete": false}) == {["fail", {"absent"}]}

test_fail_when_only_the_password_is_open if _outcomes("dotnet", {"connectionstrings:ehr": {"$unknown": {"cause": "variable", "refs": [], "parts": ["Server=sql;Database=ehr;Password=", _marker, ";TrustServerCertificate=true"]}}}, {"complete": false}) == {["fail", {"unverified"}]}

test_unknown_when_keywords_are_open if _outcomes("dotnet", {"connectionstrings:ehr": {"$unknown": {"cause": "variable", "refs": [], "parts": ["Server=sql;Database=ehr;", _marker]}}}, {"complete": false}) == {["unknown", set()]}

test_unknown_when_all_is_open if _outcomes("dotnet", {"connectionstrings:ehr": _marker}, {"complete": false}) == {["unknown", set()]}

test_not_applicable_on_this_machine if _outcomes("dotnet", {"connectionstrings:ehr": "Server=(localdb)\\mssqllocaldb;Database=ehr"}, {"complete": false}) == {["not-applicable", set()]}

test_unknown_when_postgresql_may_say_more if _outcomes("dotnet", {"connectionstrings:ehr": {"$unknown": {"cause": "variable", "refs": [], "parts": ["Host=pg;Username=app;", _marker]}}}, {"complete": false}) == {["unknown", set()]}

test_unknown_when_the_mode_is_open_sql_server if _outcomes("dotnet", {"connectionstrings:ehr": {"$unknown": {"cause": "variable", "refs": [], "parts": ["Server=sql;Database=ehr;Encrypt=", _marker]}}}, {"complete": false}) == {["unknown", set()]}

test_unknown_when_the_mode_is_open_postgresql if _outcomes("dotnet", {"connectionstrings:ehr": {"$unknown": {"cause": "variable", "refs": [], "parts": ["Host=pg;Username=app;SSL Mode=", _marker]}}}, {"complete": false}) == {["unknown", set()]}

test_unknown_when_the_mode_is_open_mysql if _outcomes("dotnet", {"connectionstrings:ehr": {"$unknown": {"cause": "variable", "refs": [], "parts": ["Server=my;SslMode=", _marker]}}}, {"complete": false}) == {["unknown", set()]}

test_fail_when_postgresql_takes_any_certificate if _outcomes("dotnet", {"connectionstrings:ehr": "Host=pg;Username=app;SSL Mode=Require;Trust Server Certificate=true"}, {"complete": false}) == {["fail", {"unverified"}]}

test_fail_low_when_mysql_says_nothing if _outcomes("dotnet", {"connectionstrings:mysql": "Server=my;Uid=app"}, {"complete": false}) == {["fail", {"absent"}]}

test_fail_when_the_name_tells_postgresql if _outcomes("dotnet", {"connectionstrings:postgres": "Server=pg;Uid=app"}, {"complete": false}) == {["fail", {"default"}]}

test_not_applicable_to_other_values if _outcomes("dotnet", {"connectionstrings:ehr": 4}, {"complete": false}) == {["not-applicable", set()]}

test_not_applicable_without_a_database if _outcomes("dotnet", {"connectionstrings:ehr": "AccountEndpoint=https://x", "logging:x": "y"}, {"complete": false}) == {["not-applicable", set()]}
