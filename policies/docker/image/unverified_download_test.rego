package crosswalk.policies.docker.image.unverified_download_test

import data.crosswalk.policies.docker.image.unverified_download as policy

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

_add(source, more) := _stage({"copies": [object.union({"instruction": "ADD", "sources": [source]}, more)]})

test_pass_when_checked if {
	_outcomes(_add("https://x/a.tgz", {"checksum": "sha256:0"})) == {["pass", set()]}
	_outcomes(_add("https://x/a.git#0123456789012345678901234567890123456789", {})) == {["pass", set()]}
	_outcomes(_add("a.tgz", {})) == {["pass", set()]}
	_outcomes(_run([_command("curl", ["http://x/a"]), _command("sha256sum", ["-c"])])) == {["pass", set()]}
	_outcomes(_run([_command("wget", ["http://x/a"]), _command("gpg", ["--verify", "a"])])) == {["pass", set()]}
}

test_pass_to_a_file if _outcomes(_run([_command("curl", ["https://x/a"]), _command("curl", ["http://localhost/a"])])) == {["pass", set()]}

test_fail_when_added if {
	_outcomes(_add("https://x/a.tgz", {})) == {["fail", {"default"}]}
	_outcomes(_add("https://x/a.git#main", {})) == {["fail", {"default"}]}
}

test_fail_when_piped if _outcomes(_run([object.union(_command("curl", ["https://x"]), {"piped": true}), _command("bash", [])])) == {["fail", {"default"}]}

test_fail_in_a_command if {
	every command in [_command("sh", ["-c", "$(curl -fsSL https://x)"]), _command("wget", ["http://x"]), _command("apk", ["add", "--allow-untrusted"])] {
		_outcomes(_run([command])) == {["fail", {"default"}]}
	}
}

test_unknown_source if _outcomes(_add(_marker, {})) == {["unknown", set()]}
