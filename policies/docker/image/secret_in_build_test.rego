package crosswalk.policies.docker.image.secret_in_build_test

import data.crosswalk.policies.docker.image.secret_in_build as policy

_marker := {"$unknown": {"cause": "variable", "refs": []}}

_outcomes(values) := {[one.outcome, grades] |
	some one in policy.verdicts with input as {
		"by_type": {"dockerfile": ["a"]},
		"resources": {"a": {"key": "a", "type": "dockerfile", "values": values, "links": {}, "meta": {}}},
		"dangling": {},
		"missing": [],
		"declares": [],
	}
	grades := {object.get(site, "grade", "default") | some site in one.sites; site.outcome == "fail"}
}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_unknown_when_the_resource_is_hidden if {
	{one.outcome | some one in policy.verdicts} == {"unknown"} with input as {
		"by_type": {"dockerfile": ["a"]},
		"resources": {"a": {"key": "a", "type": "dockerfile", "$unknown": {"cause": "variable", "refs": []}, "values": {}, "links": {}, "meta": {}}},
	}
}

_stage(more) := {"stages": [object.union({"name": "0", "image": "node:22", "base": "node:22", "final": true}, more)]}

_run(commands) := _stage({"runs": [{"commands": commands}]})

_command(program, words) := {"program": program, "words": array.concat([program], words)}

test_pass_when_referenced if _outcomes(_stage({"env": [{"name": "DB_PASSWORD", "value": "$(cat x)"}, {"name": "API_KEY", "value": "changeme"}]})) == {["pass", set()]}

test_pass_when_an_argument_is_not_used if _outcomes(_stage({"args": [{"name": "TOKEN"}]})) == {["pass", set()]}

test_pass_without_a_literal if {
	every command in [
		_command("curl", ["-u", "a:$PASSWORD", "https://x"]), _command("mysql", ["-p$PW"]), _command("mysql", ["-p"]),
		_command("tool", ["--password", "--verbose"]), _command("tool", ["--token-file=/x"]), _command("mkdir", ["-p", "/a/b"]),
	] {
		_outcomes(_run([command])) == {["pass", set()]}
	}
}

test_fail_in_a_variable if {
	_outcomes(_stage({"env": [{"name": "DB_PASSWORD", "value": "correct-horse"}]})) == {["fail", {"default"}]}
	_outcomes(_stage({"args": [{"name": "DB_PASSWORD", "value": "correct-horse"}]})) == {["fail", {"default"}]}
	_outcomes({"args": [{"name": "DB_PASSWORD", "value": "correct-horse"}], "stages": []}) == {["fail", {"default"}]}
}

test_fail_lower_when_an_argument_is_used if {
	_outcomes(object.union(
		{"stages": [{"name": "0", "args": [{"name": "TOKEN"}], "runs": [{"commands": [_command("x", ["${TOKEN}"])]}]}]},
		{},
	)) == {["fail", {"history"}]}
}

test_fail_in_a_command if {
	every command in [
		_command("curl", ["-u", "a:correct-horse", "https://x"]), _command("git", ["clone", "https://a:correct-horse@example.org/x"]),
		_command("mysql", ["-pcorrect-horse"]), _command("tool", ["--password=correct-horse"]), _command("tool", ["--password", "correct-horse"]),
		_command("export", ["API_TOKEN=correct-horse"]),
	] {
		_outcomes(_run([command])) == {["fail", {"default"}]}
	}
}

test_unknown_when_partly_literal if {
	_outcomes(_stage({"env": [{"name": "DB_PASSWORD", "value": {"$unknown": {"cause": "variable", "refs": [], "parts": ["x", _marker]}}}]})) == {["unknown", set()]}
}
