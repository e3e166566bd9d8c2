package crosswalk.policies.docker.image.tls_verify_disabled_test

import data.crosswalk.policies.docker.image.tls_verify_disabled as policy

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

_env(name, value) := _stage({"env": [{"name": name, "value": value}]})

test_pass_when_on if _outcomes(_env("NODE_TLS_REJECT_UNAUTHORIZED", "1")) == {["pass", set()]}

test_pass_with_other_options if _outcomes(_run([_command("curl", ["-fsSLo", "/k", "https://x"]), _command("npm", ["config", "set", "strict-ssl", "true"])])) == {["pass", set()]}

test_fail_in_the_image if _outcomes(_env("NODE_TLS_REJECT_UNAUTHORIZED", "0")) == {["fail", {"default"}]}

test_fail_lower_in_the_build if {
	_outcomes({"stages": [{"name": "0", "final": false, "env": [{"name": "PYTHONHTTPSVERIFY", "value": "0"}]}]}) == {["fail", {"build"}]}
	_outcomes(_stage({"args": [{"name": "PYTHONHTTPSVERIFY", "value": "0"}]})) == {["fail", {"build"}]}
	every command in [
		_command("curl", ["-sk", "https://x"]), _command("curl", ["--insecure"]), _command("wget", ["--no-check-certificate"]),
		_command("pip", ["install", "--trusted-host", "x"]), _command("npm", ["config", "set", "strict-ssl", "false"]),
		_command("git", ["config", "--global", "http.sslVerify", "false"]), _command("yum", ["--setopt=sslverify=false"]),
		_command("make", ["GIT_SSL_NO_VERIFY=1"]),
	] {
		_outcomes(_run([command])) == {["fail", {"build"}]}
	}
}

test_unknown_value if _outcomes(_env("PYTHONHTTPSVERIFY", _marker)) == {["unknown", set()]}
