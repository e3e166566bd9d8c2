package crosswalk.policies.helm.values.plaintext_secret_test

import data.crosswalk.policies.helm.values.plaintext_secret as policy

_file(values, meta) := {
	"by_type": {"helm:values": ["a"]},
	"resources": {"a": {"key": "a", "type": "helm:values", "values": values, "links": {}, "meta": meta}},
	"dangling": {},
	"missing": [],
	"declares": [],
}

_outcomes(values) := {one.outcome | some one in policy.verdicts with input as _file(values, {})}

_failing(values, meta) := {[site.path, site.grade] |
	some one in policy.verdicts with input as _file(values, meta)
	some site in one.sites
	site.outcome == "fail"
}

test_nothing_without_subject if count(policy.verdicts) == 0 with input as {"by_type": {}, "resources": {}}

test_pass_when_kept_elsewhere if {
	_outcomes({"auth": {
		"existingSecret": "fhir-db",
		"existingSecretKey": "postgresql-password",
		"secretKey": "instrumentationKey",
		"password": "",
		"token": null,
		"apiKey": "changeme",
		"connectionString": "redis-cart:6379",
		"image": "fhir:1",
	}}) == {"pass"}
}

test_pass_when_encrypted if _outcomes({"password": "ENC[AES256_GCM,data:x,type:str]", "other": "ref+vault://a/b"}) == {"pass"}

test_fail_at_the_key_when_literal if {
	_failing({"db": {"auth": {"rootPassword": "correct-horse"}}, "users": [{"clientSecret": "s3cr3t"}]}, {}) == {
		[["db", "auth", "rootPassword"], "default"],
		[["users", 0, "clientSecret"], "default"],
	}
}

test_fail_when_a_url_holds_it if {
	_failing({"jdbc": "postgres://fhir:correct-horse@db/fhir"}, {}) == {[["jdbc"], "default"]}
}

test_fail_lower_in_files_for_tests if {
	_failing({"password": "correct-horse"}, {"example": true}) == {[["password"], "example"]}
}

test_unknown_when_partly_templated if {
	_outcomes({"password": {"$unknown": {"cause": "variable", "refs": [], "parts": ["prefix-", {"$unknown": {"cause": "variable", "refs": []}}]}}}) == {"unknown"}
}

test_pass_when_templated if _outcomes({"password": {"$unknown": {"cause": "variable", "refs": []}}}) == {"pass"}
