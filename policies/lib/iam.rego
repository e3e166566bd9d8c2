# METADATA
# title: Reader of IAM documents
# description: |
#   A document is what `tri.document` opens: the JSON of a policy attribute, or the composed JSON of an
#   aws_iam_policy_document, with markers where something is unknown. A statement is the `value` of an entry of
#   `statements`; it may itself be a marker. Every answer is "yes", "no" or "unknown". The grammar:
#   https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
package crosswalk.lib.iam

import data.crosswalk.lib.tri

# METADATA
# title: Statements {path, value} of a document, the path from the document on; an unknown list is one marker
statements(document) := _listed(document, ["Statement"])

# METADATA
# title: Statements {path, value} of the document an attribute holds, the path from the resource on
statements_at(resource, path) := [{"path": array.concat(path, one.path), "value": one.value} |
	some one in statements(tri.document(tri.at(resource, path)))
]

# METADATA
# title: Elements {path, value} of a statement's field, whether it was written as one text, a list, or not at all
entries(statement, field) := _listed(statement, [field])

# METADATA
# title: Values of Action; nothing when absent
actions(statement) := [one.value | some one in entries(statement, "Action")]

# METADATA
# title: Values of NotAction; nothing when absent
not_actions(statement) := [one.value | some one in entries(statement, "NotAction")]

# METADATA
# title: Values of Resource; nothing when absent
resources(statement) := [one.value | some one in entries(statement, "Resource")]

# METADATA
# title: Does the statement allow?
allows(statement) := tri.same(tri.get(statement, ["Effect"]), "Allow")

# METADATA
# title: Does the statement deny?
denies(statement) := tri.same(tri.get(statement, ["Effect"]), "Deny")

# METADATA
# title: Does the statement speak of the action, by Action or by NotAction? Wildcards count, letter case does not
covers_action(statement, action) := tri.flip(_matches_any(not_actions(statement), action)) if {
	tri.present(tri.get(statement, ["NotAction"])) == "yes"
} else := tri.any_of([
	_matches_any(actions(statement), action),
	tri.choose(tri.present(tri.get(statement, ["NotAction"])), "yes", "no", "unknown"),
])

# METADATA
# title: Does a text with the wildcards of IAM (* and ?) match a whole text, letter case aside?
wildcard_match(pattern, text) := "unknown" if {
	tri.hidden(pattern)
} else := tri.matches(lower(text), concat("", ["^", _expression(lower(pattern)), "$"])) if {
	is_string(pattern)
} else := "no"

_matches_any(patterns, text) := tri.any_of([wildcard_match(one, text) | some one in patterns])

# Characters that mean something in RE2; the backslash comes first.
_escaped := [`\`, ".", "+", "(", ")", "[", "]", "{", "}", "^", "$", "|"]

_expression(pattern) := strings.replace_n({"*": ".*", "?": "."}, strings.replace_n(_escapes, pattern))

_escapes := {one: concat("", [`\`, one]) | some one in _escaped}

# METADATA
# title: Principals {path, kind, value} of a statement; kind is AWS, Service, Federated, CanonicalUser or *
principals(statement) := [{"path": ["Principal"], "kind": found, "value": found}] if {
	found := tri.get(statement, ["Principal"])
	tri.hidden(found)
} else := [{"path": array.concat(["Principal"], one.path), "kind": kind, "value": one.value} |
	some kind, _ in tri.get(statement, ["Principal"])
	some one in _listed(tri.get(statement, ["Principal"]), [kind])
] if {
	is_object(tri.get(statement, ["Principal"]))
} else := [{"path": one.path, "kind": "*", "value": one.value} | some one in entries(statement, "Principal")]

# METADATA
# title: Is the principal everybody, the anonymous included?
is_public_principal(principal) := "unknown" if {
	tri.hidden(principal.kind)
} else := "no" if {
	not principal.kind in {"*", "AWS"}
} else := "no" if {
	names_one(principal.value) == "yes"
} else := tri.same(principal.value, "*")

# METADATA
# title: Does the statement speak of everybody? NotPrincipal leaves everybody else in
names_public(statement) := tri.any_of(array.concat(
	[is_public_principal(one) | some one in principals(statement)],
	[tri.present(tri.get(statement, ["NotPrincipal"]))],
))

# METADATA
# title: Is the text surely not a bare wildcard? A template with other text is none, nor is an ARN or account a provider gives
names_one(value) := "yes" if {
	some part in object.get(value, ["$unknown", "parts"], [])
	is_string(part)
	replace(part, "*", "") != ""
} else := "yes" if {
	object.get(value, ["$unknown", "cause"], "") in {"computed", "data"}
	refs := object.get(value, ["$unknown", "refs"], [])
	count(refs) > 0
	every ref in refs {
		regex.match(`(^|[._])(arn|account_id|unique_id|canonical_user_id|id)$`, ref)
	}
} else := "unknown" if {
	tri.hidden(value)
} else := tri.answer(replace(tri.text_of(value), "*", "") != "")

# METADATA
# title: Conditions {path, operator, key, values} of a statement, operator and key in lower case; an unknown block is one
conditions(statement) := [{"path": ["Condition"], "operator": found, "key": found, "values": [found]}] if {
	found := tri.get(statement, ["Condition"])
	tri.hidden(found)
} else := [one |
	some operator, keys in _object(tri.get(statement, ["Condition"]))
	some one in _tests(operator, keys)
]

_tests(operator, keys) := [{
	"path": ["Condition", operator],
	"operator": lower(operator),
	"key": keys,
	"values": [keys],
}] if {
	tri.hidden(keys)
} else := [{
	"path": ["Condition", operator, key],
	"operator": lower(operator),
	"key": lower(key),
	"values": tri.listed(value),
} |
	some key, value in _object(keys)
]

# METADATA
# title: Does a condition narrow the callers to known accounts, organisations, networks or sources?
# description: |
#   After "the meaning of public" of S3's Block Public Access: a condition on one of these keys counts when its values
#   are fixed. An operator that negates, is ...IfExists or ForAllValues narrows nothing, as it holds when the key is absent.
#   https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
limits_caller(statement) := tri.any_of([_limits(one) | some one in conditions(statement)])

_limits(test) := "unknown" if {
	tri.hidden(test.key)
} else := tri.all_of([_fixed(operator, value) | some value in test.values]) if {
	test.key in _caller_keys
	operator := trim_prefix(test.operator, "foranyvalue:")
	operator in _narrowing
} else := "no"

_caller_keys := {
	"aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths", "aws:sourceaccount",
	"aws:sourcearn", "aws:sourceip", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner", "aws:sourcevpc",
	"aws:sourcevpce", "aws:userid", "aws:vpceaccount", "aws:vpceorgid", "aws:vpceorgpaths", "aws:vpcsourceip", "kms:calleraccount", "s3:dataaccesspointaccount",
	"s3:dataaccesspointarn",
}

_narrowing := {
	"arnequals",
	"arnlike",
	"ipaddress",
	"stringequals",
	"stringequalsignorecase",
	"stringlike",
}

# A text compared letter by letter is fixed whatever it is; a pattern, when it begins with an
# organisation, holds an account or has no wildcard. A network wider than /8 narrows nothing.
_fixed(operator, value) := "yes" if {
	operator in {"stringequals", "stringequalsignorecase"}
} else := tri.flip(tri.matches(value, `/0$|^[0-9.]+/[1-7]$|^\*$`)) if {
	operator == "ipaddress"
} else := "yes" if {
	value["$unknown"].cause == "computed"
} else := "unknown" if {
	tri.hidden(value)
} else := tri.any_of([tri.flip(tri.matches(value, `[*?]`)), tri.matches(value, `^(arn:[^*?]*:[0-9]{12}:|o-[a-z0-9]+/)`)])

# METADATA
# title: Values of the conditions on a key (lower case) under one of the operators (lower case, no set prefix)
condition_values(statement, operators, key) := [value |
	some test in conditions(statement)
	_asks(test, operators, key)
	some value in test.values
]

_asks(test, _, _) if tri.hidden(test.key)

_asks(test, operators, key) if {
	test.key == key
	trim_prefix(trim_prefix(test.operator, "foranyvalue:"), "forallvalues:") in operators
}

_object(value) := value if {
	is_object(value)
	not tri.hidden(value)
} else := {}

_listed(value, path) := [{"path": path, "value": found}] if {
	found := tri.get(value, path)
	tri.hidden(found)
} else := [{"path": array.concat(path, [i]), "value": one} | some i, one in tri.get(value, path)] if {
	is_array(tri.get(value, path))
} else := [{"path": path, "value": found} |
	some found in [tri.get(value, path)]
	found != null
]
